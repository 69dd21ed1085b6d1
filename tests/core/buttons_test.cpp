#include "core/synthesis/buttons/button_generator.h"
#include "core/synthesis/buttons/button_set.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace varad;

namespace {

constexpr int kSide = 128;

ButtonPictureId pictureId(ButtonKind kind, int index, ButtonSplit split = ButtonSplit::Test)
{
    return {kind, 1, split, index, kSide};
}

bool sameBytes(const cv::Mat& a, const cv::Mat& b)
{
    return a.size() == b.size() && a.type() == b.type() && cv::norm(a, b, cv::NORM_INF) == 0.0;
}

/// Relative path -> content of every file below `folder`.
QMap<QString, QByteArray> filesBelow(const QString& folder)
{
    QMap<QString, QByteArray> files;
    QDirIterator walk(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        QFile file(walk.next());
        if (file.open(QIODevice::ReadOnly))
            files.insert(QDir(folder).relativeFilePath(file.fileName()), file.readAll());
    }
    return files;
}

ButtonSetRequest smallRequest(const QString& folder)
{
    ButtonSetRequest request;
    request.folder = folder;
    request.levels = {DefectLevel::Middle};
    request.kinds = {ButtonKind::Pearl};
    request.trainCount = 3;
    request.goodCount = 2;
    request.defectiveCount = 7;
    request.side = 96;
    return request;
}

/// Chance that a defective picture scores above a good one; ties count half.
double auroc(const std::vector<double>& good, const std::vector<double>& bad)
{
    double won = 0.0;
    for (const double g : good) {
        for (const double b : bad)
            won += b > g ? 1.0 : (b == g ? 0.5 : 0.0);
    }
    return won / static_cast<double>(good.size() * bad.size());
}

cv::Mat grey(const ButtonPicture& picture)
{
    cv::Mat small;
    cv::cvtColor(picture.rgb, small, cv::COLOR_RGB2GRAY);
    small.convertTo(small, CV_32F);
    return small;
}

void addKindRows()
{
    QTest::addColumn<int>("kindNumber");
    for (const ButtonKind kind : allButtonKinds())
        QTest::newRow(buttonKindName(kind).c_str()) << static_cast<int>(kind);
}

} // namespace

class ButtonsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void samePictureTwiceIsTheSameBytes_data() { addKindRows(); }
    void samePictureTwiceIsTheSameBytes();
    void otherSeedIndexAndSplitGiveOtherPictures();
    void defectsAreVisibleOnThePartAndSmall_data() { addKindRows(); }
    void defectsAreVisibleOnThePartAndSmall();
    void maskIsWhereGoodAndDefectiveDiffer_data() { addKindRows(); }
    void maskIsWhereGoodAndDefectiveDiffer();
    void easyStandsOutMoreThanHard_data() { addKindRows(); }
    void easyStandsOutMoreThanHard();
    void distanceToTheMeanDoesNotTellDefects_data() { addKindRows(); }
    void distanceToTheMeanDoesNotTellDefects();
    void unknownDefectAndSideAreRefused();
    void writtenSetHasTheDataSetLayout();
    void oneAndTwoThreadsWriteTheSameBytes();
    void cancelLeavesNothingBehind();
    void existingCategoryIsLeftAlone();
    void impossibleCountsAreRefused();
};

void ButtonsTest::samePictureTwiceIsTheSameBytes()
{
    QFETCH(int, kindNumber);
    const auto kind = static_cast<ButtonKind>(kindNumber);

    const ButtonPicture first = makeGoodButton(pictureId(kind, 3));
    const ButtonPicture second = makeGoodButton(pictureId(kind, 3));

    QVERIFY(sameBytes(first.rgb, second.rgb));
    QCOMPARE(first.rgb.size(), cv::Size(kSide, kSide));
    QCOMPARE(first.rgb.type(), CV_8UC3);
    QCOMPARE(cv::countNonZero(first.mask), 0);
}

void ButtonsTest::otherSeedIndexAndSplitGiveOtherPictures()
{
    const ButtonPictureId base = pictureId(ButtonKind::Metal, 0);
    ButtonPictureId otherSeed = base;
    otherSeed.seed = 2;
    ButtonPictureId otherIndex = base;
    otherIndex.index = 1;
    ButtonPictureId otherSplit = base;
    otherSplit.split = ButtonSplit::Train;

    const cv::Mat picture = makeGoodButton(base).rgb;

    for (const ButtonPictureId& other : {otherSeed, otherIndex, otherSplit})
        QVERIFY(cv::norm(picture, makeGoodButton(other).rgb, cv::NORM_L1) / (3.0 * kSide * kSide) > 2.0);
}

