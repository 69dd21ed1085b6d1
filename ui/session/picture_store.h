// ui/session/picture_store.h - layer: ui (Qt Gui)
#pragma once

#include "ui/session/wish_thread.h"
#include "ui/viewer/picture_pyramid.h"

#include <QHash>
#include <QObject>
#include <QSize>

#include <memory>

namespace varad::ui {

/// A picture ready to be looked at, or the reason why not.
struct ViewedPicture {
    std::shared_ptr<const PicturePyramid> pyramid; ///< null: `problem` says why
    QSize size;      ///< of the whole picture, where `pyramid` is a smaller preview of it; else empty
    QString problem; ///< one translated sentence
    qint64 bytes = 0;
};

/// A large JPEG, coarsely decoded, which takes a fraction of the time; nothing for other files, of which
/// every pixel has to be decoded anyway. Not for the GUI thread.
[[nodiscard]] ViewedPicture previewOf(const QString& path, const std::stop_token& stop);

/// Decoded pictures for the viewer: the framed one and its neighbours, decoded on a thread of its own; of a
/// large framed one a preview comes first. GUI thread; calls return at once.
class PictureStore final : public QObject {
    Q_OBJECT

public:
    explicit PictureStore(QObject* parent = nullptr);
    ~PictureStore() override;

    /// What should be at hand, most urgent first. Others stay as long as there is room.
    void want(const QStringList& paths);
    /// null: not there (yet). Valid until the next call of want() or forget().
    const ViewedPicture* find(const QString& path) const;
    /// The file has changed.
    void forget(const QString& path);
    void setBudget(qint64 bytes) { m_budget = bytes; }

Q_SIGNALS:
    void ready(const QString& path);

private:
    void take(const QString& path, const ViewedPicture& picture);
    void takePreview(const QString& path, const ViewedPicture& picture);
    void makeRoom();
    void sendWishes();

    qint64 m_budget = 400LL << 20; ///< five pictures of 12 Mpx with their smaller copies
    qint64 m_bytes = 0;
    QHash<QString, ViewedPicture> m_pictures;
    QStringList m_order; // of m_pictures, oldest first
    QStringList m_wanted;
    QString m_previewPath;
    ViewedPicture m_preview; // of m_previewPath; one is enough
    std::unique_ptr<WishThread<ViewedPicture>> m_thread;
    std::unique_ptr<WishThread<ViewedPicture>> m_previewThread;
};

} // namespace varad::ui
