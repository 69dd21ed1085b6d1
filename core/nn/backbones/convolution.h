// core/nn/backbones/convolution.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/backbones/weights.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

namespace varad::nn {

enum class Padding {
    Same,     ///< ceil(n / stride) rows out; the zeros needed are halved, the odd one goes after
    Symmetric ///< (kernel - 1) / 2 zeros on both sides
};

/// A square convolution with bias (a batch norm, if there was one, is folded in).
struct Convolution {
    at::Tensor weight; ///< [out, in / groups, k, k], channels-last: LibTorch 1.13's planes-first depthwise
                       ///< convolution is some 40 times slower
    at::Tensor bias;   ///< [out]
    std::int64_t stride = 1;
    std::int64_t groups = 1;

    std::int64_t channelsIn() const { return weight.size(1) * groups; }
    std::int64_t channelsOut() const { return weight.size(0); }
};

/// Takes `name`.weight and `name`.bias. @param channelsOut, kernel  -1: as the file says (kernel must be
/// odd).
/// @throws formats::FormatError
[[nodiscard]] Convolution takeConvolution(Weights& weights, const std::string& name,
                                          const std::vector<std::int64_t>& shape, std::int64_t groups);

/// @param x [B, in, H, W], channels-last for speed. @return [B, out, h, w], h = ceil(H / stride),
/// channels-last.
[[nodiscard]] at::Tensor convolve(const Convolution& layer, const at::Tensor& x, Padding padding);

/// Casts to the type that is computed in and lays the weights out for speed.
void prepare(Convolution& layer, at::ScalarType precision);

/// y = gamma (conv(x) - mean) / sqrt(var + eps) + beta as one convolution; computed in double, rounded once.
/// Takes `convolution`.weight and the four tensors of `norm`; adds `target`.weight and `target`.bias in
/// float32.
/// @throws formats::FormatError
struct FoldNames {
    std::string convolution, norm, target;
};
void foldBatchNorm(Weights& from, TensorCollection& to, const FoldNames& names,
                   const std::vector<std::int64_t>& shape, double epsilon);

} // namespace varad::nn
