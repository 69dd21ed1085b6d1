// core/nn/recipe/gaussian_term.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/head/named_tensors.h"
#include "core/nn/recipe/moments.h"

#include <ATen/core/Tensor.h>

#include <string>

namespace varad::nn {

enum class MeanKind { ByPlace, Global };

/// How unusual a token is: its Mahalanobis distance to the good parts, with a mean that may depend on the cell and one
/// covariance for all cells: T = sqrt((q - mu(cell))^T S^-1 (q - mu(cell))).
class GaussianTerm {
public:
    GaussianTerm() = default;
    GaussianTerm(const PlaceMoments& moments, MeanKind kind);

    /// @param tokens [.., H, W, C]. @return [.., H, W] float32
    [[nodiscard]] at::Tensor operator()(const at::Tensor& tokens) const;

    void listInto(NamedTensors& all, const std::string& prefix) const;
    static GaussianTerm from(const NamedTensors& all, const std::string& prefix);

private:
    at::Tensor m_mean;   // [H, W, C] or [1, 1, C]
    at::Tensor m_factor; // [C, C]
    at::Tensor m_offset; // factor^T mean: [H, W, C] or [1, 1, C]
};

} // namespace varad::nn
