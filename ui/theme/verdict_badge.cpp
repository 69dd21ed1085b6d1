// ui/theme/verdict_badge.cpp - layer: ui (Qt Gui)
#include "ui/theme/verdict_badge.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace varad::ui {
namespace {

// All shapes are drawn in a square of 24 units.
QPainterPath outline(Verdict verdict)
{
    QPainterPath path;
    switch (verdict) {
    case Verdict::Pass:
        path.addEllipse(QRectF(1.5, 1.5, 21, 21));
        break;
    case Verdict::Check:
        path.addPolygon(QPolygonF({{12, 1.5}, {23.2, 22}, {0.8, 22}, {12, 1.5}}));
        break;
    case Verdict::Alarm:
        path.addPolygon(QPolygonF({{12, 0.6}, {23.4, 12}, {12, 23.4}, {0.6, 12}, {12, 0.6}}));
        break;
    case Verdict::NoResult:
        path.addRect(QRectF(2.5, 2.5, 19, 19));
        break;
    }
    return path;
}

/// The sign inside, as a line to be stroked.
QPainterPath sign(Verdict verdict)
{
    QPainterPath path;
    switch (verdict) {
    case Verdict::Pass:
        path.moveTo(7, 12.5);
        path.lineTo(10.7, 16.2);
        path.lineTo(17, 8.4);
        break;
    case Verdict::Check:
        path.moveTo(9.3, 11.2);
        path.cubicTo(9.3, 7.6, 14.7, 7.6, 14.7, 11.0);
        path.cubicTo(14.7, 13.2, 12, 13.2, 12, 15.6);
        break;
    case Verdict::Alarm:
        path.moveTo(12, 6);
        path.lineTo(12, 13.4);
        break;
    case Verdict::NoResult:
        path.moveTo(8, 12);
        path.lineTo(16, 12);
        break;
    }
    return path;
}

} // namespace

void paintVerdictBadge(QPainter& painter, const QRectF& area, Verdict verdict, const Theme& theme)
{
    const double side = std::min(area.width(), area.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(area.center() - QPointF(side, side) / 2);
    painter.scale(side / 24, side / 24);

    const QColor fill = theme.verdictFill(verdict);
    const QColor border = theme.verdictBorder(verdict);
    QPen edge(border.isValid() ? border : fill, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    if (!fill.isValid()) {
        edge.setWidthF(2);
        edge.setCapStyle(Qt::FlatCap);
        edge.setDashPattern({1.9, 1.9}); // of the width: five dashes a side, one at each corner
        edge.setDashOffset(0.95);
    }
    painter.setPen(edge);
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.drawPath(outline(verdict));

    const QColor text = theme.verdictText(verdict);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(text, 2.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(sign(verdict));
    if (verdict == Verdict::Alarm || verdict == Verdict::Check) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(text);
        painter.drawEllipse(QPointF(12, verdict == Verdict::Alarm ? 17.6 : 19.0), 1.5, 1.5);
    }
    painter.restore();
}

} // namespace varad::ui
