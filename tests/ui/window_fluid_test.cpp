// tests/ui/window_fluid_test.cpp - the window never stalls
#include "window_bench.h"

#include <QElapsedTimer>
#include <QListView>
#include <QScrollBar>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

using namespace varad;
using namespace varad::test;
using namespace varad::ui;

namespace {

/// The longest time that the event loop did not turn, beside the longest time that a thread with nothing to
/// do was kept from the processor: on a busy machine both wait, and only the difference is the window's
/// doing.
class Watchdog : public QObject {
public:
    Watchdog()
    {
        m_clock.start();
        connect(&m_timer, &QTimer::timeout, this,
                [this] { m_longest = std::max(m_longest, m_clock.restart()); });
        m_timer.start(1);
        m_idleThread = std::jthread([this](const std::stop_token& stop) {
            std::mutex mutex;
            std::condition_variable_any never;
            std::unique_lock lock(mutex);
            QElapsedTimer clock;
            clock.start();
            while (!stop.stop_requested()) {
                never.wait_for(lock, stop, std::chrono::milliseconds(1), [] { return false; });
                m_starved = std::max<qint64>(m_starved, clock.restart());
            }
        });
    }
    qint64 longest() const { return m_longest; } ///< ms
    qint64 starved() const { return m_starved; } ///< ms

private:
    QElapsedTimer m_clock;
    QTimer m_timer;
    qint64 m_longest = 0;
    std::atomic<qint64> m_starved = 0;
    std::jthread m_idleThread;
};

} // namespace

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
    Watchdog watchdog;
    bench.window->openPaths({bench.fixture.path(QStringLiteral("list"))});
    QTRY_COMPARE_WITH_TIMEOUT(bench.session().counts().done(), pictures, 60'000);
    for (int i = 0; i < 50; ++i)
        bench.key(Qt::Key_Right);
    QTRY_VERIFY(bench.view()->layer().pyramid);
    const QString times = QStringLiteral("longest stall %1 ms, of an idle thread %2 ms")
                              .arg(watchdog.longest())
                              .arg(watchdog.starved());
    qInfo("%s", qPrintable(times));
    QVERIFY2(watchdog.longest() - watchdog.starved() <= 100, qPrintable(times));
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
