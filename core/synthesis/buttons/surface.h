// core/synthesis/buttons/surface.h - layer: varad_core (OpenCV core, std)
#pragma once

#include "core/synthesis/buttons/button_design.h"

namespace varad::buttons {

/// What the light meets within a rectangle of the picture. All maps have the rectangle's size.
struct SurfaceTile {
    cv::Rect area;       ///< px of the picture; may reach over its border
    cv::Mat1f height;    ///< px above the ground's mean, button where `cover` > 0
    cv::Mat1f ground;    ///< px, the ground's own relief
    cv::Mat1f cover;     ///< 0 .. 1, how much of the pixel the button covers (0 in through holes)
    cv::Mat1f roughness; ///< of the button, 0 mirror .. 1 matte
    cv::Mat3f colour;    ///< linear RGB of the button
    cv::Mat3f groundColour;
};

/// What a kind of button looks like at one place.
struct SurfaceLook {
    float height = 0; ///< button radii above the ground
    float roughness = 0;
    cv::Vec3f colour;
};

/// The button without defect, and an undefined ground.
void buildButton(SurfaceTile& tile, const ButtonDesign& design, const ButtonPose& pose);

/// The ground: weave, belt, felt or tray, with its dirt.
void buildGround(SurfaceTile& tile, const ButtonDesign& design, const ButtonPose& pose);

/// Dust, lint and thread ends on the ground and, finer, on the button: part of good photographs.
void scatterDust(SurfaceTile& tile, const ButtonDesign& design, const ButtonPose& pose);

/// Signed distance from `p` to the nearest hole's edge, below 0 inside; large without holes.
float holeDistance(const ButtonDesign& design, cv::Point2f p);

} // namespace varad::buttons
