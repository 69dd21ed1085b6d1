// core/nn/head/layer_norm.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include <ATen/core/Tensor.h>

namespace varad::nn {

/// Layer normalisation over the last axis, eps 1e-5, as the Mamba block uses it three times.
/// LibTorch's own backward adds weight gradients up per thread, so they change with the thread count; this
/// one does not. @param x [..., C], @param weight, bias [C]. @return like x, contiguous.
[[nodiscard]] at::Tensor layerNorm(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias);

} // namespace varad::nn
