// tests/core/job_test.cpp - jobs: progress, pause, cancel, results; the estimate of time left
#include "core/jobs/job.h"
#include "core/jobs/progress_pace.h"
#include "core/jobs/time_left.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <latch>

using namespace varad;
using namespace std::chrono_literals;

namespace {

Progress at(qint64 done, qint64 total, const char* stage = "inspect")
{
    return {QString::fromLatin1(stage), {}, done, total};
}

Status endlessWork(const JobContext& context)
{
    while (!context.stop.stop_requested())
        context.progress(at(0, 0));
    return Error{ErrorKind::Cancelled, {}};
}

} // namespace

class JobTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void deliversItsResultOnceOnTheOwnersThread();
    void cancelledWorkEndsAsCancelled();
    void pausedWorkWaitsAtItsNextReport();
    void cancelEndsAPausedJob();
    void throwingWorkBecomesAnErrorThatNamesTheJob();
    void destroyingARunningJobDeliversNothing();
    void warningsArrive();
    void progressIsThinnedOut();
    void noEstimateBeforeTheFifthItem();
    void estimateFollowsThePace();
    void estimateStartsAnewAfterAPause();
    void secondsAreRounded_data();
    void secondsAreRounded();
};

void JobTest::deliversItsResultOnceOnTheOwnersThread()
{
    Job job(QStringLiteral("Count"), [](const JobContext& context) -> Status {
        for (int i = 1; i <= 1000; ++i)
            context.progress(at(i, 1000));
        return {};
    });
    QList<qint64> seen;
    connect(&job, &Job::progressed, this, [&](const Progress& p) { seen << p.done; });
    int finished = 0;
    QThread* thread = nullptr;
    connect(&job, &Job::finished, this, [&](const Status& status) {
        QVERIFY(status.ok());
        ++finished;
        thread = QThread::currentThread();
    });

    job.start();
    QVERIFY(job.running());

    QTRY_COMPARE(finished, 1);
    QCOMPARE(thread, QThread::currentThread());
    QVERIFY(!job.running());
    QCOMPARE(seen.first(), 1);
    QCOMPARE(seen.last(), 1000);
    QVERIFY2(seen.size() < 100, qPrintable(QString::number(seen.size())));
}

void JobTest::cancelledWorkEndsAsCancelled()
{
    Job job(QStringLiteral("Endless"), endlessWork);
    QSignalSpy finished(&job, &Job::finished);

    job.start();
    job.cancel();

    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(finished[0][0].value<Status>().error().kind, ErrorKind::Cancelled);
}

void JobTest::pausedWorkWaitsAtItsNextReport()
{
    std::atomic<int> steps = 0;
    std::latch paused{1};
    Job job(QStringLiteral("Steps"), [&](const JobContext& context) -> Status {
        paused.wait();
        for (int i = 1; i <= 3; ++i) {
            ++steps;
            context.progress(at(i, 3));
        }
        return {};
    });
    QSignalSpy progressed(&job, &Job::progressed);
    QSignalSpy finished(&job, &Job::finished);

    job.start();
    job.pause();
    QVERIFY(job.paused());
    paused.count_down();
    QTRY_COMPARE(progressed.count(), 1); // the report arrives, then the work waits inside it
    QCOMPARE(steps.load(), 1);
    job.resume();

    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(steps.load(), 3);
}

void JobTest::cancelEndsAPausedJob()
{
    Job job(QStringLiteral("Endless"), endlessWork);
    QSignalSpy finished(&job, &Job::finished);

    job.start();
    job.pause();
    job.cancel();

    QTRY_COMPARE(finished.count(), 1);
}

void JobTest::throwingWorkBecomesAnErrorThatNamesTheJob()
{
    Job job(QStringLiteral("Thrower"), [](const JobContext&) -> Status { throw std::runtime_error("bang"); });
    QSignalSpy finished(&job, &Job::finished);

    job.start();

    QTRY_COMPARE(finished.count(), 1);
    const Status status = finished[0][0].value<Status>();
    QVERIFY(!status.ok());
    QVERIFY(status.error().message.contains(QStringLiteral("Thrower")));
    QCOMPARE(status.error().detail, QStringLiteral("bang"));
}

