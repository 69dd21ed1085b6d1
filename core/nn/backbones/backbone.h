// core/nn/backbones/backbone.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/formats/tensor_file.h"

#include <ATen/core/Tensor.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace varad::nn {

/// One place where features can be taken.
struct Tap {
    std::string name;         ///< "block4", "layer1", "stage3": as the backbone's card calls it
    std::int64_t channels = 0;
    std::int64_t stride = 0;  ///< pixels per cell
};

/// What the program has to know about a backbone; from the weights and the card stored with them.
struct BackboneInfo {
    std::string name;
    std::string family;           ///< "dinov2", "resnet", "inverted-residual"
    std::int64_t sideMultiple = 1; ///< sides are floored to this (DINOv2: 14)
    std::vector<Tap> taps;        ///< all of them, shallow to deep
    std::vector<int> defaultTaps; ///< indices into taps: the hierarchies used when nobody says otherwise
    std::array<double, 3> mean{}; ///< of pixel / 255
    std::array<double, 3> std{};
    std::int64_t parameters = 0;
};

/// A frozen network from a picture to token grids. Immutable after loading; thread-safe.
class Backbone {
public:
    virtual ~Backbone() = default;
    virtual const BackboneInfo& info() const = 0;
    /// @param image [B, 3, H, W] float32 (or float64: then it computes in double), already normalised with info().mean and std.
    /// @param taps  indices into info().taps, ascending; the network stops after the last one.
    /// @return one [B, C, h, w] per tap, contiguous, no gradient.
    /// @throws std::invalid_argument for a side that is no multiple of sideMultiple.
    virtual std::vector<at::Tensor> features(const at::Tensor& image, const std::vector<int>& taps) const = 0;
};

/// Reading options that only matter for comparisons with the original program.
struct BackboneOptions {
    bool wrapperPositions = false; ///< DINOv2 with registers: resample positions as the original's wrapper did
    at::ScalarType precision = at::kFloat;
};

/// Recognises the network by its tensor names (official DINOv2, Hugging Face, timm, torchvision, the original's
/// *_best.pth, ours) and infers every size from the tensors. Missing, extra or misshaped tensors are errors.
/// @throws formats::FormatError that names file and tensor.
[[nodiscard]] std::shared_ptr<const Backbone> loadBackbone(const formats::TensorFile& file,
                                                           const BackboneOptions& options = {});

/// Copies a tensor of a file into an ATen tensor of its own type (float16 stays float16). Bounds were checked
/// by the reader. @throws formats::FormatError if a floating tensor holds NaN or infinity.
[[nodiscard]] at::Tensor toTensor(const formats::TensorEntry& entry);

} // namespace varad::nn
