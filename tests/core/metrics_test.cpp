// Metrics against their definitions computed the slow way: every threshold on its own, over all pixels.
#include "core/evaluation/metrics.h"

#include <opencv2/imgproc.hpp>

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <set>

using namespace varad;

namespace {

struct Case {
    std::vector<cv::Mat> maps;
    std::vector<cv::Mat> masks;
};

struct Counts {
    double tp = 0, fp = 0;
    double overlap = 0; ///< mean covered fraction of regions
};

/// All values, regions and totals of a case, laid out for the slow way.
struct Flat {
    std::vector<float> values;
    std::vector<int> regions; ///< 0: good
    std::vector<double> areas{0};
    double good = 0, defect = 0;

    explicit Flat(const Case& data)
    {
        for (std::size_t p = 0; p < data.maps.size(); ++p) {
            cv::Mat labels;
            const int first = static_cast<int>(areas.size()) - 1;
            const int count = cv::connectedComponents(data.masks[p], labels, 8, CV_32S);
            areas.resize(areas.size() + count - 1, 0);
            for (int y = 0; y < labels.rows; ++y) {
                for (int x = 0; x < labels.cols; ++x) {
                    const int label = labels.at<int>(y, x);
                    values.push_back(data.maps[p].at<float>(y, x));
                    regions.push_back(label == 0 ? 0 : first + label);
                    areas[regions.back()] += label == 0 ? 0 : 1;
                    (label == 0 ? good : defect) += 1;
                }
            }
        }
    }
    Counts at(float threshold) const
    {
        Counts counts;
        std::vector<double> covered(areas.size(), 0);
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (values[i] < threshold)
                continue;
            (regions[i] == 0 ? counts.fp : counts.tp) += 1;
            covered[regions[i]] += 1;
        }
        for (std::size_t r = 1; r < areas.size(); ++r)
            counts.overlap += covered[r] / areas[r] / static_cast<double>(areas.size() - 1);
        return counts;
    }
};

double clippedTrapezoid(double x0, double y0, double x1, double y1, double limit)
{
    if (x0 >= limit || x1 <= x0)
        return 0;
    const double end = std::min(x1, limit);
    return (end - x0) * (y0 + (y0 + (y1 - y0) * (end - x0) / (x1 - x0))) / 2;
}

PixelResult naive(const Case& data)
{
    const Flat flat(data);
    double auroc = 0, ap = 0, f1 = 0, at030 = 0, at005 = 0;
    Counts last;
    for (const float t : std::set<float, std::greater<>>(flat.values.begin(), flat.values.end())) {
        const Counts now = flat.at(t);
        auroc += (now.fp - last.fp) * (now.tp + last.tp) / 2 / (flat.good * flat.defect);
        ap += (now.tp - last.tp) / flat.defect * now.tp / (now.tp + now.fp);
        f1 = std::max(f1, 2 * now.tp / (now.tp + now.fp + flat.defect));
        const double x0 = last.fp / flat.good, x1 = now.fp / flat.good;
        at030 += clippedTrapezoid(x0, last.overlap, x1, now.overlap, 0.30) / 0.30;
        at005 += clippedTrapezoid(x0, last.overlap, x1, now.overlap, 0.05) / 0.05;
        last = now;
    }
    return {auroc, ap, f1, at030, at005};
}

Case randomCase(int seed, double grid)
{
    cv::RNG rng(seed);
    Case data;
    for (int p = 0; p < 4; ++p) {
        cv::Mat map(11 + p, 17, CV_32F), mask = cv::Mat::zeros(11 + p, 17, CV_8U);
        rng.fill(map, cv::RNG::NORMAL, 0, 1);
        for (int r = 0; r < p; ++r) {
            const cv::Rect box(rng.uniform(0, 13), rng.uniform(0, 8), rng.uniform(1, 4), rng.uniform(1, 3));
            mask(box).setTo(255);
            map(box) += cv::Scalar(rng.uniform(0.0, 1.5));
        }
        for (float& value : cv::Mat_<float>(map))
            value = grid > 0 ? static_cast<float>(std::round(value / grid) * grid) : value;
        data.maps.push_back(map);
        data.masks.push_back(mask);
    }
    return data;
}

PixelResult evaluated(const Case& data)
{
    PixelMetrics metrics;
    for (std::size_t i = 0; i < data.maps.size(); ++i) {
        if (!metrics.add(data.maps[i], data.masks[i]).ok())
            qFatal("a sound map was refused");
    }
    return metrics.compute();
}

bool close(const std::optional<double>& a, const std::optional<double>& b)
{
    return a && b && std::abs(*a - *b) < 1e-12;
}

bool close(const PixelResult& a, const PixelResult& b)
{
    return close(a.auroc, b.auroc) && close(a.ap, b.ap) && close(a.maxF1, b.maxF1) &&
           close(a.aupro030, b.aupro030) && close(a.aupro005, b.aupro005);
}

} // namespace

class MetricsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pixelsAgreeWithTheDefinition_data()
    {
        QTest::addColumn<int>("seed");
        QTest::addColumn<double>("grid");
        for (int seed = 1; seed <= 10; ++seed) {
            QTest::addRow("distinct %d", seed) << seed << 0.0;
            QTest::addRow("ties %d", seed) << seed << 0.5; // also -0 and +0
            QTest::addRow("two or three values %d", seed) << seed << 3.0;
        }
    }
    void pixelsAgreeWithTheDefinition()
    {
        QFETCH(int, seed);
        QFETCH(double, grid);
        const Case data = randomCase(seed, grid);
        QVERIFY(close(evaluated(data), naive(data)));
    }
    void manyPixelsAreWalkedInBuckets()
    {
        // More pixels than one bucket; each value of a small case repeated, which changes no metric.
        Case data = randomCase(3, 0.25);
        const PixelResult expected = naive(data);
        PixelMetrics metrics;
        for (std::size_t i = 0; i < data.maps.size(); ++i) {
            cv::Mat map, mask;
            cv::resize(data.maps[i], map, {}, 90, 90, cv::INTER_NEAREST);
            cv::resize(data.masks[i], mask, {}, 90, 90, cv::INTER_NEAREST);
            QVERIFY(metrics.add(map, mask).ok());
        }
        QVERIFY(close(metrics.compute(), expected));
    }
    void imagesAgreeWithTheDefinition()
    {
        cv::RNG rng(8);
        for (int n = 2; n < 40; ++n) {
            Case data{{cv::Mat(1, n, CV_32F)}, {cv::Mat(1, n, CV_8U)}};
            rng.fill(data.maps[0], cv::RNG::UNIFORM, 0, 6);
            std::vector<double> scores;
            std::vector<bool> defect;
            for (int i = 0; i < n; ++i) {
                float& value = data.maps[0].at<float>(0, i);
                value = std::floor(value);
                data.masks[0].at<uchar>(0, i) = i % 3 == 1 ? 1 : 0;
                scores.push_back(value);
                defect.push_back(i % 3 == 1);
            }
            const auto result = imageMetrics(scores, defect);
            const PixelResult expected = naive(data);
            QVERIFY(result.ok() && close(result.value().auroc, expected.auroc) &&
                    close(result.value().ap, expected.ap) && close(result.value().maxF1, expected.maxF1));
        }
    }
    void oneClassIsUndefined()
    {
        const auto image = imageMetrics({1, 2}, {true, true});
        QVERIFY(image.ok() && !image.value().auroc && !image.value().ap && !image.value().maxF1);
        PixelMetrics good;
        QVERIFY(good.add(cv::Mat::ones(3, 3, CV_32F), {}).ok());
        QVERIFY(!good.compute().auroc && !good.compute().aupro030);
        PixelMetrics defect;
        QVERIFY(defect.add(cv::Mat::ones(3, 3, CV_32F), cv::Mat::ones(3, 3, CV_8U)).ok());
        QVERIFY(!defect.compute().auroc && !defect.compute().aupro005);
        QVERIFY(!PixelMetrics().compute().ap);
    }
    void aConstantMapGivesHalfTheLimit()
    {
        PixelMetrics metrics;
        cv::Mat mask = cv::Mat::zeros(20, 20, CV_8U);
        mask(cv::Rect(2, 2, 3, 5)).setTo(1);
        QVERIFY(metrics.add(cv::Mat::ones(20, 20, CV_32F), mask).ok());
        QVERIFY(close(metrics.compute().aupro030, 0.15) && close(metrics.compute().aupro005, 0.025));
        QVERIFY(close(metrics.compute().auroc, 0.5));
    }
    void unusableInputIsRefusedAndAddsNothing()
    {
        PixelMetrics metrics;
        cv::Mat map = cv::Mat::ones(4, 4, CV_32F);
        map.at<float>(1, 1) = std::numeric_limits<float>::quiet_NaN();
        QVERIFY(!metrics.add(map, cv::Mat::ones(4, 4, CV_8U)).ok());
        map.at<float>(1, 1) = std::numeric_limits<float>::infinity();
        QVERIFY(!metrics.add(map, {}).ok());
        QVERIFY(!metrics.add(cv::Mat::ones(4, 4, CV_32F), cv::Mat::ones(4, 5, CV_8U)).ok());
        QVERIFY(!metrics.add(cv::Mat::ones(4, 4, CV_64F), {}).ok());
        QVERIFY(!metrics.compute().auroc);
        QVERIFY(!imageMetrics({1, std::nan("")}, {true, false}).ok());
        QVERIFY(!imageMetrics({1, 2}, {true}).ok());
    }
};

QTEST_GUILESS_MAIN(MetricsTest)
#include "metrics_test.moc"
