// ui/window/single_instance.cpp - layer: ui
#include "ui/window/single_instance.h"

#include <QDataStream>
#include <QLocalSocket>

#include <memory>

namespace varad::ui {
namespace {

constexpr quint32 greeting = 0x76617264; // so that a stranger's bytes are no paths
constexpr qint64 mostBytes = 16 << 20;
constexpr int waitMs = 300;

} // namespace

SingleInstance::SingleInstance(const QString& name, QObject* parent) : QObject(parent), m_name(name)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::accept);
}

QString SingleInstance::defaultName()
{
    return QStringLiteral("varad-inspector-%1").arg(qEnvironmentVariable("USER", QStringLiteral("user")));
}

bool SingleInstance::handOver(const QStringList& paths)
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(waitMs))
        return false;
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << greeting << paths;
    socket.write(bytes);
    while (socket.bytesToWrite() > 0)
        if (!socket.waitForBytesWritten(waitMs))
            return false;
    socket.disconnectFromServer();
    return true;
}

void SingleInstance::listen()
{
    if (m_server.listen(m_name))
        return;
    QLocalServer::removeServer(m_name); // left behind by a crash: nobody answered on it
    m_server.listen(m_name);
}

void SingleInstance::accept()
{
    while (QLocalSocket* socket = m_server.nextPendingConnection()) {
        socket->setParent(this);
        const auto bytes = std::make_shared<QByteArray>();
        const auto take = [socket, bytes] {
            *bytes += socket->readAll();
            if (bytes->size() > mostBytes)
                socket->abort();
        };
        connect(socket, &QLocalSocket::readyRead, this, take);
        connect(socket, &QLocalSocket::disconnected, this, [this, socket, bytes, take] {
            take();
            QDataStream stream(*bytes);
            stream.setVersion(QDataStream::Qt_6_4);
            quint32 word = 0;
            QStringList paths;
            stream >> word;
            if (word == greeting)
                stream >> paths;
            if (word == greeting && stream.status() == QDataStream::Ok)
                Q_EMIT pathsReceived(paths);
            socket->deleteLater();
        });
    }
}

} // namespace varad::ui
