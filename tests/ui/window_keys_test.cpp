// tests/ui/window_keys_test.cpp - keys go from picture to picture, and every control can be named
#include "ui/window/message_bar.h"
#include "window_bench.h"

#include <QAccessible>
#include <QDoubleSpinBox>
#include <QTest>

using namespace varad;
using namespace varad::test;
using namespace varad::ui;

class WindowKeysTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void keysMoveBetweenPictures();
    void keysDoNotDisturbTyping();
    void alarmKeysFindAlarms();
    void everyControlHasANameForReaders();
};

void WindowKeysTest::keysMoveBetweenPictures()
{
    Bench bench;
    bench.open();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), manyLevels(5)));
    QTRY_COMPARE(bench.session().count(), 5);
    const std::vector<std::pair<Qt::Key, int>> steps{
        {Qt::Key_Right, 1},  {Qt::Key_PageDown, 2},  {Qt::Key_Space, 3}, {Qt::Key_Left, 2},
        {Qt::Key_PageUp, 1}, {Qt::Key_Backspace, 0}, {Qt::Key_Left, 0},  {Qt::Key_End, 4},
        {Qt::Key_Right, 4},  {Qt::Key_Home, 0}};
    for (const auto& [key, place] : steps) {
        bench.key(key);
        QCOMPARE(bench.window->framed().index(), place);
        QCOMPARE(disagreement(bench), QString());
    }
    bench.view()->setFocus();
    QTest::keyClick(bench.view(), Qt::Key_Right);
    QCOMPARE(bench.window->framed().index(), 1);
}

void WindowKeysTest::keysDoNotDisturbTyping()
{
    Bench bench;
    bench.openWithProduct();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), {45, 240}));
    QTRY_COMPARE(bench.session().counts().done(), 2);
    auto* field = bench.child<QWidget>("thresholdSlider")->findChild<QDoubleSpinBox*>();
    QVERIFY(field);
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("150.5"));
    QTest::keyClick(field, Qt::Key_Home);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(bench.session().rules().threshold, 150.5);
    QCOMPARE(bench.window->framed().index(), 0);
}

void WindowKeysTest::alarmKeysFindAlarms()
{
    Bench bench;
    bench.openWithProduct();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), {45, 240, 45, 45, 200}));
    QTRY_COMPARE(bench.session().counts().done(), 5);
    bench.key(Qt::Key_N);
    QCOMPARE(bench.window->framed().index(), 1);
    bench.key(Qt::Key_N);
    QCOMPARE(bench.window->framed().index(), 4);
    bench.key(Qt::Key_N);
    QCOMPARE(bench.window->framed().index(), 4);
    auto* messages = bench.child<MessageBar>("messageBar");
    QVERIFY(!messages->text(QStringLiteral("alarms")).isEmpty());
    bench.key(Qt::Key_N, Qt::ShiftModifier);
    QCOMPARE(bench.window->framed().index(), 1);
    QVERIFY(messages->text(QStringLiteral("alarms")).isEmpty());
}

void WindowKeysTest::everyControlHasANameForReaders()
{
    Bench bench;
    bench.openWithProduct();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), {45}));
    QTRY_COMPARE(bench.session().counts().done(), 1);
    QStringList nameless;
    for (QWidget* widget : bench.window->findChildren<QWidget*>()) {
        if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus))
            continue;
        if (widget->objectName() == QLatin1String("qt_spinbox_lineedit"))
            continue; // readers are told of the spin box round it
        QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
        if (spoken && spoken->text(QAccessible::Name).isEmpty())
            nameless << QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ') +
                            widget->objectName();
    }
    QCOMPARE(nameless.join(QStringLiteral(", ")), QString());
}

QTEST_MAIN(WindowKeysTest)
#include "window_keys_test.moc"
