// ui/list/picture_finder.h - layer: ui (Qt Core)
#pragma once

#include "core/jobs/job.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>

namespace varad::ui {

/// What was dropped, chosen or given on the command line, sorted into what it is.
struct FoundPaths {
    QStringList unsuited; ///< names of what is no picture, no folder and no product, or is not there
    QString product;      ///< folder of the last product among the paths; empty: none
    int pictures = 0;
    bool tooMany = false; ///< the bound was reached; the rest was left out
};

/// At most so many pictures and folders are listed at once.
inline constexpr int mostEntries = 100'000;

/// Searches folders recursively for names that look like pictures, in natural order: a folder's own pictures,
/// then its subfolders. Links to folders are not followed. Asks the disk: not for the GUI thread.
/// @param chunk gets absolute paths, some hundred at a time.
[[nodiscard]] FoundPaths findPictures(const QStringList& paths, const std::stop_token& stop,
                                      const std::function<void(const QStringList&)>& chunk);

/// findPictures() on a thread; the object and its signals on the GUI thread. A new search ends the one
/// before, of which nothing arrives any more.
class PictureFinder final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    ~PictureFinder() override;

    void search(const QStringList& paths);
    void stop();
    bool searching() const { return m_job != nullptr; }

Q_SIGNALS:
    void found(const QStringList& pictures);
    void finished(const varad::ui::FoundPaths& summary); ///< not after stop()

private:
    std::unique_ptr<Job> m_job;
    std::vector<std::unique_ptr<Job>> m_ending; // stopped, may hang in a slow folder
    quint64 m_request = 0;
};

} // namespace varad::ui
