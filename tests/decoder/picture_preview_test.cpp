// tests/decoder/picture_preview_test.cpp - small pictures for looking at: sizes, turns, colours, and refusals
#include "core/imaging/picture_reader.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace varad;

namespace {

/// Soft colours that differ everywhere and know no symmetry.
cv::Mat scene(int width, int height)
{
    cv::Mat bgr(height, width, CV_8UC3);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x)
            bgr.at<cv::Vec3b>(y, x) =
                cv::Vec3b(cv::saturate_cast<uchar>(40 + 150 * x / width),
                          cv::saturate_cast<uchar>(220 - 180 * y / height),
                          cv::saturate_cast<uchar>(30 + 90 * (x + y) / (width + height)));
    }
    return bgr;
}

QByteArray encoded(const char* suffix, const cv::Mat& picture)
{
    std::vector<uchar> bytes;
    if (!cv::imencode(suffix, picture, bytes))
        qFatal("could not encode a test picture");
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

/// A JPEG with an EXIF orientation of 6: stored lying, shown upright.
QByteArray turnedJpeg(const cv::Mat& bgr)
{
    static constexpr char app1[] = "\xff\xe1\x00\x22"
                                   "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0";
    QByteArray bytes = encoded(".jpg", bgr);
    return bytes.insert(2, QByteArray(app1, 0x22 + 2));
}

} // namespace

class PicturePreviewTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    QString write(const QByteArray& bytes)
    {
        const QString path = m_folder.filePath(QStringLiteral("picture"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("could not write a test picture");
        return path;
    }

private Q_SLOTS:
    void previewsFitAndKnowTheFullSize_data()
    {
        QTest::addColumn<QString>("suffix");
        QTest::addColumn<int>("longest");
        QTest::addColumn<QSize>("size");
        for (const char* suffix : {".jpg", ".png", ".bmp", ".tiff", ".webp"}) {
            QTest::addRow("%s as large as it is", suffix) << suffix << 641 << QSize(641, 403);
            QTest::addRow("%s never larger", suffix) << suffix << 5000 << QSize(641, 403);
            QTest::addRow("%s little smaller", suffix) << suffix << 600 << QSize(600, 377);
            QTest::addRow("%s one pixel", suffix) << suffix << 1 << QSize(1, 1);
        }
        QTest::newRow("png a third") << ".png" << 214 << QSize(214, 135);
        QTest::newRow("png an eighth") << ".png" << 90 << QSize(90, 57);
        QTest::newRow("jpeg takes the half") << ".jpg" << 400 << QSize(321, 202);
        QTest::newRow("jpeg takes the quarter") << ".jpg" << 161 << QSize(161, 101);
        QTest::newRow("jpeg takes the eighth") << ".jpg" << 90 << QSize(81, 51);
        QTest::newRow("jpeg between") << ".jpg" << 250 << QSize(250, 157);
    }
    void previewsFitAndKnowTheFullSize()
    {
        QFETCH(QString, suffix);
        QFETCH(int, longest);
        QFETCH(QSize, size);
        const cv::Mat bgr = scene(641, 403);
        const Result<PicturePreview> preview = readPreview(write(encoded(suffix.toLatin1(), bgr)), longest);
        QVERIFY2(preview.ok(), preview.ok() ? "" : qPrintable(preview.error().detail));
        const cv::Mat& rgb = preview.value().rgb;
        QCOMPARE(QSize(rgb.cols, rgb.rows), size);
        QCOMPARE(preview.value().fullSize, cv::Size(641, 403));
        QVERIFY(rgb.type() == CV_8UC3 && rgb.isContinuous());
        cv::Mat expected;
        cv::cvtColor(bgr, expected, cv::COLOR_BGR2RGB);
        cv::resize(expected, expected, rgb.size(), 0, 0, cv::INTER_AREA);
        const double worst = cv::norm(rgb, expected, cv::NORM_INF);
        QVERIFY2(worst <= (suffix == QLatin1String(".jpg") || suffix == QLatin1String(".webp") ? 8 : 0),
                 qPrintable(QString::number(worst)));
    }

    void previewsAreTurnedAsThePictureIs()
    {
        const QString path = write(turnedJpeg(scene(640, 400)));
        for (const int longest : {640, 330, 300, 80}) {
            const Result<PicturePreview> preview = readPreview(path, longest);
            QVERIFY(preview.ok());
            QCOMPARE(preview.value().fullSize, cv::Size(400, 640));
            const cv::Mat& rgb = preview.value().rgb;
            QVERIFY(rgb.rows <= longest && rgb.rows > rgb.cols);
            const Result<Picture> whole = readPicture(path);
            QVERIFY(whole.ok());
            cv::Mat expected;
            cv::resize(whole.value().rgb, expected, rgb.size(), 0, 0, cv::INTER_AREA);
            QVERIFY(cv::norm(rgb, expected, cv::NORM_INF) <= 8);
        }
    }

    void greyBecomesRgb()
    {
        const cv::Mat grey(300, 200, CV_8UC1, cv::Scalar(77));
        for (const char* suffix : {".jpg", ".png"}) {
            const Result<PicturePreview> preview = readPreview(write(encoded(suffix, grey)), 100);
            QVERIFY(preview.ok());
            QCOMPARE(preview.value().rgb.at<cv::Vec3b>(50, 30), cv::Vec3b(77, 77, 77));
        }
    }

    void whatIsCutOffIsRefusedInSmallToo()
    {
        for (const char* suffix : {".jpg", ".png", ".tiff", ".webp"}) {
            const QByteArray bytes = encoded(suffix, scene(640, 400));
            QVERIFY(readPreview(write(bytes), 80).ok());
            const Result<PicturePreview> preview = readPreview(write(bytes.left(bytes.size() * 2 / 3)), 80);
            QVERIFY2(!preview.ok() && preview.error().code != QLatin1String("internal"), suffix);
        }
        QByteArray gap = encoded(".jpg", scene(640, 400));
        gap.remove(gap.size() * 2 / 3, gap.size() / 4); // the end mark stays
        QCOMPARE(readPreview(write(gap), 80).error().code, QStringLiteral("unreadable"));
    }
};

QTEST_GUILESS_MAIN(PicturePreviewTest)
#include "picture_preview_test.moc"
