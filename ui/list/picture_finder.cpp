// ui/list/picture_finder.cpp - layer: ui
#include "ui/list/picture_finder.h"

#include "core/data/folder_listing.h"
#include "core/imaging/picture_reader.h"
#include "core/products/product_catalog.h"

#include <QCollator>
#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>

namespace varad::ui {
namespace {

constexpr qsizetype chunkSize = 500;

/// "2" before "10" as the user's language sorts, equal ones in some fixed order.
void sortNaturally(QStringList& names)
{
    QCollator collator;
    if (collator.locale().language() == QLocale::C) { // there a collator compares bytes
        std::sort(names.begin(), names.end(), data::naturallyLess);
        return;
    }
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::vector<std::pair<QCollatorSortKey, QString>> keyed;
    keyed.reserve(static_cast<size_t>(names.size()));
    for (const QString& name : std::as_const(names))
        keyed.emplace_back(collator.sortKey(name), name);
    std::sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) {
        const int order = a.first.compare(b.first);
        return order != 0 ? order < 0 : a.second < b.second;
    });
    names.clear();
    for (const auto& [key, name] : keyed)
        names << name;
}

class Search {
public:
    Search(const std::stop_token& stop, const std::function<void(const QStringList&)>& chunk)
        : m_stop(stop), m_chunk(chunk)
    {
    }

    void addPath(const QString& path)
    {
        const QFileInfo info(path);
        if (isProduct(path))
            m_summary.product = info.isDir() ? info.absoluteFilePath() : info.absolutePath();
        else if (info.isDir())
            addFolder(info.absoluteFilePath());
        else if (info.isFile() && looksLikePicture(info.fileName()))
            addPicture(info.absoluteFilePath());
        else
            m_summary.unsuited << info.fileName();
    }

    FoundPaths finish()
    {
        flush();
        return m_summary;
    }

private:
    bool ended()
    {
        if (m_entries >= mostEntries)
            m_summary.tooMany = true;
        return m_summary.tooMany || m_stop.stop_requested();
    }

    void addFolder(const QString& folder)
    {
        QStringList pictures;
        QStringList folders;
        QDirIterator entries(folder, QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot);
        while (!ended() && entries.hasNext()) {
            entries.next();
            const QFileInfo info = entries.fileInfo();
            if (info.isDir() ? !info.isSymLink() : looksLikePicture(info.fileName()) && info.isFile()) {
                (info.isDir() ? folders : pictures) << info.fileName();
                ++m_entries;
            }
        }
        sortNaturally(pictures);
        sortNaturally(folders);
        for (const QString& name : std::as_const(pictures))
            addPicture(folder + QLatin1Char('/') + name);
        if (m_summary.pictures <= chunkSize)
            flush(); // what the first folder holds is seen at once
        for (const QString& name : std::as_const(folders))
            if (!m_stop.stop_requested() && !m_summary.tooMany)
                addFolder(folder + QLatin1Char('/') + name);
    }

    void addPicture(const QString& path)
    {
        m_found << path;
        ++m_summary.pictures;
        if (m_found.size() >= chunkSize)
            flush();
    }

    void flush()
    {
        if (!m_found.isEmpty() && !m_stop.stop_requested())
            m_chunk(m_found);
        m_found.clear();
    }

    const std::stop_token m_stop;
    const std::function<void(const QStringList&)>& m_chunk;
    QStringList m_found;
    FoundPaths m_summary;
    int m_entries = 0;
};

} // namespace

FoundPaths findPictures(const QStringList& paths, const std::stop_token& stop,
                        const std::function<void(const QStringList&)>& chunk)
{
    Search search(stop, chunk);
    for (const QString& path : paths)
        if (!stop.stop_requested())
            search.addPath(path);
    return search.finish();
}

PictureFinder::~PictureFinder() = default;

void PictureFinder::search(const QStringList& paths)
{
    stop();
    const quint64 request = m_request;
    m_job = std::make_unique<Job>(
        tr("Search for pictures"), [this, request, paths](const JobContext& context) -> Status {
            const auto onGuiThread = [this, request](auto call) {
                QMetaObject::invokeMethod(
                    this,
                    [this, request, call] {
                        if (request == m_request)
                            call();
                    },
                    Qt::QueuedConnection);
            };
            const FoundPaths summary = findPictures(paths, context.stop, [&](const QStringList& chunk) {
                onGuiThread([this, chunk] { Q_EMIT found(chunk); });
            });
            onGuiThread([this, summary] {
                m_job.reset();
                Q_EMIT finished(summary);
            });
            return {};
        });
    m_job->start();
}

void PictureFinder::stop()
{
    ++m_request;
    std::erase_if(m_ending, [](const std::unique_ptr<Job>& job) { return !job->running(); });
    if (!m_job)
        return;
    m_job->cancel();
    m_ending.push_back(std::move(m_job)); // joined when it has ended: the GUI does not wait for a slow disk
}

} // namespace varad::ui
