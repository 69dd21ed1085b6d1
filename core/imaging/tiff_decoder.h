// core/imaging/tiff_decoder.h - layer: varad_decoding (OpenCV core, libtiff)
#pragma once

#include "core/imaging/picture_header.h"

#include <opencv2/core/mat.hpp>

#include <cstddef>
#include <span>

namespace varad::imaging {

/// Decodes the first page of a TIFF that checkTiff() passed, and stops at the library's first complaint about
/// picture data. Samples of 1 to 16 and 32 bits, whole numbers (signed ones are shifted so that the lowest is
/// black) or floating point in [0, 1]; strips or tiles, planes together or apart; grey, palette, RGB, YCbCr,
/// CMYK.
///
/// @return CV_8UC3 in RGB order or CV_8UC1, as stored (orientation not applied), extra samples dropped.
/// @throws PictureProblem
[[nodiscard]] cv::Mat decodeTiff(std::span<const std::byte> bytes, const PictureHeader& header);

} // namespace varad::imaging
