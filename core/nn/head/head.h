// core/nn/head/head.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/head/adapter.h"
#include "core/nn/head/mamba_block.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace varad::nn {

/// How one hierarchy (one tap of the backbone) is predicted.
struct HeadConfig {
    std::int64_t channels = 0;
    std::int64_t predNextN = 1; ///< n: how many tokens ahead of the newest one it has seen, >= 1
    AdapterKind adapter = AdapterKind::Linear;
    int depth = 1;      ///< blocks that follow one another
    int validPath = -1; ///< 0 .. 3: that direction alone; anything else: all four
    bool positionalEncoding = false;
    double positionalScale = 1.0; ///< factor of the code; the published method uses 1
    bool learnableBos = false;

    /// J: length of the prefix, always more than n.
    std::int64_t bosLength() const { return predNextN < 4 ? 4 : predNextN * 3 / 2; }
};

/// Target tokens a and their prediction p, both of unit length.
struct HeadOutput {
    at::Tensor adapted;   ///< [B, H, W, C]
    at::Tensor predicted; ///< [B, H, W, C]
};

/// Adapter, BOS and Mamba block of one hierarchy: predicts every token from those read before it, in four
/// directions. Not thread-safe while training (running statistics, cached prefix); const use after freeze()
/// is.
class HierarchyHead {
public:
    /// Fresh weights, drawn in a fixed order.
    HierarchyHead(HeadConfig config, at::Generator generator);
    /// Weights by name. `index` is the position in the hierarchy list and part of the names.
    /// @throws std::invalid_argument names a missing or misshaped tensor.
    HierarchyHead(HeadConfig config, const NamedTensors& all, int index);

    const HeadConfig& config() const { return m_config; }

    /// @param features [B, H, W, C], of the weights' type.
    [[nodiscard]] HeadOutput operator()(const at::Tensor& features, Mode mode);

    /// Trainable tensors and everything else that a file has to hold, under the names for position `index`.
    void listInto(NamedTensors& trainable, NamedTensors& buffers, int index) const;

    /// Computes what the prefix contributes once; call again after the weights changed. Evaluation only.
    void freeze();

private:
    struct Prefix {
        std::vector<at::Tensor> states; ///< per block
        BlockRows rows;                 ///< of the last block: predictions of the first n tokens
    };
    std::vector<MambaBlockWeights> activeBlocks() const;
    Prefix computePrefix(const std::vector<MambaBlockWeights>& blocks) const;
    at::Tensor predict(const at::Tensor& tokens, std::int64_t rows, std::int64_t columns) const;
    at::Tensor activeOrders(std::int64_t rows, std::int64_t columns) const;

    HeadConfig m_config;
    TokenAdapter m_adapter;
    std::vector<MambaBlockWeights> m_blocks;
    at::Tensor m_bos; ///< [4, J, C]
    std::optional<Prefix> m_frozen;
};

/// Sine and cosine of row and column, [H, W, C], computed in float32 as the published program does.
[[nodiscard]] at::Tensor positionalCode(std::int64_t rows, std::int64_t columns, std::int64_t channels);

/// Loss of one hierarchy (Cao et al. 2025): B [(1 - mean cosine per token) + lambda (1 - mean cosine per
/// channel)]. Scalar, differentiable in both tensors.
[[nodiscard]] at::Tensor headLoss(const HeadOutput& out, double lambdaSpatial);

} // namespace varad::nn
