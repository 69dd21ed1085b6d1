// core/engine/recipe_training.h - layer: engine module
#pragma once

#include "core/engine/feature_extractor.h"
#include "core/inspection/engine.h"
#include "core/nn/head/trainer.h"
#include "core/nn/recipe/feature_store.h"
#include "core/nn/recipe/model_file.h"

namespace varad {

/// What all ways of training share.
struct TrainingTask {
    const TrainRequest& request;
    const JobContext& context;
    const FeatureExtractor& extractor;
    const nn::FeatureStore& features;
    const std::vector<double>& turns; ///< per picture, radians
    nn::ModelDescription description; ///< backbone, taps, side, shapes and alignment are filled in
    at::Tensor fixedPart;             ///< [H, W] where parts are brought into one pose; undefined otherwise
};

/// The default method: whitening, head, statistics by cross-fitting, rule by synthetic defects, calibration.
/// Writes the model file. @throws ErrorException, nn::Cancelled, nn::Diverged, std::system_error
TrainedModel trainRecipe(TrainingTask task);

/// Heads for the first taps as the options ask; n is 2 rows of the grid unless it is given (then halved per
/// hierarchy, Cao et al. 2025).
std::vector<nn::HeadConfig> headConfigs(const TrainingTask& task, std::size_t count);

/// Settings of the trainer for that many pictures.
nn::TrainerSettings trainerSettings(const TrainingTask& task, std::int64_t pictures);

} // namespace varad
