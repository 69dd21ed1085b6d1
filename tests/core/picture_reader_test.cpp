// What the reader makes of small pictures written here: pixels, orientation, depth, and every reason to
// refuse.
#include "core/imaging/picture_header.h"
#include "core/imaging/picture_reader.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/stat.h>
#include <thread>
#include <vector>

#include <zlib.h>

using namespace varad;

namespace {

/// 5 x 3 pixels, all different, no symmetry.
cv::Mat pattern(int channels, int depth)
{
    cv::Mat picture(3, 5, CV_MAKETYPE(depth, channels));
    const int step = depth == CV_16U ? 1431 : 5;
    for (int y = 0; y < picture.rows; ++y) {
        for (int i = 0; i < picture.cols * channels; ++i) {
            const int value = step * (y * picture.cols * channels + i);
            if (depth == CV_16U)
                picture.ptr<std::uint16_t>(y)[i] = static_cast<std::uint16_t>(value);
            else
                picture.ptr(y)[i] = static_cast<uchar>(value);
        }
    }
    return picture;
}

QByteArray encoded(const char* suffix, const cv::Mat& picture, const std::vector<int>& options = {})
{
    std::vector<uchar> bytes;
    if (!cv::imencode(suffix, picture, bytes, options))
        qFatal("could not encode a test picture");
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

template <class T>
QByteArray number(T value, bool little)
{
    QByteArray bytes;
    for (std::size_t i = 0; i < sizeof(T); ++i)
        bytes.append(static_cast<char>(value >> 8 * (little ? i : sizeof(T) - 1 - i)));
    return bytes;
}

/// An EXIF block with one tag.
QByteArray exif(int orientation, bool little)
{
    return QByteArray(little ? "II*\0" : "MM\0*", 4) + number<quint32>(8, little) +
           number<quint16>(1, little) + number<quint16>(274, little) + number<quint16>(3, little) +
           number<quint32>(1, little) + number<quint16>(orientation, little) + number<quint16>(0, little) +
           number<quint32>(0, little);
}

QByteArray pngChunk(const QByteArray& type, const QByteArray& data)
{
    const QByteArray body = type + data;
    const auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.constData()), body.size());
    return number<quint32>(data.size(), false) + body + number<quint32>(sum, false);
}

QByteArray pngWithOrientation(const cv::Mat& bgr, int orientation)
{
    QByteArray bytes = encoded(".png", bgr);
    return bytes.insert(33, pngChunk("eXIf", exif(orientation, orientation % 2 == 0)));
}

QByteArray jpegWithOrientation(const cv::Mat& bgr, int orientation)
{
    QByteArray bytes = encoded(".jpg", bgr);
    const QByteArray data = QByteArray("Exif\0\0", 6) + exif(orientation, orientation % 2 == 0);
    return bytes.insert(2, QByteArray("\xff\xe1") + number<quint16>(data.size() + 2, false) + data);
}

/// Sample layouts that OpenCV cannot write: one strip, little endian, uncompressed.
QByteArray tiff(int width, int height, int samples, int bits, int kind, int photometric,
                const QByteArray& data, int orientation = 1)
{
    const std::vector<std::pair<int, quint32>> tags{
        {256, width},       {257, height},
        {258, bits},        {259, 1},
        {262, photometric}, {273, 8},
        {274, orientation}, {277, samples},
        {278, height},      {279, static_cast<quint32>(data.size())},
        {339, kind}};
    QByteArray padded = data + QByteArray(data.size() % 2, '\0');
    QByteArray bytes = QByteArray("II*\0", 4) + number<quint32>(8 + padded.size(), true) + padded;
    bytes += number<quint16>(static_cast<quint16>(tags.size()), true);
    for (const auto& [tag, value] : tags)
        bytes += number<quint16>(static_cast<quint16>(tag), true) +
                 number<quint16>(tag == 279 ? 4 : 3, true) + number<quint32>(1, true) +
                 number<quint32>(value, true);
    return bytes + number<quint32>(0, true);
}

