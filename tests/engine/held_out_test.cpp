// tests/engine/held_out_test.cpp - scores that set the scale against those of fresh good parts
#include "core/inspection/engine.h"
#include "core/inspection/training_set.h"
#include "core/synthesis/buttons/button_generator.h"

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace varad;

namespace {

/// Good parts: the first `taught` ones teach, the others are fresh.
struct GoodParts {
    int taught = 0, all = 0, side = 256;
    PictureSource picture;
};

/// Chance that a fresh good part scores above a held-out one, ties counting half; 0.5 if the scale is right.
double chanceAbove(const std::vector<double>& fresh, const std::vector<double>& heldOut)
{
    double wins = 0;
    for (const double f : fresh)
        for (const double h : heldOut)
            wins += f > h ? 1 : f == h ? 0.5 : 0;
    return wins / double(fresh.size() * heldOut.size());
}

} // namespace

class HeldOutTest : public QObject {
    Q_OBJECT

    void compare(const GoodParts& parts)
    {
        const QTemporaryDir folder;
        TrainRequest request;
        request.pictures = parts.taught;
        request.source = parts.picture;
        request.group.resize(std::size_t(parts.taught));
        std::iota(request.group.begin(), request.group.end(), 0);
        request.options.imageSize = parts.side;
        request.modelPath = folder.filePath(QStringLiteral("model.safetensors"));
        request.workFolder = folder.path();
        const auto engine = loadEngine();
        QVERIFY2(engine.ok(), qPrintable(engine.ok() ? QString() : engine.error().message));
        const auto trained = engine.value()->train(request, {});
        QVERIFY2(trained.ok(), qPrintable(trained.ok() ? QString() : trained.error().message));
        const auto detector = engine.value()->load(request.modelPath);
        QVERIFY2(detector.ok(), qPrintable(detector.ok() ? QString() : detector.error().message));
        std::vector<double> heldOut, fresh;
        for (const HeldOutScore& score : trained.value().heldOut)
            heldOut.push_back(score.score);
        for (int i = parts.taught; i < parts.all; ++i) {
            const Result<cv::Mat> picture = parts.picture(i);
            QVERIFY(picture.ok());
            const auto score = detector.value()->score(picture.value(), {});
            if (!score.ok() && score.error().code == QLatin1String("part-not-found"))
                continue; // no verdict, so no bias either
            QVERIFY2(score.ok(), qPrintable(score.ok() ? QString() : score.error().message));
            fresh.push_back(score.value().score);
        }
        QVERIFY(int(fresh.size()) > (parts.all - parts.taught) * 9 / 10);
        const double n = double(fresh.size()), m = double(heldOut.size());
        const double deviation = std::sqrt((n + m + 1) / (12 * n * m)); // of the rank statistic, no bias
        const double chance = chanceAbove(fresh, heldOut);
        const QString figures =
            QStringLiteral("%1; chance that a fresh good part scores above a held-out one: %2 "
                           "(0.5 +- %3)")
                .arg(trained.value().summary)
                .arg(chance, 0, 'f', 3)
                .arg(deviation, 0, 'f', 3);
        qInfo("%s", qPrintable(figures));
        QVERIFY2(std::abs(chance - 0.5) < 3 * deviation, qPrintable(figures));
    }

private Q_SLOTS:
    void tilesThatFillThePicture()
    {
        const QDir tiles(
            qEnvironmentVariable("VARAD_SHARED", QStringLiteral(VARAD_SOURCE_ROOT "/../shared")) +
            QStringLiteral("/data/magnetic_tile/train/good"));
        if (!tiles.exists() && !qEnvironmentVariableIsSet("CI"))
            QSKIP("no data set at VARAD_SHARED/data/magnetic_tile");
        QStringList paths;
        for (const QString& name : tiles.entryList(QDir::Files, QDir::Name))
            paths << tiles.filePath(name);
        const Result<TrainingSet> all = checkTrainingPictures(paths, {});
        QVERIFY2(all.ok(), qPrintable(all.ok() ? QString() : all.error().message));
        std::vector<int> order(all.value().paths.size()); // names go by tile: mix them
        std::iota(order.begin(), order.end(), 0);
        std::sort(order.begin(), order.end(), [](int a, int b) { return a * 61 % 157 < b * 61 % 157; });
        const PictureSource source = all.value().source();
        compare({60, int(order.size()), 256, [&](int i) { return source(order[std::size_t(i)]); }});
    }

    void turnedButtons_data()
    {
        QTest::addColumn<int>("side");
        QTest::addColumn<quint64>("design");
        QTest::newRow("small") << 256 << quint64(5);
        if (qEnvironmentVariableIsSet("VARAD_HEAVY")) {
            QTest::newRow("middle, first design") << 512 << quint64(1);
            QTest::newRow("middle, second design") << 512 << quint64(2);
        }
    }

    void turnedButtons()
    {
        QFETCH(int, side);
        QFETCH(quint64, design);
        const auto button = [&](int i) -> Result<cv::Mat> {
            return makeGoodButton({ButtonKind::Plastic4, design, ButtonSplit::Train, i, side}).rgb;
        };
        compare({40, 100, side, button});
    }
};

int main(int argc, char** argv)
{
    qputenv("VARAD_ENGINE", VARAD_MODULE);
    if (!qEnvironmentVariableIsSet("VARAD_THREADS"))
        qputenv("VARAD_THREADS", "1"); // others may be testing beside us
    QCoreApplication app(argc, argv);
    HeldOutTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "held_out_test.moc"