void ButtonsTest::defectsAreVisibleOnThePartAndSmall()
{
    QFETCH(int, kindNumber);
    const auto kind = static_cast<ButtonKind>(kindNumber);
    int index = 0;
    for (const std::string& type : buttonDefectTypes(kind)) {
        for (const DefectLevel level : allDefectLevels()) {
            const ButtonPictureId id = pictureId(kind, index++);
            const ButtonPicture picture = makeDefectiveButton(id, level, type);
            const double share = cv::countNonZero(picture.mask) / static_cast<double>(kSide * kSide);
            const QString what = QString::fromStdString(type + " " + defectLevelName(level));
            QVERIFY2(share >= 0.00005 && share <= 0.01,
                     qPrintable(QStringLiteral("%1: %2").arg(what).arg(share)));

            cv::Mat nearPart; // flash grows out of the rim, by at most 9 px of 1024
            cv::dilate(buttonPartRegion(id), nearPart, cv::getStructuringElement(cv::MORPH_ELLIPSE, {5, 5}));
            QVERIFY2(cv::countNonZero(picture.mask & ~nearPart) == 0, qPrintable(what));
            QCOMPARE(picture.defectType, type);
        }
    }
}

void ButtonsTest::maskIsWhereGoodAndDefectiveDiffer()
{
    QFETCH(int, kindNumber);
    const auto kind = static_cast<ButtonKind>(kindNumber);
    int index = 0;
    for (const std::string& type : buttonDefectTypes(kind)) {
        const ButtonPictureId id = pictureId(kind, index++);
        const ButtonPicture good = makeGoodButton(id);
        const ButtonPicture bad = makeDefectiveButton(id, DefectLevel::Middle, type);

        cv::Mat difference;
        cv::absdiff(good.rgb, bad.rgb, difference);
        cv::Mat channels[3];
        cv::split(difference, channels);
        const cv::Mat most = cv::max(cv::max(channels[0], channels[1]), channels[2]);
        const int marked = cv::countNonZero(bad.mask);
        const int explained = cv::countNonZero(bad.mask & (most > 4));

        // Closing small gaps may add a few pixels; outside the mask nothing strong is left on the part.
        QVERIFY2(explained >= 0.7 * marked, type.c_str());
        QVERIFY2(cv::countNonZero((most > 40) & ~bad.mask & buttonPartRegion(id)) <= 2, type.c_str());
    }
}

void ButtonsTest::easyStandsOutMoreThanHard()
{
    QFETCH(int, kindNumber);
    const auto kind = static_cast<ButtonKind>(kindNumber);
    double sums[3] = {0, 0, 0};
    int index = 0;
    for (const std::string& type : buttonDefectTypes(kind)) {
        const ButtonPictureId id = pictureId(kind, index++);
        const ButtonPicture good = makeGoodButton(id);
        for (const DefectLevel level : allDefectLevels())
            sums[static_cast<int>(level)] +=
                cv::norm(good.rgb, makeDefectiveButton(id, level, type).rgb, cv::NORM_L1);
    }
    QVERIFY(sums[0] > 1.3 * sums[1]);
    QVERIFY(sums[1] > 1.3 * sums[2]);
}

void ButtonsTest::distanceToTheMeanDoesNotTellDefects()
{
    QFETCH(int, kindNumber);
    const auto kind = static_cast<ButtonKind>(kindNumber);
    cv::Mat mean = cv::Mat::zeros(kSide, kSide, CV_32F);
    constexpr int kTrain = 16;
    for (int i = 0; i < kTrain; ++i)
        mean += grey(makeGoodButton(pictureId(kind, i, ButtonSplit::Train))) * (1.0 / kTrain);

    std::vector<double> goodMean;
    std::vector<double> goodMost;
    std::vector<double> badMean;
    std::vector<double> badMost;
    const std::vector<std::string> types = buttonDefectTypes(kind);
    for (int i = 0; i < 38; ++i) {
        const bool isGood = i < 14;
        const ButtonPicture picture =
            isGood ? makeGoodButton(pictureId(kind, i))
                   : makeDefectiveButton(pictureId(kind, i), DefectLevel::Middle,
                                         types[static_cast<std::size_t>(i) % types.size()]);
        cv::Mat distance = cv::abs(grey(picture) - mean);
        cv::GaussianBlur(distance, distance, {0, 0}, 1.5);
        double most = 0.0;
        cv::minMaxLoc(distance, nullptr, &most);
        (isGood ? goodMean : badMean).push_back(cv::mean(distance)[0]);
        (isGood ? goodMost : badMost).push_back(most);
    }
    qInfo("distance to the mean: AUROC %.3f by mean, %.3f by maximum", auroc(goodMean, badMean),
          auroc(goodMost, badMost));
    QVERIFY(auroc(goodMean, badMean) < 0.75);
    QVERIFY(auroc(goodMost, badMost) < 0.75);
}

