// ui/window/picture_steps.h - layer: ui (Qt Widgets)
#pragma once

#include <QObject>

class QListView;

namespace varad::ui {

class FramedPicture;
class MessageBar;
class WindowActions;

/// The ways from one picture to another: keys, and the list, whose current row is the framed picture. GUI
/// thread.
class PictureSteps final : public QObject {
    Q_OBJECT

public:
    /// All outlive this. @param list shows a PictureListModel
    PictureSteps(FramedPicture& framed, QListView& list, const WindowActions& actions, MessageBar& messages);

private:
    void stepAlarm(int direction);
    void followFrame();

    FramedPicture& m_framed;
    QListView& m_list;
    MessageBar& m_messages;
};

} // namespace varad::ui
