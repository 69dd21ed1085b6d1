// ui/viewer/frame_painter.cpp - layer: ui (Qt Gui)
#include "ui/viewer/frame_painter.h"

#include "ui/theme/theme.h"
#include "ui/viewer/contour_painter.h"

#include <QPainter>

#include <cmath>

namespace varad::ui {
namespace {

enum class Smoothing {
    Never,     ///< a large picture without smaller copies: what is fast
    Pixels,    ///< below two screen pixels per pixel, except at exactly one
    Everything ///< colours have no pixels that anybody wants to see
};

/// Paints the visible part of an image that covers the whole picture, whatever its own size.
void paintCovering(QPainter& painter, const QImage& image, const ViewTransform& transform,
                   Smoothing smoothing)
{
    const QSize picture = transform.picture();
    const double perX = static_cast<double>(image.width()) / picture.width();
    const double perY = static_cast<double>(image.height()) / picture.height();
    const QRectF seen = transform.visible();
    const QRect source = QRectF(seen.x() * perX, seen.y() * perY, seen.width() * perX, seen.height() * perY)
                             .toAlignedRect()
                             .adjusted(-2, -2, 2, 2) // neighbours that smoothing reads
                             .intersected(image.rect());
    const double sx = transform.zoom() / perX, sy = transform.zoom() / perY;
    const QPointF corner = transform.target().topLeft();
    const QRectF target(corner.x() + source.x() * sx, corner.y() + source.y() * sy, source.width() * sx,
                        source.height() * sy);
    const bool exact = std::abs(sx - 1) < 1e-9 && std::abs(sy - 1) < 1e-9;
    const bool smooth =
        smoothing == Smoothing::Everything || (smoothing == Smoothing::Pixels && sx < 2 && !exact);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, smooth);
    if (smooth && image.depth() != 32) // smoothing is fast for 4 bytes per pixel only
        painter.drawImage(target, image.copy(source).convertToFormat(QImage::Format_RGB32));
    else
        painter.drawImage(target, image, source);
}

void paintPicture(QPainter& painter, const FrameScene& scene)
{
    if (scene.pyramid) {
        const double scale =
            scene.transform.zoom() * scene.transform.picture().width() / scene.pyramid->size().width();
        paintCovering(painter, scene.pyramid->levelFor(scale), scene.transform, Smoothing::Pixels);
    } else if (!scene.picture.isNull()) {
        paintCovering(painter, scene.picture, scene.transform, Smoothing::Never);
    }
}

} // namespace

void paintFrame(QImage& frame, const FrameScene& scene)
{
    frame.fill(Theme::surround());
    if (scene.transform.picture().isEmpty())
        return;
    QPainter painter(&frame);
    paintPicture(painter, scene);
    if (scene.overlay && !scene.map.overlay.isNull()) {
        painter.setOpacity(scene.opacity);
        painter.setClipRect(scene.transform.target()); // smoothing would bleed over the picture's edge
        paintCovering(painter, scene.map.overlay, scene.transform, Smoothing::Everything);
        painter.setClipping(false);
        painter.setOpacity(1);
    }
    painter.end();
    if (scene.contour && !scene.map.contour.empty())
        paintContour(frame, scene.map.contour, scene.transform.target(), scene.devicePixelRatio);
}

} // namespace varad::ui
