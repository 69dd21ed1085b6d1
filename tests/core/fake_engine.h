// tests/core/fake_engine.h - an engine without a network, for tests of everything around it
#pragma once

#include "core/inspection/engine.h"

#include <functional>

namespace varad::test {

/// Scores a picture by its brightest block: raw = largest mean of red over 8 x 8 blocks of a 64 x 64 version,
/// / 100; the map holds those means. So a test can paint the score it wants. The "model" is a file with the
/// text "fake model". Imports refuse the name of its only backbone, unless they may overwrite.
class FakeEngine final : public Engine {
public:
    static constexpr int side = 64;

    /// Called at the start of every train() and score(); may ask for a stop, or throw.
    std::function<void()> onTrain, onScore;
    std::vector<TrainOptions> trainings; ///< options of each train() so far
    std::vector<bool> resumes;
    bool endless = false; ///< train() reports progress until it is stopped
    std::optional<Error> trainError, loadError;

    RuntimeDescription runtime() const override;
    Result<TrainedModel> train(const TrainRequest& request, const JobContext& context) override;
    Result<std::unique_ptr<Detector>> load(const QString& modelPath) override;
    Result<std::vector<BackboneDescription>> backbones() override;
    Result<BackboneDescription> describeBackbone(const QString& file) override;
    Result<BackboneDescription> importBackbone(const ImportOptions& options) override;
};

/// The raw score that FakeEngine gives.
double fakeScore(const cv::Mat& rgb, cv::Mat* map = nullptr);

/// A grey picture with one square of 16 x 16 (of 128 x 128) whose red is `level`, at `x`, `y`; what
/// FakeEngine scores level / 100.
cv::Mat spotPicture(int level, int x = 32, int y = 32);

/// Writes a PNG.
void writePicture(const QString& path, const cv::Mat& rgb);

/// A folder in MVTec layout: `train` good pictures with spots of 40 .. 59, test/good with `good` pictures,
/// test/spot with `bad` pictures of level 240 and masks. @return the folder.
QString makeDataset(const QString& folder, int train = 12, int good = 3, int bad = 3);

} // namespace varad::test
