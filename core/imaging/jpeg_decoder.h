// core/imaging/jpeg_decoder.h - layer: varad_core (OpenCV core, libjpeg)
#pragma once

#include <opencv2/core/mat.hpp>

#include <cstddef>
#include <span>

namespace varad::imaging {

/// Decodes a JPEG that checkJpeg() passed. Unlike a general reader it stops at the decoder's first complaint
/// about picture data, so that no half picture comes out.
///
/// @return CV_8UC3 in RGB order or CV_8UC1, as stored (orientation not applied). Four components are
/// converted
///         plainly, (255-C)(255-K)/255; files with an Adobe marker store them inverted.
/// @throws PictureProblem{DamagedData}
[[nodiscard]] cv::Mat decodeJpeg(std::span<const std::byte> bytes);

} // namespace varad::imaging
