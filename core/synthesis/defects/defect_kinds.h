// core/synthesis/defects/defect_kinds.h - layer: varad_core (OpenCV core, imgproc)
#pragma once

#include "core/synthesis/defects/random.h"

#include <opencv2/core/mat.hpp>

namespace varad::synthesis {

/// One try. Pictures are CV_8UC3, `donor` of any size; positions in px of `rgb`.
struct Trial {
    const cv::Mat& rgb;
    const cv::Mat& donor;
    const cv::Mat& allowed; ///< CV_8UC1: 255 where pixels may change
    bool grey = false;      ///< all channels alike: keep them so
    cv::Point centre;       ///< of the defect, on the part
    cv::Point source;       ///< where a patch is taken from, on the part
    double area = 0;        ///< wanted, px
    double grain = 1;       ///< width of a fine mark in px: 1 up to 512 px, then in proportion
};

/// The pixels of `window` after the defect.
struct Painted {
    cv::Rect window;
    cv::Mat rgb;  ///< CV_8UC3
    cv::Mat mask; ///< CV_8UC1: 255 where a channel changed by more than 4
};

struct DefectKind {
    const char* name;
    Painted (*paint)(const Trial& trial, Random& random);
};

inline constexpr int kDefectKinds = 7;
extern const DefectKind defectKinds[kDefectKinds];

} // namespace varad::synthesis
