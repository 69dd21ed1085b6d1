// ui/viewer/view_transform.cpp - layer: ui (Qt Core)
#include "ui/viewer/view_transform.h"

#include <algorithm>
#include <cmath>

namespace varad::ui {
namespace {

/// Centred where it fits, else without a gap at either end.
double placed(double corner, double length, double view)
{
    return length <= view ? (view - length) / 2 : std::clamp(corner, view - length, 0.0);
}

} // namespace

void ViewTransform::setPicture(const QSize& picture)
{
    m_picture = picture;
    if (m_mode == ZoomMode::ActualSize) {
        m_zoom = 1;
        m_corner = middle() - QPointF(picture.width(), picture.height()) / 2;
        settle();
        return;
    }
    fit();
}

void ViewTransform::setView(const QSize& view)
{
    const QPointF shown = exactly(middle());
    m_view = view;
    if (m_mode == ZoomMode::Fit) {
        fit();
        return;
    }
    m_zoom = std::clamp(m_zoom, smallestZoom(), largestZoom);
    m_corner = middle() - shown * m_zoom;
    settle();
}

double ViewTransform::fitZoom() const
{
    if (m_picture.isEmpty() || m_view.isEmpty())
        return 1;
    const double across = static_cast<double>(m_view.width()) / m_picture.width();
    const double down = static_cast<double>(m_view.height()) / m_picture.height();
    return std::min({across, down, largestZoom});
}

double ViewTransform::smallestZoom() const { return std::min(fitZoom(), 1.0); }

void ViewTransform::fit()
{
    m_mode = ZoomMode::Fit;
    m_zoom = fitZoom();
    settle();
}

void ViewTransform::actualSize(const QPointF& at)
{
    zoomTo(1, at);
    m_mode = ZoomMode::ActualSize;
}

void ViewTransform::zoomTo(double zoom, const QPointF& at)
{
    const QPointF point = exactly(at);
    m_zoom = std::clamp(zoom, smallestZoom(), largestZoom);
    m_mode = m_zoom == fitZoom() ? ZoomMode::Fit : ZoomMode::Free;
    m_corner = at - point * m_zoom;
    settle();
}

void ViewTransform::panBy(const QPointF& device)
{
    m_corner += device;
    settle();
}

QPointF ViewTransform::corner() const { return {std::round(m_corner.x()), std::round(m_corner.y())}; }

QRectF ViewTransform::target() const
{
    return {corner(), QSizeF(m_picture.width() * m_zoom, m_picture.height() * m_zoom)};
}

QRectF ViewTransform::visible() const
{
    const QRectF all(QPointF(0, 0), QSizeF(m_picture));
    return QRectF(toPicture({0, 0}), QSizeF(m_view) / m_zoom).intersected(all);
}

void ViewTransform::settle()
{
    m_corner = {placed(m_corner.x(), m_picture.width() * m_zoom, m_view.width()),
                placed(m_corner.y(), m_picture.height() * m_zoom, m_view.height())};
}

} // namespace varad::ui
