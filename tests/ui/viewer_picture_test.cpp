// tests/ui/viewer_picture_test.cpp
#include "tests/ui/viewer_fixture.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <cmath>

using namespace varad;
using namespace varad::ui;
using namespace varad::ui::fixture;

namespace {

void turnWheel(PictureView& view, const QPointF& at, int delta)
{
    QWheelEvent event(at, view.mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&view, &event);
}

void moveMouse(PictureView& view, const QPointF& at)
{
    QMouseEvent event(QEvent::MouseMove, at, view.mapToGlobal(at), Qt::NoButton, Qt::NoButton,
                      Qt::NoModifier);
    QApplication::sendEvent(&view, &event);
}

} // namespace

class ViewerPictureTest : public QObject {
    Q_OBJECT

private:
    HeldMaker* m_maker = nullptr; // owned by the view
    std::unique_ptr<PictureView> m_view;

    QImage painted() { return m_view->grab().toImage().convertToFormat(QImage::Format_RGB32); }

    /// Shows a layer with everything that belongs to it.
    void showReady(const PictureLayer& shown)
    {
        m_view->show(shown);
        m_maker->answerLast();
    }

private Q_SLOTS:
    void init()
    {
        auto maker = std::make_unique<HeldMaker>();
        m_maker = maker.get();
        m_view = std::make_unique<PictureView>(std::move(maker), nullptr);
        m_view->resize(400, 300);
        QVERIFY(!m_view->hasFocus());
    }

    void greySurroundsThePicture()
    {
        showReady(layer(QStringLiteral("a"), plainPicture({100, 100})));
        const QImage image = painted();
        QCOMPARE(image.pixelColor(5, 150), QColor(0x80, 0x80, 0x80));
        QCOMPARE(image.pixelColor(200, 150), partColour);
    }

    void theThresholdMovesTheContour()
    {
        showReady(layer(QStringLiteral("a"), plainPicture({300, 300}), hill(256, 160, 0.4)));
        int last = contourPixels(painted());
        QVERIFY(last > 250);                                   // round 259 pixels
        for (const double threshold : {120.0, 140.0, 155.0}) { // upwards: ever smaller circles
            m_view->setThreshold(threshold);
            m_maker->answerMap(m_maker->maps.size() - 1);
            const int now = contourPixels(painted());
            QVERIFY2(now > 0 && now < last * 0.85, qPrintable(QStringLiteral("%1 %2").arg(now).arg(last)));
            last = now;
        }
        m_view->setThreshold(161);
        m_maker->answerMap(m_maker->maps.size() - 1);
        QCOMPARE(contourPixels(painted()), 0);
    }

    void theContourLiesWhereTheScoreIs()
    {
        // Falls from 160 by 4 per pixel of 300: 100 is 45 pixels from the middle.
        m_view->setThreshold(100);
        showReady(layer(QStringLiteral("a"), plainPicture({300, 300}), hill(300, 160, 0.4)));
        const QImage image = painted();
        for (const QPoint& at :
             {QPoint(200 + 45, 150), QPoint(200 - 45, 150), QPoint(200, 150 + 45), QPoint(200, 150 - 45)}) {
            int brightest = 0;
            for (int d = -1; d <= 1; ++d)
                brightest = std::max({brightest, qGray(image.pixel(at + QPoint(d, 0))),
                                      qGray(image.pixel(at + QPoint(0, d)))});
            QVERIFY2(brightest > 230,
                     qPrintable(QStringLiteral("%1 %2 %3").arg(at.x()).arg(at.y()).arg(brightest)));
        }
        QVERIFY(std::abs(m_view->scoreAt({150 + 45, 150}) - 100) < 3);
    }

    void onlyTheContourIsMadeAnewForAThreshold()
    {
        showReady(layer(QStringLiteral("a"), plainPicture({300, 300}), hill(256, 160, 0.4)));
        QVERIFY(m_maker->maps.back().overlay);
        m_view->setThreshold(120);
        QVERIFY(!m_maker->maps.back().overlay);
        m_maker->answerLast();
        QVERIFY(heatPixels(painted()) > 1000); // and the colours are still there
        m_view->setColourMap(HeatColours::Grey);
        QVERIFY(m_maker->maps.back().overlay);
    }

