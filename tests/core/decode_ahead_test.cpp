// tests/core/decode_ahead_test.cpp
#include "core/inspection/decode_ahead.h"
#include "fake_engine.h"

#include <QTemporaryDir>
#include <QTest>

using namespace varad;
using namespace varad::test;

class DecodeAheadTest : public QObject {
    Q_OBJECT

private:
    /// The red of a picture's spot, which tells pictures apart; -1 without one.
    static int level(const std::optional<DecodedPicture>& decoded)
    {
        if (!decoded || !decoded->picture.ok())
            return -1;
        return decoded->picture.value().rgb.at<cv::Vec3b>(40, 40)[0];
    }

private Q_SLOTS:
    void givesWhatWasPreparedAndWhatWasNot()
    {
        const QTemporaryDir folder;
        const QString a = folder.filePath(QStringLiteral("a.png"));
        const QString b = folder.filePath(QStringLiteral("b.png"));
        writePicture(a, spotPicture(100));
        writePicture(b, spotPicture(200));
        DecodeAhead ahead;
        QCOMPARE(level(ahead.take(a, {})), 100);
        ahead.prepare(b);
        QCOMPARE(level(ahead.take(b, {})), 200);
        ahead.prepare(a);
        QCOMPARE(level(ahead.take(b, {})), 200); // prepared for nothing
        QCOMPARE(level(ahead.take(a, {})), 100);
        QCOMPARE(level(ahead.take(a, {})), 100); // once more
    }

    void aMissingFileIsAReason()
    {
        DecodeAhead ahead;
        const std::optional<DecodedPicture> decoded = ahead.take(QStringLiteral("/no/such.png"), {});
        QVERIFY(decoded && !decoded->picture.ok());
        QCOMPARE(decoded->picture.error().code, QStringLiteral("not-found"));
    }

    void takingEndsWhenStopped()
    {
        std::stop_source stop;
        stop.request_stop();
        const QTemporaryDir folder;
        writePicture(folder.filePath(QStringLiteral("a.png")), spotPicture(100));
        DecodeAhead ahead;
        const QString path = folder.filePath(QStringLiteral("a.png"));
        (void)ahead.take(path, stop.get_token());
        QCOMPARE(level(ahead.take(path, {})), 100); // and nothing is lost by it
    }
};

QTEST_GUILESS_MAIN(DecodeAheadTest)
#include "decode_ahead_test.moc"
