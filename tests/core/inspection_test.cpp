// tests/core/inspection_test.cpp
#include "core/inspection/heatmap.h"
#include "core/inspection/inspection_run.h"
#include "core/inspection/regions.h"
#include "core/inspection/scale.h"
#include "core/inspection/training_set.h"
#include "core/jobs/durable_file.h"
#include "fake_engine.h"

#include <QTemporaryDir>
#include <QTest>

#include <opencv2/imgproc.hpp>

#include <cmath>

using namespace varad;
using namespace varad::test;

namespace {

const Scale percentScale{0, 1, false}; // raw 1 is score 100

/// Lightness L* of an RGB colour (CIE 1976).
double lightness(const cv::Vec3b& rgb)
{
    cv::Mat pixel(1, 1, CV_32FC3, cv::Scalar(rgb[0] / 255.0, rgb[1] / 255.0, rgb[2] / 255.0)), lab;
    cv::cvtColor(pixel, lab, cv::COLOR_RGB2Lab);
    return lab.at<cv::Vec3f>(0)[0];
}

InspectionRun runOn(const QStringList& paths, Detector& detector, std::vector<InspectedPicture>& rows)
{
    InspectionRun run;
    run.paths = paths;
    run.detector = &detector;
    run.picture = run.map = percentScale;
    run.row = [&rows](const InspectedPicture& picture) -> Status {
        rows.push_back(picture);
        return {};
    };
    return run;
}

std::unique_ptr<Detector> fakeDetector(FakeEngine& engine, const QTemporaryDir& folder)
{
    const QString model = folder.filePath(QStringLiteral("model"));
    if (!writeDurably(model, "fake model").ok())
        return nullptr;
    return std::move(engine.load(model)).value();
}

} // namespace

class InspectionTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void verdictsAtTheBorders_data()
    {
        QTest::addColumn<double>("score");
        QTest::addColumn<double>("area");
        QTest::addColumn<double>("band");
        QTest::addColumn<double>("minArea"); // < 0: none
        QTest::addColumn<QString>("verdict");
        const auto row = [](const char* name, double score, double area, double band, double minArea,
                            const char* verdict) {
            QTest::newRow(name) << score << area << band << minArea << QString::fromLatin1(verdict);
        };
        row("far below", -400, 0, 10, -1, "pass");
        row("just below the band", 94.9999, 0, 10, -1, "pass");
        row("on the band", 95, 0, 10, -1, "check");
        row("just below the threshold", 104.9999, 0, 10, -1, "check");
        row("on the threshold", 105, 0, 10, -1, "alarm");
        row("no band", 104.9999, 0, 0, -1, "pass");
        row("large enough", 105, 50, 10, 50, "alarm");
        row("too small", 300, 49.9, 10, 50, "check");
        row("too small, no band", 300, 49.9, 0, 50, "pass");
        row("area 0 asks for nothing", 105, 0, 10, 0, "alarm");
    }
    void verdictsAtTheBorders()
    {
        QFETCH(double, score);
        QFETCH(double, area);
        QFETCH(double, band);
        QFETCH(double, minArea);
        QFETCH(QString, verdict);
        VerdictRules rules;
        rules.checkBand = band;
        if (minArea >= 0)
            rules.minAreaPx = minArea;
        QCOMPARE(verdictCode(judge(score, area, rules)), verdict);
    }

    void scoresAreRoundedBeforeTheyAreJudged()
    {
        const Scale scale{0.1, 0.3, false};
        QCOMPARE(scale.score(scale.raw(105)), 105.0);
        QCOMPARE(scale.score(0.3), 100.0);
    }

    void regionsCarryPlaceAreaAndPeakInOriginalPixels()
    {
        cv::Mat map(64, 64, CV_32F, cv::Scalar(0.2f));
        map(cv::Rect(8, 16, 8, 4)).setTo(1.5f);  // 2 x 1 cells
        map(cv::Rect(16, 20, 4, 4)).setTo(1.2f); // touches it by a corner: 8-connected
        map(cv::Rect(40, 40, 4, 4)).setTo(1.9f);
        const std::vector<Region> regions = findRegions(map, percentScale, 100, {640, 320});
        QCOMPARE(regions.size(), size_t(2));
        QCOMPARE(regions[0].peak, 190.0);
        QCOMPARE(regions[0].areaPx, 40.0 * 20.0);
        QCOMPARE(regions[0].x, 400);
        QCOMPARE(regions[0].y, 200);
        QCOMPARE(regions[0].width, 40);
        QCOMPARE(regions[0].height, 20);
        QCOMPARE(regions[1].peak, 150.0);
        QCOMPARE(regions[1].mean, 140.0);
        QCOMPARE(regions[1].areaPx, 3 * 800.0);
        QCOMPARE(regions[1].x, 80);
        QCOMPARE(regions[1].y, 80);
        QCOMPARE(regions[1].width, 120);
        QCOMPARE(regions[1].height, 40);
        QCOMPARE(largestArea(regions), 2400.0);
    }

    void thePeakIsNeverLostBetweenSamples()
    {
        cv::Mat map(1022, 1022, CV_32F, cv::Scalar(0.f));
        map.at<float>(1021, 1021) = 1.25f;
        const std::vector<Region> regions = findRegions(map, percentScale, 100, {3, 2});
        QCOMPARE(regions.size(), size_t(1));
        QCOMPARE(regions[0].peak, 125.0);
        QCOMPARE(regions[0].x, 2);
        QCOMPARE(regions[0].y, 1);
        QCOMPARE(regions[0].width, 1);
        QVERIFY(findRegions(map, percentScale, 125.01, {3, 2}).empty());
        QVERIFY(
            findRegions(cv::Mat(64, 64, CV_32F, cv::Scalar(0.999f)), percentScale, 100, {64, 64}).empty());
        QCOMPARE(
            findRegions(cv::Mat(64, 64, CV_32F, cv::Scalar(1.f)), percentScale, 100, {64, 64}).at(0).areaPx,
            4096.0);
    }

    void brokenFileGivesOneRowAndTheRunGoesOn()
    {
        const QTemporaryDir folder;
        FakeEngine engine;
        const auto detector = fakeDetector(engine, folder);
        writePicture(folder.filePath(QStringLiteral("a.png")), spotPicture(40));
        QVERIFY(writeDurably(folder.filePath(QStringLiteral("b.png")), "this is no picture").ok());
        writePicture(folder.filePath(QStringLiteral("d.png")), spotPicture(240));
        QStringList paths;
        for (const char* name : {"a.png", "b.png", "c.png", "d.png"})
            paths << folder.filePath(QLatin1String(name));
        std::vector<InspectedPicture> rows;
        QVERIFY(inspectPictures(runOn(paths, *detector, rows), {}).ok());
        QCOMPARE(rows.size(), size_t(4));
        QCOMPARE(rows[0].verdict, Verdict::Pass);
        QCOMPARE(rows[0].score, 40.0);
        QCOMPARE(rows[1].verdict, Verdict::NoResult);
        QCOMPARE(errorCode(*rows[1].error), QStringLiteral("unsupported"));
        QCOMPARE(errorCode(*rows[2].error), QStringLiteral("not-found"));
        QCOMPARE(rows[3].verdict, Verdict::Alarm);
        QCOMPARE(rows[3].index, 3);
        QCOMPARE(rows[3].size, cv::Size(128, 128));
        QCOMPARE(rows[3].sha256.size(), qsizetype(64));
        QCOMPARE(rows[3].regions.at(0).areaPx, 256.0);
    }

    void networkFailureIsARowAndAnExceptionTheSame()
    {
        const QTemporaryDir folder;
        FakeEngine engine;
        const auto detector = fakeDetector(engine, folder);
        const QString path = folder.filePath(QStringLiteral("a.png"));
        writePicture(path, spotPicture(40));
        int calls = 0;
        engine.onScore = [&calls] {
            if (++calls == 1)
                throw std::runtime_error("out of memory");
        };
        std::vector<InspectedPicture> rows;
        QVERIFY(inspectPictures(runOn({path, path}, *detector, rows), {}).ok());
        QCOMPARE(errorCode(*rows.at(0).error), QStringLiteral("internal"));
        QVERIFY(!rows.at(1).error);
    }

    void cancelKeepsTheRowsSoFar()
    {
        const QTemporaryDir folder;
        FakeEngine engine;
        const auto detector = fakeDetector(engine, folder);
        const QString path = folder.filePath(QStringLiteral("a.png"));
        writePicture(path, spotPicture(40));
        std::stop_source source;
        int calls = 0;
        engine.onScore = [&] {
            if (++calls == 3)
                source.request_stop();
        };
        std::vector<InspectedPicture> rows;
        JobContext context;
        context.stop = source.get_token();
        const Status status =
            inspectPictures(runOn({path, path, path, path, path}, *detector, rows), context);
        QVERIFY(!status.ok());
        QCOMPARE(status.error().kind, ErrorKind::Cancelled);
        QCOMPARE(rows.size(), size_t(2));
    }

    void aRowThatCannotBeTakenEndsTheRun()
    {
        const QTemporaryDir folder;
        FakeEngine engine;
        const auto detector = fakeDetector(engine, folder);
        const QString path = folder.filePath(QStringLiteral("a.png"));
        writePicture(path, spotPicture(40));
        std::vector<InspectedPicture> rows;
        InspectionRun run = runOn({path, path}, *detector, rows);
        run.row = [](const InspectedPicture&) -> Status {
            return Error{ErrorKind::NoSpace, QStringLiteral("full")};
        };
        QCOMPARE(inspectPictures(run, {}).error().kind, ErrorKind::NoSpace);
    }

    void trainingNeedsTenUsablePictures()
    {
        const QTemporaryDir folder;
        QStringList paths;
        for (int i = 0; i < 10; ++i) {
            paths << folder.filePath(QStringLiteral("%1.png").arg(i));
            writePicture(paths.last(), spotPicture(40 + i, 12 * i, 12 * i));
        }
        QVERIFY(writeDurably(folder.filePath(QStringLiteral("broken.png")), "x").ok());
        const QString broken = folder.filePath(QStringLiteral("broken.png"));
        QStringList warnings;
        JobContext context;
        context.warning = [&warnings](const QString& text) { warnings << text; };
        const Result<TrainingSet> set = checkTrainingPictures(paths + QStringList{broken}, context);
        QVERIFY(set.ok());
        QCOMPARE(set.value().paths, paths);
        QCOMPARE(set.value().skipped, QStringList{broken});
        QCOMPARE(warnings.size(), qsizetype(1));
        const Result<TrainingSet> few = checkTrainingPictures(paths.mid(1) + QStringList{broken}, context);
        QVERIFY(!few.ok());
        QCOMPARE(few.error().kind, ErrorKind::BadInput);
    }

    void heatColoursRiseInLightness()
    {
        double last = -1;
        for (double score = 0; score <= 200; score += 2) {
            const double now = lightness(heatColour(score));
            QVERIFY2(now > last - 0.2, qPrintable(QString::number(score))); // 8-bit steps
            last = std::max(last, now);
        }
        QVERIFY(lightness(heatColour(0)) < 3);
        QVERIFY(last > 93);
        QCOMPARE(heatColour(500), heatColour(200));
        QCOMPARE(heatColour(-500), heatColour(0));
    }

    void goodPartsStayAsTheyAre()
    {
        QCOMPARE(heatOpacity(70), 0.0);
        QCOMPARE(heatOpacity(95), 0.35);
        QCOMPARE(heatOpacity(120), 0.7);
        QCOMPARE(heatOpacity(1000), 0.7);
        const cv::Mat rgb = spotPicture(100);
        QCOMPARE(cv::norm(drawHeatmap(rgb, cv::Mat(64, 64, CV_32F, cv::Scalar(0.69f)), percentScale, 100),
                          rgb, cv::NORM_INF),
                 0.0);
        cv::Mat map(64, 64, CV_32F, cv::Scalar(0.f));
        map(cv::Rect(20, 20, 20, 20)).setTo(2.f);
        const cv::Mat drawn = drawHeatmap(rgb, map, percentScale, 100);
        QVERIFY(cv::norm(drawn(cv::Rect(60, 60, 1, 1)), rgb(cv::Rect(60, 60, 1, 1)), cv::NORM_INF) > 50);
        QCOMPARE(addLegend(drawn, 105, 100).cols, 128);
        QCOMPARE(shrinkToFit(rgb, 64).size(), cv::Size(64, 64));
        QCOMPARE(shrinkToFit(rgb, 128).data, rgb.data);
    }
};

QTEST_GUILESS_MAIN(InspectionTest)
#include "inspection_test.moc"