    void aLateOverlayIsNeverPaintedOverAnotherPicture()
    {
        m_view->show(layer(QStringLiteral("bad"), plainPicture({300, 300}), hill(256, 160, 0.4)));
        m_view->show(layer(QStringLiteral("good"), plainPicture({300, 300}), hill(256, 20, 0.4)));
        m_maker->answerMap(0); // of the picture that is gone
        QVERIFY(!m_view->settled());
        QCOMPARE(heatPixels(painted()), 0);
        QCOMPARE(contourPixels(painted()), 0);
        m_maker->answerMap(1);
        m_maker->answerMap(0); // and once more, after the right one
        QCOMPARE(heatPixels(painted()), 0);
        QCOMPARE(contourPixels(painted()), 0);
    }

    void theOldOverlayGoesAtOnce()
    {
        showReady(layer(QStringLiteral("bad"), plainPicture({300, 300}), hill(256, 160, 0.4)));
        QVERIFY(heatPixels(painted()) > 1000);
        m_view->show(layer(QStringLiteral("next"), plainPicture({300, 300})));
        QCOMPARE(heatPixels(painted()), 0);
        QCOMPARE(contourPixels(painted()), 0);
    }

    void aLatePictureIsNeverPaintedInPlaceOfAnother()
    {
        m_view->show(layer(QStringLiteral("red"), plainPicture({300, 300}, Qt::red)));
        m_view->show(layer(QStringLiteral("blue"), plainPicture({300, 300}, Qt::blue)));
        QCOMPARE(painted().pixelColor(200, 150), QColor(Qt::blue)); // at once, from the picture itself
        m_maker->answerPyramid(0);
        QCOMPARE(painted().pixelColor(200, 150), QColor(Qt::blue));
        m_maker->answerPyramid(1);
        QVERIFY(m_view->settled());
        QCOMPARE(painted().pixelColor(200, 150), QColor(Qt::blue));
    }

    void anOlderContourDoesNotReplaceANewerOne()
    {
        showReady(layer(QStringLiteral("a"), plainPicture({300, 300}), hill(256, 160, 0.4)));
        m_view->setThreshold(120);
        m_view->setThreshold(150);
        const size_t newest = m_maker->maps.size() - 1;
        m_maker->answerMap(newest);
        const int right = contourPixels(painted());
        m_maker->answerMap(newest - 1);
        QCOMPARE(contourPixels(painted()), right);
    }

    void aMapThatComesLaterKeepsZoomAndPicture()
    {
        const QImage picture = addressPicture({800, 600});
        showReady(layer(QStringLiteral("a"), picture));
        m_view->zoomBy(3, {100, 100});
        const double zoom = m_view->zoom();
        const size_t asked = m_maker->pyramids.size();
        showReady(layer(QStringLiteral("a"), picture, hill(256, 160, 0.4)));
        QCOMPARE(m_view->zoom(), zoom);
        QCOMPARE(m_maker->pyramids.size(), asked);
        QVERIFY(m_view->settled());
    }

    void aDetailedPictureReplacesItsPreview()
    {
        PictureLayer preview = layer(QStringLiteral("a"), plainPicture({200, 150}));
        preview.size = QSize(1600, 1200);
        showReady(preview);
        QCOMPARE(m_view->zoom(), 0.25);
        m_view->zoomBy(4, {50, 60});
        const QPointF there = m_view->toPicture({50, 60});
        showReady(layer(QStringLiteral("a"), plainPicture({1600, 1200}, Qt::green)));
        QCOMPARE(m_view->zoom(), 1.0);
        QCOMPARE(m_view->toPicture({50, 60}), there);
        QCOMPARE(painted().pixelColor(50, 60), QColor(Qt::green));
    }

    void zoomKeepsThePointUnderTheCursor()
    {
        showReady(layer(QStringLiteral("a"), addressPicture({4000, 3000})));
        const QPointF cursor(123, 77);
        m_view->zoomBy(8, cursor);
        const QPointF before = m_view->toPicture(cursor);
        const double zoomBefore = m_view->zoom();
        for (int i = 0; i < 6; ++i)
            turnWheel(*m_view, cursor, 120);
        QVERIFY(m_view->zoom() > 2);
        // Pictures start on whole screen pixels, so half a pixel before and half a pixel after may be lost.
        const QPointF off = m_view->toPicture(cursor) - before;
        const double allowed = 0.5 / zoomBefore + 0.5 / m_view->zoom() + 1e-6;
        QVERIFY2(std::abs(off.x()) <= allowed && std::abs(off.y()) <= allowed,
                 qPrintable(QString::number(off.x())));
        for (int i = 0; i < 6; ++i)
            turnWheel(*m_view, cursor, -120);
        QCOMPARE(m_view->zoom(), zoomBefore);
        QCOMPARE(m_view->toPicture(cursor), before); // and nothing adds up
    }

