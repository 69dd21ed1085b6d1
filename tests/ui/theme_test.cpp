// tests/ui/theme_test.cpp
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/verdict_badge.h"

#include <QApplication>
#include <QComboBox>
#include <QImage>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QTest>
#include <QVBoxLayout>

#include <cmath>

using namespace varad;
using namespace varad::ui;

namespace {

constexpr ColourScheme schemes[] = {ColourScheme::Light, ColourScheme::Dark, ColourScheme::HighContrast};
constexpr Verdict verdicts[] = {Verdict::Pass, Verdict::Check, Verdict::Alarm, Verdict::NoResult};

double luminance(const QColor& colour)
{
    const auto linear = [](double v) {
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

QImage badge(Verdict verdict, const Theme& theme, int side = 48)
{
    QImage image(side, side, QImage::Format_RGB32);
    image.fill(theme.window());
    QPainter painter(&image);
    paintVerdictBadge(painter, QRectF(image.rect()), verdict, theme);
    return image;
}

/// Share of pixels that differ by more than a quarter of the range in lightness alone.
double differenceInGrey(const QImage& a, const QImage& b)
{
    int differing = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x)
            differing += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))) > 64;
    return static_cast<double>(differing) / (a.width() * a.height());
}

/// What is not the background, as a shape.
QImage shape(const QImage& image, const QColor& background)
{
    QImage out(image.size(), QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            out.setPixel(x, y, image.pixel(x, y) == background.rgb() ? 0xFF000000U : 0xFFFFFFFFU);
    return out;
}

int paintedPixels(const QImage& image, const QColor& colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += (QColor(image.pixel(x, y)) == colour);
    return count;
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { applyScheme(*qApp, ColourScheme::Light); }

    void textCanBeRead()
    {
        for (const ColourScheme scheme : schemes) {
            const Theme& t = Theme::named(scheme);
            const QPalette p = t.palette();
            const std::pair<QColor, QColor> pairs[] = {
                {t.text(), t.window()},
                {t.text(), t.base()},
                {t.text(), t.noteFill()},
                {t.mutedText(), t.window()},
                {t.mutedText(), t.base()},
                {t.accentText(), t.accent()},
                {p.color(QPalette::ButtonText), p.color(QPalette::Button)},
                {p.color(QPalette::Text), p.color(QPalette::AlternateBase)},
                {p.color(QPalette::ToolTipText), p.color(QPalette::ToolTipBase)},
                {p.color(QPalette::HighlightedText), p.color(QPalette::Highlight)},
                {p.color(QPalette::Link), p.color(QPalette::Window)},
            };
            for (const auto& [text, fill] : pairs)
                QVERIFY2(contrast(text, fill) >= 5.5,
                         qPrintable(schemeCode(scheme) + QLatin1Char(' ') + text.name() + QLatin1Char(' ') +
                                    fill.name()));
        }
    }

    void verdictsCanBeRead()
    {
        for (const ColourScheme scheme : schemes) {
            const Theme& t = Theme::named(scheme);
            for (const Verdict verdict : verdicts) {
                const QColor fill = t.verdictFill(verdict);
                QCOMPARE(fill.isValid(), verdict != Verdict::NoResult);
                for (const QColor& under :
                     fill.isValid() ? QList<QColor>{fill} : QList<QColor>{t.window(), t.base()})
                    QVERIFY2(contrast(t.verdictText(verdict), under) >= 5.5,
                             qPrintable(verdictCode(verdict)));
            }
        }
    }

    void linesAndFocusCanBeSeen()
    {
        for (const ColourScheme scheme : schemes) {
            const Theme& t = Theme::named(scheme);
            QVERIFY2(contrast(t.border(), t.window()) >= 3, qPrintable(schemeCode(scheme)));
            QVERIFY2(contrast(t.accent(), t.window()) >= 3, qPrintable(schemeCode(scheme)));
            QVERIFY2(contrast(t.palette().color(QPalette::Disabled, QPalette::Text), t.window()) >= 3,
                     qPrintable(schemeCode(scheme)));
        }
    }

    void aSchemeIsKnownByItsPalette()
    {
        for (const ColourScheme scheme : schemes) {
            applyScheme(*qApp, scheme);
            QWidget widget;
            QCOMPARE(&Theme::of(&widget), &Theme::named(scheme));
            QCOMPARE(schemeFromCode(schemeCode(scheme)), scheme);
        }
        QCOMPARE(schemeFromCode(QStringLiteral("nonsense")), ColourScheme::System);
    }

    void systemFollowsTheDesktop()
    {
        applyScheme(*qApp, ColourScheme::System);
        QWidget widget;
        widget.show(); // the change reaches widgets through their window
        QPalette desktop;
        desktop.setColor(QPalette::Window, QColor(40, 40, 40));
        qApp->setPalette(desktop); // as the desktop does
        QTRY_COMPARE(&Theme::of(&widget), &Theme::named(ColourScheme::Dark));
        QCOMPARE(widget.palette().color(QPalette::Window), Theme::named(ColourScheme::Dark).window());
        desktop.setColor(QPalette::Window, QColor(230, 230, 230));
        qApp->setPalette(desktop);
        QTRY_COMPARE(&Theme::of(&widget), &Theme::named(ColourScheme::Light));
    }

    void aChosenSchemeStays()
    {
        applyScheme(*qApp, ColourScheme::Dark);
        QEvent changed(QEvent::ThemeChange);
        QWidget widget;
        widget.show();
        QApplication::sendEvent(&widget, &changed);
        QCOMPARE(&Theme::of(&widget), &Theme::named(ColourScheme::Dark));
    }

    void badgesDifferInGrey()
    {
        for (const ColourScheme scheme : schemes) {
            const Theme& t = Theme::named(scheme);
            for (const Verdict a : verdicts)
                for (const Verdict b : verdicts)
                    if (a < b) {
                        QVERIFY2(differenceInGrey(badge(a, t), badge(b, t)) > 0.1,
                                 qPrintable(verdictCode(a)));
                        // Outlines alone differ too: fills of one lightness would not hide a verdict.
                        QVERIFY2(differenceInGrey(shape(badge(a, t), t.window()),
                                                  shape(badge(b, t), t.window())) > 0.08,
                                 qPrintable(verdictCode(a) + QLatin1Char(' ') + verdictCode(b)));
                    }
        }
    }

    void noResultIsHollow()
    {
        const Theme& t = Theme::named(ColourScheme::Light);
        const QImage image = badge(Verdict::NoResult, t, 96);
        QVERIFY(paintedPixels(image, t.window()) > 0.6 * 96 * 96);
        // Its edge is broken: along the left side there are pixels with and without it.
        int on = 0, off = 0;
        for (int y = 12; y < 84; ++y)
            (image.pixelColor(10, y) == t.window() ? off : on) += 1;
        QVERIFY(on > 20);
        QVERIFY(off > 20);
    }

    void everyIconShowsSomething()
    {
        const QStringList names = ownIconNames();
        QVERIFY(names.size() >= 24);
        for (const char* needed : {"document-open",
                                   "folder-open",
                                   "media-playback-start",
                                   "media-playback-pause",
                                   "process-stop",
                                   "go-previous",
                                   "go-next",
                                   "zoom-in",
                                   "zoom-out",
                                   "zoom-fit-best",
                                   "zoom-original",
                                   "view-fullscreen",
                                   "preferences-system",
                                   "help-about",
                                   "dialog-information",
                                   "dialog-warning",
                                   "dialog-error",
                                   "view-refresh",
                                   "heatmap",
                                   "contour",
                                   "threshold",
                                   "lock-view"})
            QVERIFY2(names.contains(QLatin1String(needed)), needed);
        for (const QString& name : names) {
            const QImage image = icon(name.toLatin1().constData()).pixmap(QSize(24, 24), 2).toImage();
            QCOMPARE(image.size(), QSize(48, 48));
            int inked = 0;
            for (int y = 0; y < 48; ++y)
                for (int x = 0; x < 48; ++x)
                    inked += qAlpha(image.pixel(x, y)) > 128;
            QVERIFY2(inked > 60 && inked < 48 * 48 / 2,
                     qPrintable(QStringLiteral("%1 %2").arg(name).arg(inked)));
        }
        QVERIFY(icon("no-such-icon-anywhere").isNull());
        QVERIFY(!programIcon().isNull());
    }

    void iconsTakeTheTextColour()
    {
        const QIcon one = icon("go-next"); // made once, before the scheme changes
        for (const ColourScheme scheme : schemes) {
            applyScheme(*qApp, scheme);
            const QColor text = Theme::named(scheme).text();
            const QColor drawn =
                one.pixmap(QSize(48, 48)).toImage().pixelColor(16, 24); // on the arrow's shaft
            QCOMPARE(drawn.rgb(), text.rgb());
        }
        const QColor faint = QApplication::palette().color(QPalette::Disabled, QPalette::ButtonText);
        QCOMPARE(one.pixmap(QSize(48, 48), QIcon::Disabled).toImage().pixelColor(16, 24).rgb(), faint.rgb());
    }

    void theFocusRingIsTwoPixelsWide()
    {
        QWidget window;
        auto* layout = new QVBoxLayout(&window);
        auto* field = new QLineEdit;
        layout->addWidget(field);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        field->setFocus();
        const QImage image = field->grab().toImage();
        const QColor ring = Theme::of(field).accent();
        QCOMPARE(QColor(image.pixel(field->width() / 2, 0)), ring);
        QCOMPARE(QColor(image.pixel(field->width() / 2, 1)), ring);
    }

    void edgesCanBeSeenOnDark()
    {
        for (const ColourScheme scheme : {ColourScheme::Dark, ColourScheme::HighContrast}) {
            applyScheme(*qApp, scheme);
            QLineEdit field;
            QListWidget list;
            QPushButton button(QStringLiteral("Open"));
            QComboBox box;
            for (QWidget* widget : {static_cast<QWidget*>(&field), static_cast<QWidget*>(&list),
                                    static_cast<QWidget*>(&button), static_cast<QWidget*>(&box)}) {
                widget->resize(120, 40);
                const QColor edge = widget->grab().toImage().pixelColor(60, 0);
                QVERIFY2(contrast(edge, Theme::named(scheme).window()) >= 3,
                         widget->metaObject()->className());
            }
        }
    }
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
