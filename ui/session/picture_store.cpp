// ui/session/picture_store.cpp - layer: ui
#include "ui/session/picture_store.h"

#include "core/imaging/picture_reader.h"
#include "ui/session/picture_image.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace varad::ui {
namespace {

ViewedPicture decode(const QString& path, const std::stop_token& stop)
{
    ViewedPicture out;
    const Result<Picture> picture =
        guarded(QCoreApplication::translate("PictureStore", "The picture cannot be shown."),
                [&] { return readPicture(path, {}, stop); });
    if (!picture.ok()) {
        if (picture.error().kind != ErrorKind::Cancelled)
            out.problem = picture.error().message;
        return out;
    }
    const QImage image = imageOf(picture.value().rgb);
    out.pyramid = PicturePyramid::make(image, stop);
    out.bytes = image.sizeInBytes() * 4 / 3;
    return out;
}

constexpr qint64 largeFile = 4 << 20; // bytes; below, the whole picture is there soon enough
constexpr int previewSide = 2048;     // pixels: fills a screen

} // namespace

ViewedPicture previewOf(const QString& path, const std::stop_token& stop)
{
    ViewedPicture out;
    const QFileInfo info(path);
    const QString suffix = info.suffix().toLower();
    if ((suffix != QLatin1String("jpg") && suffix != QLatin1String("jpeg")) || info.size() < largeFile)
        return out;
    const Result<PicturePreview> preview =
        guarded(QString(), [&] { return readPreview(path, previewSide, {}, stop); });
    if (!preview.ok())
        return out; // decode() finds the reason
    const QImage image = imageOf(preview.value().rgb);
    out.pyramid = PicturePyramid::make(image, stop);
    out.size = QSize(preview.value().fullSize.width, preview.value().fullSize.height);
    return out;
}

PictureStore::PictureStore(QObject* parent)
    : QObject(parent),
      m_thread(std::make_unique<WishThread<ViewedPicture>>(
          this, decode, [this](const QString& path, const ViewedPicture& picture) { take(path, picture); })),
      m_previewThread(std::make_unique<WishThread<ViewedPicture>>(
          this, previewOf,
          [this](const QString& path, const ViewedPicture& picture) { takePreview(path, picture); }))
{
}

PictureStore::~PictureStore() = default;

void PictureStore::want(const QStringList& paths)
{
    m_wanted = paths;
    makeRoom();
    sendWishes();
}

const ViewedPicture* PictureStore::find(const QString& path) const
{
    const auto at = m_pictures.constFind(path);
    if (at != m_pictures.constEnd())
        return &*at;
    return path == m_previewPath ? &m_preview : nullptr;
}

void PictureStore::forget(const QString& path)
{
    if (path == m_previewPath)
        m_previewPath.clear();
    const auto at = m_pictures.constFind(path);
    if (at != m_pictures.constEnd()) {
        m_bytes -= at->bytes;
        m_order.removeOne(path);
        m_pictures.erase(at);
    }
    sendWishes();
}

void PictureStore::take(const QString& path, const ViewedPicture& picture)
{
    if (!picture.pyramid && picture.problem.isEmpty())
        return; // stopped
    if (!m_pictures.contains(path)) {
        m_pictures.insert(path, picture);
        m_order << path;
        m_bytes += picture.bytes;
        makeRoom();
    }
    Q_EMIT ready(path);
}

void PictureStore::takePreview(const QString& path, const ViewedPicture& picture)
{
    if (!picture.pyramid || m_wanted.isEmpty() || path != m_wanted.first() || m_pictures.contains(path))
        return; // none, or no longer of use
    m_previewPath = path;
    m_preview = picture;
    Q_EMIT ready(path);
}

/// What is not wanted goes first, then the least urgent; the most urgent stays whatever its size.
void PictureStore::makeRoom()
{
    QStringList candidates;
    for (const QString& path : std::as_const(m_order))
        if (!m_wanted.contains(path))
            candidates << path;
    for (qsizetype i = m_wanted.size() - 1; i > 0; --i)
        if (m_pictures.contains(m_wanted.at(i)))
            candidates << m_wanted.at(i);
    for (const QString& path : std::as_const(candidates)) {
        if (m_bytes <= m_budget)
            return;
        m_bytes -= m_pictures.value(path).bytes;
        m_pictures.remove(path);
        m_order.removeOne(path);
    }
}

void PictureStore::sendWishes()
{
    QStringList missing;
    for (const QString& path : std::as_const(m_wanted))
        if (!m_pictures.contains(path) && (m_bytes < m_budget || path == m_wanted.first()))
            missing << path;
    m_thread->setWishes(missing);
    const bool framedMissing = !missing.isEmpty() && missing.first() == m_wanted.first();
    m_previewThread->setWishes(framedMissing ? missing.mid(0, 1) : QStringList());
}

} // namespace varad::ui
