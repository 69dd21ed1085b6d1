// ui/window/list_opener.cpp - layer: ui
#include "ui/window/list_opener.h"

#include "ui/session/inspection_session.h"
#include "ui/window/empty_page.h"
#include "ui/window/framed_picture.h"
#include "ui/window/message_bar.h"
#include "ui/window/window_settings.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>

#include <utility>

namespace varad::ui {
namespace {

/// "a.txt, b.txt and 3 more": a bar has one line.
QString someNames(const QStringList& names)
{
    constexpr qsizetype shown = 3;
    const QString list = QStringList(names.mid(0, shown)).join(QStringLiteral(", "));
    const auto more = static_cast<int>(names.size() - shown);
    return more > 0 ? ListOpener::tr("%1 and %n more", nullptr, more).arg(list) : list;
}

} // namespace

ListOpener::ListOpener(const Parts& parts) : m_parts(parts)
{
    connect(&m_finder, &PictureFinder::found, this, &ListOpener::take);
    connect(&m_finder, &PictureFinder::finished, this, &ListOpener::finish);
}

void ListOpener::open(const QStringList& paths, Mode mode)
{
    if (paths.isEmpty())
        return;
    rememberPlace();
    m_parts.messages.dismiss(QStringLiteral("open"));
    m_searched = paths;
    m_replacePending = mode == Mode::Replace;
    const RecentList* known = mode == Mode::Replace ? m_parts.settings.findRecent(paths) : nullptr;
    m_wantedPlace = known ? known->place : QString();
    m_finder.search(paths);
}

void ListOpener::take(const QStringList& pictures)
{
    InspectionSession& session = m_parts.session;
    if (std::exchange(m_replacePending, false)) {
        session.clear();
        m_parts.messages.dismiss(QStringLiteral("cancelled")); // it told of the list that was open
        m_listPaths.clear();
    }
    for (const QString& path : std::as_const(m_searched))
        if (!m_listPaths.contains(path))
            m_listPaths << path;
    const bool wasEmpty = session.count() == 0;
    session.append(pictures);
    if (wasEmpty) {
        Q_EMIT opened();
        m_parts.settings.addRecent(m_listPaths, session.count()); // also if the search is never finished
    }
    if (m_wantedPlace.isEmpty() || !pictures.contains(m_wantedPlace))
        return;
    const int first = session.count() - static_cast<int>(pictures.size());
    if (m_parts.framed.index() == 0) // else the person has gone elsewhere meanwhile
        m_parts.framed.frame(session.row(first + static_cast<int>(pictures.indexOf(m_wantedPlace))).id);
    m_wantedPlace.clear();
}

void ListOpener::finish(const FoundPaths& summary)
{
    m_wantedPlace.clear();
    if (!summary.product.isEmpty())
        Q_EMIT productFound(summary.product);
    if (summary.pictures > 0) {
        m_parts.settings.addRecent(m_listPaths, m_parts.session.count());
        Q_EMIT recentChanged();
    }
    QString text;
    if (summary.tooMany)
        text = tr("Only the first %1 pictures and folders were opened. Open smaller folders one by one.")
                   .arg(QLocale().toString(mostEntries));
    else if (!summary.unsuited.isEmpty())
        text = tr("Not opened, since it is no picture or is not there: %1").arg(someNames(summary.unsuited));
    else if (summary.pictures == 0 && summary.product.isEmpty())
        text = tr("No picture was found in %1.").arg(QFileInfo(m_searched.first()).fileName());
    if (!text.isEmpty())
        m_parts.messages.tell(QStringLiteral("open"), {MessageBar::Kind::Warning, text, {}, {}});
}

void ListOpener::rememberPlace()
{
    if (const Row* row = m_parts.framed.row())
        m_parts.settings.setPlace(m_listPaths, row->path);
}

void ListOpener::close()
{
    m_finder.stop();
    rememberPlace();
    m_listPaths.clear();
    m_parts.session.clear();
    Q_EMIT closed();
}

void ListOpener::askForPictures()
{
    auto* dialog = new QFileDialog(&m_parts.window, tr("Open pictures"), m_parts.settings.pictureFolder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters(
        {tr("Pictures") + QStringLiteral(" (*.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp)"),
         tr("All files") + QStringLiteral(" (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& files) {
        m_parts.settings.pictureFolder = QFileInfo(files.first()).path();
        open(files);
    });
    dialog->open();
}

void ListOpener::askForFolder()
{
    auto* dialog =
        new QFileDialog(&m_parts.window, tr("Open a folder of pictures"), m_parts.settings.pictureFolder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
        m_parts.settings.pictureFolder = folder;
        open({folder});
    });
    dialog->open();
}

void ListOpener::fillRecentMenu(QMenu& menu)
{
    menu.clear();
    for (const RecentList& list : m_parts.settings.recent) {
        QAction* action = menu.addAction(recentText(list).replace(QLatin1Char('&'), QLatin1String("&&")));
        connect(action, &QAction::triggered, this, [this, paths = list.paths] { open(paths); });
    }
    if (m_parts.settings.recent.empty())
        menu.addAction(tr("Nothing was opened before"))->setEnabled(false);
}

} // namespace varad::ui
