// ui/list/thumbnail_store.cpp - layer: ui
#include "ui/list/thumbnail_store.h"

#include "core/imaging/picture_reader.h"
#include "ui/session/picture_image.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace varad::ui {
namespace {

constexpr int memoryPictures = 3000; // 160 x 120 pixels each: about 200 MB at most
constexpr int mostWishes = 60;       // more than a screen of rows; older ones have been scrolled away

void store(const QString& file, const QImage& image)
{
    QDir().mkpath(QFileInfo(file).path());
    QSaveFile out(file); // another window may read it: whole or not at all
    if (out.open(QIODevice::WriteOnly) && image.save(&out, "JPG", 85))
        out.commit(); // a cache: what cannot be stored is made again
}

QImage load(const QString& file)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return {};
    const QImage image = QImage::fromData(in.readAll(), "JPG");
    in.setFileTime(QDateTime::currentDateTime(), QFileDevice::FileAccessTime);
    return std::max(image.width(), image.height()) <= thumbnailSide ? image : QImage();
}

QImage make(const QString& cacheFolder, const QString& path, const std::stop_token& stop)
{
    const QString file = cacheFolder.isEmpty() ? QString() : thumbnailFile(cacheFolder, path);
    if (!file.isEmpty())
        if (QImage known = load(file); !known.isNull())
            return known;
    // Twice the side, so that areas are averaged: what a coarse decoder gives alone looks rough.
    const Result<PicturePreview> picture =
        guarded(QString(), [&] { return readPreview(path, 2 * thumbnailSide, {}, stop); });
    if (!picture.ok())
        return {};
    QImage image = thumbnailOf(picture.value().rgb);
    if (!file.isEmpty())
        store(file, image);
    return image;
}

} // namespace

QString thumbnailFile(const QString& cacheFolder, const QString& picture)
{
    const QFileInfo info(picture);
    const QString text = QStringLiteral("%1\n%2\n%3")
                             .arg(info.absoluteFilePath())
                             .arg(info.size())
                             .arg(info.lastModified().toMSecsSinceEpoch());
    const QString name =
        QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha1).toHex());
    return QStringLiteral("%1/%2/%3.jpg").arg(cacheFolder, name.left(2), name);
}

void pruneThumbnails(const QString& cacheFolder, qint64 budget, const std::stop_token& stop)
{
    struct File {
        QDateTime used;
        QString path;
        qint64 size;
    };
    std::vector<File> files;
    qint64 bytes = 0;
    QDirIterator entries(cacheFolder, {QStringLiteral("*.jpg")}, QDir::Files, QDirIterator::Subdirectories);
    while (!stop.stop_requested() && entries.hasNext()) {
        entries.next();
        const QFileInfo info = entries.fileInfo();
        files.push_back({info.lastRead(), info.filePath(), info.size()});
        bytes += info.size();
    }
    std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.used < b.used; });
    for (const File& file : files) {
        if (bytes <= budget || stop.stop_requested())
            return;
        if (QFile::remove(file.path))
            bytes -= file.size;
    }
}

ThumbnailStore::ThumbnailStore(const QString& cacheFolder, qint64 diskBudget, QObject* parent)
    : QObject(parent), m_folder(cacheFolder), m_memory(memoryPictures)
{
    m_writer.setMaxThreadCount(1);
    m_send.setSingleShot(true);
    m_send.setInterval(0); // once for all rows of one paint event
    connect(&m_send, &QTimer::timeout, this, &ThumbnailStore::sendWishes);
    auto pruned = std::make_shared<bool>(m_folder.isEmpty()); // of the thread alone
    m_thread = std::make_unique<WishThread<QImage>>(
        this,
        [folder = m_folder, diskBudget, pruned](const QString& path, const std::stop_token& stop) {
            if (!std::exchange(*pruned, true))
                pruneThumbnails(folder, diskBudget, stop);
            return make(folder, path, stop);
        },
        [this](const QString& path, const QImage& image) { take(path, image); });
}

ThumbnailStore::~ThumbnailStore() { m_writer.clear(); }

QPixmap ThumbnailStore::thumbnail(const QString& path)
{
    if (const QPixmap* known = m_memory.object(path))
        return *known;
    m_asked.removeOne(path);
    m_asked.prepend(path);
    while (m_asked.size() > mostWishes)
        m_asked.removeLast();
    m_send.start();
    return {};
}

void ThumbnailStore::offer(const QString& path, const QImage& image)
{
    if (const QPixmap* known = m_memory.object(path); known && !known->isNull())
        return;
    if (!m_folder.isEmpty())
        m_writer.start([folder = m_folder, path, image] {
            if (const QString file = thumbnailFile(folder, path); !QFileInfo::exists(file))
                store(file, image);
        });
    take(path, image);
}

void ThumbnailStore::sendWishes() { m_thread->setWishes(m_asked); }

void ThumbnailStore::take(const QString& path, const QImage& image)
{
    m_asked.removeOne(path);
    m_memory.insert(path, new QPixmap(QPixmap::fromImage(image)));
    Q_EMIT ready(path);
}

} // namespace varad::ui
