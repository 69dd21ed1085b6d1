// ui/viewer/legend.cpp - layer: ui (Qt Widgets)
#include "ui/viewer/legend.h"

#include "ui/theme/theme.h"
#include "ui/viewer/picture_accessible.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace varad::ui {

Legend::Legend(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("heatmapLegend"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    announceGraphics();
    speak();
}

void Legend::setThreshold(double score)
{
    m_threshold = score;
    speak();
    update();
}

void Legend::setColourMap(HeatColours colours)
{
    m_colours = colours;
    update();
}

void Legend::setCalibrated(bool calibrated)
{
    m_calibrated = calibrated;
    speak();
    update();
}

void Legend::speak()
{
    setAccessibleName(tr("Colours of the heatmap"));
    const QString threshold = locale().toString(m_threshold, 'f', 0);
    setAccessibleDescription(
        m_calibrated ? tr("The colours show scores from 0 to 200. The threshold is %1.").arg(threshold)
                     : tr("There is no calibration, so the colours have no scores."));
    setToolTip(m_calibrated ? tr("Score 100 is the most unusual place of any good part at calibration.")
                            : accessibleDescription());
}

void Legend::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::LocaleChange) {
        speak();
        updateGeometry();
        update();
    }
    QWidget::changeEvent(event);
}

// From top to bottom: the threshold's mark, the bar, numbers with the word.
QSize Legend::sizeHint() const { return {40 * fontMetrics().averageCharWidth(), minimumSizeHint().height()}; }

QSize Legend::minimumSizeHint() const
{
    const int line = fontMetrics().height();
    return {fontMetrics().horizontalAdvance(QStringLiteral("0 50 100 200 >")) * 2, line * 5 / 2 + 4};
}

QRectF Legend::bar() const
{
    const double line = fontMetrics().height();
    const double side = fontMetrics().horizontalAdvance(QStringLiteral("200 >")) / 2.0 + 2;
    return {side, line / 2 + 2, width() - 2 * side, line * 0.8};
}

double Legend::at(double score) const
{
    const QRectF area = bar();
    return area.left() +
           area.width() * (std::clamp(score, heatLow, heatHigh) - heatLow) / (heatHigh - heatLow);
}

void Legend::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    const QRectF area = bar();
    QPainter painter(this);
    QLinearGradient gradient(area.topLeft(), area.topRight());
    for (int stop = 0; stop <= 40; ++stop) {
        const cv::Vec3b c = heatColour(heatLow + (heatHigh - heatLow) * stop / 40, m_colours);
        gradient.setColorAt(stop / 40.0, QColor(c[0], c[1], c[2]));
    }
    painter.setOpacity(m_calibrated ? 1 : 0.4);
    painter.fillRect(area, gradient);
    painter.setOpacity(1);
    painter.setPen(theme.border());
    painter.drawRect(area);
    painter.setPen(theme.text());
    const double below = area.bottom() + 4;
    const QRectF words(0, below, width(), fontMetrics().height());
    if (!m_calibrated) {
        painter.drawText(words, Qt::AlignCenter, tr("uncalibrated"));
        return;
    }
    paintNumbers(painter, words);
    paintThreshold(painter, theme);
}

void Legend::paintNumbers(QPainter& painter, const QRectF& words) const
{
    for (const int tick : {0, 50, 100, 200}) {
        const double x = at(tick);
        painter.drawLine(QPointF(x, bar().bottom()), QPointF(x, bar().bottom() + 3));
        const QString number = locale().toString(tick);
        const QString text = tick == 200 ? number + QStringLiteral(" >") : number;
        QRectF place(0, words.top(), fontMetrics().horizontalAdvance(text) + 2, words.height());
        place.moveCenter({x, words.center().y()});
        painter.drawText(place, Qt::AlignCenter, text);
    }
    const QRectF between(at(100), words.top(), at(200) - at(100), words.height());
    painter.drawText(between, Qt::AlignCenter, tr("score"));
}

void Legend::paintThreshold(QPainter& painter, const Theme& theme) const
{
    const double x = at(m_threshold);
    const double top = bar().top(), half = top * 0.6;
    QPainterPath mark;
    mark.moveTo(x, top + 1);
    mark.lineTo(x - half, 1);
    mark.lineTo(x + half, 1);
    mark.closeSubpath();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.text());
    painter.drawPath(mark);
    // Down through the bar, visible on every colour.
    painter.setPen(QPen(Qt::black, 3));
    painter.drawLine(QPointF(x, top + 1), QPointF(x, bar().bottom() - 1));
    painter.setPen(QPen(Qt::white, 1));
    painter.drawLine(QPointF(x, top + 1), QPointF(x, bar().bottom() - 1));
}

} // namespace varad::ui