/// Where the EXIF orientation puts a stored pixel, from its definition: the side that row 0 and column 0 are.
cv::Mat turned(const cv::Mat& stored, int orientation)
{
    const int h = stored.rows, w = stored.cols;
    const bool swapped = orientation >= 5;
    cv::Mat shown(swapped ? w : h, swapped ? h : w, stored.type());
    for (int y = 0; y < h; ++y) {
        for (int x = 0; x < w; ++x) {
            const int right = w - 1 - x, bottom = h - 1 - y;
            const cv::Point to[] = {{},     {x, y},      {right, y},      {right, bottom}, {x, bottom},
                                    {y, x}, {bottom, x}, {bottom, right}, {y, right}};
            shown.at<cv::Vec3b>(to[orientation]) = stored.at<cv::Vec3b>(y, x);
        }
    }
    return shown;
}

cv::Mat swapped(const cv::Mat& bgr)
{
    cv::Mat rgb(bgr.size(), CV_8UC3);
    for (int y = 0; y < bgr.rows; ++y)
        for (int x = 0; x < bgr.cols; ++x)
            for (int c = 0; c < 3; ++c)
                rgb.at<cv::Vec3b>(y, x)[c] = bgr.at<cv::Vec3b>(y, x)[2 - c];
    return rgb;
}

bool same(const cv::Mat& a, const cv::Mat& b, double tolerance = 0)
{
    return a.size() == b.size() && a.type() == b.type() && cv::norm(a, b, cv::NORM_INF) <= tolerance;
}

} // namespace

class PictureReaderTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_dir;

    QString write(const QByteArray& bytes, const QString& name = QStringLiteral("picture.dat"))
    {
        const QString path = m_dir.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("could not write a test picture");
        return path;
    }
    cv::Mat shown(const QByteArray& bytes)
    {
        const Result<Picture> picture = readPicture(write(bytes));
        if (!picture.ok())
            qWarning("%s", qPrintable(picture.error().detail));
        return picture.ok() ? picture.value().rgb : cv::Mat();
    }
    QString code(const QByteArray& bytes, const ReadLimits& limits = {})
    {
        const Result<Picture> picture = readPicture(write(bytes), limits);
        return picture.ok() ? QStringLiteral("shown") : picture.error().code;
    }

