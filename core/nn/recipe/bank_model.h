// core/nn/recipe/bank_model.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/recipe/map_canvas.h"
#include "core/nn/recipe/moments.h"
#include "core/nn/recipe/scoring_model.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace varad::nn {

/// The peer of the benchmark, not a product feature: distance to the nearest of some thousand tokens of good
/// parts. Every tap is averaged over 3 x 3 cells, brought to one grid (bankTokens), standardised per channel,
/// and each tap weighted by 1 / sqrt(its channels).
class BankModel final : public ScoringModel {
public:
    struct Parts {
        std::vector<at::Tensor> mean, inverseStd; ///< per tap, [C]; the weight of the tap is in inverseStd
        at::Tensor bank;                          ///< [M, sum of C]
        std::int64_t rows = 0, columns = 0;       ///< common grid
        std::int64_t side = 0;
    };
    explicit BankModel(Parts parts);

    [[nodiscard]] ModelScore score(const std::vector<at::Tensor>& features, double turn = 0) const override;
    void listInto(NamedTensors& tensors, Metadata& metadata) const override;

    static constexpr const char* kMethod = "nearest-neighbour";
    static constexpr double kSigma = 4;

private:
    Parts m_parts;
    at::Tensor m_bankSquares; // [M]
    MapCanvas m_canvas;
};

/// All taps of one picture side by side on the grid of the second tap (the first if there is one only): [H,
/// W, sum of C], before standardising.
[[nodiscard]] at::Tensor bankTokens(const std::vector<at::Tensor>& features);

/// Draws `size` tokens of the pictures 0 .. count-1 with the seed and standardises by all of them.
[[nodiscard]] BankModel::Parts buildBank(std::int64_t count,
                                         const std::function<std::vector<at::Tensor>(std::int64_t)>& features,
                                         std::int64_t size, std::uint64_t seed);

} // namespace varad::nn
