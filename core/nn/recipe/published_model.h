// core/nn/recipe/published_model.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/head/head.h"
#include "core/nn/recipe/map_canvas.h"
#include "core/nn/recipe/scoring_model.h"

#include <cstdint>
#include <vector>

namespace varad::nn {

/// Scoring exactly as published (Cao et al. 2025): 1 - cosine per token, enlarged with aligned corners,
/// averaged over the hierarchies, smoothed with sigma 4; the image score is the maximum.
class PublishedModel final : public ScoringModel {
public:
    /// @param grids rows and columns per hierarchy.
    PublishedModel(std::vector<HierarchyHead> heads, std::int64_t side, const std::vector<GridShape>& grids);

    [[nodiscard]] ModelScore score(const std::vector<at::Tensor>& features, double turn = 0) const override;
    void listInto(NamedTensors& tensors, Metadata& metadata) const override;

    static constexpr const char* kMethod = "published";
    static constexpr double kSigma = 4;

private:
    mutable std::vector<HierarchyHead> m_heads; // frozen: evaluation does not change them
    MapCanvas m_canvas;
};

} // namespace varad::nn
