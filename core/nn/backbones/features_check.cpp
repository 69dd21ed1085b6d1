#include "core/nn/backbones/features_check.h"

#include <ATen/ATen.h>

#include <stdexcept>

namespace varad::nn {

void checkFeatureRequest(const BackboneInfo& info, const at::Tensor& image, const std::vector<int>& taps,
                         at::ScalarType precision)
{
    if (!image.defined() || image.dim() != 4 || image.size(1) != 3 || image.numel() == 0)
        throw std::invalid_argument("a backbone takes pictures as [batch, 3, rows, columns].");
    if (image.scalar_type() != precision)
        throw std::invalid_argument("the picture has another number type than the backbone was loaded with.");
    for (const int axis : {2, 3})
        if (image.size(axis) % info.sideMultiple != 0)
            throw std::invalid_argument("a side of " + std::to_string(image.size(axis)) +
                                        " pixels is no multiple of " + std::to_string(info.sideMultiple) +
                                        ", which " + info.name + " needs.");
    if (taps.empty())
        throw std::invalid_argument("no tap of the backbone was chosen.");
    for (std::size_t i = 0; i < taps.size(); ++i)
        if (taps[i] < 0 || static_cast<std::size_t>(taps[i]) >= info.taps.size() ||
            (i > 0 && taps[i] <= taps[i - 1]))
            throw std::invalid_argument("taps of a backbone are an ascending list of existing ones.");
}

} // namespace varad::nn
