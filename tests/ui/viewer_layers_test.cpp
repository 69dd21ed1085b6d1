// tests/ui/viewer_layers_test.cpp
#include "tests/ui/viewer_fixture.h"
#include "ui/viewer/contour_painter.h"
#include "ui/viewer/latest_worker.h"

#include <QTest>

#include <atomic>
#include <cmath>
#include <latch>
#include <random>

using namespace varad;
using namespace varad::ui;
using namespace varad::ui::fixture;

namespace {

/// Twice the signed area, in the map's pixels.
double shoelace(const std::vector<cv::Point2f>& line)
{
    double sum = 0;
    for (size_t i = 0; i < line.size(); ++i) {
        const cv::Point2f a = line[i], b = line[(i + 1) % line.size()];
        sum += static_cast<double>(a.x) * b.y - static_cast<double>(b.x) * a.y;
    }
    return sum;
}

double lightness(const cv::Vec3b& rgb)
{
    const auto linear = [](double v) {
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(rgb[0] / 255.0) + 0.7152 * linear(rgb[1] / 255.0) +
           0.0722 * linear(rgb[2] / 255.0);
}

} // namespace

class ViewerLayersTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyColourMapRisesInLightness()
    {
        for (const HeatColours colours : {HeatColours::Inferno, HeatColours::Cividis, HeatColours::Grey}) {
            double last = -1;
            for (double score = 0; score <= 200; score += 4) {
                const double now = lightness(heatColour(score, colours));
                QVERIFY2(now > last, qPrintable(heatColoursCode(colours) + QString::number(score)));
                last = now;
            }
            QCOMPARE(heatColour(999, colours), heatColour(200, colours));
            QCOMPARE(heatColoursFromCode(heatColoursCode(colours)), colours);
        }
        QCOMPARE(heatColoursFromCode(QStringLiteral("jet")), HeatColours::Inferno);
    }

    void theOverlayIsWhatExportedPicturesShow()
    {
        cv::Mat map(64, 64, CV_32F);
        for (int x = 0; x < 64; ++x)
            map.col(x).setTo(x * 3.4F); // 0 to 214
        const cv::Mat black(64, 64, CV_8UC3, cv::Scalar(0, 0, 0));
        const cv::Mat exported = drawHeatmap(black, map, scoresAreRaw, 1e6);
        const cv::Mat overlay = heatOverlay(map, scoresAreRaw, HeatColours::Inferno);
        for (int x = 0; x < 64; ++x) {
            const cv::Vec4b bgra = overlay.at<cv::Vec4b>(30, x);
            const cv::Vec3b rgb = exported.at<cv::Vec3b>(30, x);
            for (int c = 0; c < 3; ++c) {
                QVERIFY(bgra[c] <= bgra[3]); // premultiplied
                QVERIFY(std::abs(bgra[2 - c] * 0.7 - rgb[c]) < 3);
            }
            QCOMPARE(bgra[3] == 0, heatOpacity(x * 3.4) * 255 < 0.5);
        }
        QVERIFY(heatOverlay(hill(64, 69.9, 0.4), scoresAreRaw, HeatColours::Grey).empty());
    }

    void aContourHasTheRadiusOfItsHeight()
    {
        for (const double threshold : {40.0, 100.0, 150.0}) {
            const auto lines = contourLines(hill(256, 160, 0.4), scoresAreRaw, threshold);
            QCOMPARE(lines.size(), size_t{1});
            const double radius = (1 - threshold / 160) * 0.4 * 256;
            for (const cv::Point2f& point : lines[0])
                QVERIFY(std::abs(std::hypot(point.x - 128, point.y - 128) - radius) < 0.3);
            QVERIFY(std::abs(std::abs(shoelace(lines[0])) / 2 - M_PI * radius * radius) <
                    0.02 * M_PI * radius * radius);
        }
        QVERIFY(contourLines(hill(256, 160, 0.4), scoresAreRaw, 161).empty());
    }

    void aContourRunsAlongTheBorder()
    {
        const cv::Mat all(10, 20, CV_32F, cv::Scalar(150));
        const auto lines = contourLines(all, scoresAreRaw, 100);
        QCOMPARE(lines.size(), size_t{1});
        QVERIFY(std::abs(std::abs(shoelace(lines[0])) / 2 - 200) < 1); // less the corners
        for (const cv::Point2f& point : lines[0])
            QVERIFY(point.x >= 0 && point.y >= 0 && point.x <= 20 && point.y <= 10);
    }

    void holesAndDiagonalsClose()
    {
        cv::Mat ring(32, 32, CV_32F, cv::Scalar(0));
        ring(cv::Rect(4, 4, 20, 20)).setTo(150);
        ring(cv::Rect(10, 10, 6, 6)).setTo(0);
        const auto lines = contourLines(ring, scoresAreRaw, 100);
        QCOMPARE(lines.size(), size_t{2});
        QVERIFY(shoelace(lines[0]) * shoelace(lines[1]) < 0); // one goes round a hill, one round a hollow

        cv::Mat diagonal(8, 8, CV_32F, cv::Scalar(0));
        diagonal.at<float>(3, 3) = diagonal.at<float>(4, 4) = 150;
        QCOMPARE(contourLines(diagonal, scoresAreRaw, 100).size(), size_t{2});
        QCOMPARE(contourLines(diagonal, scoresAreRaw, 50).size(), size_t{1}); // the middle is 75
    }

