// core/nn/linear.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
//
// Matrix products whose result does not depend on the thread count. A BLAS divides a product by its own
// threads, and its kernels add in another order at the seams; here the rows are divided in fixed pieces, one
// BLAS thread each. That also keeps a BLAS's own threads from spinning beside those of LibTorch.
#pragma once

#include <ATen/core/Tensor.h>

namespace varad::nn {

/// out[g] = a[g] b[g]. No gradient. All float32 or all float64.
/// @param out [G, n, m], last axis contiguous; @param a [G, n, k]; @param b [G, k, m]; any strides.
void multiplyInto(const at::Tensor& out, const at::Tensor& a, const at::Tensor& b);

/// x weight^T + bias. Differentiable once.
/// @param x [.., K]; @param weight [M, K]; @param bias [M] or undefined. @return [.., M]
[[nodiscard]] at::Tensor linearMap(const at::Tensor& x, const at::Tensor& weight,
                                   const at::Tensor& bias = {});

/// The same for G independent maps. @param x [G, n, K]; @param weight [G, M, K]. @return [G, n, M]
[[nodiscard]] at::Tensor groupedLinear(const at::Tensor& x, const at::Tensor& weight);

} // namespace varad::nn
