// ui/window/peek_key.cpp - layer: ui
#include "ui/window/peek_key.h"

#include <QKeyEvent>
#include <QWidget>

namespace varad::ui {
namespace {

constexpr int holdMs = 250;

} // namespace

PeekKey::PeekKey(Qt::Key key, QObject* parent) : QObject(parent), m_key(key)
{
    m_holdTimer.setSingleShot(true);
    m_holdTimer.setInterval(holdMs);
    connect(&m_holdTimer, &QTimer::timeout, this, [this] {
        m_holding = true;
        Q_EMIT held(true);
    });
}

void PeekKey::watch(QWidget* widget) { widget->installEventFilter(this); }

bool PeekKey::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut) {
        m_holdTimer.stop(); // the release would go elsewhere
        m_down = false;
        if (std::exchange(m_holding, false))
            Q_EMIT held(false);
        return false;
    }
    const bool press = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (!press && event->type() != QEvent::KeyRelease)
        return QObject::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() != m_key || key->modifiers() != Qt::NoModifier)
        return false;
    event->accept(); // of ShortcutOverride: the press comes here, not to the menu's shortcut
    if (key->isAutoRepeat() || event->type() == QEvent::ShortcutOverride)
        return true;
    if (press) {
        m_down = true;
        m_holdTimer.start();
    } else {
        release();
    }
    return true;
}

void PeekKey::release()
{
    if (!std::exchange(m_down, false))
        return;
    m_holdTimer.stop();
    if (std::exchange(m_holding, false))
        Q_EMIT held(false);
    else
        Q_EMIT tapped();
}

} // namespace varad::ui
