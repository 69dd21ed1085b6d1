// core/synthesis/buttons/metal_relief.h - layer: varad_core (OpenCV core, std)
#pragma once

#include "core/synthesis/buttons/button_design.h"

namespace varad::buttons {

/// Height of the struck pattern (rope rim, bead ring, centre ornament) above the disc.
/// @param p     button coordinates, `r` its length, `angle` its angle in turns.
/// @return      button radii, >= 0.
float metalRelief(const ButtonDesign& design, cv::Point2f p, float r, float angle);

} // namespace varad::buttons
