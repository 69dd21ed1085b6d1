// ui/theme/verdict_badge.h - layer: ui (Qt Gui)
#pragma once

#include "core/inspection/scale.h"

class QPainter;
class QRectF;

namespace varad::ui {

class Theme;

/// The sign of a verdict, as large as fits into a square in the middle of `area` (logical pixels, 12 and up):
/// circle with tick, triangle with question mark, diamond with exclamation mark, dashed square with a dash.
/// Each has its own outline, so that it is known without colour. Leaves the painter as it was.
void paintVerdictBadge(QPainter& painter, const QRectF& area, Verdict verdict, const Theme& theme);

} // namespace varad::ui
