// core/imaging/resize.h - layer: varad_core (OpenCV core)
#pragma once

#include <opencv2/core/mat.hpp>

namespace varad {

/// The antialiased 8-bit bicubic resize that the published numbers were made with (METHOD 2): Keys' cubic
/// with a = -0.5, weights of 22 bits, horizontal pass first, each pass rounded to 8 bits. Bit-exact: the same
/// bytes on every processor and at any thread count.
///
/// @param picture CV_8U with 1 to 4 channels, not empty, not modified; aspect ratio is not kept.
/// @param size    both sides > 0, pixels.
/// @return new picture of `size`, same channels; a copy if the size is the same already.
/// Thread-safe. Uses the caller's thread and cv::parallel_for_.
[[nodiscard]] cv::Mat resizeBicubic(const cv::Mat& picture, cv::Size size);

/// Mask to the network's side: everything above 0 is defect; nearest neighbour whose source coordinate is
/// accumulated in double (METHOD 2), not computed in closed form.
///
/// @param grey CV_8UC1, not empty.
/// @return CV_8UC1 of `size`, values 0 and 1.
[[nodiscard]] cv::Mat resizeMask(const cv::Mat& grey, cv::Size size);

} // namespace varad
