// core/nn/recipe/recipe_model.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/recipe/calibration_field.h"
#include "core/nn/recipe/gaussian_term.h"
#include "core/nn/recipe/map_canvas.h"
#include "core/nn/recipe/scoring_model.h"
#include "core/nn/recipe/token_front.h"

#include <cstdint>
#include <string>
#include <vector>

namespace varad::nn {

/// Which calibration the map is the sum of.
enum class MapMode {
    Anywhere,        ///< sum of z: "unusual anywhere". For parts that turn or move.
    AnywhereAndHere, ///< sum of (z + zp): also "unusual here". For equally framed parts.
};

/// How map and image score are made of calibrated terms. Chosen on good parts with synthetic defects.
struct ScoreRule {
    MapMode mode = MapMode::Anywhere;
    double topShare = 0.01; ///< the image score is the mean of this share of the largest map values; 0: the maximum
};

/// Distances of one picture, one [H, W] per group of terms, in the order of the groups.
using GroupGrids = std::vector<at::Tensor>;

/// Joins terms to groups. Terms of a group with several members are brought to one scale first, by mean and deviation
/// over all cells of held-out good parts, and then joined by their maximum.
class TermGroups {
public:
    explicit TermGroups(const std::vector<TermSpec>& terms);
    const std::vector<std::string>& names() const { return m_names; }
    /// The tap whose grid the group lives on.
    int tap(std::size_t group) const { return m_taps[group]; }

    /// @param perPicture distances of held-out good parts, one [H, W] per term.
    void fit(const std::vector<std::vector<at::Tensor>>& perPicture);
    [[nodiscard]] GroupGrids join(const std::vector<at::Tensor>& terms) const;

    void listInto(NamedTensors& all) const;
    void restore(const NamedTensors& all);

private:
    std::vector<std::string> m_names;
    std::vector<int> m_taps;
    std::vector<std::size_t> m_groupOf;  // per term
    std::vector<std::size_t> m_members;  // per group
    std::vector<double> m_means, m_stds; // per term
};

/// The calibrated grids that a map is the sum of, one per group.
[[nodiscard]] GroupGrids calibrated(const GroupGrids& groups, const std::vector<CalibrationField>& fields, MapMode mode);

/// The default method: frozen whitening, the VarAD head, Mahalanobis distances of its joint and of raw tokens, calibrated
/// by place where that helps.
class RecipeModel final : public ScoringModel {
public:
    struct Parts {
        TokenFront front;
        std::vector<GaussianTerm> distances; ///< one per term
        TermGroups groups;
        std::vector<CalibrationField> fields; ///< one per group
        ScoreRule rule;
        std::int64_t side = 0;
        double sigma = 4; ///< pixels
        std::vector<GridShape> shapes; ///< one per tap
    };
    explicit RecipeModel(Parts parts);

    [[nodiscard]] ModelScore score(const std::vector<at::Tensor>& features) const override;
    void listInto(NamedTensors& tensors, Metadata& metadata) const override;

    static constexpr const char* kMethod = "recipe";

private:
    Parts m_parts;
    MapCanvas m_canvas;
};

/// Distances of every term, [H, W] each.
[[nodiscard]] std::vector<at::Tensor> termDistances(const std::vector<GaussianTerm>& distances,
                                                    const std::vector<at::Tensor>& tokens);
/// Score, peak and map of calibrated grids.
[[nodiscard]] ModelScore scoreOf(const MapCanvas& canvas, const GroupGrids& grids, const ScoreRule& rule);
/// One shape per group, from one per tap.
[[nodiscard]] std::vector<GridShape> groupShapes(const TermGroups& groups, const std::vector<GridShape>& perTap);

} // namespace varad::nn
