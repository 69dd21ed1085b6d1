// core/inspection/heatmap.h - layer: varad_core (OpenCV)
//
// How an anomaly map looks, everywhere: one fixed colour scale from 0 to 200 score units, never stretched per
// picture, so that colours of two pictures can be compared.
#pragma once

#include "core/inspection/scale.h"

#include <opencv2/core/mat.hpp>

namespace varad {

/// The colour bar's ends, score units.
inline constexpr double heatLow = 0;
inline constexpr double heatHigh = 200;

/// Inferno, RGB: lightness rises steadily, also for colour-blind eyes. Below heatLow and above heatHigh: the
/// end colours.
[[nodiscard]] cv::Vec3b heatColour(double score);

/// How much of the picture the colour covers, 0..1: nothing below 70, all of `full` from 120 on, so that a
/// good part stays as it is.
[[nodiscard]] double heatOpacity(double score, double full = 0.7);

/// The picture with its map laid over, and an outline (white core, black edge: visible on any part) where the
/// map reaches `outlineAt`.
/// @param rgb CV_8UC3 RGB, any size; its size is the result's. @param map CV_32F, raw units.
[[nodiscard]] cv::Mat drawHeatmap(const cv::Mat& rgb, const cv::Mat& map, const Scale& scale,
                                  double outlineAt);

/// The picture with a legend strip below: colour bar, 0/50/100/200, threshold mark, the word "score".
/// @param threshold score units, marked on the bar.
[[nodiscard]] cv::Mat addLegend(const cv::Mat& rgb, double threshold, double outlineAt);

/// Scaled down (area means) so that neither side exceeds `longest`; the same picture if it fits.
[[nodiscard]] cv::Mat shrinkToFit(const cv::Mat& rgb, int longest);

} // namespace varad
