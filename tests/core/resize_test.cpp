// The vectorised resize against the definition written down plainly, at sizes that are odd in every way.
#include "core/imaging/resize.h"

#include <opencv2/core.hpp>

#include <QtTest>

#include <cmath>

using namespace varad;

namespace {

double keys(double x)
{
    x = std::abs(x);
    return x < 1 ? (1.5 * x - 2.5) * x * x + 1 : x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

/// One axis, one value: the definition, in 64-bit integers. `at(j)` is input j.
template <class At>
uchar sample(int inputs, int outputs, int i, At at)
{
    const double scale = static_cast<double>(inputs) / outputs;
    const double widen = std::max(scale, 1.0);
    const double centre = (i + 0.5) * scale;
    const int low = std::max(0, static_cast<int>(centre - 2 * widen + 0.5));
    const int high = std::min(inputs, static_cast<int>(centre + 2 * widen + 0.5));
    double sum = 0;
    for (int j = low; j < high; ++j)
        sum += keys((j - centre + 0.5) / widen);
    std::int64_t total = 1 << 21;
    for (int j = low; j < high; ++j) {
        const double w = keys((j - centre + 0.5) / widen) / sum * 4194304.0;
        total += static_cast<std::int64_t>(std::trunc(w + (w < 0 ? -0.5 : 0.5))) * at(j);
    }
    return static_cast<uchar>(std::clamp<std::int64_t>(total >> 22, 0, 255));
}

cv::Mat plainResize(const cv::Mat& picture, cv::Size size)
{
    const int channels = picture.channels();
    cv::Mat wide = picture;
    if (picture.cols != size.width) {
        wide = cv::Mat(picture.rows, size.width, picture.type());
        for (int y = 0; y < wide.rows; ++y)
            for (int x = 0; x < wide.cols * channels; ++x)
                wide.ptr(y)[x] = sample(picture.cols, size.width, x / channels,
                                        [&](int j) { return picture.ptr(y)[j * channels + x % channels]; });
    }
    if (wide.rows == size.height)
        return wide.clone();
    cv::Mat result(size, picture.type());
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width * channels; ++x)
            result.ptr(y)[x] = sample(wide.rows, size.height, y, [&](int j) { return wide.ptr(j)[x]; });
    return result;
}

bool same(const cv::Mat& a, const cv::Mat& b)
{
    return a.size() == b.size() && a.type() == b.type() && cv::norm(a, b, cv::NORM_INF) == 0;
}

cv::Mat noise(cv::Size size, int channels, bool hardEdges)
{
    cv::Mat picture(size, CV_MAKETYPE(CV_8U, channels));
    cv::RNG rng(size.width * 1000 + size.height * 10 + channels);
    rng.fill(picture, cv::RNG::UNIFORM, 0, 256);
    if (hardEdges) // only 0 and 255: the cubic overshoots and has to be clipped
        picture = picture > 127;
    return picture;
}

} // namespace

class ResizeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheDefinition_data()
    {
        QTest::addColumn<QSize>("from");
        QTest::addColumn<QSize>("to");
        const QList<QSize> from{{1, 1}, {1, 37}, {2, 3}, {33, 31}, {100, 42}, {257, 64}, {640, 17}};
        const QList<QSize> to{{1, 1}, {14, 14}, {31, 33}, {100, 42}, {257, 3}, {17, 130}};
        for (const QSize& a : from)
            for (const QSize& b : to)
                QTest::addRow("%dx%d to %dx%d", a.width(), a.height(), b.width(), b.height()) << a << b;
    }
    void agreesWithTheDefinition()
    {
        QFETCH(QSize, from);
        QFETCH(QSize, to);
        const cv::Size size(to.width(), to.height());
        for (int channels = 1; channels <= 4; ++channels) {
            for (const bool hardEdges : {false, true}) {
                const cv::Mat picture = noise({from.width(), from.height()}, channels, hardEdges);
                QVERIFY(same(resizeBicubic(picture, size), plainResize(picture, size)));
            }
        }
    }
    void readsPartsOfLargerPictures()
    {
        const cv::Mat picture = noise({60, 50}, 3, false);
        const cv::Mat part = picture(cv::Rect(7, 5, 33, 29));
        QVERIFY(same(resizeBicubic(part, {20, 40}), resizeBicubic(part.clone(), {20, 40})));
    }
    void neverSharesPixelsWithItsInput()
    {
        const cv::Mat picture = noise({20, 20}, 3, false);
        QVERIFY(resizeBicubic(picture, {20, 20}).data != picture.data);
    }
    void threadCountDoesNotChangeAByte()
    {
        const cv::Mat picture = noise({401, 399}, 3, false);
        const int threads = cv::getNumThreads();
        cv::setNumThreads(1);
        const cv::Mat one = resizeBicubic(picture, {224, 224});
        cv::setNumThreads(4);
        const cv::Mat four = resizeBicubic(picture, {224, 224});
        cv::setNumThreads(threads);
        QVERIFY(same(one, four));
    }
    void masksTakeEverythingAboveZero()
    {
        const cv::Mat mask = (cv::Mat_<uchar>(2, 3) << 0, 1, 37, 255, 0, 200);
        const cv::Mat expected = (cv::Mat_<uchar>(2, 3) << 0, 1, 1, 1, 0, 1);
        QVERIFY(same(resizeMask(mask, {3, 2}), expected));
    }
    void maskCoordinatesAreAccumulated()
    {
        // The sum of steps 5/28 meets integers from below where (i + 0.5) * 5 / 28 meets them exactly.
        cv::Mat ramp(1, 125, CV_8UC1);
        int differs = 0;
        for (int inputs = 1; inputs <= 125; ++inputs) {
            for (int outputs = 1; outputs <= 40; ++outputs) {
                double x = 0.5 * (static_cast<double>(inputs) / outputs);
                for (int i = 0; i < outputs; ++i, x += static_cast<double>(inputs) / outputs) {
                    const int accumulated = std::min(static_cast<int>(x), inputs - 1);
                    if (accumulated == (2 * i + 1) * inputs / (2 * outputs))
                        continue;
                    ++differs;
                    ramp.setTo(0);
                    ramp.at<uchar>(0, accumulated) = 9;
                    QCOMPARE(int(resizeMask(ramp(cv::Rect(0, 0, inputs, 1)), {outputs, 1}).at<uchar>(0, i)),
                             1);
                }
            }
        }
        QVERIFY(differs > 0);
    }
};

QTEST_GUILESS_MAIN(ResizeTest)
#include "resize_test.moc"
