// core/synthesis/defects/fields.h - layer: varad_core (OpenCV core)
#pragma once

#include "core/synthesis/defects/random.h"

#include <opencv2/core/mat.hpp>

/// Shapes and noise in a window of a picture. Plain loops in a fixed order, compiled without contraction: the
/// same bytes on every machine and at any thread count, which a library's vector code does not promise.
namespace varad::synthesis {

using Field = cv::Mat_<float>; // [h, w] of the window

/// Gaussian blur, mirrored at the window's border; from sigma 2.5 px on three running means of the same
/// variance. sigma <= 0: a copy.
[[nodiscard]] Field blurred(const Field& field, double sigma);

/// Smooth noise of deviation about 0.7: normal numbers on a grid of `cell` px, interpolated by cubics.
[[nodiscard]] Field smoothNoise(cv::Size size, double cell, Random& random);

struct Ellipse {
    cv::Point2d centre; ///< px, in the picture
    double area = 0;    ///< px
    double ratio = 1;   ///< long over short axis, >= 1
    double angle = 0;   ///< rad

    double longRadius() const;
};

/// Sets the pixels inside to 1 and leaves the others.
void fillEllipse(Field& field, const cv::Rect& window, const Ellipse& ellipse);

/// 1 in a blob of about `area` px with an uneven outline, 0 elsewhere.
[[nodiscard]] Field unevenBlob(const cv::Rect& window, cv::Point2d centre, double area, Random& random);

} // namespace varad::synthesis
