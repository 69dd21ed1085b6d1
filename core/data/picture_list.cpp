// core/data/picture_list.cpp - layer: varad_core (Qt Core)
#include "core/data/dataset.h"
#include "core/data/folder_listing.h"

#include "core/imaging/picture_reader.h"

#include <QCoreApplication>
#include <QDir>
#include <QSet>

namespace varad {
namespace {

constexpr qsizetype kMaxEntries = 100'000;

class Lister {
public:
    Status add(const QString& path)
    {
        const QFileInfo info(path);
        if (!info.exists())
            return Error{ErrorKind::NotFound,
                         QCoreApplication::translate("PictureList", "“%1” does not exist.").arg(path), path,
                         QStringLiteral("not-found")};
        if (info.isDir())
            return addFolder(path);
        if (info.isFile())
            take(info);
        return {};
    }
    const QStringList& found() const { return m_found; }

private:
    Status addFolder(const QString& folder)
    {
        const Result<QFileInfoList> entries = data::listFolder(folder);
        if (!entries.ok())
            return entries.error();
        m_entries += entries.value().size();
        if (m_entries > kMaxEntries)
            return Error{ErrorKind::BadInput,
                         QCoreApplication::translate(
                             "PictureList", "“%1” holds more than %2 entries; choose a smaller folder.")
                             .arg(folder)
                             .arg(kMaxEntries),
                         folder, QStringLiteral("too-large")};
        for (const QFileInfo& entry : entries.value()) {
            if (entry.isDir()) {
                if (entry.isSymLink()) // a link to a folder may lead back to where we came from
                    continue;
                if (const Status status = addFolder(entry.filePath()); !status.ok())
                    return status;
            } else if (entry.isFile() && looksLikePicture(entry.fileName())) {
                take(entry);
            }
        }
        return {};
    }

    void take(const QFileInfo& file)
    {
        const QString real = file.canonicalFilePath();
        if (m_seen.contains(real))
            return;
        m_seen.insert(real);
        m_found.append(file.filePath());
    }

    QStringList m_found;
    QSet<QString> m_seen; // canonical paths
    qsizetype m_entries = 0;
};

} // namespace

Result<QStringList> listPictures(const QStringList& paths)
{
    Lister lister;
    for (const QString& path : paths) {
        if (const Status status = lister.add(path); !status.ok())
            return status.error();
    }
    return lister.found();
}

} // namespace varad
