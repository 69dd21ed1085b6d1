// core/synthesis/buttons/visible_difference.h - layer: varad_core (OpenCV core, imgproc)
#pragma once

#include "core/synthesis/buttons/button_design.h"

namespace varad::buttons {

/// 255 where the part lies within the rectangle, holes included, its rim moved outwards by `margin` px.
cv::Mat1b partRegion(const cv::Rect& area, const ButtonPose& pose, float margin);

/// 255 where two photographs differ by more than 4 of 255 levels in a channel, within `part`; gaps up to 8 px
/// (of a 1024 px picture) closed, enclosed holes filled, stray pixels removed. `unit`: px per pixel of a 1024
/// px picture.
cv::Mat1b visibleDifference(const cv::Mat3b& good, const cv::Mat3b& bad, const cv::Mat1b& part, float unit);

/// Grey levels by which the 60 (1024 px pictures) most changed pixels differ at least, after averaging 3 x 3,
/// as far as an eye would notice: uneven surroundings hide a difference (contrast masking), so each one is
/// divided by 1 + deviation of the luminance around it / 12 levels.
float strongContrast(const cv::Mat3b& good, const cv::Mat3b& bad, const cv::Mat1b& part, float unit);

} // namespace varad::buttons
