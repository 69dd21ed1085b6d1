// core/inspection/heatmap.h - layer: varad_core (OpenCV)
//
// How an anomaly map looks, everywhere: one fixed colour scale from 0 to 200 score units, never stretched per
// picture, so that colours of two pictures can be compared.
#pragma once

#include "core/inspection/scale.h"

#include <opencv2/core/mat.hpp>

#include <vector>

namespace varad {

/// The colour bar's ends, score units.
inline constexpr double heatLow = 0;
inline constexpr double heatHigh = 200;

/// Lightness rises steadily in all three, also for colour-blind eyes; Cividis is made for red-green
/// blindness.
enum class HeatColours { Inferno, Cividis, Grey };

/// "inferno" "cividis" "grey": what settings hold. Never translated.
[[nodiscard]] QString heatColoursCode(HeatColours colours);
/// Inferno for anything else.
[[nodiscard]] HeatColours heatColoursFromCode(const QString& code);

/// RGB. Below heatLow and above heatHigh: the end colours.
[[nodiscard]] cv::Vec3b heatColour(double score, HeatColours colours = HeatColours::Inferno);

/// How much of the picture the colour covers, 0..1: nothing below 70, all of `full` from 120 on, so that a
/// good part stays as it is.
[[nodiscard]] double heatOpacity(double score, double full = 0.7);

/// The colours alone, to be laid over a picture of any size: CV_8UC4, BGRA with premultiplied opacity (0..1
/// of heatOpacity), so that a viewer can fade it. Empty if no value of the map is coloured at all.
/// @param map CV_32F, raw units
[[nodiscard]] cv::Mat heatOverlay(const cv::Mat& map, const Scale& scale, HeatColours colours);

/// Closed lines round all places where the map, interpolated between the centres of its pixels, reaches a
/// score; they run along the map's border where such a place touches it.
/// @param map CV_32F, raw units, all finite
/// @return points in map pixels: a pixel's centre is at + 0.5, the map reaches from 0 to its width and height
[[nodiscard]] std::vector<std::vector<cv::Point2f>> contourLines(const cv::Mat& map, const Scale& scale,
                                                                 double score);

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
