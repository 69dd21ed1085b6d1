// core/nn/backbones/attention.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include <ATen/core/Tensor.h>

namespace varad::nn {

/// softmax(q k^T / sqrt(E)) v for each picture and head, without ever holding a whole score matrix (682 MB
/// for ViT-S at 1022 x 1022): from LibTorch 2 on the fused operator, before that blocks of queries, which
/// need at most 2 x 16 MB besides the result.
/// @param q [B, heads, Q, E]; any strides, last axis contiguous
/// @param k, v [B, heads, T, E]
/// @return [B, Q, heads * E], contiguous
[[nodiscard]] at::Tensor attention(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v);

} // namespace varad::nn
