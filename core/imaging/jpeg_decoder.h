// core/imaging/jpeg_decoder.h - layer: varad_decoding (OpenCV core, libjpeg)
#pragma once

#include <opencv2/core/mat.hpp>

#include <cstddef>
#include <span>

namespace varad::imaging {

/// Decodes a JPEG that checkJpeg() passed. Unlike a general reader it stops at the decoder's first complaint
/// about picture data, so that no half picture comes out.
///
/// @param least   the picture is decoded at 1/2, 1/4 or 1/8 where that is still at least this large; with the
///                full size every pixel is decoded.
/// @param picture CV_8UC3 in RGB order or CV_8UC1, as stored (orientation not applied); memory of the right
///                size and type is used, anything else replaced. Four components are converted plainly,
///                (255-C)(255-K)/255; files with an Adobe marker store them inverted.
/// @throws PictureProblem{DamagedData}, std::bad_alloc
void decodeJpeg(std::span<const std::byte> bytes, cv::Size least, cv::Mat& picture);

} // namespace varad::imaging