void ButtonsTest::unknownDefectAndSideAreRefused()
{
    ButtonPictureId tiny = pictureId(ButtonKind::Metal, 0);
    tiny.side = kSmallestButtonSide - 1;
    QVERIFY_EXCEPTION_THROWN(static_cast<void>(makeGoodButton(tiny)), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(
        static_cast<void>(makeDefectiveButton(pictureId(ButtonKind::Metal, 0), DefectLevel::Easy, "hole")),
        std::invalid_argument);
}

void ButtonsTest::writtenSetHasTheDataSetLayout()
{
    QTemporaryDir folder;
    const Status status = writeButtonSet(smallRequest(folder.path()), {});

    QVERIFY(status.ok());
    QStringList expected{"middle/pearl/test/good/000.jpg", "middle/pearl/test/good/001.jpg",
                         "middle/pearl/train/good/000.jpg", "middle/pearl/train/good/001.jpg",
                         "middle/pearl/train/good/002.jpg"};
    const std::vector<std::string> types = buttonDefectTypes(ButtonKind::Pearl);
    for (std::size_t i = 0; i < 7; ++i) {
        const QString name = QStringLiteral("%1/00%2")
                                 .arg(QString::fromStdString(types[i % types.size()]))
                                 .arg(i / types.size());
        expected << "middle/pearl/test/" + name + ".jpg"
                 << "middle/pearl/ground_truth/" + name + "_mask.png";
    }
    expected.sort();
    const QMap<QString, QByteArray> files = filesBelow(folder.path());
    QCOMPARE(QStringList(files.keys()), expected);
    const QByteArray& stored = files["middle/pearl/ground_truth/scratch/000_mask.png"];
    const cv::Mat mask = cv::imdecode(std::vector<uchar>(stored.begin(), stored.end()), cv::IMREAD_UNCHANGED);
    QCOMPARE(mask.size(), cv::Size(96, 96));
    QCOMPARE(mask.type(), CV_8UC1);
    QVERIFY(cv::countNonZero(mask) > 0);
}

void ButtonsTest::oneAndTwoThreadsWriteTheSameBytes()
{
    QTemporaryDir one;
    QTemporaryDir two;
    ButtonSetRequest request = smallRequest(one.path());
    request.threads = 1;
    QVERIFY(writeButtonSet(request, {}).ok());
    request.folder = two.path();
    request.threads = 2;
    QVERIFY(writeButtonSet(request, {}).ok());

    QCOMPARE(filesBelow(one.path()), filesBelow(two.path()));
}

void ButtonsTest::cancelLeavesNothingBehind()
{
    QTemporaryDir folder;
    std::stop_source stop;
    JobContext context;
    context.stop = stop.get_token();
    context.progress = [&](const Progress& progress) {
        if (progress.done >= 2)
            stop.request_stop();
    };
    ButtonSetRequest request = smallRequest(folder.path());
    request.trainCount = 400;

    const Status status = writeButtonSet(request, context);

    QVERIFY(!status.ok());
    QCOMPARE(status.error().kind, ErrorKind::Cancelled);
    QVERIFY(filesBelow(folder.path()).isEmpty());
    QVERIFY(!QDir(folder.filePath("middle/pearl")).exists());
    QCOMPARE(QDir(folder.filePath("middle")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size(), 0);
}

void ButtonsTest::existingCategoryIsLeftAlone()
{
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath("middle/pearl/mine"));

    const Status status = writeButtonSet(smallRequest(folder.path()), {});

    QVERIFY(!status.ok());
    QCOMPARE(status.error().kind, ErrorKind::BadInput);
    QVERIFY(status.error().message.contains("middle/pearl"));
    QVERIFY(QDir(folder.filePath("middle/pearl/mine")).exists());
}

void ButtonsTest::impossibleCountsAreRefused()
{
    QTemporaryDir folder;
    ButtonSetRequest request = smallRequest(folder.path());
    request.trainCount = 0;
    const Status status = writeButtonSet(request, {});
    QVERIFY(!status.ok());
    QCOMPARE(status.error().kind, ErrorKind::BadInput);
    QVERIFY(filesBelow(folder.path()).isEmpty());
}

QTEST_GUILESS_MAIN(ButtonsTest)
#include "buttons_test.moc"
