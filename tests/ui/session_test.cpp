// tests/ui/session_test.cpp - the open list, the product and the thread with the network
#include "ui/session/inspection_session.h"
#include "ui/session/picture_store.h"
#include "window_fixture.h"

#include <opencv2/core.hpp>

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace varad;
using namespace varad::test;
using namespace varad::ui;

namespace {

using Activity = InspectionSession::Activity;

std::vector<int> levels(int count, int level) { return std::vector<int>(static_cast<size_t>(count), level); }

} // namespace

class SessionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agendaTakesTheFramedRowThenTheOrderOfTheList();
    void agendaGivesARefreshEvenWhilePaused();
    void agendaKeepsThePlaceOfARowThatWaitsAgain();

    void judgesEveryRow();
    void rowsWaitWithoutAProduct();
    void aPictureComesOnceInAList();
    void framedPictureIsInspectedNext();
    void resultsOfAFormerListNeverArrive();
    void resultsOfAFormerProductNeverArrive();
    void aProductThatCannotBeOpenedChangesNothing();
    void brokenFilesBecomeRows();
    void thresholdMovesVerdictsWithoutTheNetwork();
    void thresholdOfManyRowsIsQuick();
    void cancelIsSeenAtOnceAndResultsStay();
    void pauseStopsAfterThePictureUnderWay();
    void repairedFileIsInspectedAgain();
    void mapsBeyondTheBudgetAreMadeAgain();
    void aMapIsThatOfItsPicture();
    void timeLeftIsToldAfterFivePictures();
    void namesCarryTheirFolderWhereSeveralAreOpen();
    void onlyLargeJpegsHaveAPreview();
    void aPreviewNeverReplacesThePicture();
};

void SessionTest::agendaTakesTheFramedRowThenTheOrderOfTheList()
{
    Agenda agenda;
    agenda.reset(7);
    for (RowId id = 1; id <= 4; ++id)
        agenda.add(id, QString::number(id));
    agenda.setFramed(3);
    QCOMPARE(agenda.peek(), QStringLiteral("3"));
    std::vector<RowId> order;
    while (const auto request = agenda.take()) {
        QCOMPARE(request->epoch, quint64(7));
        order.push_back(request->row);
    }
    QCOMPARE(order, (std::vector<RowId>{3, 1, 2, 4}));
    QVERIFY(agenda.peek().isEmpty());
}

void SessionTest::agendaGivesARefreshEvenWhilePaused()
{
    Agenda agenda;
    agenda.reset(1);
    agenda.add(1, QStringLiteral("a"));
    agenda.setPaused(true);
    QVERIFY(!agenda.take());
    agenda.setRefresh(9, QStringLiteral("b"));
    QCOMPARE(agenda.take()->row, RowId(9));
    QVERIFY(!agenda.take());
    agenda.setPaused(false);
    QCOMPARE(agenda.take()->row, RowId(1));
}

void SessionTest::agendaKeepsThePlaceOfARowThatWaitsAgain()
{
    Agenda agenda;
    agenda.reset(1);
    for (RowId id : {2, 4, 6})
        agenda.add(id, {});
    QCOMPARE(agenda.take()->row, RowId(2));
    QCOMPARE(agenda.take()->row, RowId(4));
    agenda.addAgain(2, {});
    agenda.addAgain(5, {}); // was never added: judged under an earlier epoch
    QCOMPARE(agenda.take()->row, RowId(2));
    QCOMPARE(agenda.take()->row, RowId(5));
    QCOMPARE(agenda.take()->row, RowId(6));
}

