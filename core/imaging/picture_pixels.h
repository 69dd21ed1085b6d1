// core/imaging/picture_pixels.h - layer: varad_decoding (OpenCV core, imgproc)
#pragma once

#include "core/imaging/picture_header.h"

#include <opencv2/core/mat.hpp>

namespace varad::imaging {

/// What a general decoder gives (BGR order, 8 or 16 bit, 1, 3 or 4 channels) to 8-bit RGB or grey: alpha
/// dropped, 16 bit to round(v/257).
/// @param result memory of the right size and type is used, anything else replaced.
/// @throws PictureProblem{UnsupportedKind} for any other type.
void toEightBit(const cv::Mat& decoded, cv::Mat& result);

/// As shown: turned and mirrored as the EXIF value 1..8 says.
[[nodiscard]] cv::Mat applyOrientation(const cv::Mat& picture, int orientation);

/// RGB copied, grey replicated to CV_8UC3: continuous, with memory of its own.
[[nodiscard]] cv::Mat copyAsRgb(const cv::Mat& picture);

/// CV_8UC3 RGB or CV_8UC1 to CV_8UC1 with the ITU-R 601 weights in 16-bit fixed point; a copy.
[[nodiscard]] cv::Mat toGrey(const cv::Mat& picture);

/// Size as shown: with rows and columns exchanged where the orientation says so.
[[nodiscard]] cv::Size shownSize(const PictureHeader& header);

/// Size of a preview, as shown: the largest of the same proportions whose longer side is at most
/// `longestSide` pixels; the full size where that is not larger. For JPEG, 1/2, 1/4 or 1/8 if that is at most
/// a quarter shorter: the decoder gives these sizes without further work.
[[nodiscard]] cv::Size previewSize(const PictureHeader& header, int longestSide);

} // namespace varad::imaging
