// ui/list/thumbnail_store.h - layer: ui (Qt Gui)
#pragma once

#include "ui/session/wish_thread.h"

#include <QCache>
#include <QImage>
#include <QObject>
#include <QPixmap>
#include <QThreadPool>
#include <QTimer>

#include <memory>

namespace varad::ui {

/// Small pictures for the list, made on a thread of its own for what is being painted, newest first; kept in
/// memory and on disk (by path, size and time of the file). GUI thread; calls return at once.
class ThumbnailStore final : public QObject {
    Q_OBJECT

public:
    /// @param cacheFolder is made when the first thumbnail is stored; empty: none on disk.
    /// @param diskBudget bytes; what was used longest ago is removed at the first wish.
    explicit ThumbnailStore(const QString& cacheFolder, qint64 diskBudget = 100LL << 20,
                            QObject* parent = nullptr);
    ~ThumbnailStore() override;

    /// Null: it is not there; it comes with ready(), unless the file cannot be decoded.
    QPixmap thumbnail(const QString& path);
    /// One that somebody else has made.
    void offer(const QString& path, const QImage& image);
    /// The file has changed.
    void forget(const QString& path) { m_memory.remove(path); }

Q_SIGNALS:
    void ready(const QString& path);

private:
    void sendWishes();
    void take(const QString& path, const QImage& image);

    const QString m_folder;
    QCache<QString, QPixmap> m_memory; // cost: pictures; a null one: cannot be made
    QStringList m_asked;               // newest first
    QTimer m_send;
    QThreadPool m_writer; // one thread: stores what was offered
    std::unique_ptr<WishThread<QImage>> m_thread;
};

/// Where a file's thumbnail lies on disk; depends on its path, size and time. Asks the disk.
[[nodiscard]] QString thumbnailFile(const QString& cacheFolder, const QString& picture);

/// Removes the files used longest ago until at most `budget` bytes are left. Asks the disk.
void pruneThumbnails(const QString& cacheFolder, qint64 budget, const std::stop_token& stop);

} // namespace varad::ui
