// core/nn/recipe/scene.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/recipe/feature_store.h"
#include "core/nn/recipe/part_finder.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace varad::nn {

/// What is where in one picture, on the grid of every tap.
struct Scene {
    std::vector<at::Tensor> part;    ///< per tap, [H, W] float32 in 0 .. 1: share of the cell on the part
    std::vector<at::Tensor> context; ///< per tap, [H, W] int64: class of the cell's wider surroundings
};

/// Reads the scene from features. The part comes from a discriminant (PartFinder), where there is a
/// background at all; the classes are the nearest of a few typical tokens of the deepest tap, so they turn
/// with the part.
class SceneReader {
public:
    static constexpr std::int64_t kClasses = 12;

    /// @param partTap tap that the part is found on.
    /// @param fixedPart [H, W] float32, 1 on the part, where it lies at the same place in all pictures (then
    /// it is not looked for); undefined otherwise.
    static SceneReader learn(const FeatureStore& features, std::int64_t pictures, std::size_t partTap,
                             const at::Tensor& fixedPart, std::uint64_t seed);

    [[nodiscard]] Scene operator()(const std::vector<at::Tensor>& features) const;
    bool findsPart() const { return m_finder.has_value() || m_fixedPart.defined(); }

    void listInto(NamedTensors& all) const;
    /// @throws std::invalid_argument
    static SceneReader from(const NamedTensors& all, std::size_t taps);

private:
    at::Tensor partOf(const std::vector<at::Tensor>& features) const;

    std::optional<PartFinder> m_finder;
    at::Tensor m_fixedPart;
    std::size_t m_partTap = 0;
    at::Tensor m_mean, m_factor; // whitening of the deepest tap: [C], [C, C]
    at::Tensor m_centres;        // [K, C], whitened
};

} // namespace varad::nn
