// core/nn/mamba/selective_scan.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include <ATen/core/Tensor.h>

namespace varad::nn {

/// One scan over several directions of the same cells.
/// Axes: B pictures, K directions, L cells, P scanned positions, D channels, N states per channel.
/// All of one type, float32 or float64, on one device. Everything is indexed by cell, in one raster order;
/// a direction is nothing but its row of `order`. Any strides are accepted as long as the last axis is
/// contiguous, so shared inputs are passed with `expand` (stride 0) and slices of one product as views.
struct ScanInput {
    at::Tensor u;         ///< [B, K, L, D] input
    at::Tensor delta;     ///< [B, K, L, D] step before deltaBias and softplus, unit: tokens
    at::Tensor a;         ///< [K, D, N]    decay rate per token, every value < 0
    at::Tensor b;         ///< [B, K, L, N] write gate
    at::Tensor c;         ///< [B, K, L, N] read gate
    at::Tensor skip;      ///< [K, D]       direct path u -> y; undefined: none
    at::Tensor deltaBias; ///< [K, D]       added to delta; undefined: none
    at::Tensor start;     ///< [K, D, N]    state before the first position, same for all pictures; undefined: 0
    at::Tensor order;     ///< [K, P] int64, cell of each position; undefined: P = L, position p is cell p
};

struct ScanOutput {
    at::Tensor y;    ///< [B, K, P, D] by position (not by cell)
    at::Tensor last; ///< [B, K, D, N] state after position P - 1 (P = 0: the start state)
};

/// For every picture, direction and channel, with t = cell order[k][p], p = 0 .. P-1, h[-1] = start:
///     s    = softplus(delta[t] + deltaBias)            (identity above 20)
///     h[p] = exp(s a) h[p-1] + s u[t] b[t]
///     y[p] = dot(c[t], h[p]) + skip u[t]
///
/// METHOD: the recurrence of Gu and Dao 2023, "Mamba", with the write term delta b of the authors' released
/// code. Differentiable in every floating input, `last` included. Thread-safe; results are bit-equal at any
/// thread count. Cells that no position visits get gradient 0.
/// @throws std::invalid_argument names the tensor, the wanted and the actual shape or type.
[[nodiscard]] ScanOutput selectiveScan(const ScanInput& in);

/// Slow, obvious, built from ATen operations (so differentiable by autograd). The yardstick of the kernels.
[[nodiscard]] ScanOutput selectiveScanReference(const ScanInput& in);

} // namespace varad::nn
