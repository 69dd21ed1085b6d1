#include "core/engine/training_features.h"

#include "core/engine/nn_errors.h"

#include <QCoreApplication>

#include <future>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(TrainingFeatures)
};

constexpr std::int64_t kMemoryBudget = std::int64_t(3) << 29; // 1.5 GiB, beyond that a file

} // namespace

void report(const JobContext& context, const QString& stage, const QString& text, qint64 done, qint64 total)
{
    if (context.stop.stop_requested())
        throw nn::Cancelled();
    if (context.progress)
        context.progress({stage, text, done, total});
}

cv::Mat trainingSquare(const TrainRequest& request, const FeatureExtractor& extractor, int picture)
{
    Result<cv::Mat> rgb = request.source(picture);
    if (!rgb.ok())
        throw ErrorException(rgb.error());
    return extractor.toSquare(rgb.value());
}

std::unique_ptr<nn::FeatureStore> extractTrainingFeatures(const TrainRequest& request, const JobContext& context,
                                                          const FeatureExtractor& extractor)
{
    auto store = std::make_unique<nn::FeatureStore>(request.workFolder.toStdString(), kMemoryBudget);
    const auto decode = [&](int picture) {
        return std::async(std::launch::async, [&, picture] { return trainingSquare(request, extractor, picture); });
    };
    const QString text = Text::tr("Looking at the good parts");
    std::future<cv::Mat> next = decode(0);
    for (int picture = 0; picture < request.pictures; ++picture) {
        report(context, QStringLiteral("features"), text, picture, request.pictures);
        const cv::Mat square = next.get();
        if (picture + 1 < request.pictures)
            next = decode(picture + 1);
        store->add(extractor.ofSquare(square));
    }
    report(context, QStringLiteral("features"), text, request.pictures, request.pictures);
    return store;
}

} // namespace varad
