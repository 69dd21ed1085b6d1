// ui/window/pane_focus.h - layer: ui (Qt Widgets)
#pragma once

#include <QList>

class QWidget;

namespace varad::ui {

/// Gives the focus to the next of those panes that can be seen, round the window. GUI thread.
/// @param direction 1 or -1
void focusNextPane(const QList<QWidget*>& panes, int direction);

} // namespace varad::ui
