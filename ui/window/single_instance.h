// ui/window/single_instance.h - layer: ui (Qt Network)
#pragma once

#include <QLocalServer>
#include <QObject>
#include <QStringList>

namespace varad::ui {

/// One window per user: a second start hands its paths to the first and ends. GUI thread.
class SingleInstance final : public QObject {
    Q_OBJECT

public:
    /// @param name of the server; tests use their own. Others than this user cannot connect.
    explicit SingleInstance(const QString& name = defaultName(), QObject* parent = nullptr);

    /// Hands the paths over if another window listens. Waits at most 300 ms; call it before there is a
    /// window.
    /// @return whether they were taken.
    [[nodiscard]] bool handOver(const QStringList& paths);
    /// Becomes the window that others hand their paths to. A failure only means that they open their own.
    void listen();

    static QString defaultName();

Q_SIGNALS:
    void pathsReceived(const QStringList& paths);

private:
    void accept();

    const QString m_name;
    QLocalServer m_server;
};

} // namespace varad::ui
