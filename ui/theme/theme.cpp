// ui/theme/theme.cpp - layer: ui (Qt Widgets)
#include "ui/theme/theme.h"

#include <QWidget>

namespace varad::ui {

QString schemeCode(ColourScheme scheme)
{
    switch (scheme) {
    case ColourScheme::System:
        return QStringLiteral("system");
    case ColourScheme::Light:
        return QStringLiteral("light");
    case ColourScheme::Dark:
        return QStringLiteral("dark");
    case ColourScheme::HighContrast:
        return QStringLiteral("high-contrast");
    }
    return {};
}

ColourScheme schemeFromCode(const QString& code)
{
    for (const ColourScheme scheme : {ColourScheme::Light, ColourScheme::Dark, ColourScheme::HighContrast})
        if (code == schemeCode(scheme))
            return scheme;
    return ColourScheme::System;
}

ColourScheme schemeOf(const QPalette& desktop)
{
    return desktop.color(QPalette::Window).lightnessF() < 0.5F ? ColourScheme::Dark : ColourScheme::Light;
}

Theme::Theme(ColourScheme scheme)
{
    if (scheme == ColourScheme::Light) {
        m_text = 0x1B1F24U;
        m_mutedText = 0x57606AU;
        m_window = 0xF6F7F8U;
        m_base = 0xFFFFFFU;
        m_border = 0x848D97U;
        m_accent = 0x0B57A4U;
        m_accentText = 0xFFFFFFU;
        m_noteFill = 0xFFF3CDU;
        m_pass = {0x006B5BU, 0xFFFFFFU, {}};
        m_check = {0xFFD54AU, 0x1B1F24U, 0x7A5900U};
        m_alarm = {0xB23A00U, 0xFFFFFFU, {}};
        m_noResult = {{}, 0x57606AU, 0x57606AU};
        return;
    }
    // High contrast keeps the hues of dark on black, with white and yellow for everything else.
    const bool high = scheme == ColourScheme::HighContrast;
    m_text = high ? 0xFFFFFFU : 0xE8EAEDU;
    m_mutedText = high ? 0xFFFFFFU : 0xA9B1BAU;
    m_window = high ? 0x000000U : 0x1E2226U;
    m_base = high ? 0x000000U : 0x16191CU;
    m_border = high ? 0xFFFFFFU : 0x6B747EU;
    m_accent = high ? 0xFFFF00U : 0x8AB4F8U;
    m_accentText = high ? 0x000000U : 0x16191CU;
    m_noteFill = high ? 0x000000U : 0x3D3517U;
    const QColor onFill = high ? 0x000000U : 0x1E2226U;
    const QColor hollow = high ? 0xFFFFFFU : 0xA9B1BAU;
    const QColor edge = high ? QColor(QRgb(0xFFFFFFU)) : QColor();
    m_pass = {0x4FD1B5U, onFill, edge};
    m_check = {0xF2C94CU, onFill, edge};
    m_alarm = {0xFF9466U, onFill, edge};
    m_noResult = {{}, hollow, hollow};
}

const Theme& Theme::named(ColourScheme scheme)
{
    static const Theme light(ColourScheme::Light);
    static const Theme dark(ColourScheme::Dark);
    static const Theme high(ColourScheme::HighContrast);
    if (scheme == ColourScheme::HighContrast)
        return high;
    return scheme == ColourScheme::Dark ? dark : light;
}

const Theme& Theme::of(const QPalette& palette)
{
    const Theme& high = named(ColourScheme::HighContrast);
    return palette.color(QPalette::Window) == high.window() ? high : named(schemeOf(palette));
}

const Theme& Theme::of(const QWidget* widget) { return of(widget->palette()); }

const Theme::Badge& Theme::badge(Verdict verdict) const
{
    switch (verdict) {
    case Verdict::Pass:
        return m_pass;
    case Verdict::Check:
        return m_check;
    case Verdict::Alarm:
        return m_alarm;
    case Verdict::NoResult:
        break;
    }
    return m_noResult;
}

QColor Theme::verdictFill(Verdict verdict) const { return badge(verdict).fill; }
QColor Theme::verdictText(Verdict verdict) const { return badge(verdict).text; }
QColor Theme::verdictBorder(Verdict verdict) const { return badge(verdict).border; }

QPalette Theme::palette() const
{
    const QColor faint = dark() ? QColor(0x8A929A) : QColor(0x6E7781); // may be missed, need not be read
    // Shades of black are black, so high contrast starts from something lighter.
    const QColor shade = m_window == QColor(Qt::black) ? QColor(0x2A, 0x2A, 0x2A) : m_window;
    const QColor button = dark() ? shade.lighter(130) : QColor(0xFFFFFF);
    QPalette p;
    const auto set = [&p](std::initializer_list<QPalette::ColorRole> roles, const QColor& colour) {
        for (const QPalette::ColorRole role : roles)
            p.setColor(QPalette::All, role, colour);
    };
    set({QPalette::Window}, m_window);
    set({QPalette::Base}, m_base);
    set({QPalette::AlternateBase}, dark() ? m_base.lighter(125) : QColor(0xEEF0F2));
    set({QPalette::Button}, button);
    set({QPalette::ToolTipBase}, m_noteFill);
    set({QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}, m_text);
    set({QPalette::BrightText}, dark() ? QColor(0xFFFFFF) : QColor(Qt::black));
    set({QPalette::PlaceholderText}, m_mutedText);
    set({QPalette::Highlight, QPalette::Link, QPalette::LinkVisited}, m_accent);
    set({QPalette::HighlightedText}, m_accentText);
    // The style mixes its lines from these.
    set({QPalette::Light}, dark() ? shade.lighter(160) : QColor(0xFFFFFF));
    set({QPalette::Midlight}, dark() ? shade.lighter(140) : QColor(0xE6E9EC));
    set({QPalette::Mid}, m_border);
    set({QPalette::Dark}, dark() ? m_window.darker(140) : QColor(0xB1B8C0));
    set({QPalette::Shadow}, QColor(Qt::black));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, faint);
    p.setColor(QPalette::Disabled, QPalette::Highlight, faint);
    return p;
}

} // namespace varad::ui
