// ui/theme/focus_style.cpp - layer: ui (Qt Widgets)
#include "ui/theme/focus_style.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyleOption>

namespace varad::ui {
namespace {

bool focused(const QStyleOption& option)
{
    return (option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_Enabled);
}

void drawRounded(QPainter& painter, const QRectF& rect, const QColor& colour, double width)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, width));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect.adjusted(width / 2, width / 2, -width / 2, -width / 2), 2, 2);
    painter.restore();
}

void drawRing(const QStyleOption& option, QPainter& painter)
{
    const Theme& theme = Theme::of(option.palette);
    const bool onAccent = option.state & QStyle::State_Selected; // the ring would have the fill's colour
    drawRounded(painter, option.rect, onAccent ? theme.accentText() : theme.accent(), 2);
}

/// Fusion derives edges from the window's colour by darkening it, which shows nothing on dark.
void drawDarkEdge(const QStyleOption& option, QPainter& painter, const QRectF& rect)
{
    const Theme& theme = Theme::of(option.palette);
    if (theme.dark())
        drawRounded(painter, rect, theme.border(), 1);
}

void drawEdge(const QStyleOption& option, QPainter& painter)
{
    if (focused(option))
        drawRing(option, painter);
    else
        drawDarkEdge(option, painter, option.rect);
}

void drawDarkCircle(const QStyleOption& option, QPainter& painter)
{
    const Theme& theme = Theme::of(option.palette);
    if (!theme.dark())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.border());
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5));
    painter.restore();
}

/// The field inside of a spin box has no frame of its own.
bool framed(const QStyleOption* option)
{
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
    return frame && frame->lineWidth > 0;
}

} // namespace

FocusStyle::FocusStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

int FocusStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    return metric == PM_DefaultFrameWidth ? 2
                                          : QProxyStyle::pixelMetric(metric, option, widget); // the ring's
}

void FocusStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                               const QWidget* widget) const
{
    if (element == PE_FrameFocusRect) {
        drawRing(*option, *painter);
        return;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (element == PE_Frame || (element == PE_PanelLineEdit && framed(option)))
        drawEdge(*option, *painter);
    else if (element == PE_IndicatorCheckBox)
        drawDarkEdge(*option, *painter, option->rect);
    else if (element == PE_IndicatorRadioButton)
        drawDarkCircle(*option, *painter);
}

void FocusStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                             const QWidget* widget) const
{
    QProxyStyle::drawControl(element, option, painter, widget);
    if (element == CE_PushButtonBevel)
        drawEdge(*option, *painter);
    else if (element == CE_ProgressBarGroove)
        drawDarkEdge(*option, *painter, option->rect);
}

void FocusStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                    QPainter* painter, const QWidget* widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (control == CC_SpinBox || control == CC_ComboBox) {
        drawEdge(*option, *painter);
    } else if (control == CC_ToolButton) {
        if (focused(*option))
            drawRing(*option, *painter);
        else if (option->state & State_On)
            drawDarkEdge(*option, *painter, option->rect);
    } else if (control == CC_Slider) {
        const QRectF groove = subControlRect(control, option, SC_SliderGroove, widget);
        const bool flat = groove.width() > groove.height();
        const QPointF middle = groove.center();
        const QRectF line = flat ? QRectF(groove.left(), middle.y() - 2, groove.width(), 4)
                                 : QRectF(middle.x() - 2, groove.top(), 4, groove.height());
        drawDarkEdge(*option, *painter, line);
        drawDarkEdge(*option, *painter, subControlRect(control, option, SC_SliderHandle, widget));
    }
}

} // namespace varad::ui
