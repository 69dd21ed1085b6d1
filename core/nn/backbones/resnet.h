// core/nn/backbones/resnet.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/backbones/canonical.h"

namespace varad::nn {

/// torchvision's ResNet 18, 34, 50, 101, 152 and the wide 50-2 and 101-2, stride in the 3x3 convolution.
/// Widths come from the tensors. Taps layer1, layer2, layer3 at strides 4, 8, 16, after their last ReLU;
/// layer4 and the classifier (fc) are known and left out. An odd side n becomes floor((n - 1) / 2) + 1 at
/// each stride of 2.
///
/// Own names are torchvision's with batch norm folded: conv1, layerL.B.convK, layerL.B.downsample, each
/// .weight and .bias.
///
/// Source: He et al. 2016; Zagoruyko and Komodakis 2016 (wide).
[[nodiscard]] std::shared_ptr<const Backbone> buildResnet(const Canonical& network, at::ScalarType precision);

/// True if some tensor's name marks a ResNet, with whatever prefix.
[[nodiscard]] bool looksLikeResnet(const formats::TensorFile& file);

/// torchvision's names, plain or under a prefix, batch norm eps 1e-5.
[[nodiscard]] Canonical canonicalResnet(const formats::TensorFile& file);

} // namespace varad::nn
