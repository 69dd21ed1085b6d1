// core/engine/training_features.h - layer: engine module
#pragma once

#include "core/engine/feature_extractor.h"
#include "core/inspection/engine.h"
#include "core/nn/recipe/feature_store.h"

#include <opencv2/core/mat.hpp>

#include <memory>
#include <optional>
#include <vector>

namespace varad {

/// One training picture as the network sees it. @throws ErrorException
FeatureExtractor::Prepared trainingPicture(const TrainRequest& request, const FeatureExtractor& extractor,
                                           int picture);

struct TrainingFeatures {
    std::unique_ptr<nn::FeatureStore> store;
    std::vector<double> turns; ///< per picture, radians that the part was turned by
};

/// Features of all training pictures, computed once; the next picture is decoded while the network works.
/// @throws ErrorException, nn::Cancelled, std::system_error
TrainingFeatures extractTrainingFeatures(const TrainRequest& request, const JobContext& context,
                                         const FeatureExtractor& extractor);

/// One pose for all parts, learned from good ones.
struct LearnedPose {
    imaging::PartAlignment alignment;
    at::Tensor part; ///< [128, 128] float32, 1 where most parts lie in their pose
};
/// @return nothing where the pictures show no single part before a background. @throws ErrorException,
/// nn::Cancelled
std::optional<LearnedPose> learnPose(const TrainRequest& request, const JobContext& context,
                                     const FeatureExtractor& extractor);

/// Tells the caller how far it is, and stops where asked to. @throws nn::Cancelled
void report(const JobContext& context, const QString& stage, const QString& text, qint64 done, qint64 total);

} // namespace varad
