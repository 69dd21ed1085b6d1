// tests/ui/viewer_pixels_test.cpp
//
// 100 % is exact at every display scale. Runs itself once for each: Qt reads the scale when it starts.
#include "tests/ui/viewer_fixture.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <QTest>

using namespace varad::ui;
using namespace varad::ui::fixture;

class ViewerPixelsTest : public QObject {
    Q_OBJECT

    static double scale() { return qEnvironmentVariable("QT_SCALE_FACTOR", QStringLiteral("1")).toDouble(); }

private Q_SLOTS:
    void onePicturePixelIsOneOfTheScreen()
    {
        const QImage picture = addressPicture({900, 700});
        auto maker = std::make_unique<HeldMaker>();
        HeldMaker* held = maker.get();
        PictureView view(std::move(maker), nullptr);
        view.resize(200, 150);
        QCOMPARE(view.devicePixelRatioF(), scale());
        view.show(layer(QStringLiteral("a"), picture));
        held->answerLast();
        view.actualSize();
        view.panBy({13.5, -7});
        QCOMPARE(view.zoom(), 1.0);
        const QImage painted = view.grab().toImage();
        QCOMPARE(painted.devicePixelRatio(), scale());
        const QPointF corner = view.toPicture({0, 0});
        QCOMPARE(corner, QPointF(corner.toPoint())); // a whole pixel
        for (int y = 0; y < painted.height(); ++y)
            for (int x = 0; x < painted.width(); ++x)
                QCOMPARE(painted.pixelColor(x, y), picture.pixelColor(corner.toPoint() + QPoint(x, y)));
    }

    void twoHundredPercentIsSquares()
    {
        const QImage picture = addressPicture({900, 700});
        auto maker = std::make_unique<HeldMaker>();
        HeldMaker* held = maker.get();
        PictureView view(std::move(maker), nullptr);
        view.resize(200, 150);
        view.show(layer(QStringLiteral("a"), picture));
        held->answerLast();
        view.zoomBy(2 / view.zoom(), {0, 0});
        view.zoomBy(2 / view.zoom(), {0, 0}); // the first stops at 100 %
        QCOMPARE(view.zoom(), 2.0);
        const QImage painted = view.grab().toImage();
        for (int y = 0; y < painted.height(); ++y)
            for (int x = 0; x < painted.width(); ++x)
                QCOMPARE(painted.pixelColor(x, y), picture.pixelColor(x / 2, y / 2));
    }

    void theSameAtOtherScales()
    {
        if (qEnvironmentVariableIsSet("QT_SCALE_FACTOR"))
            return; // this is one of the others
        for (const char* factor : {"2", "1.5"}) {
            QProcess other;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(QStringLiteral("QT_SCALE_FACTOR"), QLatin1String(factor));
            other.setProcessEnvironment(environment);
            other.setProcessChannelMode(QProcess::MergedChannels);
            other.start(QCoreApplication::applicationFilePath(), QStringList());
            QVERIFY(other.waitForFinished());
            QVERIFY2(other.exitStatus() == QProcess::NormalExit && other.exitCode() == 0,
                     other.readAll().constData());
        }
    }
};

QTEST_MAIN(ViewerPixelsTest)
#include "viewer_pixels_test.moc"
