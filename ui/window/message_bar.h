// ui/window/message_bar.h - layer: ui (Qt Widgets)
#pragma once

#include <QFrame>
#include <QMap>

#include <functional>

class QVBoxLayout;

namespace varad::ui {

/// Notes above the pictures, in place of dialogs: one line of plain text each, perhaps with one button, until
/// they are closed or replaced. GUI thread.
class MessageBar final : public QFrame {
    Q_OBJECT

public:
    enum class Kind { Information, Warning };
    struct Note {
        Kind kind = Kind::Information;
        QString text;                 ///< translated; may hold names of files
        QString button;               ///< empty: none
        std::function<void()> action; ///< of the button
    };

    explicit MessageBar(QWidget* parent = nullptr);

    /// @param topic of the note; a later one of the same topic replaces it.
    void tell(const QString& topic, const Note& note);
    void dismiss(const QString& topic);
    void dismissAll();
    /// Empty: no such note.
    QString text(const QString& topic) const;

private:
    QWidget* makeNote(const QString& topic, const Note& note);

    QVBoxLayout* m_layout;
    QMap<QString, QWidget*> m_notes;
    QMap<QString, QString> m_texts;
};

} // namespace varad::ui
