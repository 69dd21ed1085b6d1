// core/jobs/durable_file.cpp - layer: varad_core (Qt Core)
#include "core/jobs/durable_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(DurableFile)
};

Error systemError(const QString& path, int number)
{
    const QString detail = path + QStringLiteral(": ") + QString::fromLocal8Bit(std::strerror(number));
    switch (number) {
    case ENOSPC:
    case EDQUOT:
        return Error{ErrorKind::NoSpace,
                     Text::tr("%1 was not written: the disk is full. Make room and try again.").arg(path),
                     detail,
                     {}};
    case ENOENT:
    case ENOTDIR:
        return Error{ErrorKind::NotFound,
                     Text::tr("%1 was not written: its folder does not exist. Create it first.").arg(path),
                     detail,
                     {}};
    case EACCES:
    case EPERM:
    case EROFS:
        return Error{
            ErrorKind::Device,
            Text::tr("%1 was not written: no permission there. Choose a folder that you may write to.")
                .arg(path),
            detail,
            {}};
    default:
        return Error{ErrorKind::Device,
                     Text::tr("%1 was not written: %2. Check the disk and try again.")
                         .arg(path, QString::fromLocal8Bit(std::strerror(number))),
                     detail,
                     {}};
    }
}

/// 0 or errno.
int writeAll(int file, const QByteArray& bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::write(file, bytes.constData() + done, static_cast<size_t>(bytes.size() - done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno;
        done += n;
    }
    return 0;
}

int syncOpen(int file)
{
    while (::fsync(file) != 0) {
        if (errno == EINVAL || errno == ENOTSUP)
            return 0; // pipes, some network file systems: nothing to sync
        if (errno != EINTR)
            return errno;
    }
    return 0;
}

int syncPath(const QByteArray& path, int flags)
{
    const int file = ::open(path.constData(), flags | O_CLOEXEC);
    if (file < 0)
        return errno;
    const int failed = syncOpen(file);
    return ::close(file) != 0 && failed == 0 ? errno : failed;
}

int writeNew(const QByteArray& path, const QByteArray& bytes)
{
    const int file = ::open(path.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0)
        return errno;
    int failed = writeAll(file, bytes);
    if (failed == 0)
        failed = syncOpen(file);
    if (::close(file) != 0 && failed == 0)
        failed = errno;
    return failed;
}

} // namespace

Status writeDurably(const QString& path, const QByteArray& bytes)
{
    const QFileInfo info(path);
    if (info.isDir())
        return Error{ErrorKind::BadInput,
                     Text::tr("%1 was not written: a folder has this name. Choose another one.").arg(path),
                     path,
                     {}};
    const QString aside = QStringLiteral("%1/.%2.%3-%4")
                              .arg(info.path(), info.fileName().left(100))
                              .arg(::getpid())
                              .arg(QRandomGenerator::system()->generate(), 8, 16, QLatin1Char('0'));
    const QByteArray name = QFile::encodeName(aside);
    int failed = writeNew(name, bytes);
    if (failed == 0 && ::rename(name.constData(), QFile::encodeName(path).constData()) != 0)
        failed = errno;
    if (failed != 0) {
        ::unlink(name.constData());
        return systemError(path, failed);
    }
    return syncFolder(info.path());
}

Status syncFolder(const QString& folder)
{
    if (const int failed = syncPath(QFile::encodeName(folder), O_RDONLY | O_DIRECTORY); failed != 0)
        return systemError(folder, failed);
    return {};
}

Status syncTree(const QString& folder)
{
    QDirIterator entries(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        const QFileInfo entry(entries.next());
        if (entry.isSymLink())
            continue;
        const int flags = entry.isDir() ? O_RDONLY | O_DIRECTORY : O_RDONLY;
        if (const int failed = syncPath(QFile::encodeName(entry.filePath()), flags); failed != 0)
            return systemError(entry.filePath(), failed);
    }
    return syncFolder(folder);
}

Status renameDurably(const QString& from, const QString& to)
{
    if (::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return systemError(to, errno);
    return syncFolder(QFileInfo(to).path());
}

Status makeFolder(const QString& folder)
{
    if (QFileInfo(folder).isDir())
        return {};
    const QString parent = QFileInfo(QDir::cleanPath(folder)).path();
    if (parent != folder && !QFileInfo(parent).isDir()) {
        if (Status made = makeFolder(parent); !made.ok())
            return made;
    }
    if (::mkdir(QFile::encodeName(folder).constData(), 0777) != 0 && errno != EEXIST)
        return systemError(folder, errno);
    if (!QFileInfo(folder).isDir())
        return systemError(folder, ENOTDIR);
    return syncFolder(parent);
}

} // namespace varad
