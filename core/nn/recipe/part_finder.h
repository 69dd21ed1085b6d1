// core/nn/recipe/part_finder.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/head/named_tensors.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace varad::nn {

/// Tells the part from what it lies on, by a linear discriminant on tokens that is learned from the good
/// pictures alone: what is typical of the rim of the pictures is background, what is typical of their middle
/// is part, and the labels are then refined by the discriminant itself. One connected region without holes.
class PartFinder {
public:
    using TokenSource = std::function<at::Tensor(std::int64_t picture)>; ///< [H, W, C]

    /// @return nothing where rim and middle do not look different on pictures left out of the fit: the
    /// material fills the picture, and there is no background to disregard.
    static std::optional<PartFinder> learn(std::int64_t pictures, const TokenSource& tokens);

    /// @param tokens [H, W, C]. @return [H, W] float32, 1 on the part, 0 beside it.
    [[nodiscard]] at::Tensor operator()(const at::Tensor& tokens) const;

    void listInto(NamedTensors& all, const std::string& prefix) const;
    static PartFinder from(const NamedTensors& all, const std::string& prefix);

private:
    at::Tensor m_weights; // [C]
    double m_bias = 0;
};

/// 1 within `cells` (in each axis) of a 1 of the mask. [H, W]
[[nodiscard]] at::Tensor dilated(const at::Tensor& mask, std::int64_t cells);

} // namespace varad::nn
