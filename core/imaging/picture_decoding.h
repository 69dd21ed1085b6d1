// core/imaging/picture_decoding.h - layer: varad_decoding (OpenCV, libjpeg, libtiff; no Qt)
//
// From the bytes of a picture that checkPicture() passed to its pixels, in the calling process. Foreign
// decoders run here and nowhere else, so only the decoder process calls it (picture_reader.h is the program's
// entry).
#pragma once

#include "core/imaging/picture_header.h"

#include <opencv2/core/mat.hpp>

#include <cstddef>
#include <span>

namespace varad::imaging {

/// Decodes, turns as the orientation says and brings to 8 bit. JPEG is decoded at 1/2, 1/4 or 1/8 where that
/// is still as large as `size`; what is larger is averaged over areas.
///
/// @param size   shownSize(), or smaller with about the same proportions.
/// @param pixels at least 3 x width x height bytes; written without gaps between rows.
/// @return channels: 1 grey, 3 RGB.
/// @throws PictureProblem, std::bad_alloc
[[nodiscard]] int decodePicture(std::span<const std::byte> bytes, const PictureHeader& header, cv::Size size,
                                std::span<std::byte> pixels);

} // namespace varad::imaging
