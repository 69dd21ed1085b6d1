// core/nn/head/cell_order.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace varad::nn {

/// The four reading directions of a grid: by rows, by columns, and both reversed.
/// @return [4, rows * columns] int64: the raster index of the cell that each direction reads at each
/// position.
[[nodiscard]] at::Tensor scanOrders(std::int64_t rows, std::int64_t columns);

/// Rows of `cells` in reading order: out[b, k, p] = cells[b, order[k, p]].
/// @param cells [B, L, C], @param order [K, P] int64 with distinct cells in each row. @return [B, K, P, C]
/// Differentiable in `cells`; sums are taken in the order of k, so results do not depend on the thread count.
[[nodiscard]] at::Tensor gatherCells(const at::Tensor& cells, const at::Tensor& order);

/// The adjoint of gatherCells: out[b, c] = sum over (k, p) with order[k, p] = c of rows[b, k, p].
/// @param rows [B, K, P, C], @param cellCount L. @return [B, L, C]
[[nodiscard]] at::Tensor mergeCells(const at::Tensor& rows, const at::Tensor& order, std::int64_t cellCount);

} // namespace varad::nn
