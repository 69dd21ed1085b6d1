// ui/window/message_bar.cpp - layer: ui
#include "ui/window/message_bar.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace varad::ui {

MessageBar::MessageBar(QWidget* parent) : QFrame(parent), m_layout(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("messageBar"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(1);
    hide();
}

void MessageBar::tell(const QString& topic, const Note& note)
{
    QWidget* old = m_notes.take(topic);
    QWidget* fresh = makeNote(topic, note);
    const int place = old ? m_layout->indexOf(old) : 0; // the newest on top
    m_layout->insertWidget(place, fresh);
    if (old) {
        m_layout->removeWidget(old);
        old->hide();
        old->deleteLater();
    }
    m_notes.insert(topic, fresh);
    m_texts.insert(topic, note.text);
    show();
    auto* label = fresh->findChild<QLabel*>(QStringLiteral("noteText"));
    QAccessibleEvent event(label, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageBar::dismiss(const QString& topic)
{
    m_texts.remove(topic);
    if (QWidget* note = m_notes.take(topic)) {
        m_layout->removeWidget(note);
        note->hide();
        note->deleteLater(); // perhaps called by its own button
    }
    if (m_notes.isEmpty())
        hide();
}

void MessageBar::dismissAll()
{
    const QStringList topics = m_notes.keys();
    for (const QString& topic : topics)
        dismiss(topic);
}

QString MessageBar::text(const QString& topic) const { return m_texts.value(topic); }

QWidget* MessageBar::makeNote(const QString& topic, const Note& note)
{
    auto* frame = new QFrame(this);
    frame->setObjectName(QStringLiteral("note-") + topic);
    frame->setFrameShape(QFrame::StyledPanel);
    frame->setAutoFillBackground(true);
    frame->setBackgroundRole(QPalette::ToolTipBase);
    auto* row = new QHBoxLayout(frame);
    row->setContentsMargins(8, 4, 4, 4);
    auto* sign = new QLabel(frame);
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize);
    sign->setPixmap(icon(note.kind == Kind::Warning ? "dialog-warning" : "dialog-information")
                        .pixmap(QSize(size, size), devicePixelRatioF()));
    row->addWidget(sign);
    auto* label = new QLabel(note.text, frame);
    label->setObjectName(QStringLiteral("noteText"));
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::ToolTipText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(label, 1);
    if (!note.button.isEmpty()) {
        auto* button = new QPushButton(note.button, frame);
        button->setObjectName(QStringLiteral("noteButton"));
        connect(button, &QPushButton::clicked, this, [action = note.action] { action(); });
        row->addWidget(button);
    }
    auto* close = new QToolButton(frame);
    close->setObjectName(QStringLiteral("noteClose"));
    close->setAutoRaise(true);
    close->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
    close->setToolTip(tr("Close this message"));
    close->setAccessibleName(tr("Close this message"));
    connect(close, &QToolButton::clicked, this, [this, topic] { dismiss(topic); });
    row->addWidget(close);
    return frame;
}

} // namespace varad::ui
