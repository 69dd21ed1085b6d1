// core/imaging/bmp_fields.h - layer: varad_decoding (OpenCV core)
#pragma once

#include <opencv2/core/mat.hpp>

#include <cstddef>
#include <span>

namespace varad::imaging {

/// Whether a BMP that checkBmp() passed describes its pixels by bit masks. OpenCV 4.6 mixes up the channels
/// of such files unless the masks are the usual ones, so they are decoded here.
[[nodiscard]] bool hasBitFields(std::span<const std::byte> bytes);

/// @return CV_8UC3 in RGB order; a channel of n bits becomes round(255 v / (2^n - 1)). Alpha is dropped.
/// @throws PictureProblem{UnsupportedKind} if a mask has gaps.
[[nodiscard]] cv::Mat decodeBitFields(std::span<const std::byte> bytes);

} // namespace varad::imaging
