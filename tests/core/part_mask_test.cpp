// The part is found where it was put: on drawn scenes whose truth is known, and on generated buttons.
// Pictures of material alone give the whole picture.
#include "core/imaging/part_mask.h"

#include "core/synthesis/buttons/button_generator.h"
#include "core/synthesis/defects/random.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <QtTest>

using namespace varad;

namespace {

/// Woven or felted material: noise in one colour, darker to the right.
cv::Mat material(cv::Size size, const cv::Vec3f& colour, double roughness, std::uint64_t seed)
{
    synthesis::Random random(seed);
    cv::Mat picture(size, CV_8UC3);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            const double light = 1.05 - 0.1 * x / size.width;
            const double noise = roughness * random.normal();
            for (int c = 0; c < 3; ++c)
                picture.at<cv::Vec3b>(y, x)[c] = cv::saturate_cast<uchar>(colour[c] * light + noise);
        }
    return picture;
}

struct Scene {
    cv::Mat rgb;
    cv::Mat truth;
};

/// A round part with two holes that show the ground, on ground with lint.
Scene partScene(cv::Size size, cv::Point centre, int radius, const cv::Vec3f& ground, const cv::Scalar& part)
{
    Scene scene{material(size, ground, 6, 3), cv::Mat(size, CV_8U, cv::Scalar(0))};
    for (int i = 1; i < 4; ++i)
        cv::line(scene.rgb, {size.width * i / 4, 0}, {size.width * i / 4 + 5, size.height / 9},
                 cv::Scalar(240, 240, 235), 1);
    cv::circle(scene.truth, centre, radius, cv::Scalar(255), cv::FILLED);
    const cv::Mat bare = scene.rgb.clone();
    scene.rgb.setTo(part, scene.truth);
    for (const int side : {-1, 1}) {
        cv::Mat hole(size, CV_8U, cv::Scalar(0));
        cv::circle(hole, {centre.x + side * radius / 4, centre.y}, radius / 8, cv::Scalar(255), cv::FILLED);
        bare.copyTo(scene.rgb, hole);
    }
    return scene;
}

/// Pixels in both over pixels in either.
double overlap(const cv::Mat& a, const cv::Mat& b)
{
    return cv::countNonZero(a & b) / static_cast<double>(cv::countNonZero(a | b));
}

bool isWhole(const cv::Mat& mask) { return cv::countNonZero(mask) == static_cast<int>(mask.total()); }

} // namespace

class PartMaskTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsDrawnParts_data();
    void findsDrawnParts();
    void findsGeneratedButtons_data();
    void findsGeneratedButtons();
    void leavesShadowOut();
    void keepsBiteAtRim();
    void takesGreyPictures();
    void givesWholePictureForMaterial_data();
    void givesWholePictureForMaterial();
    void givesWholePictureForSmallAndLongRegions();
    void isTheSameOnEveryThreadCount();
    void refusesOtherPixels();
};

void PartMaskTest::findsDrawnParts_data()
{
    QTest::addColumn<cv::Size>("size");
    QTest::addColumn<cv::Point>("centre");
    QTest::addColumn<int>("radius");
    QTest::addColumn<cv::Vec3f>("ground");
    QTest::addColumn<cv::Scalar>("part");
    const cv::Vec3f blue(70, 90, 130), white(225, 225, 222), green(40, 90, 75);
    const cv::Scalar tan(190, 140, 90), black(25, 25, 27), pearl(235, 232, 220);
    QTest::newRow("tan on blue") << cv::Size(512, 512) << cv::Point(256, 256) << 150 << blue << tan;
    QTest::newRow("black on white") << cv::Size(512, 512) << cv::Point(256, 256) << 150 << white << black;
    QTest::newRow("pearl on green") << cv::Size(700, 500) << cv::Point(300, 260) << 130 << green << pearl;
    QTest::newRow("off centre") << cv::Size(512, 512) << cv::Point(150, 340) << 110 << blue << tan;
    QTest::newRow("small part") << cv::Size(512, 512) << cv::Point(280, 240) << 60 << white << black;
    QTest::newRow("large part") << cv::Size(512, 512) << cv::Point(256, 256) << 235 << green << pearl;
    QTest::newRow("tall picture") << cv::Size(301, 777) << cv::Point(150, 400) << 100 << blue << tan;
    QTest::newRow("tiny picture") << cv::Size(64, 64) << cv::Point(33, 30) << 18 << blue << tan;
}

void PartMaskTest::findsDrawnParts()
{
    QFETCH(cv::Size, size);
    QFETCH(cv::Point, centre);
    QFETCH(int, radius);
    QFETCH(cv::Vec3f, ground);
    QFETCH(cv::Scalar, part);
    const Scene scene = partScene(size, centre, radius, ground, part);
    const cv::Mat mask = imaging::partMask(scene.rgb);
    QCOMPARE(mask.type(), CV_8UC1);
    QVERIFY(mask.size() == size);
    QCOMPARE(cv::countNonZero((mask != 0) & (mask != 255)), 0);
    const double same = overlap(mask, scene.truth);
    QVERIFY2(same > (size.width == 64 ? 0.85 : 0.93), qPrintable(QString::number(same)));
}

void PartMaskTest::findsGeneratedButtons_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("index");
    for (const ::ButtonKind kind : ::allButtonKinds())
        for (int index = 0; index < 2; ++index)
            QTest::addRow("%s %d", ::buttonKindName(kind).c_str(), index) << static_cast<int>(kind) << index;
}

