// ui/window/window_docks.h - layer: ui (Qt Widgets)
#pragma once

#include <QByteArray>
#include <QObject>

class QAbstractItemModel;
class QDockWidget;
class QListView;
class QMainWindow;
class QMenu;

namespace varad::ui {

class DetailsPanel;
class InspectionSession;
class ThresholdPanel;

/// The docks round the picture: list, details and threshold. They keep their places while a page without
/// docks is shown. GUI thread.
class WindowDocks final : public QObject {
    Q_OBJECT

public:
    /// Adds the docks to the window, to which they belong, and to the menu. Toolbars are there already;
    /// session and model outlive the docks.
    WindowDocks(QMainWindow& window, InspectionSession& session, QAbstractItemModel& pictures, QMenu& menu);

    QListView& list() { return *m_list; }
    DetailsPanel& details() { return *m_details; }
    ThresholdPanel& threshold() { return *m_threshold; }

    /// As in an earlier start, in Qt's own form; for later, if the docks are hidden.
    void restore(const QByteArray& state);
    /// To be stored; of the time when the docks were shown.
    QByteArray state() const;
    /// As at the first start.
    void reset();
    void setShown(bool shown);
    void showThreshold();
    /// After a change of language.
    void retranslate();

private:
    QDockWidget* add(Qt::DockWidgetArea area, const char* name, QWidget* content);

    QMainWindow& m_window;
    QListView* m_list;
    DetailsPanel* m_details;
    ThresholdPanel* m_threshold;
    QDockWidget* m_listDock;
    QDockWidget* m_detailsDock;
    QDockWidget* m_thresholdDock;
    QByteArray m_fresh; // layout of the first start
    QByteArray m_state; // while the docks are hidden: where they were
    bool m_shown = false;
};

} // namespace varad::ui
