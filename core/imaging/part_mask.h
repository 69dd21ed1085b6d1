// core/imaging/part_mask.h - layer: varad_core (OpenCV core, imgproc)
#pragma once

#include <opencv2/core/mat.hpp>

namespace varad::imaging {

/// Where the part lies in a picture of one part before a plain or textured background.
///
/// The frame of the picture shows the background: its colours and local contrast are modelled, and the
/// largest compact region that differs from them is the part, its holes and bites filled, threads and most of
/// its cast shadow left out. The outline is found on 256 px and is good to about 1 % of the part's diameter.
///
/// A picture filled by material has no part: the answer is the whole picture where no region stands out
/// clearly, and where the region found covers under 3 % or over 85 % of the picture, lies along the frame or
/// is ragged.
///
/// No random numbers: same picture, same mask. Thread-safe. About 20 ms for 1024 x 1024 pixels.
///
/// @param rgb CV_8UC3 in RGB order, or CV_8UC1; at least 1 x 1 pixel.
/// @return CV_8UC1 of the same size: 255 on the part, 0 elsewhere; 255 everywhere where there is no such
/// part.
/// @throws cv::Exception for another pixel type or an empty picture.
[[nodiscard]] cv::Mat partMask(const cv::Mat& rgb);

} // namespace varad::imaging
