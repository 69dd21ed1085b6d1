// ui/session/picture_image.h - layer: ui (Qt Gui, OpenCV)
#pragma once

#include <QImage>

#include <opencv2/core/mat.hpp>

namespace varad::ui {

/// Longest side of thumbnails, pixels: sharp in the list at twice the size too.
inline constexpr int thumbnailSide = 160;

/// @param rgb CV_8UC3, RGB. @return a copy in Qt's fastest format, same size. Any thread.
[[nodiscard]] QImage imageOf(const cv::Mat& rgb);

/// At most thumbnailSide long, aspect kept, at least 1 x 1. Any thread.
[[nodiscard]] QImage thumbnailOf(const cv::Mat& rgb);

} // namespace varad::ui
