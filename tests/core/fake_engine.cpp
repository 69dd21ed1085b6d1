// tests/core/fake_engine.cpp
#include "fake_engine.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace varad::test {
namespace {

class FakeDetector final : public Detector {
public:
    explicit FakeDetector(FakeEngine& engine) : m_engine(engine) {}
    int side() const override { return FakeEngine::side; }
    Result<PictureScore> score(const cv::Mat& rgb, const std::stop_token& stop) override
    {
        if (m_engine.onScore)
            m_engine.onScore();
        if (stop.stop_requested())
            return Error{ErrorKind::Cancelled, {}};
        PictureScore out;
        out.score = fakeScore(rgb, &out.map);
        out.peak = out.score;
        return out;
    }

private:
    FakeEngine& m_engine;
};

BackboneDescription fakeBackbone()
{
    BackboneDescription out;
    out.name = QStringLiteral("efficientnet_lite0");
    out.family = QStringLiteral("inverted-residual");
    out.file = QStringLiteral("efficientnet_lite0.safetensors");
    out.taps = QStringList{QStringLiteral("stage3: stride 8, 40 channels")};
    out.parameters = 1234;
    out.isDefault = true;
    out.licence = QStringLiteral("Apache-2.0");
    return out;
}

} // namespace

double fakeScore(const cv::Mat& rgb, cv::Mat* map)
{
    cv::Mat small, red;
    cv::resize(rgb, small, {FakeEngine::side, FakeEngine::side}, 0, 0, cv::INTER_AREA);
    cv::extractChannel(small, red, 0);
    cv::Mat blocks;
    cv::resize(red, blocks, {8, 8}, 0, 0, cv::INTER_AREA);
    double high = 0;
    cv::minMaxLoc(blocks, nullptr, &high);
    if (map) {
        cv::resize(blocks, blocks, {FakeEngine::side, FakeEngine::side}, 0, 0, cv::INTER_NEAREST);
        blocks.convertTo(*map, CV_32F, 1.0 / 100);
        cv::minMaxLoc(*map, nullptr, &high);
        return high;
    }
    return static_cast<double>(static_cast<float>(high / 100));
}

cv::Mat spotPicture(int level, int x, int y)
{
    cv::Mat rgb(128, 128, CV_8UC3, cv::Scalar(20, 20, 20));
    rgb(cv::Rect(x, y, 16, 16)).setTo(cv::Scalar(level, 20, 20));
    return rgb;
}

void writePicture(const QString& path, const cv::Mat& rgb)
{
    QDir().mkpath(QFileInfo(path).path());
    cv::Mat bgr;
    cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
    cv::imwrite(QFile::encodeName(path).toStdString(), bgr);
}

QString makeDataset(const QString& folder, int train, int good, int bad)
{
    for (int i = 0; i < train; ++i) // different places: no near-duplicates
        writePicture(QStringLiteral("%1/train/good/%2.png").arg(folder).arg(i),
                     spotPicture(40 + i % 20, 16 * (i % 8), 16 * (i / 8 % 8)));
    for (int i = 0; i < good; ++i)
        writePicture(QStringLiteral("%1/test/good/%2.png").arg(folder).arg(i), spotPicture(45 + i));
    for (int i = 0; i < bad; ++i) {
        writePicture(QStringLiteral("%1/test/spot/%2.png").arg(folder).arg(i), spotPicture(240, 64, 64));
        cv::Mat mask(128, 128, CV_8UC3, cv::Scalar::all(0));
        mask(cv::Rect(64, 64, 16, 16)).setTo(cv::Scalar::all(255));
        writePicture(QStringLiteral("%1/ground_truth/spot/%2_mask.png").arg(folder).arg(i), mask);
    }
    return folder;
}

RuntimeDescription FakeEngine::runtime() const
{
    RuntimeDescription out;
    out.libtorch = QStringLiteral("none");
    out.blas = QStringLiteral("none");
    out.threads = 1;
    out.device = QStringLiteral("CPU");
    return out;
}

Result<TrainedModel> FakeEngine::train(const TrainRequest& request, const JobContext& context)
{
    trainings.push_back(request.options);
    resumes.push_back(request.resume);
    if (onTrain)
        onTrain();
    while (endless && !context.stop.stop_requested())
        context.progress({QStringLiteral("fit"), QStringLiteral("Fitting"), 0, 0});
    if (context.stop.stop_requested())
        return Error{ErrorKind::Cancelled, {}}; // without words, as the real one
    if (trainError)
        return *trainError;
    TrainedModel out;
    out.side = side;
    out.heldOutMethod = QStringLiteral("cross-fitting");
    out.summary = QStringLiteral("fake");
    out.seconds = 1.5;
    for (int i = 0; i < request.pictures; ++i) {
        const Result<cv::Mat> picture = request.source(i);
        if (!picture.ok())
            return picture.error();
        const double score = fakeScore(picture.value());
        out.heldOut.push_back({i, i % 5, score, score});
    }
    QFile file(request.modelPath);
    if (!file.open(QIODevice::WriteOnly) || file.write("fake model") != 10)
        return Error{ErrorKind::NoSpace, file.errorString()};
    return out;
}

Result<std::unique_ptr<Detector>> FakeEngine::load(const QString& modelPath)
{
    if (loadError)
        return *loadError;
    QFile file(modelPath);
    if (!file.open(QIODevice::ReadOnly) || file.readAll() != "fake model")
        return Error{ErrorKind::Damaged, QStringLiteral("not a fake model")};
    return std::unique_ptr<Detector>(std::make_unique<FakeDetector>(*this));
}

Result<std::vector<BackboneDescription>> FakeEngine::backbones() { return std::vector{fakeBackbone()}; }

Result<BackboneDescription> FakeEngine::describeBackbone(const QString& file)
{
    BackboneDescription out = fakeBackbone();
    out.file = file;
    out.isDefault = false;
    return out;
}

Result<BackboneDescription> FakeEngine::importBackbone(const ImportOptions& options)
{
    BackboneDescription out = fakeBackbone();
    out.name = options.name.isEmpty() ? QFileInfo(options.file).completeBaseName() : options.name;
    if (out.name == fakeBackbone().name && !options.overwrite)
        return Error{ErrorKind::BadInput, QStringLiteral("It is there."),
                     out.name + QStringLiteral(".safetensors"), QStringLiteral("exists")};
    return out;
}

} // namespace varad::test
