// core/imaging/picture_pixels.h - layer: varad_core (OpenCV core, imgproc)
#pragma once

#include <opencv2/core/mat.hpp>

namespace varad::imaging {

/// What a general decoder gives (BGR order, 8 or 16 bit, 1, 3 or 4 channels) to 8-bit RGB or grey: alpha
/// dropped, 16 bit to round(v/257).
/// @throws PictureProblem{UnsupportedKind} for any other type.
[[nodiscard]] cv::Mat toEightBit(const cv::Mat& decoded);

/// As shown: turned and mirrored as the EXIF value 1..8 says.
[[nodiscard]] cv::Mat applyOrientation(const cv::Mat& picture, int orientation);

/// Grey replicated to CV_8UC3.
[[nodiscard]] cv::Mat replicateGrey(const cv::Mat& picture);

/// CV_8UC3 RGB or CV_8UC1 to CV_8UC1 with the ITU-R 601 weights in 16-bit fixed point.
[[nodiscard]] cv::Mat toGrey(const cv::Mat& picture);

} // namespace varad::imaging
