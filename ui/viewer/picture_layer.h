// ui/viewer/picture_layer.h - layer: ui (Qt Gui, OpenCV core)
#pragma once

#include "core/inspection/scale.h"
#include "ui/viewer/picture_pyramid.h"

#include <QImage>
#include <QString>

#include <opencv2/core/mat.hpp>

namespace varad::ui {

/// One picture and all that is painted over it. They travel together, so that they belong together.
struct PictureLayer {
    QString key;    ///< which picture; showing the same key and size again keeps zoom and place
    QImage picture; ///< decoded, 8 bit, shown orientation; null: `message` says why
    /// Of `picture`, if whoever decoded it made one beside; saves the view that work, and then `picture` may
    /// stay null.
    std::shared_ptr<const PicturePyramid> pyramid;
    QSize size;          ///< of the whole picture, where `picture` is a smaller preview of it; else empty
    cv::Mat map;         ///< CV_32F, raw units, any side, covers the whole picture; empty: not inspected yet.
                         ///< Shared, so nobody may write to it any more
    Scale mapScale;      ///< raw units to score units
    QString message;     ///< shown where there is no picture: why, and what to do. Plain text
    QString description; ///< for screen readers: verdict and hot spots. Empty: the view says what it knows
};

} // namespace varad::ui
