// core/nn/head/adamw.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/head/named_tensors.h"

#include <cstdint>

namespace varad::nn {

/// Decoupled weight decay (Loshchilov and Hutter 2019) on all tensors alike, norms and biases too.
class AdamW {
public:
    struct Settings {
        double beta1 = 0.5;
        double beta2 = 0.999;
        double eps = 1e-8;
        double weightDecay = 0.01;
    };
    AdamW(NamedTensors parameters, Settings settings);

    /// One update with the gradients that the parameters hold; clears them. A tensor without gradient is left
    /// alone.
    void step(double learningRate);

    /// Moments and step count: what a checkpoint needs, beside the weights, to go on bit by bit.
    NamedTensors state() const;
    /// @throws std::invalid_argument names a tensor that is missing, misshaped or of another type.
    void restore(const NamedTensors& state);

private:
    NamedTensors m_parameters;
    Settings m_settings;
    NamedTensors m_first, m_second;
    std::int64_t m_steps = 0;
};

} // namespace varad::nn
