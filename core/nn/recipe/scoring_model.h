// core/nn/recipe/scoring_model.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/head/named_tensors.h"

#include <ATen/core/Tensor.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace varad::nn {

/// Facts about a model that are no tensors: settings, names, versions. Text, as safetensors metadata holds
/// it.
using Metadata = std::map<std::string, std::string>;

struct NamedGrid {
    std::string name;
    at::Tensor grid; ///< [H, W] float32, the term's own grid
};

struct ModelScore {
    double score = 0;             ///< raw image score
    double peak = 0;              ///< raw maximum of the map
    at::Tensor map;               ///< [S, S] float32
    std::vector<NamedGrid> terms; ///< what the map is the sum (published: mean) of, before enlarging
};

/// From frozen features to a verdict's raw numbers. Immutable, thread-safe.
class ScoringModel {
public:
    virtual ~ScoringModel() = default;
    /// @param features one [H_i, W_i, C_i] float32 per tap of the model, in its order.
    /// @param turn radians that the part was turned by to come into its pose; 0 where it was not.
    [[nodiscard]] virtual ModelScore score(const std::vector<at::Tensor>& features,
                                           double turn = 0) const = 0;
    virtual void listInto(NamedTensors& tensors, Metadata& metadata) const = 0;
};

} // namespace varad::nn
