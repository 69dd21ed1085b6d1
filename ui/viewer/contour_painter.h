// ui/viewer/contour_painter.h - layer: ui (Qt Gui)
#pragma once

#include <QImage>
#include <QPolygonF>
#include <QRectF>

#include <vector>

namespace varad::ui {

/// Draws lines with a white core and a black edge, both soft, so that they show on every part. QPainter needs
/// most of a second for the lines of a noisy map; this takes some milliseconds, as a threshold that is
/// dragged has to be followed by the eye.
/// @param frame RGB32
/// @param lines 0..1 across `target`, both axes
/// @param target frame pixels, may reach far outside
/// @param scale widths are 2 (core) and 4 (edge) times this, pixels; >= 1
void paintContour(QImage& frame, const std::vector<QPolygonF>& lines, const QRectF& target, double scale);

} // namespace varad::ui
