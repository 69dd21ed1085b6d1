// core/nn/backbones/inverted_residual.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/backbones/canonical.h"

namespace varad::nn {

/// MobileNetV2 and EfficientNet-Lite. Both are a 3x3 stem of stride 2 and seven stages of inverted residual
/// blocks with strides 1, 2, 2, 2, 1, 2, 1; widths, expansions, kernels and repeats come from the tensors. A
/// block without a residual (its channels change) opens a stage. Taps: the last block of stages 2 to 7, that
/// is strides 4, 8, 16, 16, 32, 32, before any activation.
///
/// Block: 1x1 expansion, ReLU6 (absent in the first block); depthwise k x k, ReLU6; 1x1 projection;
/// plus its input where shapes allow. ReLU6 is min(max(x, 0), 6). Stride 2 pads as Padding::Same.
///
/// Own names: stem, blocks.N.{expand,depthwise,project}, each .weight and .bias, batch norm folded.
///
/// Sources: Sandler et al. 2018 (MobileNetV2); Tan and Le 2019 (EfficientNet) with the Lite changes of its
/// authors (no squeeze-and-excitation, ReLU6, stem and head not scaled).
[[nodiscard]] std::shared_ptr<const Backbone> buildInvertedResidual(const Canonical& network,
                                                                    at::ScalarType precision);

/// PyTorch port of EfficientNet-Lite (names _conv_stem, _blocks.N._expand_conv, ...); batch norm eps 1e-3.
/// The classifier (_conv_head, _bn1, _fc) is known and left out. mean 127/255, std 128/255.
[[nodiscard]] Canonical canonicalEfficientNetLite(const formats::TensorFile& file);

/// torchvision's names (features.N.conv.I), batch norm already folded; weights trained with Padding::Same and
/// pixels mapped to -1 .. 1.
[[nodiscard]] Canonical canonicalMobileNetV2(const formats::TensorFile& file);

} // namespace varad::nn