private Q_SLOTS:
    void losslessFormatsKeepEveryPixel_data()
    {
        QTest::addColumn<QString>("suffix");
        for (const char* suffix : {".png", ".bmp", ".tiff"})
            QTest::newRow(suffix) << suffix;
    }
    void losslessFormatsKeepEveryPixel()
    {
        QFETCH(QString, suffix);
        const cv::Mat bgr = pattern(3, CV_8U);
        QVERIFY(same(shown(encoded(suffix.toLatin1(), bgr)), swapped(bgr)));
        const cv::Mat grey = pattern(1, CV_8U);
        const Result<cv::Mat> read = readGrey(write(encoded(suffix.toLatin1(), grey)));
        QVERIFY(read.ok() && same(read.value(), grey));
    }
    void webpAndJpegStayClose()
    {
        const cv::Mat flat(40, 60, CV_8UC3, cv::Scalar(40, 120, 200));
        QVERIFY(same(shown(encoded(".webp", flat, {cv::IMWRITE_WEBP_QUALITY, 101})), swapped(flat)));
        QVERIFY(same(shown(encoded(".jpg", flat)), swapped(flat), 3));
    }
    void orientationIsAppliedAlways_data()
    {
        QTest::addColumn<int>("orientation");
        for (int orientation = 1; orientation <= 8; ++orientation)
            QTest::addRow("%d", orientation) << orientation;
    }
    void orientationIsAppliedAlways()
    {
        QFETCH(int, orientation);
        const cv::Mat bgr = pattern(3, CV_8U);
        const cv::Mat expected = turned(swapped(bgr), orientation);
        QVERIFY(same(shown(pngWithOrientation(bgr, orientation)), expected));
        const cv::Mat rgb = swapped(bgr);
        const QByteArray samples(reinterpret_cast<const char*>(rgb.data), rgb.total() * 3);
        QVERIFY(same(shown(tiff(5, 3, 3, 8, 1, 2, samples, orientation)), expected));
        cv::Mat big;
        cv::repeat(cv::Mat(1, 1, CV_8UC3, cv::Scalar(0, 0, 0)), 16, 32, big);
        big(cv::Rect(0, 0, 8, 8)).setTo(cv::Scalar(0, 0, 255));
        QVERIFY(same(shown(jpegWithOrientation(big, orientation)),
                     turned(shown(encoded(".jpg", big)), orientation)));
    }
    void impossibleOrientationsCountAsNone()
    {
        const cv::Mat bgr = pattern(3, CV_8U);
        for (const int orientation : {0, 9, 65535})
            QVERIFY(same(shown(pngWithOrientation(bgr, orientation)), swapped(bgr)));
    }
    void sixteenBitsAreRoundedNotCut()
    {
        const cv::Mat deep = pattern(1, CV_16U);
        for (const char* suffix : {".png", ".tiff"}) {
            const Result<Picture> picture = readPicture(write(encoded(suffix, deep)));
            QVERIFY(picture.ok());
            QCOMPARE(picture.value().bits, 16);
            for (int y = 0; y < deep.rows; ++y)
                for (int x = 0; x < deep.cols; ++x)
                    QCOMPARE(int(picture.value().rgb.at<cv::Vec3b>(y, x)[1]),
                             qRound(deep.at<std::uint16_t>(y, x) / 257.0));
        }
    }
    void alphaIsDroppedNotComposited()
    {
        cv::Mat bgra(3, 5, CV_8UC4, cv::Scalar(10, 20, 30, 0));
        for (const char* suffix : {".png", ".tiff"})
            QVERIFY(same(shown(encoded(suffix, bgra)), cv::Mat(3, 5, CV_8UC3, cv::Scalar(30, 20, 10))));
    }
    void rareTiffSamplesAreScaled()
    {
        const auto first = [&](const QByteArray& bytes) {
            const cv::Mat rgb = shown(bytes);
            return rgb.empty() ? cv::Vec3i(-1, -1, -1) : cv::Vec3i(rgb.at<cv::Vec3b>(0, 0));
        };
        QCOMPARE(first(tiff(2, 1, 1, 4, 1, 1, QByteArray("\x7f"))), cv::Vec3i(119, 119, 119));
        QCOMPARE(first(tiff(2, 1, 1, 4, 1, 0, QByteArray("\x7f"))), cv::Vec3i(136, 136, 136)); // 0 is white
        QCOMPARE(first(tiff(2, 1, 1, 12, 1, 1, QByteArray("\x80\x0f\xff"))), cv::Vec3i(128, 128, 128));
        QCOMPARE(first(tiff(1, 1, 1, 8, 2, 1, QByteArray("\x80"))), cv::Vec3i(0, 0, 0)); // signed, lowest
        QCOMPARE(first(tiff(1, 1, 1, 32, 3, 1, number<quint32>(0x3f000000, true))),
                 cv::Vec3i(128, 128, 128)); // 0.5
        QCOMPARE(first(tiff(1, 1, 4, 8, 1, 5, QByteArray("\xff\x00\x80\x00", 4))),
                 cv::Vec3i(0, 255, 127)); // CMYK
    }
    void floatsOutsideTheUnitIntervalAreRefused()
    {
        for (const quint32 bits : {0xbf000000u /* -0.5 */, 0x40000000u /* 2 */, 0x7fc00000u /* NaN */})
            QCOMPARE(code(tiff(1, 1, 1, 32, 3, 1, number<quint32>(bits, true))), "unsupported");
    }
    void greyUsesFixedPointWeights()
    {
        cv::Mat bgr(1, 3, CV_8UC3);
        bgr.at<cv::Vec3b>(0, 0) = {0, 0, 255};
        bgr.at<cv::Vec3b>(0, 1) = {0, 255, 0};
        bgr.at<cv::Vec3b>(0, 2) = {255, 0, 1};
        const Result<cv::Mat> grey = readGrey(write(encoded(".png", bgr)));
        QVERIFY(grey.ok() && same(grey.value(), (cv::Mat_<uchar>(1, 3) << 76, 150, 29)));
    }
    void contentDecidesNotTheName()
    {
        const QByteArray bytes = encoded(".png", pattern(3, CV_8U));
        const Result<Picture> picture = readPicture(write(bytes, "photo.jpg"));
        QVERIFY(picture.ok());
        QCOMPARE(picture.value().sha256, QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    }
    void everyShorterFileIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        cv::Mat noise(24, 32, CV_8UC3);
        cv::RNG rng(4);
        rng.fill(noise, cv::RNG::UNIFORM, 0, 256);
        QTest::newRow("jpeg") << encoded(".jpg", noise);
        QTest::newRow("progressive jpeg") << encoded(".jpg", noise, {cv::IMWRITE_JPEG_PROGRESSIVE, 1});
        QTest::newRow("png") << encoded(".png", noise);
        QTest::newRow("bmp") << encoded(".bmp", noise);
        QTest::newRow("tiff") << encoded(".tiff", noise);
        QTest::newRow("webp") << encoded(".webp", noise);
    }
    void everyShorterFileIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QCOMPARE(code(bytes), "shown");
        for (qsizetype size = 0; size < bytes.size(); size += size < 64 ? 1 : 101)
            QVERIFY2(code(bytes.left(size)) != "shown", qPrintable(QString::number(size)));
        QVERIFY(code(bytes.chopped(1)) != "shown");
    }
    void damagedBytesNeverCrash()
    {
        cv::RNG rng(9);
        const cv::Mat picture = pattern(3, CV_8U);
        for (const char* suffix : {".jpg", ".png", ".bmp", ".tiff", ".webp"}) {
            const QByteArray bytes = encoded(suffix, picture);
            for (int i = 0; i < 100; ++i) {
                QByteArray bad = bytes;
                for (int k = 0; k < 1 + i % 4; ++k)
                    bad[rng.uniform(0, static_cast<int>(bad.size()))] =
                        static_cast<char>(rng.uniform(0, 256));
                QVERIFY(code(bad) != "internal");
            }
        }
    }
    void aWrongChecksumIsRefused()
    {
        QByteArray bytes = encoded(".png", pattern(3, CV_8U));
        bytes[bytes.size() - 20] = static_cast<char>(bytes[bytes.size() - 20] ^ 1);
        QCOMPARE(code(bytes), "unreadable");
    }
    void limitsAreCheckedBeforeDecoding()
    {
        const QByteArray bytes = encoded(".png", pattern(3, CV_8U));
        QCOMPARE(code(bytes, {5, 15}), "shown");
        QCOMPARE(code(bytes, {4, 15}), "too-large");
        QCOMPARE(code(bytes, {5, 14}), "too-large");
        QCOMPARE(code(bytes, {5, 15, bytes.size() - 1}), "too-large");
    }
    void everyErrorNamesItsFile()
    {
        const auto message = [](const QString& path) {
            const Result<Picture> picture = readPicture(path);
            return picture.ok() ? QString() : picture.error().code + "|" + picture.error().message;
        };
        QVERIFY(message(m_dir.filePath("gone.png")).startsWith("not-found|“gone.png”"));
        QVERIFY(message(m_dir.path()).startsWith("unreadable|"));
        QCOMPARE(mkfifo(QFile::encodeName(m_dir.filePath("pipe.png")).constData(), 0600), 0);
        QVERIFY(message(m_dir.filePath("pipe.png")).startsWith("unreadable|“pipe.png”")); // and does not hang
        QVERIFY(message(write({}, "empty.png")).startsWith("truncated|“empty.png”"));
        QVERIFY(message(write("GIF89a", "odd %1.gif")).startsWith("unsupported|“odd %1.gif”"));
    }
    void readsOnManyThreadsAtOnce()
    {
        const QString jpeg = write(encoded(".jpg", pattern(3, CV_8U)), "a.jpg");
        const QString tiffFile = write(encoded(".tiff", pattern(3, CV_8U)), "a.tiff");
        const QString bad = write(encoded(".jpg", pattern(3, CV_8U)).chopped(4), "b.jpg");
        std::atomic<int> wrong = 0;
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < 50; ++i)
                    wrong += !readPicture(jpeg).ok() + !readPicture(tiffFile).ok() + readPicture(bad).ok();
            });
        }
        threads.clear();
        QCOMPARE(wrong.load(), 0);
    }
    void suffixesAreForListingOnly()
    {
        for (const char* name : {"a.JPG", "b.jpeg", "c.png", "d.bmp", "e.tif", "f.TIFF", "g.webp"})
            QVERIFY(looksLikePicture(name));
        for (const char* name : {"a.gif", "png", "b.png.part", "c.txt"})
            QVERIFY(!looksLikePicture(name));
    }
};

QTEST_GUILESS_MAIN(PictureReaderTest)
#include "picture_reader_test.moc"
