// ui/theme/icons.h - layer: ui (Qt Gui, Qt Svg)
#pragma once

#include <QIcon>
#include <QStringList>

namespace varad::ui {

/// An icon by its freedesktop name or one of our own ("heatmap", "contour", "threshold", "lock-view").
/// The desktop's where the colours are the desktop's too, else ours, drawn in the text colour of the moment:
/// an action keeps its icon when the scheme changes. A name that we did not draw and the desktop does not
/// know gives a null icon. GUI thread.
[[nodiscard]] QIcon icon(const char* name);

/// The program's own sign, in its colours.
[[nodiscard]] QIcon programIcon();

/// Every name that icon() can draw by itself.
[[nodiscard]] QStringList ownIconNames();

} // namespace varad::ui