void SessionTest::judgesEveryRow()
{
    WindowFixture fixture;
    InspectionSession session(fixture.engineSource());
    session.openProduct(fixture.product());
    session.append(fixture.pictures(QStringLiteral("list"), {45, 59, 240, 50}));

    QTRY_COMPARE(session.counts().done(), 4);

    QCOMPARE(session.row(0).verdict, Verdict::Pass);
    QCOMPARE(session.row(1).verdict, Verdict::Check);
    QCOMPARE(session.row(2).verdict, Verdict::Alarm);
    QCOMPARE(session.counts().of(Verdict::Pass), 2);
    QVERIFY(std::abs(session.row(2).score - scoreOfLevel(240)) < 0.01);
    QCOMPARE(session.row(2).size, QSize(128, 128));
    QCOMPARE(session.activity(), Activity::Idle);
}

void SessionTest::rowsWaitWithoutAProduct()
{
    WindowFixture fixture;
    InspectionSession session(fixture.engineSource());
    session.append(fixture.pictures(QStringLiteral("list"), {45, 46}));
    QCOMPARE(session.activity(), Activity::Idle);
    QCOMPARE(session.row(0).state, RowState::Waiting);
    QCOMPARE(session.row(0).verdict, Verdict::NoResult);
    session.openProduct(fixture.product());
    QCOMPARE(session.activity(), Activity::OpeningProduct);
    QTRY_COMPARE(session.counts().done(), 2);
}

void SessionTest::aPictureComesOnceInAList()
{
    WindowFixture fixture;
    InspectionSession session(fixture.engineSource());
    const QStringList paths = fixture.pictures(QStringLiteral("list"), {45, 46});
    session.append(paths);
    session.append(paths + QStringList{fixture.picture(QStringLiteral("more.png"), 47)});
    QCOMPARE(session.count(), 3);
    QCOMPARE(session.indexOf(session.row(2).id), 2);
    QCOMPARE(session.indexOf(999), -1);
}

void SessionTest::framedPictureIsInspectedNext()
{
    WindowFixture fixture;
    InspectionSession session(fixture.engineSource());
    session.openProduct(fixture.product());
    QSignalSpy opened(&session, &InspectionSession::productChanged);
    QTRY_COMPARE(opened.count(), 1);
    fixture.gate.close();
    std::vector<int> order;
    connect(&session, &InspectionSession::rowsChanged, this, [&](int first, int) {
        if (session.row(first).state == RowState::Judged)
            order.push_back(first);
    });
    session.append(fixture.pictures(QStringLiteral("list"), levels(6, 45)));
    QTRY_COMPARE(fixture.gate.arrived(), 1); // the first is with the network
    session.setFramed(session.row(4).id);
    fixture.gate.open();

    QTRY_COMPARE(order.size(), size_t(6));
    QCOMPARE(order, (std::vector<int>{0, 4, 1, 2, 3, 5}));
}

void SessionTest::resultsOfAFormerListNeverArrive()
{
    WindowFixture fixture;
    InspectionSession session(fixture.engineSource());
    session.openProduct(fixture.product());
    fixture.gate.close();
    session.append(fixture.pictures(QStringLiteral("old"), levels(3, 240)));
    QTRY_COMPARE(fixture.gate.arrived(), 1);
    session.clear();
    session.append(fixture.pictures(QStringLiteral("new"), levels(3, 45)));
    fixture.gate.open();

    QTRY_COMPARE(session.counts().done(), 3);
    QCOMPARE(session.counts().of(Verdict::Pass), 3);
    for (int i = 0; i < 3; ++i)
        QVERIFY(std::abs(session.row(i).score - scoreOfLevel(45)) < 0.01);
}

void SessionTest::resultsOfAFormerProductNeverArrive()
{
    WindowFixture fixture;
    InspectionSession session(fixture.engineSource());
    session.openProduct(fixture.product(QStringLiteral("one")));
    fixture.gate.close();
    session.append(fixture.pictures(QStringLiteral("list"), levels(2, 45)));
    QTRY_COMPARE(fixture.gate.arrived(), 1);
    const QString other = fixture.product(QStringLiteral("two"));
    QSignalSpy changed(&session, &InspectionSession::productChanged);
    session.openProduct(other);
    QCOMPARE(session.row(0).state, RowState::Waiting);
    fixture.gate.open();
    QTRY_COMPARE(changed.count(), 1);
    QCOMPARE(session.product()->folder, other);
    QTRY_COMPARE(session.counts().done(), 2);
    QCOMPARE(fixture.gate.arrived(), 3); // the one that was given up, and both anew
}

