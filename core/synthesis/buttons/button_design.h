// core/synthesis/buttons/button_design.h - layer: varad_core (OpenCV core, std)
#pragma once

#include "core/synthesis/buttons/button_generator.h"

#include <array>

namespace varad::buttons {

enum class GroundKind { Fabric, Belt, Felt, Tray };
enum class Ornament { Star, Anchor, Laurel };

/// One product on one station. Lengths in button radii unless said otherwise; colours are linear RGB, 0 .. 1.
struct ButtonDesign {
    ButtonKind kind{};
    float radius = 0.33f; ///< of the picture's side
    float thickness = 0.28f;
    float edge = 0.1f; ///< width of the rounded outer edge
    float rimInner = 0.72f;
    float rimSlope = 0.12f; ///< width of the slope from the rim to the dish
    float dish = 0.06f;
    float groove = 0.0f; ///< radius of a turned groove; 0: none
    std::vector<cv::Point2f> holes;
    float holeRadius = 0.09f;
    float bevel = 0.035f;
    cv::Vec3f colour;
    cv::Vec3f fleck;
    float roughness = 0.3f;
    float mottle = 0.05f;
    bool metallic = false;
    Ornament ornament = Ornament::Star;
    int ropeTurns = 60;
    cv::Point2f gate; ///< where the mould was filled; plastic only
    std::uint32_t patternSeed = 0;
    GroundKind ground = GroundKind::Fabric;
    cv::Vec3f groundColour;
    float groundTurn = 0.0f;   ///< turns
    float lightAzimuth = 0.0f; ///< turns
    float lightRise = 1.3f;    ///< tangent of the light's elevation
};

/// What differs from photograph to photograph of the same product. Pixels are those of the picture.
struct ButtonPose {
    int side = 1024;
    cv::Point2f centre; ///< px
    float radius = 330; ///< px
    float cosine = 1;
    float sine = 0;
    float distortion = 0; ///< of the lens, at the corner
    float exposure = 1;
    cv::Vec3f whiteBalance{1, 1, 1};
    cv::Vec3f light; ///< unit vector to the light, z to the camera
    cv::Point2f groundShift;
    float groundTurn = 0;
    float blur = 0.7f; ///< px at 1024
    std::uint64_t specimenKey = 0;

    float unit() const { return static_cast<float>(side) / 1024.0f; } ///< px per pixel of a 1024 px picture

    /// Pixel centre to button coordinates: radius 1, turned with the part.
    cv::Point2f toButton(float column, float row) const
    {
        const float dx = (column - centre.x) / radius;
        const float dy = (row - centre.y) / radius;
        const float k = 1.0f + distortion * (dx * dx + dy * dy);
        return {k * (cosine * dx + sine * dy), k * (cosine * dy - sine * dx)};
    }

    /// Button coordinates to pixels, the lens left out (it moves the rim by less than 2 px).
    cv::Point2f toPixel(cv::Point2f p) const
    {
        return {centre.x + radius * (cosine * p.x - sine * p.y),
                centre.y + radius * (sine * p.x + cosine * p.y)};
    }
};

/// The product that `seed` and `kind` stand for.
ButtonDesign makeDesign(ButtonKind kind, std::uint64_t seed);

/// The photograph's own circumstances.
ButtonPose makePose(const ButtonDesign& design, const ButtonPictureId& id);

} // namespace varad::buttons
