// core/engine/torch_detector.h - layer: engine module
#pragma once

#include "core/engine/feature_extractor.h"
#include "core/inspection/engine.h"
#include "core/nn/recipe/scoring_model.h"

#include <memory>

namespace varad {

/// A product's model, ready to score.
class TorchDetector final : public Detector {
public:
    TorchDetector(FeatureExtractor extractor, std::unique_ptr<nn::ScoringModel> model)
        : m_extractor(std::move(extractor)), m_model(std::move(model))
    {
    }
    int side() const override { return m_extractor.side(); }
    Result<PictureScore> score(const cv::Mat& rgb, const std::stop_token& stop) override;

private:
    FeatureExtractor m_extractor;
    std::unique_ptr<nn::ScoringModel> m_model;
};

/// A copy that shares nothing with the tensor. [H, W] -> CV_32FC1
cv::Mat toMat(const at::Tensor& grid);

} // namespace varad
