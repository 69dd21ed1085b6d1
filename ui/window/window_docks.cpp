// ui/window/window_docks.cpp - layer: ui
#include "ui/window/window_docks.h"

#include "ui/list/picture_delegate.h"
#include "ui/window/details_panel.h"
#include "ui/window/threshold_panel.h"

#include <QAction>
#include <QDockWidget>
#include <QListView>
#include <QMainWindow>
#include <QMenu>
#include <QScrollArea>

namespace varad::ui {

WindowDocks::WindowDocks(QMainWindow& window, InspectionSession& session, QAbstractItemModel& pictures,
                         QMenu& menu)
    : m_window(window)
{
    const int letter = window.fontMetrics().averageCharWidth();
    m_list = new QListView(&window);
    m_list->setObjectName(QStringLiteral("pictureList"));
    m_list->setModel(&pictures);
    m_list->setItemDelegate(new PictureDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setMinimumWidth(letter * 45); // the longest word and a score fit
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_listDock = add(Qt::LeftDockWidgetArea, "listDock", m_list);

    m_details = new DetailsPanel(&window);
    auto* scroll = new QScrollArea(&window);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_details);
    scroll->setMinimumWidth(m_details->minimumWidth());
    m_detailsDock = add(Qt::RightDockWidgetArea, "detailsDock", scroll);

    m_threshold = new ThresholdPanel(session, &window);
    m_thresholdDock = add(Qt::BottomDockWidgetArea, "thresholdDock", m_threshold);
    window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    for (const QDockWidget* dock : {m_listDock, m_detailsDock, m_thresholdDock})
        menu.addAction(dock->toggleViewAction());
    window.resizeDocks({m_listDock, m_detailsDock}, {letter * 36, letter * 32}, Qt::Horizontal);
    m_fresh = window.saveState();
}

QDockWidget* WindowDocks::add(Qt::DockWidgetArea area, const char* name, QWidget* content)
{
    auto* dock = new QDockWidget(&m_window);
    dock->setObjectName(QLatin1String(name));
    dock->setWidget(content);
    m_window.addDockWidget(area, dock);
    return dock;
}

void WindowDocks::restore(const QByteArray& state)
{
    m_state = state;
    m_window.restoreState(state);
}

QByteArray WindowDocks::state() const { return m_shown ? m_window.saveState() : m_state; }

void WindowDocks::reset()
{
    m_window.restoreState(m_fresh);
    setShown(m_shown);
}

void WindowDocks::setShown(bool shown)
{
    if (shown && !m_shown && (m_state.isEmpty() || !m_window.restoreState(m_state)))
        m_window.restoreState(m_fresh);
    if (!shown) {
        m_state = state();
        for (QDockWidget* dock : {m_listDock, m_detailsDock, m_thresholdDock})
            dock->hide();
    }
    m_shown = shown;
}

void WindowDocks::showThreshold()
{
    m_thresholdDock->show();
    m_threshold->setFocus(Qt::ShortcutFocusReason);
}

void WindowDocks::retranslate()
{
    m_listDock->setWindowTitle(tr("Pictures"));
    m_detailsDock->setWindowTitle(tr("Details"));
    m_thresholdDock->setWindowTitle(tr("Threshold"));
    m_list->setAccessibleName(tr("Pictures"));
    m_detailsDock->widget()->setAccessibleName(tr("Details"));
}

} // namespace varad::ui
