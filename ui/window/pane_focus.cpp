// ui/window/pane_focus.cpp - layer: ui
#include "ui/window/pane_focus.h"

#include <QWidget>

namespace varad::ui {

void focusNextPane(const QList<QWidget*>& panes, int direction)
{
    QList<QWidget*> seen;
    for (QWidget* pane : panes)
        if (pane->isVisible())
            seen << pane;
    if (seen.isEmpty())
        return;
    const QWidget* focus = seen.first()->window()->focusWidget();
    qsizetype at = -1;
    for (qsizetype i = 0; i < seen.size(); ++i)
        if (focus && (seen[i] == focus || seen[i]->isAncestorOf(focus)))
            at = i;
    QWidget* pane = seen[(at + direction + seen.size()) % seen.size()];
    pane->setFocus(Qt::TabFocusReason);
    if (pane->focusPolicy() != Qt::NoFocus || !pane->nextInFocusChain())
        return;
    for (QWidget* child : pane->findChildren<QWidget*>())
        if (child->isEnabled() && child->isVisible() && child->focusPolicy() & Qt::TabFocus) {
            child->setFocus(Qt::TabFocusReason);
            break;
        }
}

} // namespace varad::ui
