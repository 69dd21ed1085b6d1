// core/inspection/regions.h - layer: varad_core (OpenCV core)
#pragma once

#include "core/inspection/scale.h"

#include <opencv2/core/mat.hpp>

#include <vector>

namespace varad {

/// A connected place of the map at or above the pixel threshold ("hot spot"). Lengths in original pixels.
struct Region {
    int x = 0, y = 0, width = 0, height = 0; ///< bounding box, at least 1 x 1, inside the picture
    double areaPx = 0;
    double peak = 0; ///< map score units
    double mean = 0; ///< map score units
};

/// 8-connected cells of the map sampled at a quarter of its side; a cell counts if its mean, or the map's own
/// maximum inside it, reaches the threshold, so that the highest peak is never lost between samples.
/// @param map    CV_32F, raw units, S x S, S >= 4, all finite
/// @param scale  of map values
/// @param threshold map score units
/// @param picture width and height of the original picture
/// @return highest peak first
[[nodiscard]] std::vector<Region> findRegions(const cv::Mat& map, const Scale& scale, double threshold,
                                              cv::Size picture);

/// 0 if there is none.
[[nodiscard]] double largestArea(const std::vector<Region>& regions);

} // namespace varad