    void whoZoomsPastOneIsStoppedThere()
    {
        showReady(layer(QStringLiteral("a"), addressPicture({4000, 3000})));
        m_view->zoomBy(0.9 / m_view->zoom(), {200, 150});
        m_view->zoomIn();
        QCOMPARE(m_view->zoom(), 1.0);
        m_view->zoomIn();
        QVERIFY(m_view->zoom() > 1.2);
        m_view->zoomOut();
        m_view->zoomOut();
        QVERIFY(m_view->zoom() < 1);
    }

    void zoomHasEnds()
    {
        showReady(layer(QStringLiteral("a"), addressPicture({4000, 3000})));
        const double fitted = m_view->zoom();
        for (int i = 0; i < 40; ++i)
            m_view->zoomOut();
        QCOMPARE(m_view->zoom(), fitted);
        QCOMPARE(m_view->zoomMode(), ZoomMode::Fit);
        for (int i = 0; i < 60; ++i)
            m_view->zoomIn();
        QCOMPARE(m_view->zoom(), ViewTransform::largestZoom);
    }

    void lockKeepsThePlaceForPicturesOfOneSize()
    {
        showReady(layer(QStringLiteral("a"), addressPicture({2000, 1500})));
        m_view->zoomBy(10, {300, 200});
        m_view->panBy({-40, 30});
        const QPointF corner = m_view->toPicture({0, 0});
        const double zoom = m_view->zoom();
        showReady(layer(QStringLiteral("b"), plainPicture({2000, 1500})));
        QCOMPARE(m_view->zoom(), zoom);
        QCOMPARE(m_view->toPicture({0, 0}), corner);

        PictureLayer unreadable;
        unreadable.key = QStringLiteral("c");
        unreadable.message = QStringLiteral("The file ends early.");
        m_view->show(unreadable);
        QCOMPARE(m_view->zoom(), 0.0);
        showReady(layer(QStringLiteral("d"), plainPicture({2000, 1500})));
        QCOMPARE(m_view->toPicture({0, 0}), corner);

        showReady(layer(QStringLiteral("e"), plainPicture({1999, 1500})));
        QCOMPARE(m_view->zoomMode(), ZoomMode::Fit);
    }

    void withoutLockEachPictureIsFitted()
    {
        m_view->setViewLocked(false);
        showReady(layer(QStringLiteral("a"), addressPicture({2000, 1500})));
        m_view->zoomBy(10, {300, 200});
        showReady(layer(QStringLiteral("b"), addressPicture({2000, 1500})));
        QCOMPARE(m_view->zoom(), 0.2);
    }

    void fitFollowsTheWindow()
    {
        showReady(layer(QStringLiteral("a"), addressPicture({2000, 1500})));
        QSignalSpy zoomed(m_view.get(), &PictureView::zoomChanged);
        m_view->resize(200, 150);
        painted();
        QCOMPARE(m_view->zoom(), 0.1);
        QVERIFY(zoomed.count() >= 1);
    }

    void switchesHideWhatTheySay()
    {
        showReady(layer(QStringLiteral("a"), plainPicture({300, 300}), hill(256, 160, 0.4)));
        QVERIFY(heatPixels(painted()) > 1000 && contourPixels(painted()) > 0);
        m_view->setPeek(true);
        QVERIFY(heatPixels(painted()) == 0 && contourPixels(painted()) == 0);
        m_view->setPeek(false);
        m_view->setContourOnly(true);
        QVERIFY(heatPixels(painted()) == 0 && contourPixels(painted()) > 0);
        m_view->setContourOnly(false);
        m_view->setHeatmapVisible(false);
        QVERIFY(heatPixels(painted()) == 0 && contourPixels(painted()) == 0);
        m_view->setHeatmapVisible(true);
        m_view->setOpacity(1);
        const QColor full = painted().pixelColor(200, 150);
        const cv::Vec3b heat = heatColour(160);
        QVERIFY(std::abs(full.red() - heat[0]) < 6 && std::abs(full.green() - heat[1]) < 6);
        m_view->setOpacity(0);
        QCOMPARE(painted().pixelColor(200, 150), partColour);
    }

    void aGoodPartStaysAsItIs()
    {
        showReady(layer(QStringLiteral("a"), plainPicture({300, 300}), hill(256, 69, 0.4)));
        m_view->setPeek(true);
        const QImage bare = painted();
        m_view->setPeek(false);
        QCOMPARE(painted(), bare);
    }

