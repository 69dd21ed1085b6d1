// ui/viewer/threshold_bar.cpp - layer: ui (Qt Widgets)
#include "ui/viewer/threshold_bar.h"

#include "ui/theme/theme.h"
#include "ui/theme/verdict_badge.h"

#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace varad::ui {

ThresholdBar::ThresholdBar(QWidget* parent) : QSlider(Qt::Horizontal, parent)
{
    setRange(0, 200);
    setSingleStep(1);
    setPageStep(10);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ThresholdBar::setMarks(double threshold, double checkBand)
{
    m_threshold = threshold;
    m_checkBand = checkBand;
    update();
}

QSize ThresholdBar::sizeHint() const
{
    return {50 * fontMetrics().averageCharWidth(), minimumSizeHint().height()};
}

QSize ThresholdBar::minimumSizeHint() const
{
    const int line = fontMetrics().height();
    return {20 * fontMetrics().averageCharWidth(), std::max(24, line * 5 / 2 + 4)};
}

QRectF ThresholdBar::groove() const
{
    const double line = fontMetrics().height();
    const double side = fontMetrics().horizontalAdvance(QStringLiteral("200")) / 2.0 + 4;
    return {side, line * 0.3, width() - 2 * side, line * 1.1};
}

double ThresholdBar::at(double score) const
{
    const QRectF area = groove();
    return area.left() + area.width() * (std::clamp(score, 0.0, 200.0) - minimum()) / (maximum() - minimum());
}

void ThresholdBar::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    const QRectF area = groove();
    QPainter painter(this);
    const double alarm = at(m_threshold), check = at(m_threshold - m_checkBand);
    const std::pair<double, Verdict> zones[] = {
        {check, Verdict::Pass}, {alarm, Verdict::Check}, {area.right(), Verdict::Alarm}};
    double from = area.left();
    painter.setOpacity(isEnabled() ? 1 : 0.4);
    for (const auto& [to, verdict] : zones) {
        const QRectF zone(QPointF(from, area.top()), QPointF(to, area.bottom()));
        painter.fillRect(zone, theme.verdictFill(verdict));
        // The sign besides the colour, where there is room. Its shape has the zone's colour and disappears.
        if (zone.width() > 1.5 * zone.height())
            paintVerdictBadge(painter, zone, verdict, theme);
        from = to;
    }
    painter.setPen(theme.border());
    painter.drawRect(area);
    paintNumbers(painter);
    paintHandle(painter);
}

void ThresholdBar::paintNumbers(QPainter& painter) const
{
    painter.setPen(Theme::of(this).text());
    const double top = groove().bottom() + 4;
    for (const int tick : {0, 50, 100, 150, 200}) {
        const double x = at(tick);
        painter.drawLine(QPointF(x, groove().bottom()), QPointF(x, groove().bottom() + 3));
        const QString text = locale().toString(tick);
        const double width = fontMetrics().horizontalAdvance(text) + 2;
        painter.drawText(QRectF(x - width / 2, top, width, fontMetrics().height()), Qt::AlignCenter, text);
    }
}

void ThresholdBar::paintHandle(QPainter& painter) const
{
    const Theme& theme = Theme::of(this);
    const double half = fontMetrics().height() * 0.3;
    const QRectF handle(at(m_threshold) - half, 1, 2 * half, groove().bottom() + 2);
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent(), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(handle.adjusted(-3, 0, 3, 2), 4, 4);
    }
    painter.setPen(QPen(theme.text(), 1.5));
    painter.setBrush(theme.base());
    painter.drawRoundedRect(handle.adjusted(0, 2, 0, -1), 3, 3);
    painter.drawLine(QPointF(handle.center().x(), handle.top() + 5),
                     QPointF(handle.center().x(), handle.bottom() - 4));
}

void ThresholdBar::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    setSliderDown(true);
    dragTo(event->position().x());
}

void ThresholdBar::mouseMoveEvent(QMouseEvent* event)
{
    if (isSliderDown())
        dragTo(event->position().x());
}

void ThresholdBar::mouseReleaseEvent(QMouseEvent*) { setSliderDown(false); }

void ThresholdBar::dragTo(double x)
{
    const QRectF area = groove();
    const double t = std::clamp((x - area.left()) / area.width(), 0.0, 1.0);
    setSliderPosition(minimum() + qRound(t * (maximum() - minimum())));
}

} // namespace varad::ui
