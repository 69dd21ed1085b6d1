// tests/ui/window_work_test.cpp - work that goes on: cancel, pause, failures, the example
#include "ui/window/message_bar.h"
#include "ui/window/progress_line.h"
#include "window_bench.h"

#include <QAction>
#include <QDialog>
#include <QElapsedTimer>
#include <QProgressBar>
#include <QPushButton>
#include <QTest>

using namespace varad;
using namespace varad::test;
using namespace varad::ui;

namespace {

using Activity = InspectionSession::Activity;

void useSmallExample(Bench& bench)
{
    qputenv("VARAD_ENGINE", VARAD_FAKE_MODULE);
    qputenv("XDG_DATA_HOME", bench.fixture.path(QStringLiteral("data")).toUtf8());
    bench.places.commandLineProgram = QStringLiteral(VARAD_PROGRAM);
    bench.places.demoArguments = {QStringLiteral("--image-size"), QStringLiteral("64")};
}

} // namespace

class WindowWorkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void cancelAnswersAtOnce();
    void pauseAndResume();
    void brokenFilesAreRowsAndOneMessage();
    void exampleIsMadeAndOpened();
    void exampleCanBeCancelled();
};

void WindowWorkTest::cancelAnswersAtOnce()
{
    Bench bench;
    bench.openWithProduct();
    bench.fixture.gate.close();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), manyLevels(10)));
    QTRY_COMPARE(bench.fixture.gate.arrived(), 1);
    bench.fixture.gate.letOneThrough();
    QTRY_COMPARE(bench.session().counts().done(), 1);
    QVERIFY(bench.child<QWidget>("progressLine")->isVisible());

    QElapsedTimer timer;
    timer.start();
    bench.child<QPushButton>("progressCancel")->click();
    QVERIFY(!bench.child<QWidget>("progressLine")->isVisible());
    QVERIFY2(timer.elapsed() < 200, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(bench.session().counts().done(), 1);
    auto* messages = bench.child<MessageBar>("messageBar");
    QVERIFY(messages->text(QStringLiteral("cancelled")).contains(QStringLiteral("1 of 10")));
    bench.fixture.gate.open();
    messages->findChild<QPushButton*>(QStringLiteral("noteButton"))->click(); // go on
    QTRY_COMPARE(bench.session().counts().done(), 10);
    QVERIFY(messages->text(QStringLiteral("cancelled")).isEmpty());
}

void WindowWorkTest::pauseAndResume()
{
    Bench bench;
    bench.openWithProduct();
    bench.fixture.gate.close();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), manyLevels(4)));
    QTRY_COMPARE(bench.fixture.gate.arrived(), 1);
    bench.child<QAction>("pause")->trigger();
    QCOMPARE(bench.child<QPushButton>("progressPause")->text(), QStringLiteral("Resume"));
    bench.fixture.gate.open();
    QTRY_COMPARE(bench.session().counts().done(), 1);
    QCOMPARE(bench.session().activity(), Activity::Paused);
    bench.child<QPushButton>("progressPause")->click();
    QTRY_COMPARE(bench.session().counts().done(), 4);
}

void WindowWorkTest::brokenFilesAreRowsAndOneMessage()
{
    Bench bench;
    bench.openWithProduct();
    const QStringList paths{bench.fixture.picture(QStringLiteral("l/1.png"), 45),
                            bench.fixture.brokenPicture(QStringLiteral("l/2.png")),
                            bench.fixture.brokenPicture(QStringLiteral("l/3.png"))};
    bench.window->openPaths(paths);
    QTRY_COMPARE(bench.session().counts().done(), 3);
    auto* messages = bench.child<MessageBar>("messageBar");
    QVERIFY(messages->text(QStringLiteral("failed")).startsWith(QLatin1Char('2')));
    QVERIFY(bench.window->findChildren<QDialog*>().isEmpty());
    messages->findChild<QPushButton*>(QStringLiteral("noteButton"))->click();
    QCOMPARE(bench.framedName(), QStringLiteral("2.png"));
    QCOMPARE(bench.text("detailsVerdict"), QStringLiteral("NO RESULT"));
    QVERIFY(bench.text("detailsExplanation").contains(QStringLiteral("2.png")));
    QTRY_VERIFY(!bench.view()->layer().message.isEmpty());

    bench.fixture.picture(QStringLiteral("l/2.png"), 200);
    bench.fixture.picture(QStringLiteral("l/3.png"), 200);
    QTest::keyClick(bench.window.get(), Qt::Key_F5);
    QTRY_COMPARE(bench.session().counts().of(Verdict::Alarm), 2);
    QVERIFY(messages->text(QStringLiteral("failed")).isEmpty());
    QTRY_VERIFY(bench.view()->layer().pyramid);
    QCOMPARE(disagreement(bench), QString());
}

void WindowWorkTest::exampleIsMadeAndOpened()
{
    Bench bench;
    useSmallExample(bench);
    bench.open();
    bench.child<QPushButton>("emptyOpenExample")->click();
    QVERIFY(bench.child<QWidget>("demoProgress")->isVisible());
    QVERIFY(!bench.child<QAction>("openExample")->isEnabled());

    QTRY_COMPARE_WITH_TIMEOUT(bench.session().count(), 20, 60'000);
    QTRY_VERIFY(!bench.session().hasWaiting());
    QCOMPARE(bench.session().product()->product.name, QStringLiteral("button"));
    QVERIFY(!bench.child<QWidget>("demoProgress")->isVisible());
    QVERIFY(bench.child<QAction>("openExample")->isEnabled());
}

void WindowWorkTest::exampleCanBeCancelled()
{
    Bench bench;
    useSmallExample(bench);
    bench.open();
    bench.child<QAction>("openExample")->trigger();
    auto* line = bench.child<ProgressLine>("demoProgress");
    auto* bar = line->findChild<QProgressBar*>(QStringLiteral("progressBar"));
    QTRY_VERIFY_WITH_TIMEOUT(bar->value() > 0, 20'000); // pictures are being made
    QElapsedTimer timer;
    timer.start();
    line->findChild<QPushButton*>(QStringLiteral("progressCancel"))->click();
    QVERIFY(!line->isVisible());
    QVERIFY(timer.elapsed() < 200);
    QVERIFY(!bench.child<MessageBar>("messageBar")->text(QStringLiteral("demo")).isEmpty());
    QVERIFY(bench.child<QAction>("openExample")->isEnabled());
}

QTEST_MAIN(WindowWorkTest)
#include "window_work_test.moc"
