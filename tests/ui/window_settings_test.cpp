// tests/ui/window_settings_test.cpp - what the window remembers and what is chosen for it
#include "window_bench.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTest>

using namespace varad;
using namespace varad::test;
using namespace varad::ui;

class WindowSettingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void settingsComeBack();
    void thresholdTextsAreNeverCut();
    void nonsenseInSettingsFallsBack();
    void languageAndThemeChangeAtOnce();
};

void WindowSettingsTest::settingsComeBack()
{
    Bench bench;
    bench.openWithProduct();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), {45, 46}));
    QTRY_COMPARE(bench.session().count(), 2);
    bench.child<QAction>("heatmap")->setChecked(false);
    bench.child<QAction>("contourOnly")->setChecked(true);
    bench.child<QComboBox>("heatColours")->setCurrentIndex(1);
    bench.key(Qt::Key_Comma);
    bench.child<QAction>("scheme-dark")->trigger();
    bench.child<QAction>("scale-150")->trigger();
    bench.window->close();
    bench.window.reset();

    bench.open();
    QTRY_VERIFY(bench.session().product().has_value()); // the product of last time
    QVERIFY(!bench.child<QAction>("heatmap")->isChecked());
    QVERIFY(!bench.view()->heatmapVisible());
    QVERIFY(bench.view()->contourOnly());
    QCOMPARE(bench.view()->colourMap(), HeatColours::Cividis);
    QCOMPARE(bench.view()->opacity(), 0.6);
    QVERIFY(bench.child<QAction>("scheme-dark")->isChecked());
    QVERIFY(bench.child<QAction>("scale-150")->isChecked());
    QTRY_VERIFY(bench.child<QPushButton>("emptyRecent0")->isVisible());
    bench.child<QPushButton>("emptyRecent0")->click();
    QTRY_COMPARE(bench.session().counts().done(), 2);
    bench.child<QAction>("scheme-system")->trigger();
}

void WindowSettingsTest::thresholdTextsAreNeverCut()
{
    Bench bench;
    bench.open();
    bench.window->resize(1020, 672); // the docks are shown first, their texts come later
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), {45, 46}));
    QTRY_VERIFY(bench.child<QWidget>("thresholdPanel")->isVisible());
    bench.window->openProduct(bench.fixture.product());
    QTRY_COMPARE(bench.session().counts().done(), 2);
    for (const char* language : {"language-de", "language-zh_CN", "language-en"}) {
        bench.child<QAction>(language)->trigger();
        for (const char* name : {"thresholdProof", "thresholdCounts"}) {
            const auto* label = bench.child<QLabel>(name);
            QVERIFY(label->isVisible());
            const auto needed = [label] {
                return label->hasHeightForWidth() ? label->heightForWidth(label->width())
                                                  : label->sizeHint().height();
            };
            QTRY_VERIFY2(label->height() >= needed(), name);
        }
        const auto* slider = bench.child<QWidget>("thresholdBar");
        QTRY_VERIFY(slider->height() >= slider->minimumSizeHint().height());
    }
}

void WindowSettingsTest::nonsenseInSettingsFallsBack()
{
    Bench bench;
    {
        QSettings settings(bench.places.settingsFile, QSettings::IniFormat);
        settings.setValue(QStringLiteral("version"), 1);
        settings.setValue(QStringLiteral("window/geometry"), QStringLiteral("large"));
        settings.setValue(QStringLiteral("window/docks"), QByteArray("\x01\x02"));
        settings.setValue(QStringLiteral("window/scale"), -7);
        settings.setValue(QStringLiteral("window/language"), QStringLiteral("tlh"));
        settings.setValue(QStringLiteral("window/theme"), 3.5);
        settings.setValue(QStringLiteral("heatmap/opacity"), QStringLiteral("nan"));
        settings.setValue(QStringLiteral("heatmap/colours"), QStringLiteral("jet"));
        settings.setValue(QStringLiteral("recent/0/paths"), QStringList{});
    }
    const WindowSettings loaded =
        WindowSettings::load(QSettings(bench.places.settingsFile, QSettings::IniFormat));
    QCOMPARE(loaded.scalePercent, 100);
    QCOMPARE(loaded.language, QString());
    QCOMPARE(loaded.opacity, 0.7);
    QCOMPARE(loaded.colours, HeatColours::Inferno);
    QVERIFY(loaded.recent.empty());
    bench.open();
    QVERIFY(bench.window->isVisible());
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), {45}));
    QTRY_VERIFY(bench.child<QWidget>("listDock")->isVisible());

    QSettings later(bench.fixture.path(QStringLiteral("later.ini")), QSettings::IniFormat);
    later.setValue(QStringLiteral("version"), 2);
    later.setValue(QStringLiteral("window/scale"), 200);
    QCOMPARE(WindowSettings::load(later).scalePercent, 100);
}

void WindowSettingsTest::languageAndThemeChangeAtOnce()
{
    Bench bench;
    bench.open();
    bench.child<QAction>("scheme-light")->trigger();
    QTRY_VERIFY(bench.window->palette().window().color().lightness() > 128);
    bench.child<QAction>("scheme-dark")->trigger();
    QTRY_VERIFY(bench.window->palette().window().color().lightness() < 128);
    bench.child<QAction>("scheme-system")->trigger();
    bench.child<QAction>("language-de")->trigger();
    QCOMPARE(QLocale().language(), QLocale::German);
    QTRY_COMPARE(bench.window->locale().language(), QLocale::German);
    bench.child<QAction>("language-en")->trigger();
    QCOMPARE(QLocale().language(), QLocale::English);
    QLocale::setDefault(QLocale::c());
}

QTEST_MAIN(WindowSettingsTest)
#include "window_settings_test.moc"
