// ui/window/peek_key.h - layer: ui (Qt Widgets)
#pragma once

#include <QObject>
#include <QTimer>

namespace varad::ui {

/// One key with two meanings: a tap toggles, holding it shows something for as long as it is held. GUI
/// thread.
class PeekKey final : public QObject {
    Q_OBJECT

public:
    explicit PeekKey(Qt::Key key, QObject* parent = nullptr);

    /// Works while this widget has the keyboard.
    void watch(QWidget* widget);

Q_SIGNALS:
    void tapped();
    void held(bool down);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void release();

    const Qt::Key m_key;
    bool m_down = false;
    bool m_holding = false;
    QTimer m_holdTimer;
};

} // namespace varad::ui
