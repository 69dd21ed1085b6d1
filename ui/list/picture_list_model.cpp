// ui/list/picture_list_model.cpp - layer: ui
#include "ui/list/picture_list_model.h"

#include "ui/list/thumbnail_store.h"

#include <QFileInfo>
#include <QLocale>

namespace varad::ui {

QString scoreText(const Row& row)
{
    return row.state == RowState::Judged ? varad::scoreText(row.score) : QString();
}

QString stateWord(const Row& row)
{
    switch (row.state) {
    case RowState::Working:
        return PictureListModel::tr("being inspected");
    case RowState::Waiting:
        return PictureListModel::tr("waiting");
    case RowState::Judged:
    case RowState::Failed:
        break;
    }
    return verdictWord(row.verdict);
}

PictureListModel::PictureListModel(InspectionSession& session, ThumbnailStore& thumbnails, QObject* parent)
    : QAbstractListModel(parent), m_session(session), m_thumbnails(thumbnails)
{
    using Session = InspectionSession;
    connect(&session, &Session::aboutToReset, this, [this] { beginResetModel(); });
    connect(&session, &Session::reset, this, [this] {
        m_awaited.clear();
        endResetModel();
    });
    connect(&session, &Session::aboutToAppend, this,
            [this](int first, int last) { beginInsertRows({}, first, last); });
    connect(&session, &Session::appended, this, [this] { endInsertRows(); });
    connect(&session, &Session::rowsChanged, this,
            [this](int first, int last) { Q_EMIT dataChanged(index(first), index(last)); });
    connect(&session, &Session::thumbnailReady, &thumbnails, &ThumbnailStore::offer);
    connect(&thumbnails, &ThumbnailStore::ready, this, &PictureListModel::thumbnailReady);
}

int PictureListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_session.count();
}

QVariant PictureListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_session.count())
        return {};
    const Row& row = m_session.row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return m_session.shownName(row);
    case Qt::DecorationRole: {
        QPixmap thumbnail = m_thumbnails.thumbnail(row.path);
        if (thumbnail.isNull())
            m_awaited.insert(row.path, row.id);
        return thumbnail;
    }
    case Qt::ToolTipRole:
        return row.state == RowState::Failed ? row.reason : row.path;
    case Qt::AccessibleTextRole:
        return spoken(row, index.row());
    case IdRole:
        return QVariant::fromValue(row.id);
    case PathRole:
        return row.path;
    case StateRole:
        return static_cast<int>(row.state);
    case VerdictRole:
        return static_cast<int>(row.verdict);
    case ScoreRole:
        return row.state == RowState::Judged ? QVariant(row.score) : QVariant();
    case ScoreTextRole:
        return scoreText(row);
    case StateWordRole:
        return stateWord(row);
    default:
        return {};
    }
}

void PictureListModel::thumbnailReady(const QString& path)
{
    const auto at = m_awaited.constFind(path);
    if (at == m_awaited.constEnd())
        return;
    const int row = m_session.indexOf(*at);
    m_awaited.erase(at);
    if (row >= 0)
        Q_EMIT dataChanged(index(row), index(row), {Qt::DecorationRole});
}

QString PictureListModel::spoken(const Row& row, int index) const
{
    const QString name = QFileInfo(row.path).completeBaseName();
    if (row.state == RowState::Judged)
        return tr("%1, %2, score %3, threshold %4, %5 of %6")
            .arg(name, verdictWord(row.verdict), scoreText(row),
                 QLocale().toString(m_session.rules().threshold, 'f', 1))
            .arg(index + 1)
            .arg(m_session.count());
    return tr("%1, %2, %3 of %4").arg(name, stateWord(row)).arg(index + 1).arg(m_session.count());
}

} // namespace varad::ui
