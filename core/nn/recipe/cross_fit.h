// core/nn/recipe/cross_fit.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/recipe/recipe_model.h"

#include <array>
#include <cstdint>
#include <vector>

namespace varad::nn {

/// Which pictures are scored by statistics that have not seen them.
struct FoldPlan {
    std::vector<int> foldOf; ///< per picture; -1: never held out
    int folds = 0;
    bool crossFitting = false; ///< every picture is held out once; the final statistics use all of them

    /// From 100 pictures on a fifth is held out; below, five folds. Pictures of one group stay in one fold.
    /// @param group per picture, e.g. near-duplicates share a number. Same seed, same folds.
    static FoldPlan make(const std::vector<int>& group, std::uint64_t seed);
};

inline constexpr std::array<DistanceKind, 2> kDistanceKinds{DistanceKind::ByPlace, DistanceKind::Components};

/// One value for each DistanceKind.
template <class T>
struct PerDistance {
    std::array<T, kDistanceKinds.size()> values;
    T& operator[](DistanceKind kind) { return values[static_cast<std::size_t>(kind)]; }
    const T& operator[](DistanceKind kind) const { return values[static_cast<std::size_t>(kind)]; }
};

/// Distances of one picture, one [H, W] per term, of either kind.
using TermDistances = PerDistance<std::vector<at::Tensor>>;

/// Statistics of all terms, with and without each fold, from one pass over the pictures.
class CrossFit {
public:
    CrossFit(const TokenFront& front, const SceneReader& scene, FoldPlan plan, std::uint64_t seed);

    /// First pass, once per picture.
    /// @param turn radians that the part was turned by.
    void add(std::int64_t picture, const std::vector<at::Tensor>& features, double turn = 0);
    /// After the first pass.
    void finish();

    /// Distances by the statistics that leave out the fold of `picture`.
    [[nodiscard]] TermDistances
    heldOutDistances(std::int64_t picture, const std::vector<at::Tensor>& features, double turn = 0) const;
    /// Statistics that new pictures are measured by.
    const std::vector<DistanceTerm>& finalDistances(DistanceKind kind) const { return m_final[kind]; }
    const FoldPlan& plan() const { return m_plan; }

private:
    /// Of one term over one fold.
    struct Statistics {
        PlaceMoments places;
        TokenMoments tokens;             ///< of the part
        std::vector<at::Tensor> samples; ///< [n, C] tokens of the part
    };
    using PerTerm = std::vector<DistanceTerm>;
    Statistics statistics(std::size_t term, int withoutFold) const;

    const TokenFront& m_front;
    const SceneReader& m_scene;
    FoldPlan m_plan;
    std::uint64_t m_seed;
    std::vector<std::vector<Statistics>> m_statistics; // [fold, last: never held out][term]
    std::vector<PerDistance<PerTerm>> m_without;       // [fold]
    PerDistance<PerTerm> m_final;
};

/// Calibration by held-out pictures; each of them can be scored by a calibration that leaves it out, since
/// its own values would make its score too low.
class HeldOutCalibration {
public:
    explicit HeldOutCalibration(std::size_t groups = 0) : m_sums(groups) {}
    void add(const GroupGrids& groups);
    [[nodiscard]] std::vector<CalibrationField> fields() const;
    /// @param groups of a picture that was added.
    [[nodiscard]] std::vector<CalibrationField> fieldsWithout(const GroupGrids& groups) const;

private:
    std::vector<CalibrationSums> m_sums;
};

} // namespace varad::nn
