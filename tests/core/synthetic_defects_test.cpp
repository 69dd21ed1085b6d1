// Artificial defects keep what their header promises: on the part, of a sensible size, grey stays grey, and
// the same bytes for the same seed.
#include "core/synthesis/defects/fields.h"
#include "core/synthesis/defects/synthetic_defect.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <QtTest>

#include <map>
#include <set>

using namespace varad;

namespace {

/// A surface with some structure, so that pasting and blurring show.
cv::Mat surface(cv::Size size, bool grey, std::uint64_t seed)
{
    synthesis::Random random(seed);
    const synthesis::Field broad = synthesis::smoothNoise(size, 9, random);
    const synthesis::Field fine = synthesis::smoothNoise(size, 2, random);
    cv::Mat picture(size, CV_8UC3);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x)
            for (int c = 0; c < 3; ++c) {
                const double value = 120 + 25 * broad(y, x) + 12 * fine(y, x) + (grey ? 0 : 20 * c);
                picture.at<cv::Vec3b>(y, x)[c] = cv::saturate_cast<uchar>(value);
            }
    return picture;
}

cv::Mat disc(cv::Size size, int radius)
{
    cv::Mat part(size, CV_8U, cv::Scalar(0));
    cv::circle(part, {size.width / 2, size.height / 2}, radius, cv::Scalar(255), cv::FILLED);
    return part;
}

cv::Mat whole(cv::Size size) { return {size, CV_8U, cv::Scalar(255)}; }

bool same(const cv::Mat& a, const cv::Mat& b) { return cv::norm(a, b, cv::NORM_INF) == 0; }

/// 255 where a channel changed by more than `levels`.
cv::Mat changed(const cv::Mat& before, const cv::Mat& after, int levels)
{
    cv::Mat result(before.size(), CV_8U, cv::Scalar(0));
    for (int y = 0; y < before.rows; ++y)
        for (int x = 0; x < before.cols; ++x)
            for (int c = 0; c < 3; ++c)
                if (std::abs(before.at<cv::Vec3b>(y, x)[c] - after.at<cv::Vec3b>(y, x)[c]) > levels)
                    result.at<uchar>(y, x) = 255;
    return result;
}

/// FNV-1a, 64 bit.
std::uint64_t checksum(const cv::Mat& picture, std::uint64_t sum)
{
    for (int y = 0; y < picture.rows; ++y)
        for (std::size_t i = 0; i < picture.cols * picture.elemSize(); ++i)
            sum = (sum ^ picture.ptr(y)[i]) * 0x100000001b3ull;
    return sum;
}

} // namespace

class SyntheticDefectsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void blurKeepsSumAndSpread_data();
    void blurKeepsSumAndSpread();
    void numbersHaveTheirMoments();
    void sameSeedSameBytes();
    void bytesAreThoseOfEveryMachine();
    void everyKindComesEquallyOften();
    void staysOnThePart();
    void sizesFollowTheRequest();
    void greyStaysGrey();
    void tinyPictures_data();
    void tinyPictures();
    void donorMayBeMissingOrOfAnotherSize();
    void inputsStayUntouched();
    void flatPictureStillGetsADefect();
    void refusesWrongRequests();
};

void SyntheticDefectsTest::blurKeepsSumAndSpread_data()
{
    QTest::addColumn<double>("sigma");
    for (const double sigma : {0.7, 1.5, 2.49, 2.5, 4.0, 7.3, 15.0})
        QTest::addRow("%g px", sigma) << sigma;
}

void SyntheticDefectsTest::blurKeepsSumAndSpread()
{
    QFETCH(double, sigma);
    synthesis::Field point(161, 141, 0.0f);
    point(80, 70) = 1;
    const synthesis::Field spread = synthesis::blurred(point, sigma);
    double sum = 0, acrossSquare = 0, downSquare = 0;
    for (int y = 0; y < spread.rows; ++y)
        for (int x = 0; x < spread.cols; ++x) {
            sum += spread(y, x);
            acrossSquare += spread(y, x) * (x - 70) * (x - 70);
            downSquare += spread(y, x) * (y - 80) * (y - 80);
        }
    QVERIFY(std::abs(sum - 1) < 1e-4);
    QVERIFY(std::abs(std::sqrt(acrossSquare) / sigma - 1) < 0.06);
    QVERIFY(std::abs(std::sqrt(downSquare) / sigma - 1) < 0.06);
    // A field smaller than the filter: the mirror keeps a constant.
    const synthesis::Field small(3, 1, 0.5f);
    QVERIFY(cv::norm(synthesis::blurred(small, sigma), small, cv::NORM_INF) < 1e-5);
}

