// core/synthesis/buttons/flaw.h - layer: varad_core (OpenCV core, std)
#pragma once

#include "core/synthesis/buttons/counter_noise.h"
#include "core/synthesis/buttons/surface.h"

namespace varad::buttons {

enum class FlawType { Scratch, Crack, Chip, Stain, Hole, Burr, Dent, Discolouration };

/// One defect, planned but not yet laid into a surface. Lengths in px of the picture.
struct Flaw {
    FlawType type{};
    DefectLevel level{};
    std::vector<cv::Point2f> path; ///< scratch, crack: px; others: one point, the middle
    float turn = 0;                ///< of the long axis, turns
    float length = 0;              ///< half the long axis, or the whole path
    float width = 0;               ///< half the short axis, or half a line's width
    float strength = 1;            ///< scales depth and colour; 1 is a good guess
    std::uint32_t seed = 0;
    cv::Vec3f tint; ///< what a stain or a faded patch tends to
    int hole = -1;  ///< index of the hole that is hit; -1: none
    bool missingHole = false;
};

[[nodiscard]] std::vector<FlawType> flawTypes(ButtonKind kind);
[[nodiscard]] std::string flawName(FlawType type);

/// Chooses place, size and shape of a flaw that fits on the part.
Flaw planFlaw(FlawType type, DefectLevel level, const ButtonDesign& design, const ButtonPose& pose,
              Draws& draws);

/// The design as the flaw leaves it (without a missing hole), else the same.
ButtonDesign flawedDesign(const ButtonDesign& design, const Flaw& flaw);

/// Px of the picture that the flaw itself can touch.
cv::Rect flawBounds(const Flaw& flaw, const ButtonDesign& design, const ButtonPose& pose);

/// Changes height, outline, colour and roughness. The tile holds the button of flawedDesign().
void applyFlaw(SurfaceTile& tile, const Flaw& flaw, const ButtonDesign& design, const ButtonPose& pose);

/// How far flash at the rim reaches beyond the part, px of a 1024 px picture.
inline constexpr float kBurrReach = 9.0f;

} // namespace varad::buttons
