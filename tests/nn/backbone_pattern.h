// tests/nn/backbone_pattern.h - numbers that tests and their reference scripts make alike from a name, so
// that no weights need to be stored. backbone_pattern.py is the other half.
#pragma once

#include "core/nn/backbones/weights.h"

#include <ATen/ATen.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace varad::test {

/// Uniform in [-1, 1), a function of name and index only; exact in double precision.
inline double patternValue(std::uint32_t seed, std::uint32_t index)
{
    std::uint32_t x = seed ^ (index * 2654435761u);
    x ^= x >> 16;
    x *= 2246822507u;
    x ^= x >> 13;
    x *= 3266489909u;
    x ^= x >> 16;
    return x / 2147483648.0 - 1.0;
}

inline std::uint32_t patternSeed(std::string_view name)
{
    std::uint32_t hash = 2166136261u;
    for (const char c : name)
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return hash;
}

/// float32(offset + scale * value), row-major.
inline at::Tensor pattern(const std::string& name, const std::vector<std::int64_t>& shape, double scale = 1,
                          double offset = 0)
{
    at::Tensor tensor = at::empty(shape, at::TensorOptions(at::kFloat));
    auto* values = tensor.data_ptr<float>();
    const std::uint32_t seed = patternSeed(name);
    for (std::int64_t i = 0; i < tensor.numel(); ++i)
        values[i] = static_cast<float>(offset + scale * patternValue(seed, static_cast<std::uint32_t>(i)));
    return tensor;
}

/// A state dict in the making; order does not matter.
struct StateDict {
    std::vector<std::pair<std::string, at::Tensor>> tensors;

    void add(const std::string& name, const at::Tensor& value) { tensors.emplace_back(name, value); }
    /// Uniform with the variance of 1 / fan-in: activations keep their size.
    void addWeight(const std::string& name, const std::vector<std::int64_t>& shape)
    {
        double fanIn = 1;
        for (std::size_t i = 1; i < shape.size(); ++i)
            fanIn *= static_cast<double>(shape[i]);
        add(name, pattern(name, shape, std::sqrt(3.0 / fanIn)));
    }
    void addNorm(const std::string& name, std::int64_t channels)
    {
        add(name + ".weight", pattern(name + ".weight", {channels}, 0.3, 1));
        add(name + ".bias", pattern(name + ".bias", {channels}, 0.3));
        add(name + ".running_mean", pattern(name + ".running_mean", {channels}, 0.3));
        add(name + ".running_var", pattern(name + ".running_var", {channels}, 0.5, 1));
    }
    void remove(const std::string& name)
    {
        std::erase_if(tensors, [&](const auto& one) { return one.first == name; });
    }
    /// Ends the program's test if there is none of that name: the test itself would be wrong.
    at::Tensor& at(const std::string& name)
    {
        for (auto& [key, value] : tensors)
            if (key == name)
                return value;
        throw std::logic_error("the state dict has no " + name);
    }
    formats::TensorFile file(const std::string& label = "weights.pth",
                             std::map<std::string, std::string> metadata = {}) const
    {
        nn::TensorCollection collection;
        for (const auto& [name, value] : tensors)
            collection.add(name, value);
        return std::move(collection).toFile(label, std::move(metadata));
    }
};

} // namespace varad::test
