// ui/theme/theme.h - layer: ui (Qt Widgets)
//
// The one place of colours. There is no global: a theme follows from a palette, so widgets and pictures that
// are painted aside (icons, tests) agree by themselves. GUI thread, except that a Theme may be copied
// anywhere.
#pragma once

#include "core/inspection/scale.h"

#include <QColor>
#include <QPalette>

class QApplication;
class QWidget;

namespace varad::ui {

enum class ColourScheme { System, Light, Dark, HighContrast };

/// "system" "light" "dark" "high-contrast": what settings hold. Never translated.
[[nodiscard]] QString schemeCode(ColourScheme scheme);
/// System for anything else, so that a bad setting falls back.
[[nodiscard]] ColourScheme schemeFromCode(const QString& code);

/// Dark where the window colour is darker than middle grey, else Light.
[[nodiscard]] ColourScheme schemeOf(const QPalette& desktop);

/// Sets our style and palette. System takes the desktop's lightness and follows it until the next call. May
/// be called at any time, any number of times; widgets get PaletteChange and repaint.
void applyScheme(QApplication& app, ColourScheme scheme);

/// True where the scheme is the desktop's, so that the desktop's icons fit.
[[nodiscard]] bool usesDesktopIcons();

/// Colours of one scheme. All text colours reach 5.5:1 on the fill they are meant for (theme_test).
class Theme {
public:
    [[nodiscard]] static const Theme& of(const QPalette& palette);
    [[nodiscard]] static const Theme& of(const QWidget* widget); ///< not null
    /// @param scheme not System
    [[nodiscard]] static const Theme& named(ColourScheme scheme);

    QColor text() const { return m_text; }           ///< on window(), base() and noteFill()
    QColor mutedText() const { return m_mutedText; } ///< captions, units; on window() and base()
    QColor window() const { return m_window; }
    QColor base() const { return m_base; }     ///< lists and fields
    QColor border() const { return m_border; } ///< lines that separate; 3:1 on window()
    QColor accent() const { return m_accent; } ///< selection, focus ring, current picture
    QColor accentText() const { return m_accentText; }
    QColor noteFill() const { return m_noteFill; } ///< bars that tell something, with text()
    bool dark() const { return m_window.lightnessF() < 0.5F; }

    /// Round pictures: the same neutral grey in every scheme, so that eyes judge a picture alike.
    static QColor surround() { return QColor(0x80, 0x80, 0x80); }

    /// Invalid for NoResult: hollow, since a grey fill looks like PASS to green-blind eyes.
    QColor verdictFill(Verdict verdict) const;
    QColor verdictText(Verdict verdict) const;   ///< on verdictFill(); for NoResult on window() and base()
    QColor verdictBorder(Verdict verdict) const; ///< invalid: none

    /// Every role, for all three states.
    [[nodiscard]] QPalette palette() const;

private:
    struct Badge {
        QColor fill, text, border;
    };
    explicit Theme(ColourScheme scheme);
    const Badge& badge(Verdict verdict) const;

    QColor m_text, m_mutedText, m_window, m_base, m_border, m_accent, m_accentText, m_noteFill;
    Badge m_pass, m_check, m_alarm, m_noResult;
};

} // namespace varad::ui
