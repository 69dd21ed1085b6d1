// Parts painted at known places, sizes and angles come into one pose; what is no such part is not posed.
#include "core/imaging/part_alignment.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <QTest>

#include <cmath>
#include <numbers>
#include <vector>

using namespace varad;
using imaging::PartAlignment;

namespace {

constexpr int kSide = 512;
constexpr int kTaught = 12;

/// How a part lies, in pixels and radians (from x to y).
struct Lie {
    cv::Point2d centre;
    double radius = 150;
    double angle = 0;
};

cv::Mat ground(std::uint64_t seed)
{
    cv::Mat picture(kSide, kSide, CV_8UC3), noise(kSide, kSide, CV_16SC3);
    picture.setTo(cv::Scalar(70, 90, 130));
    cv::RNG random(seed);
    random.fill(noise, cv::RNG::NORMAL, cv::Scalar::all(0), cv::Scalar::all(5));
    cv::add(picture, noise, picture, cv::noArray(), CV_8U);
    return picture;
}

/// A round part with three holes and a groove, none of which repeats at another angle.
cv::Mat partPicture(const Lie& lie, std::uint64_t seed)
{
    constexpr int kBits = 8; // positions are painted to 1/256 of a pixel
    cv::Mat picture = ground(seed);
    const auto at = [&](double share, double degrees) {
        const double a = lie.angle + degrees * std::numbers::pi / 180;
        const cv::Point2d p = lie.centre + share * lie.radius * cv::Point2d(std::cos(a), std::sin(a));
        return cv::Point(int(std::lround(p.x * (1 << kBits))), int(std::lround(p.y * (1 << kBits))));
    };
    const auto disc = [&](const cv::Point& centre, double share, const cv::Scalar& colour) {
        cv::circle(picture, centre, int(std::lround(share * lie.radius * (1 << kBits))), colour, cv::FILLED,
                   cv::LINE_AA, kBits);
    };
    disc(at(0, 0), 1, {190, 140, 90});
    disc(at(0.5, 0), 0.14, {60, 40, 30});
    disc(at(0.45, 100), 0.09, {60, 40, 30});
    disc(at(0.7, 215), 0.07, {60, 40, 30});
    cv::line(picture, at(0.3, 250), at(0.85, 310), {120, 85, 55}, 5, cv::LINE_AA, kBits);
    for (int x = 0; x < kSide; ++x) // the lamp stands on the left, however the part lies
        picture.col(x).convertTo(picture.col(x), -1, 1.1 - 0.2 * x / kSide);
    return picture;
}

Lie taughtLie(int i) { return {{200.25 + 9.7 * i, 310.5 - 8.3 * i}, 140.0 + 2 * (i % 5), 0.3 + 2.4 * i}; }

std::optional<PartAlignment> taught()
{
    return PartAlignment::learn(kTaught,
                                [](int i) { return partPicture(taughtLie(i), std::uint64_t(100 + i)); });
}

/// By how much the pose turns, and how much it enlarges.
double turnOf(const cv::Matx23d& m) { return std::atan2(m(1, 0), m(0, 0)); }
double zoomOf(const cv::Matx23d& m) { return std::hypot(m(0, 0), m(1, 0)); }

/// Difference of two angles in degrees, -180 .. 180.
double degreesBetween(double a, double b)
{
    return std::remainder(a - b, 2 * std::numbers::pi) * 180 / std::numbers::pi;
}

cv::Point2d mapped(const cv::Matx23d& m, const cv::Point2d& p)
{
    const cv::Vec2d out = m * cv::Vec3d(p.x, p.y, 1);
    return {out[0], out[1]};
}

/// Mean difference of two pictures on a disc around `centre`, in grey levels.
double differenceAround(const cv::Mat& a, const cv::Mat& b, const cv::Point2d& centre, double radius)
{
    cv::Mat mask(a.size(), CV_8U, cv::Scalar(0)), difference;
    cv::circle(mask, cv::Point(int(std::lround(centre.x)), int(std::lround(centre.y))), int(radius),
               cv::Scalar(255), cv::FILLED);
    cv::absdiff(a, b, difference);
    const cv::Scalar mean = cv::mean(difference, mask);
    return (mean[0] + mean[1] + mean[2]) / 3;
}

bool same(const cv::Mat& a, const cv::Mat& b)
{
    return a.size() == b.size() && a.type() == b.type() && cv::norm(a, b, cv::NORM_INF) == 0;
}

} // namespace

class PartAlignmentTest : public QObject {
    Q_OBJECT
    std::optional<PartAlignment> m_alignment;

private Q_SLOTS:
    void initTestCase()
    {
        m_alignment = taught();
        QVERIFY(m_alignment);
    }

