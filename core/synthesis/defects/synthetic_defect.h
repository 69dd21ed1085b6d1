// core/synthesis/defects/synthetic_defect.h - layer: varad_core (OpenCV core, imgproc)
//
// Artificial defects that settings are chosen by. They are never shown and share no code with the generator
// of sample pictures: settings chosen by a generator's own defects would flatter it.
#pragma once

#include <opencv2/core/mat.hpp>

#include <cstdint>
#include <string>

namespace varad::synthesis {

struct SyntheticDefect {
    cv::Mat rgb;      ///< CV_8UC3, a copy of the picture with the defect
    cv::Mat mask;     ///< CV_8UC1, same size: 255 where a channel changed by more than 4, 0 elsewhere
    std::string kind; ///< patch, strip, scratch, blotch, holes, stain or blur
};

/// What to paint on. Borrowed, never written to.
struct DefectRequest {
    const cv::Mat& rgb;   ///< CV_8UC3 in RGB order
    const cv::Mat& donor; ///< CV_8UC3 of any size: another good picture of the product; empty: `rgb` itself
    const cv::Mat& part;  ///< CV_8UC1, size of `rgb`: not 0 where a defect may lie; at least one pixel
    std::uint64_t seed = 0;
    double smallest = 5e-5; ///< wanted area, share of the part's area; > 0
    double largest = 1e-2;  ///< wanted area, share of the part's area; >= smallest
};

/// Paints one defect of a kind drawn from seven: a pasted patch, a thin pasted strip, a scratch, an uneven
/// blotch, one to three holes, a stain, a local blur. The wanted area is log-uniform between the two shares
/// and at least 8 px. The defect's middle lies inside the part, nothing outside the part changes, and a grey
/// picture stays grey.
///
/// Up to twenty tries until the mask holds at least 6 px and 15 % of the wanted area; the last try counts if
/// none does, which takes a picture on which nothing shows. Then the mask may be empty.
///
/// Source: the idea of cut and paste (Li et al., CVPR 2021, "CutPaste") and of blended noise (Zavrtanik et
/// al., ICCV 2021, "DRAEM"), with marks that lamps and tools leave.
///
/// Same request, same bytes. Thread-safe. A few ms at 1024 x 1024 px.
/// @throws cv::Exception for wrong types or sizes or an empty part.
[[nodiscard]] SyntheticDefect paintDefect(const DefectRequest& request);

} // namespace varad::synthesis
