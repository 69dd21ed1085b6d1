// core/nn/recipe/cross_fit.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/recipe/recipe_model.h"

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

/// Statistics of all terms, with and without each fold, from one pass over the pictures.
class CrossFit {
public:
    CrossFit(const TokenFront& front, FoldPlan plan);

    /// First pass, once per picture.
    void add(std::int64_t picture, const std::vector<at::Tensor>& features);
    /// After the first pass.
    void finish(MeanKind kind);

    /// Distances by the statistics that leave out the fold of `picture`. @return one [H, W] per term
    [[nodiscard]] std::vector<at::Tensor> heldOutDistances(std::int64_t picture,
                                                           const std::vector<at::Tensor>& features) const;
    /// Statistics that new pictures are measured by.
    const std::vector<GaussianTerm>& finalDistances() const { return m_final; }
    const FoldPlan& plan() const { return m_plan; }

private:
    const TokenFront& m_front;
    FoldPlan m_plan;
    std::vector<std::vector<PlaceMoments>> m_moments; // [fold, last: never held out][term]
    std::vector<std::vector<GaussianTerm>> m_without; // [fold][term]
    std::vector<GaussianTerm> m_final;
};

/// Calibration by held-out pictures; each of them can be scored by a calibration that leaves it out, since its own
/// values would make its score too low.
class HeldOutCalibration {
public:
    explicit HeldOutCalibration(std::size_t groups) : m_sums(groups) {}
    void add(const GroupGrids& groups);
    [[nodiscard]] std::vector<CalibrationField> fields() const;
    /// @param groups of a picture that was added.
    [[nodiscard]] std::vector<CalibrationField> fieldsWithout(const GroupGrids& groups) const;

private:
    std::vector<CalibrationSums> m_sums;
};

} // namespace varad::nn
