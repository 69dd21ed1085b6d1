// core/nn/backbones/features_check.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/backbones/backbone.h"

namespace varad::nn {

/// What every Backbone::features() may rely on afterwards: image [B >= 1, 3, H >= 1, W >= 1] of the type that
/// the network computes in, sides multiples of info.sideMultiple, taps ascending, not empty and existing.
/// @throws std::invalid_argument
void checkFeatureRequest(const BackboneInfo& info, const at::Tensor& image, const std::vector<int>& taps,
                         at::ScalarType precision);

} // namespace varad::nn
