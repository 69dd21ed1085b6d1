// tests/ui/viewer_threshold_test.cpp
#include "tests/ui/viewer_fixture.h"
#include "ui/theme/theme.h"
#include "ui/viewer/legend.h"
#include "ui/viewer/threshold_bar.h"
#include "ui/viewer/threshold_slider.h"

#include <QAccessible>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace varad;
using namespace varad::ui;
using namespace varad::ui::fixture;

class ViewerThresholdTest : public QObject {
    Q_OBJECT

private:
    static double lastOf(const QSignalSpy& spy) { return spy.last()[0].toDouble(); }

private Q_SLOTS:
    void initTestCase() { applyScheme(*qApp, ColourScheme::Light); }

    void keysMoveIt()
    {
        ThresholdSlider slider;
        slider.setThreshold(105);
        auto* bar = slider.findChild<ThresholdBar*>(QStringLiteral("thresholdBar"));
        QSignalSpy changed(&slider, &ThresholdSlider::thresholdChanged);
        const std::pair<Qt::Key, double> steps[] = {
            {Qt::Key_Right, 106}, {Qt::Key_Left, 105},   {Qt::Key_PageUp, 115}, {Qt::Key_PageDown, 105},
            {Qt::Key_Home, 0},    {Qt::Key_PageDown, 0}, {Qt::Key_End, 200}};
        for (const auto& [key, score] : steps) {
            QTest::keyClick(bar, key);
            QCOMPARE(slider.threshold(), score);
            QCOMPARE(lastOf(changed), score);
        }
        QCOMPARE(changed.count(), 6); // nothing happened at the lower end
    }

    void aTypedValueIsTakenWhenItIsWhole()
    {
        ThresholdSlider slider;
        auto* field = slider.findChild<QDoubleSpinBox*>(QStringLiteral("thresholdField"));
        QSignalSpy changed(&slider, &ThresholdSlider::thresholdChanged);
        auto* line = field->findChild<QLineEdit*>();
        line->selectAll();
        QTest::keyClicks(line, field->locale().toString(117.5, 'f', 1));
        QCOMPARE(changed.count(), 0);
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(lastOf(changed), 117.5);
        QCOMPARE(slider.findChild<ThresholdBar*>()->value(), 118);
    }

    void draggingTellsEveryStep()
    {
        ThresholdSlider slider;
        slider.resize(600, 60);
        slider.grab(); // lays out
        auto* bar = slider.findChild<ThresholdBar*>(QStringLiteral("thresholdBar"));
        QSignalSpy changed(&slider, &ThresholdSlider::thresholdChanged);
        const auto at = [bar](double score) { return QPointF(bar->at(score), bar->height() / 2.0); };
        const auto send = [bar](QEvent::Type type, const QPointF& place, Qt::MouseButton button) {
            QMouseEvent event(type, place, bar->mapToGlobal(place), button, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(bar, &event);
        };
        send(QEvent::MouseButtonPress, at(80), Qt::LeftButton);
        QCOMPARE(lastOf(changed), 80.0);
        for (const double score : {90.0, 100.0, 140.0}) {
            send(QEvent::MouseMove, at(score), Qt::NoButton);
            QCOMPARE(lastOf(changed), score);
        }
        send(QEvent::MouseMove, {100000, 5}, Qt::NoButton);
        QCOMPARE(lastOf(changed), 200.0);
        send(QEvent::MouseButtonRelease, at(200), Qt::LeftButton);
        const int before = changed.count();
        send(QEvent::MouseMove, at(10), Qt::NoButton);
        QCOMPARE(changed.count(), before);
    }

    void settingItSaysNothing()
    {
        ThresholdSlider slider;
        QSignalSpy changed(&slider, &ThresholdSlider::thresholdChanged);
        slider.setThreshold(112.4);
        slider.setThreshold(250); // of a product: kept, though it is beyond the bar
        QCOMPARE(slider.threshold(), 250.0);
        QCOMPARE(changed.count(), 0);
        QTest::keyClick(slider.findChild<ThresholdBar*>(), Qt::Key_Left);
        QCOMPARE(slider.threshold(), 199.0);
    }

    void theBandIsPainted()
    {
        ThresholdSlider slider;
        slider.resize(600, 60);
        slider.setThreshold(150);
        const QColor check = Theme::of(&slider).verdictFill(Verdict::Check);
        const auto inBand = [&] {
            return countPixels(slider.grab().toImage(), [&](const QColor& c) { return c == check; });
        };
        slider.setCheckBand(0);
        QCOMPARE(inBand(), 0);
        slider.setCheckBand(20);
        const int narrow = inBand();
        QVERIFY(narrow > 100);
        slider.setCheckBand(60);
        QVERIFY(inBand() > 2 * narrow);
    }

    void everythingHasANameAndHelp()
    {
        ThresholdSlider slider;
        for (QWidget* part : {slider.findChild<QWidget*>(QStringLiteral("thresholdBar")),
                              slider.findChild<QWidget*>(QStringLiteral("thresholdField"))}) {
            QVERIFY(part);
            QVERIFY(!part->accessibleName().isEmpty());
            QVERIFY(!part->toolTip().isEmpty());
        }
        slider.setThreshold(112);
        QAccessibleInterface* bar = QAccessible::queryAccessibleInterface(slider.findChild<ThresholdBar*>());
        QCOMPARE(bar->role(), QAccessible::Slider);
        QCOMPARE(bar->valueInterface()->currentValue().toInt(), 112);
    }

    void theLegendMarksTheThreshold()
    {
        Legend legend;
        legend.resize(400, legend.sizeHint().height());
        const auto markAt = [&legend] { // the mark stands above the bar, in the text colour
            const QImage image = legend.grab().toImage();
            const QColor text = Theme::of(&legend).text();
            for (int x = 0; x < image.width(); ++x)
                if (QColor(image.pixel(x, 2)) == text)
                    return x;
            return -1;
        };
        legend.setThreshold(50);
        const int low = markAt();
        legend.setThreshold(150);
        const int high = markAt();
        QVERIFY(low > 0);
        QVERIFY(high - low > 140); // half of the bar
        QVERIFY(legend.accessibleDescription().contains(QStringLiteral("150")));
        legend.setCalibrated(false);
        QCOMPARE(markAt(), -1);
        QVERIFY(!legend.accessibleDescription().contains(QStringLiteral("150")));
    }

    void theLegendShowsTheColoursOfTheMap()
    {
        Legend legend;
        legend.resize(400, legend.sizeHint().height());
        legend.setThreshold(0);
        for (const HeatColours colours : {HeatColours::Inferno, HeatColours::Cividis, HeatColours::Grey}) {
            legend.setColourMap(colours);
            const cv::Vec3b wanted = heatColour(150, colours);
            const QImage image = legend.grab().toImage();
            const int near = countPixels(image, [&](const QColor& c) {
                return std::abs(c.red() - wanted[0]) + std::abs(c.green() - wanted[1]) +
                           std::abs(c.blue() - wanted[2]) <
                       8;
            });
            QVERIFY2(near > 8, qPrintable(heatColoursCode(colours)));
        }
        QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(&legend);
        QCOMPARE(spoken->role(), QAccessible::Graphic);
    }
};

QTEST_MAIN(ViewerThresholdTest)
#include "viewer_threshold_test.moc"
