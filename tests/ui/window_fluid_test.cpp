// tests/ui/window_fluid_test.cpp - the window never stalls
#include "../bench/event_loop_watch.h"
#include "window_bench.h"

#include <QElapsedTimer>
#include <QListView>
#include <QScrollBar>
#include <QTest>

#include <algorithm>

using namespace varad;
using namespace varad::test;
using namespace varad::ui;

class WindowFluidTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void windowNeverStallsWhileAListIsInspected();
    void fiftyThousandRowsStayFluid();
};

void WindowFluidTest::windowNeverStallsWhileAListIsInspected()
{
    constexpr int pictures = 300;
    Bench bench;
    bench.openWithProduct();
    bench.fixture.pictures(QStringLiteral("list"), manyLevels(pictures));
    EventLoopWatch watch;
    bench.window->openPaths({bench.fixture.path(QStringLiteral("list"))});
    QTRY_COMPARE_WITH_TIMEOUT(bench.session().counts().done(), pictures, 60'000);
    for (int i = 0; i < 50; ++i)
        bench.key(Qt::Key_Right);
    QTRY_VERIFY(bench.view()->layer().pyramid);
    const QString times = QStringLiteral("longest stall %1 ms, of an idle thread %2 ms")
                              .arg(watch.longest())
                              .arg(watch.starved());
    qInfo("%s", qPrintable(times));
    QVERIFY2(watch.longest() - watch.starved() <= 100, qPrintable(times));
}

void WindowFluidTest::fiftyThousandRowsStayFluid()
{
    constexpr int rows = 50'000;
    Bench bench;
    bench.open();
    bench.window->openPaths({bench.fixture.picture(QStringLiteral("first.png"), 100)});
    QTRY_COMPARE(bench.session().count(), 1);
    QTRY_VERIFY(bench.view()->layer().pyramid);
    auto* list = bench.child<QListView>("pictureList");
    QElapsedTimer timer;
    qint64 longest = 0;
    for (int at = 0; at < rows; at += 500) { // as the search hands them over
        QStringList chunk;
        for (int i = at; i < at + 500; ++i)
            chunk << QStringLiteral("/none/%1.png").arg(i);
        timer.start();
        bench.session().append(chunk);
        QCoreApplication::processEvents();
        longest = std::max(longest, timer.elapsed());
    }
    qInfo("longest chunk: %lld ms", static_cast<long long>(longest));
    QVERIFY(longest <= 100);
    longest = 0;
    auto* bar = list->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > rows * list->sizeHintForRow(0) / 2);
    for (int i = 0; i <= 60; ++i) {
        timer.start();
        bar->setValue(static_cast<int>(static_cast<qint64>(bar->maximum()) * i / 60));
        (void)list->viewport()->grab();
        longest = std::max(longest, timer.elapsed());
    }
    qInfo("longest frame: %lld ms", static_cast<long long>(longest));
    QVERIFY(longest <= 100);
    timer.start();
    bench.key(Qt::Key_End);
    QVERIFY(timer.elapsed() <= 100);
    QCOMPARE(bench.window->framed().index(), rows);
}

QTEST_MAIN(WindowFluidTest)
#include "window_fluid_test.moc"
