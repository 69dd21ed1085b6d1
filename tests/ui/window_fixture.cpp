// tests/ui/window_fixture.cpp
#include "window_fixture.h"

#include "core/products/product_folder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace varad::test {
namespace {

constexpr double middle = 0.5;
constexpr double highest = 0.59;

} // namespace

double scoreOfLevel(int level) { return 100 * (level / 100.0 - middle) / (highest - middle); }

WindowFixture::WindowFixture() : engine(std::make_shared<FakeEngine>())
{
    engine->onScore = [this] { gate.pass(); };
}

QString WindowFixture::product(const QString& name) const
{
    const QString model = path(QStringLiteral("fresh-model"));
    QFile file(model);
    if (!file.open(QIODevice::WriteOnly) || file.write("fake model") != 10)
        qFatal("no model");
    file.close();
    TrainedModel trained;
    trained.heldOutMethod = QStringLiteral("held-out");
    trained.heldOut = {{0, 0, 0.45, 0.45}, {1, 0, middle, middle}, {2, 0, highest, highest}};
    const Result<Calibration> calibration =
        makeCalibration(trained, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
    const Result<OpenProduct> saved = saveModel(
        path(name), {model, QStringLiteral("efficientnet_lite0"), FakeEngine::side, calibration.value()});
    if (!saved.ok())
        qFatal("%s", qPrintable(saved.error().message));
    return path(name);
}

QString WindowFixture::picture(const QString& name, int level) const
{
    writePicture(path(name), spotPicture(level));
    return path(name);
}

QStringList WindowFixture::pictures(const QString& folder, const std::vector<int>& levels) const
{
    QStringList paths;
    for (size_t i = 0; i < levels.size(); ++i)
        paths << picture(QStringLiteral("%1/%2.png").arg(folder).arg(i), levels[i]);
    return paths;
}

QString WindowFixture::brokenPicture(const QString& name) const
{
    QDir().mkpath(QFileInfo(path(name)).path());
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write("\x89PNG\r\n\x1a\n and no more") <= 0)
        qFatal("no file");
    return path(name);
}

ui::InspectionWorker::EngineSource WindowFixture::engineSource()
{
    return [engine = engine]() -> Result<std::shared_ptr<Engine>> { return std::shared_ptr<Engine>(engine); };
}

} // namespace varad::test
