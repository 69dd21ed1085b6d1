// core/data/near_duplicates.h - layer: varad_core (OpenCV)
#pragma once

#include <opencv2/core/mat.hpp>

#include <vector>

namespace varad {

/// Small grey version of a picture, by which near-duplicates are told: 32 x 32 means over equal areas.
///
/// @param rgb CV_8UC3 in RGB order, or CV_8UC1.
/// @return CV_8UC1, 32 x 32.
[[nodiscard]] cv::Mat nearDuplicateThumb(const cv::Mat& rgb);

/// Numbers pictures so that near-duplicates (the same part photographed twice without moving it, the same
/// file saved twice) share a number: cross-checking must not judge a part by its own twin.
///
/// Conservative, since parts of one kind look alike anyway: two thumbs belong together only if their root
/// mean square difference, after removing the difference of their means, is at most 1.5 grey levels and at
/// most a quarter of the median over all pairs of the set. The relation is closed (A near B near C: one
/// group); a group of more than half of the set is taken as ordinary likeness and its members stand alone.
///
/// @param thumbs of nearDuplicateThumb(), all the same size.
/// @return per picture a group number, 0, 1, 2 ... in order of first appearance.
/// Cost: n^2/2 comparisons of 1024 pixels (1000 pictures: about 0.1 s).
[[nodiscard]] std::vector<int> groupNearDuplicates(const std::vector<cv::Mat>& thumbs);

} // namespace varad