void SessionTest::aProductThatCannotBeOpenedChangesNothing()
{
    WindowFixture fixture;
    InspectionSession session(fixture.engineSource());
    session.openProduct(fixture.product());
    session.append(fixture.pictures(QStringLiteral("list"), levels(2, 45)));
    QTRY_COMPARE(session.counts().done(), 2);
    QSignalSpy failed(&session, &InspectionSession::productFailed);
    session.openProduct(fixture.path(QStringLiteral("nothing-here")));
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!failed[0][0].value<Error>().message.isEmpty());
    QCOMPARE(session.counts().done(), 2);
    QCOMPARE(session.activity(), Activity::Idle);
    session.append({fixture.picture(QStringLiteral("more.png"), 240)});
    QTRY_COMPARE(session.counts().of(Verdict::Alarm), 1);
}

void SessionTest::brokenFilesBecomeRows()
{
    WindowFixture fixture;
    InspectionSession session(fixture.engineSource());
    session.openProduct(fixture.product());
    session.append({fixture.picture(QStringLiteral("a.png"), 45),
                    fixture.brokenPicture(QStringLiteral("b.png")),
                    fixture.path(QStringLiteral("gone.png"))});
    QTRY_COMPARE(session.counts().done(), 3);
    QCOMPARE(session.counts().failed, 2);
    QCOMPARE(session.row(1).state, RowState::Failed);
    QCOMPARE(session.row(1).verdict, Verdict::NoResult);
    QVERIFY(session.row(1).reason.contains(QStringLiteral("b.png")));
    QCOMPARE(session.failedRows().size(), size_t(2));
}

void SessionTest::thresholdMovesVerdictsWithoutTheNetwork()
{
    WindowFixture fixture;
    InspectionSession session(fixture.engineSource());
    session.openProduct(fixture.product());
    session.append(fixture.pictures(QStringLiteral("list"), {45, 58, 70}));
    QTRY_COMPARE(session.counts().done(), 3);
    const int asked = fixture.gate.arrived();
    const double score = session.row(1).score;

    session.setThreshold(score);
    QCOMPARE(session.row(1).verdict, Verdict::Alarm);
    QCOMPARE(session.counts().of(Verdict::Alarm), 2);
    session.setThreshold(score + 1);
    QCOMPARE(session.row(1).verdict, Verdict::Check);
    session.setThreshold(1000);
    QCOMPARE(session.counts().of(Verdict::Pass), 3);
    QCOMPARE(session.row(1).score, score);
    QCOMPARE(fixture.gate.arrived(), asked);
    QCOMPARE(session.productThreshold(), 105.0);
}

