#include "core/engine/training_features.h"

#include "core/engine/nn_errors.h"
#include "core/imaging/part_mask.h"

#include <ATen/ATen.h>

#include <QCoreApplication>

#include <opencv2/imgproc.hpp>

#include <future>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(TrainingFeatures)
};

constexpr int kPartSide = 128;
constexpr std::int64_t kMemoryBudget = std::int64_t(3) << 29; // 1.5 GiB, beyond that a file

} // namespace

void report(const JobContext& context, const QString& stage, const QString& text, qint64 done, qint64 total)
{
    if (context.stop.stop_requested())
        throw nn::Cancelled();
    if (context.progress)
        context.progress({stage, text, done, total});
}

FeatureExtractor::Prepared trainingPicture(const TrainRequest& request, const FeatureExtractor& extractor,
                                           int picture)
{
    Result<cv::Mat> rgb = request.source(picture);
    if (!rgb.ok())
        throw ErrorException(rgb.error());
    return extractor.prepare(rgb.value());
}

std::optional<LearnedPose> learnPose(const TrainRequest& request, const JobContext& context,
                                     const FeatureExtractor& extractor)
{
    const QString text = Text::tr("Finding the part");
    const auto square = [&](int picture) {
        report(context, QStringLiteral("pose"), text, picture, request.pictures);
        return trainingPicture(request, extractor, picture).square;
    };
    const auto alignment = imaging::PartAlignment::learn(request.pictures, square);
    if (!alignment)
        return std::nullopt;
    cv::Mat mean = cv::Mat::zeros(kPartSide, kPartSide, CV_32FC1);
    for (int picture = 0; picture < request.pictures; ++picture) {
        const auto pose = alignment->align(square(picture));
        if (!pose) { // a good part that would get no verdict
            if (context.warning)
                context.warning(
                    Text::tr("In good picture %1 no part is found as in the others, so parts are not turned "
                             "into one pose. If they lie at any angle, teach again without it.")
                        .arg(picture + 1));
            return std::nullopt;
        }
        cv::Mat small;
        cv::resize(imaging::partMask(pose->picture), small, mean.size(), 0, 0, cv::INTER_AREA);
        cv::accumulate(small, mean);
    }
    const cv::Mat inside = mean > 127.5 * request.pictures;
    const at::Tensor part =
        at::from_blob(inside.data, {kPartSide, kPartSide}, at::kByte).to(at::kFloat).div(255);
    return LearnedPose{*alignment, part};
}

TrainingFeatures extractTrainingFeatures(const TrainRequest& request, const JobContext& context,
                                         const FeatureExtractor& extractor)
{
    TrainingFeatures features{
        std::make_unique<nn::FeatureStore>(request.workFolder.toStdString(), kMemoryBudget), {}};
    const auto decode = [&](int picture) {
        return std::async(std::launch::async,
                          [&, picture] { return trainingPicture(request, extractor, picture); });
    };
    const QString text = Text::tr("Looking at the good parts");
    auto next = decode(0);
    for (int picture = 0; picture < request.pictures; ++picture) {
        report(context, QStringLiteral("features"), text, picture, request.pictures);
        const FeatureExtractor::Prepared prepared = next.get();
        if (picture + 1 < request.pictures)
            next = decode(picture + 1);
        features.store->add(extractor.ofSquare(prepared.square));
        features.turns.push_back(prepared.turn());
    }
    report(context, QStringLiteral("features"), text, request.pictures, request.pictures);
    return features;
}

} // namespace varad
