// core/nn/backbones/dinov2.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/backbones/canonical.h"

namespace varad::nn {

/// DINOv2 vision transformer, patch 14, any width that is a multiple of 64 (one head per 64 channels), GELU
/// or SwiGLU, with or without registers. Width, depth, MLP width and position table come from the tensors;
/// blocks after the twelfth are left out, since nothing taps them.
///
/// Taps block4, block8, block12: outputs of those blocks after the network's final LayerNorm (eps 1e-6),
/// patch tokens only, [B, d, H / 14, W / 14]. LayerScale is folded into the linear layers before it (exact).
///
/// Own names are those of the official release with a fused qkv and a table of 1 + M M positions.
///
/// Source: Oquab et al. 2023 (DINOv2); Darcet et al. 2023 (registers).
[[nodiscard]] std::shared_ptr<const Backbone> buildDinov2(const Canonical& network,
                                                          const BackboneOptions& options);

/// True if some tensor's name marks a DINOv2 of one of the layouts below, with whatever prefix.
[[nodiscard]] bool looksLikeDinov2(const formats::TensorFile& file);

/// Official release, Hugging Face `dinov2-*` (also saved from a classifier, with prefix), timm (with
/// registers: the class token's position is already inside cls_token and the table has M M rows), and the
/// checkpoints of the method's own program (prefix model.tokenizer.frozen_tokenizer.dino.; with its "lora"
/// option renamed tensors).
[[nodiscard]] Canonical canonicalDinov2(const formats::TensorFile& file);

} // namespace varad::nn
