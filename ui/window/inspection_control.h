// ui/window/inspection_control.h - layer: ui (Qt Widgets)
#pragma once

#include <QObject>

namespace varad::ui {

class FramedPicture;
class InspectionSession;
class MessageBar;
class ThumbnailStore;
class WindowActions;

/// The actions that start, halt and repeat the inspection of the open list, and the notes about what became
/// of it. GUI thread.
class InspectionControl final : public QObject {
    Q_OBJECT

public:
    struct Parts { ///< all outlive this
        InspectionSession& session;
        FramedPicture& framed;
        ThumbnailStore& thumbnails;
        WindowActions& actions;
        MessageBar& messages;
    };

    explicit InspectionControl(const Parts& parts);

    /// Results so far stay; a note tells of it and offers to go on.
    void cancel();
    /// After a change of language.
    void retranslate() { enableActions(); }

Q_SIGNALS:
    void failureShown(); ///< a person asked for it and wants to go on in the list

private:
    void enableActions();
    void inspectAgain();
    void tellFailures();
    void showNextFailure();

    const Parts m_parts;
    int m_failuresTold = 0;
};

} // namespace varad::ui
