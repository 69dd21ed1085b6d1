// tests/ui/window_opening_test.cpp - what is opened: dropped, handed over, opened before
#include "ui/window/message_bar.h"
#include "ui/window/single_instance.h"
#include "window_bench.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace varad;
using namespace varad::test;
using namespace varad::ui;

namespace {

void drop(QWidget* target, const QStringList& paths, Qt::KeyboardModifiers modifiers)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& path : paths)
        urls << QUrl::fromLocalFile(path);
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, modifiers);
    QApplication::sendEvent(target, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, modifiers);
    QApplication::sendEvent(target, &event);
    QVERIFY(event.isAccepted());
}

} // namespace

class WindowOpeningTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void droppedFoldersOpenAndCtrlAdds();
    void unsuitedDropsAreNamed();
    void droppedProductIsUsed();
    void badProductIsABar();
    void placeInAListComesBack();
    void secondStartHandsItsPathsOver();
};

void WindowOpeningTest::droppedFoldersOpenAndCtrlAdds()
{
    Bench bench;
    bench.open();
    bench.fixture.pictures(QStringLiteral("one"), {45, 46});
    bench.fixture.pictures(QStringLiteral("two"), {47});
    drop(bench.window.get(), {bench.fixture.path(QStringLiteral("one"))}, Qt::NoModifier);
    QTRY_COMPARE(bench.session().count(), 2);
    bench.key(Qt::Key_Right);
    const RowId framed = bench.window->framed().id();
    drop(bench.window.get(), {bench.fixture.path(QStringLiteral("two"))}, Qt::ControlModifier);
    QTRY_COMPARE(bench.session().count(), 3);
    QCOMPARE(bench.window->framed().id(), framed); // the frame stays
    drop(bench.window.get(), {bench.fixture.path(QStringLiteral("two"))}, Qt::NoModifier);
    QTRY_COMPARE(bench.session().count(), 1);
    QCOMPARE(disagreement(bench), QString());
}

void WindowOpeningTest::unsuitedDropsAreNamed()
{
    Bench bench;
    bench.open();
    drop(bench.window.get(), {bench.fixture.path(QStringLiteral("<b>gone.xls"))}, Qt::NoModifier);
    auto* messages = bench.child<MessageBar>("messageBar");
    QTRY_VERIFY(messages->text(QStringLiteral("open")).contains(QStringLiteral("<b>gone.xls")));
    QCOMPARE(messages->findChild<QLabel*>(QStringLiteral("noteText"))->textFormat(), Qt::PlainText);
    QVERIFY(bench.child<QWidget>("emptyPage")->isVisible());
}

void WindowOpeningTest::droppedProductIsUsed()
{
    Bench bench;
    bench.open();
    drop(bench.window.get(),
         {bench.fixture.product(QStringLiteral("knob")) + QStringLiteral("/product.yaml")}, Qt::NoModifier);
    QTRY_VERIFY(bench.session().product().has_value());
    QCOMPARE(bench.child<QComboBox>("productChooser")->currentText(), QStringLiteral("knob"));
    QCOMPARE(bench.text("statusProduct"), QStringLiteral("knob"));
    QVERIFY(bench.text("thresholdProof").contains(QStringLiteral("highest of 3")));
}

void WindowOpeningTest::badProductIsABar()
{
    Bench bench;
    bench.open();
    const QString folder = bench.fixture.path(QStringLiteral("bad"));
    QDir().mkpath(folder);
    QFile yaml(folder + QStringLiteral("/product.yaml"));
    QVERIFY(yaml.open(QIODevice::WriteOnly) && yaml.write("no: product\n") > 0);
    yaml.close();
    bench.window->openProduct(folder);
    QTRY_VERIFY(!bench.child<MessageBar>("messageBar")->text(QStringLiteral("product")).isEmpty());
    QCOMPARE(bench.child<QComboBox>("productChooser")->currentText(), QStringLiteral("No product"));
    QVERIFY(!bench.child<QWidget>("progressLine")->isVisible());
}

void WindowOpeningTest::placeInAListComesBack()
{
    Bench bench;
    bench.open();
    bench.fixture.pictures(QStringLiteral("one"), manyLevels(5));
    bench.fixture.pictures(QStringLiteral("two"), {45, 46});
    const QStringList one{bench.fixture.path(QStringLiteral("one"))};
    bench.window->openPaths(one);
    QTRY_COMPARE(bench.session().count(), 5);
    bench.key(Qt::Key_End);
    bench.key(Qt::Key_Left);
    bench.window->openPaths({bench.fixture.path(QStringLiteral("two"))});
    QTRY_COMPARE(bench.session().count(), 2);
    QCOMPARE(bench.window->framed().index(), 0);
    bench.window->openPaths(one);
    QTRY_COMPARE(bench.session().count(), 5);
    QCOMPARE(bench.window->framed().index(), 3);
}

void WindowOpeningTest::secondStartHandsItsPathsOver()
{
    const QString name = QStringLiteral("varad-window-test-%1").arg(QCoreApplication::applicationPid());
    SingleInstance second(name);
    QVERIFY(!second.handOver({QStringLiteral("/a")})); // nobody listens
    SingleInstance first(name);
    first.listen();
    QSignalSpy received(&first, &SingleInstance::pathsReceived);
    const QStringList paths{QStringLiteral("/tmp/a b.png"), QStringLiteral("/tmp/ä.png")};
    QVERIFY(second.handOver(paths));
    QTRY_COMPARE(received.count(), 1);
    QCOMPARE(received[0][0].toStringList(), paths);
}

QTEST_MAIN(WindowOpeningTest)
#include "window_opening_test.moc"
