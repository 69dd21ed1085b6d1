// core/nn/head/adapter.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/head/named_tensors.h"

#include <ATen/Generator.h>
#include <ATen/core/Tensor.h>

#include <string>

namespace varad::nn {

enum class AdapterKind { None, Linear, Resblock };
enum class Mode { Training, Evaluation };

/// The small trainable map between the frozen backbone and the head. Names below the prefix are those of the
/// published program: weight and bias (linear; kept but unused with None), conv1, bn1, conv2, bn2 (resblock).
class TokenAdapter {
public:
    TokenAdapter(AdapterKind kind, std::int64_t channels, at::Generator generator);
    TokenAdapter(AdapterKind kind, std::int64_t channels, const NamedTensors& all, const std::string& prefix);

    /// @param x [B, H, W, C]. @return [B, H, W, C], before normalisation.
    /// Resblock in Mode::Training normalises with the batch's statistics and moves the running ones.
    [[nodiscard]] at::Tensor operator()(const at::Tensor& x, Mode mode);

    void listInto(NamedTensors& trainable, NamedTensors& buffers, const std::string& prefix) const;

private:
    at::Tensor residualBranch(const at::Tensor& planes, Mode mode);

    AdapterKind m_kind;
    NamedTensors m_trainable;
    NamedTensors m_buffers;
};

/// Tokens divided by their length. @param x [..., C]
[[nodiscard]] at::Tensor unitTokens(const at::Tensor& x);

} // namespace varad::nn
