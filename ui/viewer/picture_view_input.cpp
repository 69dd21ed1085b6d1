// ui/viewer/picture_view_input.cpp - layer: ui (Qt Widgets)
//
// Zoom, place, mouse and keys of PictureView.
#include "ui/viewer/picture_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>
#include <limits>

namespace varad::ui {
namespace {

constexpr double zoomStep = 1.25;

/// 100 % lies between the steps of most zooms; who passes it is stopped there once.
double stoppedAtOne(double before, double after)
{
    constexpr double like = 1e-9; // steps up and down again do not meet to the last digit
    const bool passes = (before < 1 - like && after > 1 - like) || (before > 1 + like && after < 1 + like);
    return passes ? 1 : after;
}

} // namespace

void PictureView::moveView(const std::function<void(ViewTransform&)>& move)
{
    if (!hasPicture())
        return;
    followSize();
    const double before = zoom();
    move(m_transform);
    repaintPicture();
    reportCursor();
    if (zoom() != before)
        Q_EMIT zoomChanged(zoom());
}

void PictureView::fit()
{
    moveView([](ViewTransform& transform) { transform.fit(); });
}

void PictureView::actualSize()
{
    moveView([](ViewTransform& transform) { transform.actualSize(transform.middle()); });
}

void PictureView::zoomBy(double factor, const QPointF& at)
{
    const QPointF device = at * devicePixelRatioF();
    moveView([&](ViewTransform& transform) {
        transform.zoomTo(stoppedAtOne(transform.zoom(), transform.zoom() * factor), device);
    });
}

void PictureView::zoomIn() { zoomBy(zoomStep, QRectF(rect()).center()); }
void PictureView::zoomOut() { zoomBy(1 / zoomStep, QRectF(rect()).center()); }

void PictureView::panBy(const QPointF& logical)
{
    const QPointF device = logical * devicePixelRatioF();
    moveView([&device](ViewTransform& transform) { transform.panBy(device); });
}

void PictureView::followSize()
{
    if (m_transform.view() == deviceSize())
        return;
    const double before = zoom();
    m_transform.setView(deviceSize());
    repaintPicture();
    if (zoom() != before)
        Q_EMIT zoomChanged(zoom());
}

void PictureView::resizeEvent(QResizeEvent*) { followSize(); }

void PictureView::wheelEvent(QWheelEvent* event)
{
    const int delta = event->angleDelta().y();
    m_cursor = event->position();
    if (delta != 0)
        zoomBy(std::pow(zoomStep, delta / 120.0), event->position());
    event->accept();
}

void PictureView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) {
        event->ignore(); // the window's context menu
        return;
    }
    m_dragging = hasPicture();
    m_dragFrom = event->position();
    if (m_dragging)
        setCursor(Qt::ClosedHandCursor);
}

void PictureView::mouseMoveEvent(QMouseEvent* event)
{
    m_cursor = event->position();
    if (!m_dragging) {
        reportCursor();
        return;
    }
    const QPointF moved = event->position() - m_dragFrom;
    m_dragFrom = event->position();
    panBy(moved); // reports, too
}

void PictureView::mouseReleaseEvent(QMouseEvent*)
{
    m_dragging = false;
    unsetCursor();
}

void PictureView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const QPointF device = event->position() * devicePixelRatioF();
    moveView([&device](ViewTransform& transform) {
        if (transform.mode() == ZoomMode::Fit)
            transform.actualSize(device);
        else
            transform.fit();
    });
}

void PictureView::leaveEvent(QEvent*)
{
    m_cursor.reset();
    Q_EMIT cursorMoved(QPoint(-1, -1), QColor(), std::numeric_limits<double>::quiet_NaN());
}

void PictureView::keyPressEvent(QKeyEvent* event)
{
    const double stepX = width() / 8.0, stepY = height() / 8.0;
    if (event->modifiers() == Qt::ShiftModifier) {
        switch (event->key()) {
        case Qt::Key_Left:
            return panBy({stepX, 0});
        case Qt::Key_Right:
            return panBy({-stepX, 0});
        case Qt::Key_Up:
            return panBy({0, stepY});
        case Qt::Key_Down:
            return panBy({0, -stepY});
        default:
            break;
        }
    }
    QWidget::keyPressEvent(event);
}

void PictureView::reportCursor()
{
    if (!m_cursor)
        return;
    const QPointF point = toPicture(*m_cursor);
    const QPoint pixel(static_cast<int>(std::floor(point.x())), static_cast<int>(std::floor(point.y())));
    if (!hasPicture() || !QRect(QPoint(0, 0), m_transform.picture()).contains(pixel)) {
        Q_EMIT cursorMoved(QPoint(-1, -1), QColor(), std::numeric_limits<double>::quiet_NaN());
        return;
    }
    const QImage& image = m_layer.pyramid ? m_layer.pyramid->full() : m_layer.picture;
    const QPoint own(pixel.x() * image.width() / m_transform.picture().width(),
                     pixel.y() * image.height() / m_transform.picture().height());
    Q_EMIT cursorMoved(pixel, image.pixelColor(own), scoreAt(pixel));
}

} // namespace varad::ui
