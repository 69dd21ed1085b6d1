// ui/window/framed_picture.cpp - layer: ui
#include "ui/window/framed_picture.h"

#include "ui/list/picture_list_model.h"
#include "ui/viewer/picture_view.h"

#include <QFileInfo>

#include <algorithm>

namespace varad::ui {
namespace {

constexpr int ahead = 3;
constexpr int behind = 1;

} // namespace

FramedPicture::FramedPicture(InspectionSession& session, PictureView& view, QObject* parent)
    : QObject(parent), m_session(session), m_view(view)
{
    using Session = InspectionSession;
    connect(&session, &Session::reset, this, [this] { frame(0); });
    connect(&session, &Session::appended, this, [this](int first, int) {
        if (m_id == 0)
            frameIndex(first);
        else
            wantNeighbours();
    });
    connect(&session, &Session::rowsChanged, this, &FramedPicture::rowsChanged);
    connect(&session, &Session::mapReady, this, [this](RowId id) {
        if (id != m_id)
            return;
        m_mapOf = 0;
        paint();
    });
    connect(&session, &Session::productChanged, this, [this] {
        m_mapOf = 0;
        paint();
    });
    connect(&m_store, &PictureStore::ready, this, [this](const QString& path) {
        if (const Row* framed = row(); framed && framed->path == path)
            paint();
    });
}

void FramedPicture::frame(RowId id)
{
    if (id == m_id)
        return;
    m_id = m_session.find(id) ? id : 0;
    m_mapAsked = 0;
    m_session.setFramed(m_id);
    wantNeighbours();
    paint();
    Q_EMIT changed();
}

void FramedPicture::frameIndex(int index)
{
    if (index >= 0 && index < m_session.count())
        frame(m_session.row(index).id);
}

void FramedPicture::step(int by)
{
    if (m_session.count() > 0)
        frameIndex(std::clamp(index() + by, 0, m_session.count() - 1));
}

void FramedPicture::first() { frameIndex(0); }

void FramedPicture::last() { frameIndex(m_session.count() - 1); }

bool FramedPicture::nextAlarm(int direction)
{
    for (int i = index() + direction; i >= 0 && i < m_session.count(); i += direction)
        if (const Row& row = m_session.row(i);
            row.state == RowState::Judged && row.verdict == Verdict::Alarm) {
            frameIndex(i);
            return true;
        }
    return false;
}

void FramedPicture::reload()
{
    if (const Row* framed = row()) {
        m_store.forget(framed->path);
        paint();
    }
}

void FramedPicture::wantNeighbours()
{
    QStringList paths;
    const int at = index();
    if (at >= 0) {
        paths << m_session.row(at).path;
        for (int i = at + 1; i <= std::min(at + ahead, m_session.count() - 1); ++i)
            paths << m_session.row(i).path;
        for (int i = at - 1; i >= std::max(at - behind, 0); --i)
            paths << m_session.row(i).path;
    }
    m_store.want(paths);
}

void FramedPicture::paint()
{
    const Row* framed = row();
    if (!framed) {
        m_map = cv::Mat();
        m_mapOf = 0;
        m_view.clear();
        return;
    }
    if (m_mapOf != m_id) {
        m_map = m_session.map(m_id);
        m_mapOf = m_map.empty() ? 0 : m_id;
        if (m_map.empty() && framed->state == RowState::Judged && m_mapAsked != m_id) {
            m_mapAsked = m_id; // once: the answer takes a while
            m_session.requestMap(m_id);
        }
    }
    PictureLayer layer;
    layer.key = QString::number(m_id);
    layer.description = spoken(*framed);
    if (m_session.product())
        layer.mapScale = m_session.product()->calibration.map;
    if (const ViewedPicture* picture = m_store.find(framed->path)) {
        layer.pyramid = picture->pyramid;
        if (picture->pyramid) {
            layer.picture = picture->pyramid->full();
            layer.size = picture->size;
            if (framed->state == RowState::Judged)
                layer.map = m_map;
        } else {
            layer.message = picture->problem;
        }
    } else {
        layer.message = tr("Loading %1").arg(QFileInfo(framed->path).fileName());
    }
    m_view.show(layer);
    Q_EMIT updated();
}

void FramedPicture::rowsChanged(int first, int last)
{
    const int at = index();
    if (at < first || at > last)
        return;
    if (row()->state != RowState::Judged)
        m_mapOf = 0; // it waits again: the former map says nothing any more
    if (spoken(*row()) != m_view.layer().description || (m_mapOf == 0 && !m_view.layer().map.empty()))
        paint();
    else
        Q_EMIT updated();
}

QString FramedPicture::spoken(const Row& row) const
{
    const QString name = QFileInfo(row.path).fileName();
    if (row.state == RowState::Judged)
        return tr("%1, %2, score %3").arg(name, verdictWord(row.verdict), scoreText(row));
    return tr("%1, %2").arg(name, stateWord(row));
}

} // namespace varad::ui