void SyntheticDefectsTest::numbersHaveTheirMoments()
{
    synthesis::Random random(1);
    double sum = 0, square = 0, unit = 0;
    constexpr int count = 20000;
    for (int i = 0; i < count; ++i) {
        const double value = random.normal();
        sum += value;
        square += value * value;
        unit += random.unit();
    }
    QVERIFY(std::abs(sum / count) < 0.03);
    QVERIFY(std::abs(square / count - 1) < 0.03);
    QVERIFY(std::abs(unit / count - 0.5) < 0.01);
}

void SyntheticDefectsTest::sameSeedSameBytes()
{
    const cv::Mat rgb = surface({300, 260}, false, 1), donor = surface({300, 260}, false, 2);
    const cv::Mat part = disc(rgb.size(), 110);
    const int threads = cv::getNumThreads();
    std::set<std::uint64_t> sums;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        cv::setNumThreads(1);
        const auto one = synthesis::paintDefect({rgb, donor, part, seed});
        cv::setNumThreads(4);
        const auto four = synthesis::paintDefect({rgb, donor, part, seed});
        QVERIFY(same(one.rgb, four.rgb) && same(one.mask, four.mask));
        QCOMPARE(one.kind, four.kind);
        sums.insert(checksum(one.rgb, 0xcbf29ce484222325ull));
    }
    cv::setNumThreads(threads);
    QCOMPARE(sums.size(), std::size_t(40)); // every seed has its own defect
}

void SyntheticDefectsTest::bytesAreThoseOfEveryMachine()
{
    const cv::Mat rgb = surface({160, 160}, false, 1), donor = surface({160, 160}, false, 2);
    std::uint64_t sum = 0xcbf29ce484222325ull;
    for (std::uint64_t seed = 0; seed < 60; ++seed)
        sum = checksum(synthesis::paintDefect({rgb, donor, disc(rgb.size(), 70), seed}).rgb, sum);
    // Settings chosen on one machine must hold on another. Changes only when the defects are meant to change.
    QCOMPARE(sum, 7606574072502080018ull);
}

void SyntheticDefectsTest::everyKindComesEquallyOften()
{
    const cv::Mat rgb = surface({200, 200}, false, 1), donor = surface({200, 200}, false, 2);
    const cv::Mat part = disc(rgb.size(), 90);
    std::map<std::string, int> counts;
    constexpr int count = 700;
    for (std::uint64_t seed = 0; seed < count; ++seed)
        ++counts[synthesis::paintDefect({rgb, donor, part, seed}).kind];
    QCOMPARE(counts.size(), std::size_t(7));
    for (const auto& [kind, found] : counts)
        QVERIFY2(found > 60 && found < 145, qPrintable(QString("%1 %2").arg(kind.c_str()).arg(found)));
}

void SyntheticDefectsTest::staysOnThePart()
{
    const cv::Mat rgb = surface({240, 200}, false, 3), donor = surface({240, 200}, false, 4);
    const cv::Mat part = disc(rgb.size(), 60);
    for (std::uint64_t seed = 0; seed < 210; ++seed) {
        const auto defect = synthesis::paintDefect({rgb, donor, part, seed, 1e-3, 0.2});
        QCOMPARE(cv::countNonZero(changed(rgb, defect.rgb, 0) & ~part), 0);
        QVERIFY(same(defect.mask, changed(rgb, defect.rgb, 4)));
        QCOMPARE(defect.mask.type(), CV_8UC1);
        QCOMPARE(defect.rgb.type(), CV_8UC3);
    }
}

void SyntheticDefectsTest::sizesFollowTheRequest()
{
    const cv::Mat rgb = surface({512, 512}, false, 5), donor = surface({512, 512}, false, 6);
    const cv::Mat part = disc(rgb.size(), 200);
    const double area = cv::countNonZero(part);
    for (const double wanted : {2e-4, 2e-3, 1e-2}) {
        double sum = 0;
        constexpr int count = 70;
        for (std::uint64_t seed = 0; seed < count; ++seed) {
            const auto defect = synthesis::paintDefect({rgb, donor, part, seed, wanted, wanted});
            const double share = cv::countNonZero(defect.mask) / area;
            QVERIFY(share * area >= 6 && share >= 0.15 * wanted);
            QVERIFY2(share <= 5 * wanted, qPrintable(QString("%1 %2").arg(defect.kind.c_str()).arg(share)));
            sum += share;
        }
        QVERIFY2(sum / count > 0.5 * wanted && sum / count < 2 * wanted,
                 qPrintable(QString::number(sum / count)));
    }
    // Log-uniform: as many below as above the geometric mean of the bounds.
    int below = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const auto defect = synthesis::paintDefect({rgb, donor, part, seed, 2e-4, 2e-2});
        below += cv::countNonZero(defect.mask) < 2e-3 * area;
    }
    QVERIFY2(below > 70 && below < 130, qPrintable(QString::number(below)));
}

