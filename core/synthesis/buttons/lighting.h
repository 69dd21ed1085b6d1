// core/synthesis/buttons/lighting.h - layer: varad_core (OpenCV core, std)
#pragma once

#include "core/synthesis/buttons/surface.h"

namespace varad::buttons {

/// How far, in px of a 1024 px picture, a change of the surface can change the light around it.
inline constexpr int kLightReach = 144;

/// Linear light that reaches the camera from every pixel of the tile: a softbox with soft shadows, a dome
/// that fills what it can see, reflections after Schlick's Fresnel term. tile.area.x, y, width, height are
/// even.
cv::Mat3f lightSurface(const SurfaceTile& tile, const ButtonDesign& design, const ButtonPose& pose);

} // namespace varad::buttons
