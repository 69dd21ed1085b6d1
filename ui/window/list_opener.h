// ui/window/list_opener.h - layer: ui (Qt Widgets)
#pragma once

#include "ui/list/picture_finder.h"

#include <QObject>
#include <QStringList>

class QMenu;
class QWidget;

namespace varad::ui {

class FramedPicture;
class InspectionSession;
class MessageBar;
struct WindowSettings;

/// Opens lists of pictures: asks for them, has them looked for on another thread, and knows where the person
/// was in a list that was open before. GUI thread.
class ListOpener final : public QObject {
    Q_OBJECT

public:
    enum class Mode { Replace, Add };
    struct Parts { ///< all outlive this
        InspectionSession& session;
        FramedPicture& framed;
        WindowSettings& settings;
        MessageBar& messages;
        QWidget& window; ///< of the dialogs
    };

    explicit ListOpener(const Parts& parts);

    /// Pictures, folders, and products. The list that is open stays until the first picture is found.
    void open(const QStringList& paths, Mode mode = Mode::Replace);
    void close();
    void askForPictures();
    void askForFolder();
    /// Writes down which picture is framed; the settings keep it.
    void rememberPlace();
    void fillRecentMenu(QMenu& menu);

Q_SIGNALS:
    void opened(); ///< a list was empty and has pictures now
    void closed();
    void recentChanged(); ///< what the settings know of former lists
    void productFound(const QString& folder);

private:
    void take(const QStringList& pictures);
    void finish(const FoundPaths& summary);

    const Parts m_parts;
    PictureFinder m_finder;
    QStringList m_listPaths; // what the open list was opened from
    QStringList m_searched;  // what the search under way is for
    bool m_replacePending = false;
    QString m_wantedPlace; // picture to frame when it is found
};

} // namespace varad::ui
