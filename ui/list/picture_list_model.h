// ui/list/picture_list_model.h - layer: ui (Qt Core)
#pragma once

#include "ui/session/inspection_session.h"

#include <QAbstractListModel>

namespace varad::ui {

class ThumbnailStore;

/// The session's rows as an item model, one column. GUI thread.
class PictureListModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole, ///< RowId
        PathRole,
        StateRole,     ///< int of RowState
        VerdictRole,   ///< int of Verdict
        ScoreRole,     ///< double; invalid without a result
        ScoreTextRole, ///< "131.4"; empty without a result
        StateWordRole  ///< "ALARM", "NO RESULT", "waiting"
    };

    /// Both outlive the model.
    PictureListModel(InspectionSession& session, ThumbnailStore& thumbnails, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    void thumbnailReady(const QString& path);
    QString spoken(const Row& row, int index) const;

    InspectionSession& m_session;
    ThumbnailStore& m_thumbnails;
    mutable QHash<QString, RowId> m_awaited; // whose thumbnail was asked for
};

/// "131.4"; empty for a row without a score.
[[nodiscard]] QString scoreText(const Row& row);
/// "ALARM", "NO RESULT", "waiting", "being inspected".
[[nodiscard]] QString stateWord(const Row& row);

} // namespace varad::ui