void SessionTest::thresholdOfManyRowsIsQuick()
{
    constexpr int rows = 2'000; // a fifth of what may take 50 ms
    WindowFixture fixture;
    InspectionSession session(fixture.engineSource());
    session.openProduct(fixture.product());
    const QString picture = fixture.picture(QStringLiteral("one.png"), 55);
    QStringList paths;
    for (int i = 0; i < rows; ++i) {
        paths << fixture.path(QStringLiteral("%1.png").arg(i));
        QVERIFY(QFile::link(picture, paths.last()));
    }
    session.append(paths);
    QTRY_COMPARE_WITH_TIMEOUT(session.counts().of(Verdict::Pass), rows, 50'000);
    QElapsedTimer timer;
    timer.start();
    session.setThreshold(10);
    const qint64 spent = timer.elapsed();
    QCOMPARE(session.counts().of(Verdict::Alarm), rows);
    QVERIFY2(spent < 10, qPrintable(QStringLiteral("%1 ms").arg(spent)));
}

void SessionTest::cancelIsSeenAtOnceAndResultsStay()
{
    WindowFixture fixture;
    InspectionSession session(fixture.engineSource());
    session.openProduct(fixture.product());
    fixture.gate.close();
    session.append(fixture.pictures(QStringLiteral("list"), levels(5, 45)));
    fixture.gate.letOneThrough();
    QTRY_COMPARE(fixture.gate.arrived(), 2); // the second is with the network, which does not answer
    QTRY_COMPARE(session.row(1).state, RowState::Working);

    QElapsedTimer timer;
    timer.start();
    session.cancel();
    QVERIFY(timer.elapsed() < 200);
    QCOMPARE(session.activity(), Activity::Idle);
    QCOMPARE(session.row(0).state, RowState::Judged);
    QCOMPARE(session.row(1).state, RowState::Waiting);
    QCOMPARE(session.counts().done(), 1);

    fixture.gate.open();
    session.resume();
    QCOMPARE(session.activity(), Activity::Inspecting);
    QTRY_COMPARE(session.counts().done(), 5);
    QCOMPARE(fixture.gate.arrived(), 6); // the second one twice: its answer was no longer wanted
}

void SessionTest::pauseStopsAfterThePictureUnderWay()
{
    WindowFixture fixture;
    InspectionSession session(fixture.engineSource());
    session.openProduct(fixture.product());
    fixture.gate.close();
    session.append(fixture.pictures(QStringLiteral("list"), levels(5, 45)));
    QTRY_COMPARE(fixture.gate.arrived(), 1);
    session.pause();
    QCOMPARE(session.activity(), Activity::Paused);
    fixture.gate.open();
    QTRY_COMPARE(session.counts().done(), 1);
    QCOMPARE(session.activity(), Activity::Paused);
    // Nothing else comes: a product opened now is answered after whatever the worker would have done before.
    QCOMPARE(fixture.gate.arrived(), 1);
    session.resume();
    QTRY_COMPARE(session.counts().done(), 5);
    QCOMPARE(session.activity(), Activity::Idle);
}

void SessionTest::repairedFileIsInspectedAgain()
{
    WindowFixture fixture;
    InspectionSession session(fixture.engineSource());
    session.openProduct(fixture.product());
    session.append({fixture.brokenPicture(QStringLiteral("b.png"))});
    QTRY_COMPARE(session.counts().failed, 1);
    fixture.picture(QStringLiteral("b.png"), 240);
    session.inspectAgain(session.failedRows());
    QCOMPARE(session.counts().failed, 0);
    QTRY_COMPARE(session.row(0).verdict, Verdict::Alarm);
    QVERIFY(session.row(0).reason.isEmpty());
}

void SessionTest::mapsBeyondTheBudgetAreMadeAgain()
{
    WindowFixture fixture;
    InspectionSession session(fixture.engineSource());
    session.setMapBudget(20 << 10); // two maps of 64 x 64 in half precision
    session.openProduct(fixture.product());
    session.append(fixture.pictures(QStringLiteral("list"), {240, 45, 46, 47}));
    QTRY_COMPARE(session.counts().done(), 4);
    const RowId first = session.row(0).id;
    QVERIFY(session.map(first).empty());
    QVERIFY(!session.map(session.row(3).id).empty());

    QSignalSpy ready(&session, &InspectionSession::mapReady);
    session.requestMap(first);
    QTRY_COMPARE(ready.count(), 1);
    QCOMPARE(ready[0][0].value<RowId>(), first);
    QVERIFY(!session.map(first).empty());
    QCOMPARE(session.counts().done(), 4);
    QCOMPARE(session.row(0).verdict, Verdict::Alarm);
}

void SessionTest::aMapIsThatOfItsPicture()
{
    WindowFixture fixture;
    InspectionSession session(fixture.engineSource());
    session.openProduct(fixture.product());
    session.append(fixture.pictures(QStringLiteral("list"), {240, 45}));
    QTRY_COMPARE(session.counts().done(), 2);
    for (int i = 0; i < 2; ++i) {
        double high = 0;
        cv::minMaxLoc(session.map(session.row(i).id), nullptr, &high);
        QVERIFY(std::abs(high - session.row(i).rawScore) < 0.002); // half precision
    }
}

void SessionTest::timeLeftIsToldAfterFivePictures()
{
    WindowFixture fixture;
    InspectionSession session(fixture.engineSource());
    session.openProduct(fixture.product());
    fixture.gate.close();
    session.append(fixture.pictures(QStringLiteral("list"), levels(8, 45)));
    for (int i = 0; i < 4; ++i)
        fixture.gate.letOneThrough();
    QTRY_COMPARE(session.counts().done(), 4);
    QVERIFY(!session.secondsLeft());
    fixture.gate.letOneThrough();
    QTRY_COMPARE(session.counts().done(), 5);
    QVERIFY(session.secondsLeft());
    fixture.gate.open();
    QTRY_COMPARE(session.counts().done(), 8);
}

void SessionTest::namesCarryTheirFolderWhereSeveralAreOpen()
{
    WindowFixture fixture;
    InspectionSession session(fixture.engineSource());
    session.append({fixture.path(QStringLiteral("a/1.png")), fixture.path(QStringLiteral("a/2.png"))});
    QCOMPARE(session.shownName(session.row(0)), QStringLiteral("1.png"));
    session.append({fixture.path(QStringLiteral("b/1.png"))});
    QCOMPARE(session.shownName(session.row(0)), QStringLiteral("a/1.png"));
    QCOMPARE(session.shownName(session.row(2)), QStringLiteral("b/1.png"));
    session.clear();
    session.append({fixture.path(QStringLiteral("b/1.png"))});
    QCOMPARE(session.shownName(session.row(0)), QStringLiteral("1.png"));
}

void SessionTest::onlyLargeJpegsHaveAPreview()
{
    const WindowFixture fixture;
    const QString large = fixture.path(QStringLiteral("large.jpg"));
    cv::Mat noise(3000, 4000, CV_8UC3);
    cv::RNG(1).fill(noise, cv::RNG::UNIFORM, 0, 256);
    writePicture(large, noise);
    const ViewedPicture preview = previewOf(large, {});
    QVERIFY(preview.pyramid);
    QCOMPARE(preview.size, QSize(4000, 3000));
    QVERIFY(preview.pyramid->size().width() <= 2048);
    QVERIFY(!previewOf(fixture.picture(QStringLiteral("small.jpg"), 100), {}).pyramid);
    QVERIFY(!previewOf(fixture.picture(QStringLiteral("a.png"), 100), {}).pyramid);
}

void SessionTest::aPreviewNeverReplacesThePicture()
{
    const WindowFixture fixture;
    const QString large = fixture.path(QStringLiteral("large.jpg"));
    cv::Mat noise(3000, 4000, CV_8UC3);
    cv::RNG(1).fill(noise, cv::RNG::UNIFORM, 0, 256);
    writePicture(large, noise);
    PictureStore store;
    std::vector<bool> whole;
    connect(&store, &PictureStore::ready, this,
            [&](const QString& path) { whole.push_back(store.find(path)->size.isEmpty()); });
    store.want({large});
    QTRY_VERIFY_WITH_TIMEOUT(!whole.empty() && whole.back(), 20'000);
    store.want({large, fixture.picture(QStringLiteral("next.png"), 100)});
    QTRY_VERIFY(store.find(fixture.path(QStringLiteral("next.png"))));
    QVERIFY(whole.size() <= 3);
    QVERIFY(store.find(large)->size.isEmpty());
    QCOMPARE(store.find(large)->pyramid->size(), QSize(4000, 3000));
}

QTEST_MAIN(SessionTest)
#include "session_test.moc"