void SyntheticDefectsTest::greyStaysGrey()
{
    const cv::Mat rgb = surface({200, 200}, true, 7), donor = surface({200, 200}, false, 8);
    std::set<std::string> kinds;
    for (std::uint64_t seed = 0; seed < 140; ++seed) {
        const auto defect = synthesis::paintDefect({rgb, donor, whole(rgb.size()), seed});
        kinds.insert(defect.kind);
        cv::Mat channels[3];
        cv::split(defect.rgb, channels);
        QVERIFY(same(channels[0], channels[1]) && same(channels[0], channels[2]));
    }
    QCOMPARE(kinds.size(), std::size_t(7));
}

void SyntheticDefectsTest::tinyPictures_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("radius");
    QTest::newRow("64 px, whole") << 64 << 64 << 0;
    QTest::newRow("64 px, part") << 64 << 64 << 20;
    QTest::newRow("long, whole") << 97 << 33 << 0;
    QTest::newRow("part of a few pixels") << 64 << 64 << 3;
    QTest::newRow("8 px, whole") << 8 << 8 << 0;
}

void SyntheticDefectsTest::tinyPictures()
{
    QFETCH(int, width);
    QFETCH(int, height);
    QFETCH(int, radius);
    const cv::Mat rgb = surface({width, height}, false, 9), donor = surface({width, height}, false, 10);
    const cv::Mat part = radius > 0 ? disc(rgb.size(), radius) : whole(rgb.size());
    for (std::uint64_t seed = 0; seed < 140; ++seed) {
        const auto defect = synthesis::paintDefect({rgb, donor, part, seed});
        QVERIFY(defect.rgb.size() == rgb.size() && defect.mask.size() == rgb.size());
        QVERIFY(cv::countNonZero(defect.mask) >= 6);
        QCOMPARE(cv::countNonZero(defect.mask & ~part), 0);
    }
}

void SyntheticDefectsTest::donorMayBeMissingOrOfAnotherSize()
{
    const cv::Mat rgb = surface({200, 150}, false, 11), part = whole(rgb.size());
    for (const cv::Mat& donor : {cv::Mat(), surface({70, 320}, false, 12), surface({1, 1}, false, 13)})
        for (std::uint64_t seed = 0; seed < 70; ++seed)
            QVERIFY(cv::countNonZero(synthesis::paintDefect({rgb, donor, part, seed}).mask) >= 6);
}

void SyntheticDefectsTest::inputsStayUntouched()
{
    const cv::Mat rgb = surface({120, 120}, false, 14), donor = surface({120, 120}, false, 15);
    const cv::Mat part = disc(rgb.size(), 40);
    const cv::Mat rgbBefore = rgb.clone(), donorBefore = donor.clone(), partBefore = part.clone();
    for (std::uint64_t seed = 0; seed < 30; ++seed)
        QVERIFY(synthesis::paintDefect({rgb, donor, part, seed}).rgb.data != rgb.data);
    QVERIFY(same(rgb, rgbBefore) && same(donor, donorBefore) && same(part, partBefore));
}

void SyntheticDefectsTest::flatPictureStillGetsADefect()
{
    const cv::Mat rgb(128, 128, CV_8UC3, cv::Scalar::all(0)); // blurring and own patches cannot show
    for (std::uint64_t seed = 0; seed < 70; ++seed) {
        const auto defect = synthesis::paintDefect({rgb, rgb, whole(rgb.size()), seed});
        QVERIFY(cv::countNonZero(defect.mask) >= 6);
        QVERIFY(defect.kind != "blur");
    }
}

void SyntheticDefectsTest::refusesWrongRequests()
{
    const cv::Mat rgb = surface({40, 40}, false, 16), none(40, 40, CV_8U, cv::Scalar(0));
    const cv::Mat part = whole({40, 40}), small = whole({39, 40}), grey(40, 40, CV_8U, cv::Scalar(9));
    using synthesis::paintDefect;
    QVERIFY_THROWS_EXCEPTION(cv::Exception, (void)paintDefect({rgb, rgb, none, 1}));
    QVERIFY_THROWS_EXCEPTION(cv::Exception, (void)paintDefect({rgb, rgb, small, 1}));
    QVERIFY_THROWS_EXCEPTION(cv::Exception, (void)paintDefect({grey, rgb, part, 1}));
    QVERIFY_THROWS_EXCEPTION(cv::Exception, (void)paintDefect({rgb, grey, part, 1}));
    QVERIFY_THROWS_EXCEPTION(cv::Exception, (void)paintDefect({rgb, rgb, part, 1, 0.0, 0.1}));
    QVERIFY_THROWS_EXCEPTION(cv::Exception, (void)paintDefect({rgb, rgb, part, 1, 0.1, 0.01}));
}

QTEST_APPLESS_MAIN(SyntheticDefectsTest)
#include "synthetic_defects_test.moc"
