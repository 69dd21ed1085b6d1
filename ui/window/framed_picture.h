// ui/window/framed_picture.h - layer: ui (Qt Widgets)
#pragma once

#include "ui/session/inspection_session.h"
#include "ui/session/picture_store.h"

#include <QObject>

namespace varad::ui {

class PictureView;

/// The one picture that keys act on: decides which it is and keeps the view showing it, all of it, and
/// nothing of another. GUI thread.
class FramedPicture final : public QObject {
    Q_OBJECT

public:
    /// Both outlive this.
    FramedPicture(InspectionSession& session, PictureView& view, QObject* parent = nullptr);

    RowId id() const { return m_id; }
    int index() const { return m_session.indexOf(m_id); } ///< -1: none
    const Row* row() const { return m_session.find(m_id); }

    void frame(RowId id);
    void step(int by); ///< stops at the ends
    void first();
    void last();
    /// @param direction 1 or -1. @return whether there is one.
    bool nextAlarm(int direction);
    /// The file may have changed: decodes it again.
    void reload();

Q_SIGNALS:
    void changed(); ///< another picture, or none
    void updated(); ///< something about it: result, threshold, pixels

private:
    void frameIndex(int index);
    void wantNeighbours();
    void paint();
    void rowsChanged(int first, int last);
    QString spoken(const Row& row) const;

    InspectionSession& m_session;
    PictureView& m_view;
    PictureStore m_store;
    RowId m_id = 0;
    RowId m_mapOf = 0; // whose map m_map is
    RowId m_mapAsked = 0;
    cv::Mat m_map; // CV_32F, raw units
};

} // namespace varad::ui