    void aMessageStandsInPlaceOfThePicture()
    {
        PictureLayer unreadable;
        unreadable.key = QStringLiteral("a");
        unreadable.message = QStringLiteral("IMG_0311.png was not inspected. <b>The file ends early.</b>");
        m_view->show(unreadable);
        const QColor panel = Theme::of(m_view.get()).window();
        QVERIFY(countPixels(painted(), [&](const QColor& c) { return c == panel; }) > 1000);
        QCOMPARE(m_view->accessibleDescription(), unreadable.message);
        QVERIFY(m_view->settled());
    }

    void theCursorIsReported()
    {
        showReady(layer(QStringLiteral("a"), addressPicture({400, 300}), hill(200, 160, 0.4)));
        QSignalSpy moved(m_view.get(), &PictureView::cursorMoved);
        moveMouse(*m_view, {210.5, 140.5});
        QCOMPARE(moved.count(), 1);
        QCOMPARE(moved.last()[0].toPoint(), QPoint(210, 140));
        QCOMPARE(moved.last()[1].value<QColor>(), QColor(210, 140, (210 * 7 + 140 * 13) % 239));
        QCOMPARE(moved.last()[2].toDouble(), m_view->scoreAt({210, 140}));
        // The mouse rests, the picture changes.
        QImage other({400, 300}, QImage::Format_RGB888);
        other.fill(QColor(9, 8, 7));
        showReady(layer(QStringLiteral("b"), other));
        QCOMPARE(moved.last()[0].toPoint(), QPoint(210, 140));
        QCOMPARE(moved.last()[1].value<QColor>(), QColor(9, 8, 7));
        QVERIFY(std::isnan(moved.last()[2].toDouble()));
        PictureLayer unreadable;
        unreadable.key = QStringLiteral("c");
        unreadable.message = QStringLiteral("not inspected");
        m_view->show(unreadable);
        QCOMPARE(moved.last()[0].toPoint(), QPoint(-1, -1));
        showReady(layer(QStringLiteral("a"), addressPicture({400, 300})));
        QCOMPARE(moved.last()[0].toPoint(), QPoint(210, 140));
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(m_view.get(), &leave);
        QCOMPARE(moved.last()[0].toPoint(), QPoint(-1, -1));
        QVERIFY(std::isnan(moved.last()[2].toDouble()));
        QVERIFY(std::isnan(m_view->scoreAt({400, 10})));
    }

    void draggingAndKeysPan()
    {
        showReady(layer(QStringLiteral("a"), addressPicture({2000, 1500})));
        m_view->zoomBy(10, {200, 150});
        const QPointF under = m_view->toPicture({200, 150});
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, {200, 150});
        moveMouse(*m_view, {230, 140});
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, {230, 140});
        QCOMPARE(m_view->toPicture({230, 140}), under);
        QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(m_view->toPicture({230 - 50, 140}), under);
        for (int i = 0; i < 100; ++i)
            m_view->panBy({500, 500});
        QCOMPARE(m_view->toPicture({0, 0}), QPointF(0, 0)); // never a gap
    }

    void screenReadersKnowAGraphic()
    {
        PictureLayer shown = layer(QStringLiteral("a"), plainPicture({300, 200}));
        m_view->show(shown);
        QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(m_view.get());
        QVERIFY(spoken);
        QCOMPARE(spoken->role(), QAccessible::Graphic);
        QVERIFY(!spoken->text(QAccessible::Name).isEmpty());
        QVERIFY(spoken->text(QAccessible::Description).contains(QStringLiteral("300")));
        shown.description = QStringLiteral("Alarm, score 131.");
        m_view->show(shown);
        QCOMPARE(spoken->text(QAccessible::Description), shown.description);
    }

    void theThreadedMakerMakesTheSame()
    {
        PictureView view;
        view.resize(400, 300);
        QVERIFY(!view.layer().pyramid);
        for (int i = 0; i < 20; ++i) // faster than they can be made; the last counts
            view.show(layer(QString::number(i), plainPicture({300, 300}), hill(256, i % 2 ? 160 : 20, 0.4)));
        view.setThreshold(130);
        QTRY_VERIFY(view.settled());
        m_view->setThreshold(130);
        showReady(layer(QStringLiteral("a"), plainPicture({300, 300}), hill(256, 160, 0.4)));
        QCOMPARE(view.grab().toImage(), m_view->grab().toImage());
    }
};

QTEST_MAIN(ViewerPictureTest)
#include "viewer_picture_test.moc"
