// core/nn/head/named_tensors.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include <ATen/core/Tensor.h>

#include <map>
#include <string>
#include <vector>

namespace varad::nn {

/// Tensors by their name in a weight file. Ordered, so that everything that walks over it is reproducible.
using NamedTensors = std::map<std::string, at::Tensor>;

/// The tensor of that name. `shape` uses -1 for "any".
/// @throws std::invalid_argument names the tensor, the wanted and the actual shape.
[[nodiscard]] at::Tensor takeTensor(const NamedTensors& all, const std::string& name,
                                    const std::vector<std::int64_t>& shape);

} // namespace varad::nn
