// core/evaluation/metrics.h - layer: varad_core (OpenCV core, imgproc)
//
// How well scores tell good from defective, exactly: every distinct score is a threshold, equal scores are
// one step, all arithmetic in double (METHOD 14). std::nullopt means undefined, never zero.
#pragma once

#include "core/jobs/result.h"

#include <opencv2/core/mat.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace varad {

/// Fractions 0 .. 1.
struct ImageResult {
    std::optional<double> auroc; ///< area under the ROC curve; undefined with one class only
    std::optional<double> ap;    ///< average precision, no interpolation; undefined with one class only
    std::optional<double> maxF1; ///< best 2TP/(2TP+FP+FN) over thresholds; undefined with one class only
};

/// Fractions 0 .. 1, over all pixels of all pictures.
struct PixelResult {
    std::optional<double> auroc;
    std::optional<double> ap;
    std::optional<double> maxF1;
    std::optional<double> aupro030; ///< area under mean region overlap against FPR, cut at FPR 0.30, / 0.30
    std::optional<double> aupro005; ///< the same at 0.05; both undefined without a region or a good pixel
};

/// @param scores per picture, finite; @param defect same length.
/// @return an Error (kind Internal) if a score is not finite or the lengths differ.
[[nodiscard]] Result<ImageResult> imageMetrics(const std::vector<double>& scores,
                                               const std::vector<bool>& defect);

/// Collects maps and masks of a whole test set. 4 bytes per good pixel and 8 per defective one are kept
/// (160 pictures of 1024 x 1024: 0.7 GB); computing needs 64 MiB more. Not thread-safe.
class PixelMetrics {
public:
    /// One picture. Regions are the 8-connected components of its mask.
    /// @param map CV_32FC1, all values finite; @param mask CV_8UC1 of the same size, above 0 is defect;
    ///        an empty mask means: no defect.
    /// @return an Error (kind Internal) if sizes or types differ or a value is not finite; nothing is added
    /// then.
    Status add(const cv::Mat& map, const cv::Mat& mask);

    /// Everything added so far. Can be called again after more was added.
    [[nodiscard]] PixelResult compute() const;

private:
    struct Block {
        std::vector<std::uint32_t> good;   // keys, ascending
        std::vector<std::uint64_t> defect; // key << 32 | region, ascending
    };
    std::vector<Block> m_blocks;
    std::vector<std::uint32_t> m_regionAreas; // pixels, by region number
};

} // namespace varad