    void noisyMapsGiveClosedLinesThatHoldWhatIsHigh()
    {
        std::mt19937 random(7);
        cv::Mat noise(97, 61, CV_32F);
        for (int y = 0; y < noise.rows; ++y)
            for (int x = 0; x < noise.cols; ++x)
                noise.at<float>(y, x) = static_cast<float>(random() % 200) + 0.5F; // never just 100
        const auto lines = contourLines(noise, scoresAreRaw, 100);
        // Winding number by a ray to the left of each pixel: 1 where the map is high, 0 elsewhere.
        for (int y = 0; y < noise.rows; ++y)
            for (int x = 0; x < noise.cols; ++x) {
                const double py = y + 0.5 + 1e-4, px = x + 0.5 + 2e-4;
                int winding = 0;
                for (const auto& line : lines)
                    for (size_t i = 0; i < line.size(); ++i) {
                        const cv::Point2f a = line[i], b = line[(i + 1) % line.size()];
                        if ((a.y <= py) == (b.y <= py))
                            continue;
                        const double cross = a.x + (py - a.y) / (b.y - a.y) * (b.x - a.x);
                        winding += cross < px ? (b.y > a.y ? 1 : -1) : 0;
                    }
                QCOMPARE(std::abs(winding), noise.at<float>(y, x) >= 100 ? 1 : 0);
            }
    }

    void aPyramidHalvesAndKeepsColours()
    {
        const auto pyramid = PicturePyramid::make(plainPicture({1001, 701}, QColor(200, 100, 50)));
        QVERIFY(pyramid);
        QCOMPARE(pyramid->size(), QSize(1001, 701));
        QCOMPARE(pyramid->levelFor(1).size(), QSize(1001, 701));
        QCOMPARE(pyramid->levelFor(0.51).size(), QSize(1001, 701));
        QCOMPARE(pyramid->levelFor(0.5).size(), QSize(501, 351));
        QCOMPARE(pyramid->levelFor(0.2).size(), QSize(251, 176));
        for (const double scale : {1.0, 0.5, 0.2, 0.01})
            QCOMPARE(pyramid->levelFor(scale).pixelColor(20, 20), QColor(200, 100, 50));
        QVERIFY(!PicturePyramid::make(QImage()));
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!PicturePyramid::make(plainPicture({1001, 701}), stop.get_token()));
    }

    void greyAndTransparentPicturesHavePyramidsToo()
    {
        for (const QImage::Format format :
             {QImage::Format_Grayscale8, QImage::Format_ARGB32, QImage::Format_Indexed8}) {
            const QImage picture = plainPicture({300, 200}, QColor(80, 80, 80)).convertToFormat(format);
            const auto pyramid = PicturePyramid::make(picture);
            const QColor seen = pyramid->levelFor(0.4).pixelColor(50, 50);
            QVERIFY(std::abs(seen.red() - 80) < 3 && std::abs(seen.blue() - 80) < 3);
        }
    }

    void aContourIsWhiteBetweenBlack()
    {
        QImage frame(100, 100, QImage::Format_RGB32);
        for (const QColor& under : {QColor(Qt::white), QColor(Qt::black), QColor(128, 128, 128)}) {
            frame.fill(under);
            paintContour(frame, {QPolygonF({{0.1, 0.5}, {0.9, 0.5}})}, QRectF(0, 0, 100, 100), 2);
            QVERIFY(qGray(frame.pixel(50, 50)) > 240);
            QVERIFY(qGray(frame.pixel(50, 53)) < 10);
            QVERIFY(qGray(frame.pixel(50, 46)) < 10);
            QCOMPARE(frame.pixelColor(50, 60), under);
        }
    }

    void contoursMayReachFarOutside()
    {
        QImage frame(100, 80, QImage::Format_RGB32);
        frame.fill(Qt::gray);
        const QPolygonF cross({{0, 0.5}, {1, 0.5}, {1, 1}, {0.5, 1}, {0.5, 0}});
        paintContour(frame, {cross}, QRectF(-40000, -40000, 80100, 80080), 1);
        QVERIFY(qGray(frame.pixel(20, 40)) > 230);
        QVERIFY(qGray(frame.pixel(50, 10)) > 230);
        QCOMPARE(frame.pixelColor(20, 20), QColor(Qt::gray));
    }

    void aWorkerDoesTheNewestAndStopsTheRest()
    {
        std::latch begun(1);
        std::atomic<bool> stopped{false}, skippedRan{false};
        std::atomic<int> last{0};
        {
            LatestWorker worker;
            worker.run([&](const std::stop_token& stop) {
                begun.count_down();
                while (!stop.stop_requested())
                    std::this_thread::yield();
                stopped = true;
                while (!last) // until both others are given, so that the middle one has not begun
                    std::this_thread::yield();
            });
            begun.wait();
            worker.run([&](const std::stop_token&) { skippedRan = true; });
            std::latch done(1);
            worker.run([&](const std::stop_token&) { done.count_down(); });
            last = 1;
            done.wait();
        }
        QVERIFY(stopped);
        QVERIFY(!skippedRan);
    }

    void aWorkerEndsWhileItWorks()
    {
        std::latch begun(1);
        LatestWorker worker;
        worker.run([&](const std::stop_token& stop) {
            begun.count_down();
            while (!stop.stop_requested())
                std::this_thread::yield();
        });
        begun.wait();
        // Its destructor has to return; else the test runs into its time limit.
    }
};

QTEST_APPLESS_MAIN(ViewerLayersTest)
#include "viewer_layers_test.moc"
