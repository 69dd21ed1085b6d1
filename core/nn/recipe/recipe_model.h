// core/nn/recipe/recipe_model.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/recipe/calibration_field.h"
#include "core/nn/recipe/distance_term.h"
#include "core/nn/recipe/map_canvas.h"
#include "core/nn/recipe/scene.h"
#include "core/nn/recipe/scoring_model.h"
#include "core/nn/recipe/token_front.h"

#include <cstdint>
#include <string>
#include <vector>

namespace varad::nn {

/// Which calibrated values the map is the sum of (CalibrationField).
enum class MapMode {
    Anywhere,           ///< "unusual anywhere"
    AnywhereAndHere,    ///< also "unusual here": for equally framed parts
    AnywhereAndContext, ///< also "unusual in such surroundings": turns with the part
};

/// How distances, map and image score are made. Chosen on good parts with synthetic defects.
struct ScoreRule {
    DistanceKind distance = DistanceKind::ByPlace;
    MapMode mode = MapMode::Anywhere;
    double topShare =
        0.01; ///< the image score is the mean of this share of the largest map values; 0: the maximum
    std::uint32_t groups = ~0u; ///< bit i: group i of the terms takes part
};

/// One picture as its groups of terms see it, in the order of the groups.
using GroupGrids = std::vector<TermGrid>;

/// Joins terms to groups. Terms of a group with several members are brought to one scale first, by mean and
/// deviation over all cells of held-out good parts, and then joined by their maximum.
class TermGroups {
public:
    explicit TermGroups(const std::vector<TermSpec>& terms);
    const std::vector<std::string>& names() const { return m_names; }
    /// The tap whose grid the group lives on.
    int tap(std::size_t group) const { return m_taps[group]; }

    /// @param perPicture distances of held-out good parts, one [H, W] per term.
    void fit(const std::vector<std::vector<at::Tensor>>& perPicture);
    /// @param terms distances, one [H, W] per term. @param scene of the same picture.
    [[nodiscard]] GroupGrids join(const std::vector<at::Tensor>& terms, const Scene& scene) const;

    void listInto(NamedTensors& all) const;
    void restore(const NamedTensors& all);

private:
    std::vector<std::string> m_names;
    std::vector<int> m_taps;
    std::vector<std::vector<std::size_t>> m_members; // per group: terms
    std::vector<double> m_means, m_stds;             // per term
};

/// The calibrated grids that a map is the sum of, one [H, W] per group, undefined where the group takes no
/// part. Beside the part they are as low as a place that is more usual than most.
[[nodiscard]] std::vector<at::Tensor>
calibrated(const GroupGrids& groups, const std::vector<CalibrationField>& fields, const ScoreRule& rule);

/// The default method: frozen whitening, the VarAD head, distances of its joint and of raw tokens from the
/// good parts, calibrated by place or by surroundings where that helps, on the part alone.
class RecipeModel final : public ScoringModel {
public:
    struct Parts {
        TokenFront front;
        SceneReader scene;
        std::vector<DistanceTerm> distances; ///< one per term
        TermGroups groups;
        std::vector<CalibrationField> fields; ///< one per group
        ScoreRule rule;
        std::int64_t side = 0;
        double sigma = 4;              ///< pixels
        std::vector<GridShape> shapes; ///< one per tap
    };
    explicit RecipeModel(Parts parts);

    [[nodiscard]] ModelScore score(const std::vector<at::Tensor>& features, double turn = 0) const override;
    void listInto(NamedTensors& tensors, Metadata& metadata) const override;

    static constexpr const char* kMethod = "recipe";

private:
    Parts m_parts;
    MapCanvas m_canvas;
};

/// Distances of every term, [H, W] each.
[[nodiscard]] std::vector<at::Tensor> termDistances(const std::vector<DistanceTerm>& distances,
                                                    const std::vector<at::Tensor>& tokens, double turn);
/// Score, peak and map of calibrated grids.
[[nodiscard]] ModelScore scoreOf(const MapCanvas& canvas, const std::vector<at::Tensor>& grids,
                                 const ScoreRule& rule);
/// One shape per group, from one per tap.
[[nodiscard]] std::vector<GridShape> groupShapes(const TermGroups& groups,
                                                 const std::vector<GridShape>& perTap);

} // namespace varad::nn
