// ui/viewer/frame_painter.h - layer: ui (Qt Gui)
#pragma once

#include "ui/viewer/map_layers.h"
#include "ui/viewer/view_transform.h"

#include <QImage>

namespace varad::ui {

/// All that one frame shows.
struct FrameScene {
    const ViewTransform& transform;
    const PicturePyramid* pyramid; ///< null: not there yet
    QImage picture;                ///< shown as long as there is no pyramid; may be null then
    const MapMade& map;
    bool overlay;
    bool contour;
    double opacity;          ///< of the overlay
    double devicePixelRatio; ///< widths of lines
};

/// Paints into `frame`, whose pixels are those of the screen: neutral grey, picture, colours, contour. Reads
/// only what can be seen, so its time depends on the frame's size, not on the picture's.
/// @param frame RGB32, size of transform.view()
void paintFrame(QImage& frame, const FrameScene& scene);

} // namespace varad::ui
