// core/nn/head/mamba_block.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/head/named_tensors.h"

#include <ATen/Generator.h>
#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

namespace varad::nn {

/// Weights of one selective state-space block. d channels, inner width D = 2 d, state N = ceil(d / 6), step
/// rank R = ceil(d / 16), K = 4 directions. Names are those of the method's published program.
struct MambaBlockWeights {
    at::Tensor normWeight, normBias;       ///< [d]
    at::Tensor inProj;                     ///< [2 D, d]
    at::Tensor xProj;                      ///< [K, R + 2 N, D]
    at::Tensor dtProj, dtBias;             ///< [K, D, R], [K, D]
    at::Tensor aLogs;                      ///< [K D, N]; the decay is -exp of it
    at::Tensor skip;                       ///< [K D]
    at::Tensor outNormWeight, outNormBias; ///< [D]
    at::Tensor outProj;                    ///< [d, D]
    at::Tensor norm2Weight, norm2Bias;     ///< [d]
    at::Tensor fc1Weight, fc1Bias;         ///< [4 d, d], [4 d]
    at::Tensor fc2Weight, fc2Bias;         ///< [d, 4 d], [d]

    /// Freshly drawn (METHOD: Mamba's step bias and decay spectrum, linear maps N(0, 0.02^2)).
    static MambaBlockWeights random(std::int64_t channels, at::Generator generator);
    /// Visits every tensor with its name below `prefix`.
    void listInto(NamedTensors& all, const std::string& prefix) const;
    /// Takes the tensors of `all` below `prefix`. @throws std::invalid_argument names a missing or misshaped
    /// one.
    static MambaBlockWeights from(const NamedTensors& all, const std::string& prefix, std::int64_t channels);

    std::int64_t channels() const { return normWeight.size(0); }
};

/// Outputs of the block's mixer and the hidden half of its MLP: out = x2 + fc2(hidden). The last linear map
/// is left to the caller, who may sum first.
struct BlockRows {
    at::Tensor x2;     ///< [B, K, rows, d]
    at::Tensor hidden; ///< [B, K, rows, 4 d]
};

/// What the block makes of the prefix (BOS), which is the same for all pictures: a constant of the weights.
struct BlockPrefix {
    BlockRows rows;   ///< B = 1, positions firstRow .. J-1
    at::Tensor state; ///< [K, D, N] scan state after the prefix
};

/// One block on the prefix [K, J, d] (Cao et al. 2025, fig. 3; the scan is Gu and Dao 2023).
/// @param firstRow outputs of earlier positions are not wanted; 0 .. J-1.
[[nodiscard]] BlockPrefix applyBlockToPrefix(const MambaBlockWeights& weights, const at::Tensor& prefix,
                                             std::int64_t firstRow);

/// The same block on what follows the prefix.
/// @param body  [B, 1, L, d] by cell, with `order` [K, P] saying which cell each direction reads at each
/// position:
///              norm, input product and SiLU are then computed once per cell, not once per direction.
///              Or [B, K, P, d] by position, with `order` undefined.
/// @param state BlockPrefix::state.
[[nodiscard]] BlockRows applyBlockToBody(const MambaBlockWeights& weights, const at::Tensor& body,
                                         const at::Tensor& order, const at::Tensor& state);

} // namespace varad::nn