    void bringsPartsIntoOnePose_data()
    {
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("y");
        QTest::addColumn<double>("radius");
        QTest::addColumn<double>("degrees");
        QTest::newRow("in the middle") << 255.5 << 255.5 << 145.0 << 0.0;
        QTest::newRow("a quarter turn") << 255.5 << 255.5 << 145.0 << 90.0;
        QTest::newRow("half a turn, left") << 180.3 << 256.0 << 145.0 << 180.0;
        QTest::newRow("odd angle, low") << 270.0 << 330.7 << 150.0 << 201.3;
        QTest::newRow("small") << 300.0 << 220.0 << 118.0 << 33.3;
        QTest::newRow("large") << 240.0 << 260.0 << 172.0 << 311.7;
        QTest::newRow("in a corner") << 150.0 << 150.0 << 140.0 << 277.4;
    }
    void bringsPartsIntoOnePose()
    {
        QFETCH(double, x);
        QFETCH(double, y);
        QFETCH(double, radius);
        QFETCH(double, degrees);
        const Lie lie{{x, y}, radius, degrees * std::numbers::pi / 180};
        const auto pose = m_alignment->align(partPicture(lie, 7));
        QVERIFY(pose);
        QVERIFY(pose->picture.size() == cv::Size(kSide, kSide) && pose->picture.type() == CV_8UC3);
        const cv::Point2d middle = mapped(pose->toPose, lie.centre);
        QVERIFY2(std::hypot(middle.x - 255.5, middle.y - 255.5) < 2,
                 qPrintable(QStringLiteral("%1, %2").arg(middle.x).arg(middle.y)));

        const Lie first = taughtLie(0);
        const auto reference = m_alignment->align(partPicture(first, 8));
        QVERIFY(reference);
        const double off =
            degreesBetween(turnOf(pose->toPose) + lie.angle, turnOf(reference->toPose) + first.angle);
        QVERIFY2(std::abs(off) < 1, qPrintable(QString::number(off)));
        const double size = zoomOf(pose->toPose) * lie.radius / (zoomOf(reference->toPose) * first.radius);
        QVERIFY2(std::abs(size - 1) < 0.02, qPrintable(QString::number(size)));
        // So the two look alike, holes and all; turned by some degrees they would not.
        const double difference =
            differenceAround(pose->picture, reference->picture, {255.5, 255.5}, 0.3 * kSide);
        QVERIFY2(difference < 8, qPrintable(QString::number(difference)));
    }

    void poseIsATurnAndASize()
    {
        const auto pose = m_alignment->align(partPicture({{230, 280}, 150, 1.0}, 9));
        QVERIFY(pose);
        const cv::Matx23d& m = pose->toPose;
        QCOMPARE(m(0, 0), m(1, 1));
        QCOMPARE(m(0, 1), -m(1, 0));
        QVERIFY(m(0, 0) * m(1, 1) - m(0, 1) * m(1, 0) > 0); // not mirrored
    }

    void warpingBackIsTheInverse()
    {
        const Lie lie{{230, 280}, 150, 1.0};
        const cv::Mat square = partPicture(lie, 10);
        const auto pose = m_alignment->align(square);
        QVERIFY(pose);
        cv::Mat back;
        cv::warpAffine(pose->picture, back, pose->toPose, square.size(),
                       cv::INTER_CUBIC | cv::WARP_INVERSE_MAP);
        const double difference = differenceAround(back, square, lie.centre, lie.radius);
        QVERIFY2(difference < 3, qPrintable(QString::number(difference)));
        cv::Matx23d inverse;
        cv::invertAffineTransform(cv::Mat(pose->toPose), cv::Mat(2, 3, CV_64F, inverse.val));
        const cv::Point2d there = mapped(pose->toPose, {17, 400}), again = mapped(inverse, there);
        QVERIFY(std::hypot(again.x - 17, again.y - 400) < 1e-9);
    }

    void picturesWithoutThePartAreNotPosed()
    {
        QVERIFY(!m_alignment->align(ground(11)));
        QVERIFY(!m_alignment->align(cv::Mat(kSide, kSide, CV_8UC3, cv::Scalar::all(0))));
        QVERIFY(!m_alignment->align(partPicture({{256, 256}, 80, 0}, 12))); // another part, by its size
        QVERIFY(!m_alignment->align(partPicture({{256, 256}, 225, 0}, 13)));
    }

    void onlyOneKindOfPartIsLearned()
    {
        const auto learned = [](const auto& picture) { return PartAlignment::learn(kTaught, picture); };
        QVERIFY(!PartAlignment::learn(0, [](int) { return cv::Mat(); }));
        QVERIFY(!learned([](int i) { return ground(std::uint64_t(i)); })); // material
        QVERIFY(!learned([](int i) { // one empty picture in twelve is too many
            return i == 5 ? ground(5) : partPicture(taughtLie(i), std::uint64_t(i));
        }));
        QVERIFY(!learned([](int i) { // two sizes
            Lie lie = taughtLie(i);
            lie.radius = i % 2 ? 90 : 150;
            return partPicture(lie, std::uint64_t(i));
        }));
    }

    void sameAgainAndOnEveryThreadCount()
    {
        const int threads = cv::getNumThreads();
        for (const int count : {1, 3}) {
            cv::setNumThreads(count);
            const auto again = taught();
            QVERIFY(again);
            QVERIFY(same(again->polarTemplate(), m_alignment->polarTemplate()) &&
                    same(again->fixedPattern(), m_alignment->fixedPattern()));
            QCOMPARE(again->radiusShare(), m_alignment->radiusShare());
            const cv::Mat square = partPicture({{230, 280}, 150, 1.0}, 9);
            const auto a = m_alignment->align(square), b = again->align(square);
            QVERIFY(a && b && a->toPose == b->toPose && same(a->picture, b->picture));
        }
        cv::setNumThreads(threads);
    }

    void whatAFileHoldsIsEnough()
    {
        QCOMPARE(m_alignment->polarTemplate().type(), CV_32FC1);
        QVERIFY(m_alignment->polarTemplate().size() ==
                cv::Size(PartAlignment::kAngles, PartAlignment::kRadii));
        QVERIFY(m_alignment->fixedPattern().size() == m_alignment->polarTemplate().size());
        const PartAlignment copy(m_alignment->polarTemplate().clone(), m_alignment->fixedPattern().clone(),
                                 m_alignment->radiusShare());
        const cv::Mat square = partPicture({{290, 240}, 150, 4.0}, 14);
        const auto a = m_alignment->align(square), b = copy.align(square);
        QVERIFY(a && b && a->toPose == b->toPose);
    }
};

QTEST_APPLESS_MAIN(PartAlignmentTest)
#include "part_alignment_test.moc"