void JobTest::destroyingARunningJobDeliversNothing()
{
    int delivered = 0;
    {
        Job job(QStringLiteral("Endless"), endlessWork);
        connect(&job, &Job::finished, this, [&] { ++delivered; });
        job.start();
    }
    QCoreApplication::processEvents();
    QCOMPARE(delivered, 0);
}

void JobTest::warningsArrive()
{
    Job job(QStringLiteral("Warn"), [](const JobContext& context) -> Status {
        context.warning(QStringLiteral("slow"));
        return {};
    });
    QSignalSpy warned(&job, &Job::warned);
    job.start();
    QTRY_COMPARE(warned.count(), 1);
    QCOMPARE(warned[0][0].toString(), QStringLiteral("slow"));
}

void JobTest::progressIsThinnedOut()
{
    ProgressPace pace;
    const ProgressPace::Clock::time_point start{};
    QVERIFY(pace.admits(at(1, 100), start));
    QVERIFY(!pace.admits(at(2, 100), start + 49ms));
    QVERIFY(pace.admits(at(3, 100), start + 50ms));
    QVERIFY(!pace.admits(at(4, 100), start + 60ms));
    QVERIFY(pace.admits(at(1, 100, "fit"), start + 61ms));   // a new stage
    QVERIFY(pace.admits(at(100, 100, "fit"), start + 62ms)); // its end
}

void JobTest::noEstimateBeforeTheFifthItem()
{
    TimeLeft left;
    TimeLeft::Clock::time_point now{};
    left.start(now);
    for (int i = 1; i <= 4; ++i)
        left.update(i, now += 100ms);
    QVERIFY(!left.seconds(100));
    QVERIFY(!left.millisecondsPerItem());
    left.update(5, now += 100ms);
    QCOMPARE(left.seconds(100), std::optional<int>(10));
    QCOMPARE(std::round(*left.millisecondsPerItem()), 100.0);
}

void JobTest::estimateFollowsThePace()
{
    TimeLeft left;
    TimeLeft::Clock::time_point now{};
    left.start(now);
    for (int i = 1; i <= 20; ++i)
        left.update(i, now += 100ms);
    const double before = *left.millisecondsPerItem();
    left.update(21, now += 1000ms); // one slow picture moves it little
    QVERIFY(*left.millisecondsPerItem() < 2 * before);
    for (int i = 22; i <= 100; ++i)
        left.update(i, now += 1000ms); // a new pace takes over
    QVERIFY(std::abs(*left.millisecondsPerItem() - 1000) < 10);
    left.update(50, now += 1000ms); // nothing new
    QVERIFY(std::abs(*left.millisecondsPerItem() - 1000) < 10);
}

void JobTest::estimateStartsAnewAfterAPause()
{
    TimeLeft left;
    TimeLeft::Clock::time_point now{};
    left.start(now);
    for (int i = 1; i <= 10; ++i)
        left.update(i, now += 100ms);
    left.start(now += 1h);
    QVERIFY(!left.seconds(10));
    for (int i = 1; i <= 5; ++i)
        left.update(i, now += 100ms);
    QCOMPARE(left.seconds(10), std::optional<int>(1));
}

void JobTest::secondsAreRounded_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<int>("rounded");
    QTest::addColumn<QString>("text");
    QTest::newRow("never zero") << 0.0 << 1 << QStringLiteral("1 s");
    QTest::newRow("seconds") << 6.2 << 7 << QStringLiteral("7 s");
    QTest::newRow("fives") << 31.0 << 35 << QStringLiteral("35 s");
    QTest::newRow("a minute") << 58.0 << 60 << QStringLiteral("1 min");
    QTest::newRow("tens") << 121.0 << 130 << QStringLiteral("2 min 10 s");
    QTest::newRow("minutes") << 601.0 << 660 << QStringLiteral("11 min");
    QTest::newRow("hours") << 3700.0 << 3720 << QStringLiteral("1 h 2 min");
    QTest::newRow("forever") << 1e300 << 100000020 << QStringLiteral("27777 h 47 min");
}

void JobTest::secondsAreRounded()
{
    QFETCH(double, seconds);
    QTEST(roundedSeconds(seconds), "rounded");
    QTEST(timeText(roundedSeconds(seconds)), "text");
}

QTEST_GUILESS_MAIN(JobTest)
#include "job_test.moc"
