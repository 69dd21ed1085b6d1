// ui/window/window_actions.h - layer: ui (Qt Widgets)
#pragma once

#include "ui/theme/theme.h"

#include <QObject>

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;
class QToolBar;

namespace varad::ui {

/// Everything that can be done in the window, with its keys, menus and toolbar. Knows nothing of what it
/// does: the window connects the actions. GUI thread.
class WindowActions final : public QObject {
    Q_OBJECT

public:
    explicit WindowActions(QMainWindow* window);

    QAction* openPictures;
    QAction* openFolder;
    QAction* openExample;
    QAction* closeList;
    QAction* quit;
    QAction* heatmap;     ///< checkable
    QAction* contourOnly; ///< checkable
    QAction* lessOpacity;
    QAction* moreOpacity;
    QAction* fit;
    QAction* actualSize;
    QAction* zoomIn;
    QAction* zoomOut;
    QAction* lockView;   ///< checkable
    QAction* fullScreen; ///< checkable
    QAction* resetLayout;
    QAction* nextPane;
    QAction* previousPane;
    QAction* next;
    QAction* previous;
    QAction* first;
    QAction* last;
    QAction* nextAlarm;
    QAction* previousAlarm;
    QAction* run;
    QAction* pause;
    QAction* cancel;
    QAction* inspectAgain;
    QAction* openProduct;
    QAction* threshold;
    QAction* about;
    QAction* aboutQt;

    QActionGroup* schemes;   ///< data: int of ColourScheme
    QActionGroup* scales;    ///< data: per cent
    QActionGroup* languages; ///< data: code, empty for the system's
    QMenu* recent;
    QMenu* docks;

    QToolBar* toolBar;
    QAction* productPlace; ///< of the toolbar: the chooser goes before it

    /// A disabled action tells why in its tooltip.
    void enable(QAction* action, bool enabled, const QString& reason);
    /// Makes the keys without modifier work in a widget, and nowhere else.
    void attachKeys(QWidget* widget) const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QAction* make(const char* name, const char* iconName = nullptr);
    void makeActions();
    void makeChoices();
    void setKeys();
    void fillMenus();
    void fillToolBar();
    void retranslate();
    void name(QAction* action, const QString& text, const QString& help);

    QMainWindow* m_window;
    QList<QAction*> m_viewKeys; ///< those that work in list and viewer only
    QMenu* m_file;
    QMenu* m_view;
    QMenu* m_inspect;
    QMenu* m_product;
    QMenu* m_help;
    QMenu* m_scheme;
    QMenu* m_scale;
    QMenu* m_language;
};

} // namespace varad::ui
