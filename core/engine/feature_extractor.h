// core/engine/feature_extractor.h - layer: engine module
#pragma once

#include "core/imaging/part_alignment.h"
#include "core/nn/backbones/backbone.h"
#include "core/nn/head/named_tensors.h"
#include "core/nn/recipe/map_canvas.h"

#include <ATen/core/Tensor.h>
#include <opencv2/core/mat.hpp>

#include <cmath>
#include <memory>
#include <optional>
#include <vector>

namespace varad {

/// From 8-bit pixels to the token grids of a frozen backbone. Immutable, thread-safe.
class FeatureExtractor {
public:
    /// @param side a multiple of the backbone's sideMultiple.
    FeatureExtractor(std::shared_ptr<const nn::Backbone> backbone, std::vector<int> taps, int side);

    /// From now on parts are brought into one pose first.
    void setAlignment(imaging::PartAlignment alignment) { m_alignment = std::move(alignment); }

    /// A picture as the network sees it.
    struct Prepared {
        cv::Mat square; ///< side x side
        /// Pixel of the squeezed picture -> pixel of `square`, where they differ.
        std::optional<cv::Matx23d> toPose;
        /// Radians that the part was turned by; 0 where it was not.
        double turn() const { return toPose ? std::atan2((*toPose)(1, 0), (*toPose)(0, 0)) : 0.0; }
    };
    /// @param rgb CV_8UC3 of any size; squeezed to side x side.
    /// @throws ErrorException with code part-not-found
    Prepared prepare(const cv::Mat& rgb) const;
    /// @param square side x side. @return one [H, W, C] float32 per tap.
    std::vector<at::Tensor> ofSquare(const cv::Mat& square) const;

    int side() const { return m_side; }
    const std::vector<int>& taps() const { return m_taps; }
    const nn::Tap& tap(std::size_t index) const
    {
        return m_backbone->info().taps[std::size_t(m_taps[index])];
    }
    /// Grid and cell centres of every tap. Runs the network once.
    std::vector<nn::GridShape> shapes() const;

private:
    std::shared_ptr<const nn::Backbone> m_backbone;
    std::vector<int> m_taps;
    int m_side;
    std::optional<imaging::PartAlignment> m_alignment;
};

/// What a model file holds of an alignment, and back. @throws std::invalid_argument
nn::NamedTensors alignmentTensors(const imaging::PartAlignment& alignment);
imaging::PartAlignment alignmentFrom(const nn::NamedTensors& tensors);

} // namespace varad
