// tests/ui/window_review_test.cpp - pictures, verdicts and threshold on the screen belong together
#include "ui/viewer/threshold_slider.h"
#include "window_bench.h"

#include <QAction>
#include <QListView>
#include <QPushButton>
#include <QTest>

using namespace varad;
using namespace varad::test;
using namespace varad::ui;

class WindowReviewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void emptyWindowSaysWhatToDo();
    void folderFillsTheListAndVerdictsArrive();
    void picturesCanBeLookedAtWithoutAProduct();
    void heldArrowKeyNeverMixesPictures();
    void holdingHShowsTheBarePicture();
    void thresholdMovesVerdictsCountsAndContour();
};

void WindowReviewTest::emptyWindowSaysWhatToDo()
{
    Bench bench;
    bench.open();
    QVERIFY(bench.child<QWidget>("emptyPage")->isVisible());
    QVERIFY(bench.child<QPushButton>("emptyOpenFolder")->isVisible());
    QVERIFY(!bench.child<QWidget>("listDock")->isVisible());
    QTRY_COMPARE(bench.text("statusDevice"), QStringLiteral("CPU"));
    QCOMPARE(bench.text("statusProduct"), QStringLiteral("no product"));
}

void WindowReviewTest::folderFillsTheListAndVerdictsArrive()
{
    Bench bench;
    bench.openWithProduct();
    bench.fixture.pictures(QStringLiteral("list"), {45, 59, 240});
    bench.window->openPaths({bench.fixture.path(QStringLiteral("list"))});

    QTRY_COMPARE(bench.session().counts().done(), 3);
    QVERIFY(bench.child<QWidget>("listDock")->isVisible());
    QCOMPARE(bench.child<QListView>("pictureList")->model()->rowCount(), 3);
    QCOMPARE(bench.text("detailsVerdict"), QStringLiteral("PASS -55.6"));
    QCOMPARE(bench.text("statusPlace"), QStringLiteral("1/3"));
    QVERIFY(bench.window->windowTitle().startsWith(QStringLiteral("0.png")));
    QTRY_VERIFY(!bench.view()->layer().map.empty());
    QCOMPARE(disagreement(bench), QString());
    QVERIFY(!bench.child<QWidget>("progressLine")->isVisible());
}

void WindowReviewTest::picturesCanBeLookedAtWithoutAProduct()
{
    Bench bench;
    bench.open();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), {45, 240}));
    QTRY_VERIFY(bench.view()->layer().pyramid);
    QVERIFY(bench.text("detailsExplanation").contains(QStringLiteral("No product")));
    QCOMPARE(bench.text("detailsVerdict"), QStringLiteral("waiting"));
    QVERIFY(!bench.child<QAction>("run")->isEnabled());
}

void WindowReviewTest::heldArrowKeyNeverMixesPictures()
{
    constexpr int pictures = 60;
    Bench bench;
    bench.openWithProduct();
    bench.fixture.gate.close();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), manyLevels(pictures)));
    QTRY_COMPARE(bench.session().count(), pictures);
    auto* list = bench.child<QListView>("pictureList");
    int checks = 0;
    QString wrong;
    const auto check = [&] {
        ++checks;
        if (wrong.isEmpty())
            wrong = disagreement(bench);
    };
    connect(&bench.session(), &InspectionSession::progressChanged, this, check, Qt::QueuedConnection);
    QTest::keyPress(list, Qt::Key_Right);
    for (int i = 2; i < pictures; ++i) { // results arrive between the repeats of the held key
        bench.fixture.gate.letOneThrough();
        const int done = bench.session().counts().done();
        QTRY_VERIFY(bench.session().counts().done() > done || bench.session().counts().done() >= i - 2);
        QTest::simulateEvent(list, true, Qt::Key_Right, Qt::NoModifier, QString(), true);
        check();
        QCOMPARE(wrong, QString());
    }
    QTest::keyRelease(list, Qt::Key_Right);
    bench.fixture.gate.open();
    QCOMPARE(bench.window->framed().index(), pictures - 1);
    QTRY_COMPARE(bench.session().counts().done(), pictures);
    QTRY_VERIFY(!bench.view()->layer().map.empty() && bench.view()->layer().pyramid);
    check();
    QCOMPARE(wrong, QString());
    QVERIFY(checks > pictures);
}

void WindowReviewTest::holdingHShowsTheBarePicture()
{
    Bench bench;
    bench.openWithProduct();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), {240}));
    QTRY_COMPARE(bench.session().counts().done(), 1);
    auto* heatmap = bench.child<QAction>("heatmap");
    QVERIFY(heatmap->isChecked());
    bench.key(Qt::Key_H);
    QVERIFY(!heatmap->isChecked());
    QVERIFY(!bench.view()->heatmapVisible());
    bench.key(Qt::Key_H);
    QVERIFY(bench.view()->heatmapVisible());

    auto* list = bench.child<QListView>("pictureList");
    const auto spot = [&] { // inside the hot spot, as painted
        const QPointF at = bench.view()->fromPicture(QPointF(40, 40));
        return bench.view()->grab().toImage().pixelColor((at * bench.view()->devicePixelRatioF()).toPoint());
    };
    QTRY_VERIFY(!bench.view()->layer().map.empty() && bench.view()->settled());
    const QColor coloured = spot();
    QTest::keyPress(list, Qt::Key_H);
    QTRY_VERIFY(spot() != coloured); // held long enough
    QCOMPARE(spot().red(), 240);
    QTest::keyRelease(list, Qt::Key_H);
    QCOMPARE(spot(), coloured);
    QVERIFY(bench.view()->heatmapVisible());
    bench.key(Qt::Key_O);
    QVERIFY(bench.view()->contourOnly());
    bench.key(Qt::Key_Comma);
    QCOMPARE(bench.view()->opacity(), 0.6);
    bench.key(Qt::Key_Period);
    QCOMPARE(bench.view()->opacity(), 0.7);
    bench.key(Qt::Key_L);
    QVERIFY(!bench.view()->viewLocked());
}

void WindowReviewTest::thresholdMovesVerdictsCountsAndContour()
{
    Bench bench;
    bench.openWithProduct();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), {45, 58, 70}));
    QTRY_COMPARE(bench.session().counts().done(), 3);
    bench.key(Qt::Key_End);
    const int asked = bench.fixture.gate.arrived();
    auto* slider = bench.child<ThresholdSlider>("thresholdSlider");
    for (const double threshold : {20.0, 60.0, 88.0, 95.0, 150.0, 222.0, 300.0}) {
        Q_EMIT slider->thresholdChanged(threshold); // as dragging does
        int alarms = 0;
        int checks = 0;
        for (int i = 0; i < 3; ++i) { // plain recomputation
            const double score = bench.session().row(i).score;
            alarms += score >= threshold;
            checks += score < threshold && score >= threshold - 10;
        }
        QCOMPARE(bench.session().counts().of(Verdict::Alarm), alarms);
        QCOMPARE(bench.session().counts().of(Verdict::Check), checks);
        QVERIFY(bench.text("thresholdCounts").startsWith(QString::number(alarms)));
        QCOMPARE(bench.view()->threshold(), threshold);
        QCOMPARE(disagreement(bench), QString());
    }
    QCOMPARE(bench.fixture.gate.arrived(), asked);
    bench.child<QPushButton>("thresholdRevert")->click();
    QCOMPARE(bench.session().rules().threshold, 105.0);
    QVERIFY(!bench.child<QPushButton>("thresholdRevert")->isEnabled());
    QCOMPARE(slider->threshold(), 105.0);
}

QTEST_MAIN(WindowReviewTest)
#include "window_review_test.moc"
