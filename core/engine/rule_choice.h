// core/engine/rule_choice.h - layer: engine module
#pragma once

#include "core/engine/feature_extractor.h"
#include "core/inspection/engine.h"
#include "core/nn/recipe/cross_fit.h"
#include "core/nn/recipe/feature_store.h"

#include <vector>

namespace varad {

/// Everything that is known about the good parts after the statistics were fitted.
struct HeldOutParts {
    std::vector<int> pictures;                           ///< those that some fold left out
    std::vector<double> turns;                           ///< radians that each was turned by
    nn::PerDistance<std::vector<nn::GroupGrids>> groups; ///< per entry of `pictures`
    nn::PerDistance<nn::HeldOutCalibration> calibration; ///< of all of them
};

/// How terms are joined; their scales depend on the kind of distance.
using JoinedTerms = nn::PerDistance<nn::TermGroups>;

struct RuleChoice {
    nn::ScoreRule rule;
    double imageAuroc = 0; ///< of the chosen rule, good parts against synthetic defects on them
    double pixelAp = 0;
    int defects = 0; ///< synthetic ones that were scored
};

/// Chooses how map and score are made: paints synthetic defects on held-out good parts and takes the rule
/// that tells them best from the parts themselves, by image AUROC + pixel AP. No test picture is involved.
/// @throws ErrorException, nn::Cancelled
RuleChoice chooseRule(const TrainRequest& request, const JobContext& context,
                      const FeatureExtractor& extractor, const nn::CrossFit& fit,
                      const nn::SceneReader& scene, const JoinedTerms& joined, const HeldOutParts& parts);

} // namespace varad
