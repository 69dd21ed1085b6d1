// core/synthesis/buttons/camera.h - layer: varad_core (OpenCV core, std)
#pragma once

#include "core/synthesis/buttons/button_design.h"

namespace varad::buttons {

/// How far, in px, the camera carries a change of one pixel.
inline constexpr int kCameraReach = 8;

/// Lens blur, vignetting, a colour sensor with one colour per pixel and its noise, interpolation of the
/// missing colours, sharpening, tone curve. `light` is linear RGB of the rectangle `area` of the picture.
/// @return CV_8UC3, RGB, the size of `light`; its outer kCameraReach pixels are not to be used.
cv::Mat3b photograph(const cv::Mat3f& light, const cv::Rect& area, const ButtonPose& pose);

} // namespace varad::buttons
