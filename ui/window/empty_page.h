// ui/window/empty_page.h - layer: ui (Qt Widgets)
#pragma once

#include "ui/window/window_settings.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace varad::ui {

/// What is seen while no list is open: what can be done now. GUI thread; asks no disk.
class EmptyPage final : public QWidget {
    Q_OBJECT

public:
    explicit EmptyPage(QWidget* parent = nullptr);

    void setRecent(const std::vector<RecentList>& lists);
    void setProductKnown(bool known);
    void setExampleEnabled(bool enabled);
    /// Something that can be opened is held above the window.
    void setDropHint(bool hint);

Q_SIGNALS:
    void openPicturesRequested();
    void openFolderRequested();
    void openExampleRequested();
    void recentChosen(const QStringList& paths);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void retranslate();
    void showRecent();

    QLabel* m_title;
    QLabel* m_hint;
    QPushButton* m_pictures;
    QPushButton* m_folder;
    QPushButton* m_example;
    QLabel* m_recentTitle;
    QVBoxLayout* m_recentLayout;
    std::vector<RecentList> m_recent;
    bool m_productKnown = false;
    bool m_dropHint = false;
};

/// "shirt-4hole, 412 pictures, 23 Nov": one line for a menu or a button.
[[nodiscard]] QString recentText(const RecentList& list);

} // namespace varad::ui