void PartMaskTest::findsGeneratedButtons()
{
    QFETCH(int, kind);
    QFETCH(int, index);
    ::ButtonPictureId id;
    id.kind = static_cast<::ButtonKind>(kind);
    id.seed = 11 + static_cast<std::uint64_t>(index);
    id.index = index;
    id.side = 256;
    const cv::Mat mask = imaging::partMask(::makeGoodButton(id).rgb);
    const double same = overlap(mask, ::buttonPartRegion(id));
    QVERIFY2(same > 0.92, qPrintable(QString::number(same)));
}

void PartMaskTest::leavesShadowOut()
{
    const cv::Vec3f ground(150, 155, 165);
    Scene scene = partScene({512, 512}, {240, 240}, 120, ground, cv::Scalar(200, 130, 70));
    const cv::Mat bright = scene.rgb.clone();
    cv::Mat shadow(512, 512, CV_8U, cv::Scalar(0));
    cv::circle(shadow, {262, 262}, 122, cv::Scalar(255), cv::FILLED);
    shadow &= ~scene.truth;
    scene.rgb.convertTo(scene.rgb, -1, 0.55);
    bright.copyTo(scene.rgb, ~shadow);
    const cv::Mat mask = imaging::partMask(scene.rgb);
    QVERIFY(overlap(mask, scene.truth) > 0.93);
    QVERIFY(cv::countNonZero(mask & shadow) < 0.25 * cv::countNonZero(shadow));
}

void PartMaskTest::keepsBiteAtRim()
{
    Scene scene = partScene({512, 512}, {256, 256}, 150, {70, 90, 130}, cv::Scalar(190, 140, 90));
    const cv::Mat ground = material({512, 512}, {70, 90, 130}, 6, 4);
    cv::Mat bite(512, 512, CV_8U, cv::Scalar(0));
    cv::circle(bite, {256, 110}, 14, cv::Scalar(255), cv::FILLED);
    bite &= scene.truth;
    ground.copyTo(scene.rgb, bite);
    const cv::Mat mask = imaging::partMask(scene.rgb);
    QVERIFY(cv::countNonZero(mask & bite) > 0.6 * cv::countNonZero(bite));
}

void PartMaskTest::takesGreyPictures()
{
    const Scene scene = partScene({400, 400}, {200, 200}, 110, {210, 210, 210}, cv::Scalar(60, 60, 60));
    cv::Mat grey, triple;
    cv::cvtColor(scene.rgb, grey, cv::COLOR_RGB2GRAY);
    cv::cvtColor(grey, triple, cv::COLOR_GRAY2RGB);
    const cv::Mat mask = imaging::partMask(grey);
    QVERIFY(overlap(mask, scene.truth) > 0.93);
    QCOMPARE(cv::countNonZero(mask != imaging::partMask(triple)), 0);
}

void PartMaskTest::givesWholePictureForMaterial_data()
{
    QTest::addColumn<cv::Mat>("picture");
    QTest::newRow("uniform") << cv::Mat(300, 300, CV_8UC3, cv::Scalar(90, 120, 80));
    QTest::newRow("black") << cv::Mat(300, 300, CV_8UC3, cv::Scalar::all(0));
    QTest::newRow("rough") << material({512, 400}, {120, 110, 100}, 30, 5);
    QTest::newRow("smooth") << material({256, 512}, {200, 205, 210}, 2, 6);
    QTest::newRow("tiny") << material({64, 64}, {120, 110, 100}, 15, 7);
    QTest::newRow("below the least size") << material({15, 40}, {120, 110, 100}, 15, 7);
    QTest::newRow("one pixel") << cv::Mat(1, 1, CV_8UC3, cv::Scalar::all(9));
    QTest::newRow("one row") << cv::Mat(1, 3000, CV_8UC3, cv::Scalar::all(9));
    cv::Mat stripes(400, 400, CV_8UC3, cv::Scalar::all(60));
    for (int x = 0; x < 400; x += 40)
        stripes(cv::Rect(x, 0, 20, 400)).setTo(cv::Scalar(200, 190, 180));
    QTest::newRow("stripes") << stripes;
}

void PartMaskTest::givesWholePictureForMaterial()
{
    QFETCH(cv::Mat, picture);
    const cv::Mat mask = imaging::partMask(picture);
    QVERIFY(mask.size() == picture.size());
    QVERIFY(isWhole(mask));
}

void PartMaskTest::givesWholePictureForSmallAndLongRegions()
{
    cv::Mat spot = material({512, 512}, {120, 125, 130}, 6, 8);
    const cv::Mat belt = spot.clone();
    cv::circle(spot, {256, 256}, 30, cv::Scalar(20, 20, 20), cv::FILLED); // a hole in a tile, not a part
    QVERIFY(isWhole(imaging::partMask(spot)));
    cv::rectangle(belt, {0, 100}, {511, 420}, cv::Scalar(20, 20, 20), cv::FILLED);
    QVERIFY(isWhole(imaging::partMask(belt)));
}

void PartMaskTest::isTheSameOnEveryThreadCount()
{
    const Scene scene = partScene({900, 900}, {430, 470}, 250, {70, 90, 130}, cv::Scalar(190, 140, 90));
    const int threads = cv::getNumThreads();
    cv::setNumThreads(1);
    const cv::Mat one = imaging::partMask(scene.rgb);
    cv::setNumThreads(4);
    const cv::Mat four = imaging::partMask(scene.rgb);
    cv::setNumThreads(threads);
    QVERIFY(!isWhole(one));
    QCOMPARE(cv::countNonZero(one != four), 0);
}

void PartMaskTest::refusesOtherPixels()
{
    QVERIFY_THROWS_EXCEPTION(cv::Exception, (void)imaging::partMask(cv::Mat()));
    QVERIFY_THROWS_EXCEPTION(cv::Exception, (void)imaging::partMask(cv::Mat(9, 9, CV_32FC3)));
}

QTEST_APPLESS_MAIN(PartMaskTest)
#include "part_mask_test.moc"
