// ui/viewer/view_transform.h - layer: ui (Qt Core)
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSize>

namespace varad::ui {

enum class ZoomMode { Fit, ActualSize, Free };

/// Where a picture lies in a view. All lengths in device pixels, so that one picture pixel can be exactly one
/// of the screen's. Knows no widget. The picture's corner always lies on a whole device pixel.
class ViewTransform {
public:
    static constexpr double largestZoom = 32;

    /// Begins anew with a picture: fits it, or shows 100 % if that was the mode.
    void setPicture(const QSize& picture);
    /// Keeps the middle, or fits again.
    void setView(const QSize& view);
    void fit();
    /// 100 % with `at` (device pixels of the view) staying where it is.
    void actualSize(const QPointF& at);
    /// `at` stays where it is, as far as the borders let it.
    void zoomTo(double zoom, const QPointF& at);
    void panBy(const QPointF& device);

    ZoomMode mode() const { return m_mode; }
    /// Device pixels per picture pixel; 0 without a picture.
    double zoom() const { return m_picture.isEmpty() ? 0 : m_zoom; }
    double smallestZoom() const;
    double fitZoom() const;
    QSize picture() const { return m_picture; }
    QSize view() const { return m_view; }
    QPointF middle() const { return {m_view.width() / 2.0, m_view.height() / 2.0}; }
    /// The whole picture in the view.
    QRectF target() const;
    /// The part of the picture that can be seen, picture pixels.
    QRectF visible() const;

    QPointF toPicture(const QPointF& device) const { return (device - corner()) / m_zoom; }
    QPointF fromPicture(const QPointF& point) const { return corner() + point * m_zoom; }

private:
    QPointF corner() const;
    QPointF exactly(const QPointF& device) const { return (device - m_corner) / m_zoom; }
    void settle();

    QSize m_picture;
    QSize m_view;
    QPointF m_corner; // of the picture in the view; rounded only when asked, so that small pans add up
    double m_zoom = 1;
    ZoomMode m_mode = ZoomMode::Fit;
};

} // namespace varad::ui
