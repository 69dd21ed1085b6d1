// core/nn/recipe/token_front.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/head/head.h"
#include "core/nn/recipe/moments.h"
#include "core/nn/recipe/scoring_model.h"

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

namespace varad::nn {

/// One way to look at tokens.
struct TermSpec {
    std::string name; ///< "J8", "G16c"
    std::string
        groups;  ///< what it is part of, names joined by '+': "G16+M16"; a group is the maximum of its terms
    int tap = 0; ///< position in the model's tap list
    bool joint = false; ///< target and residual of the head (J), or the raw features (G)
    int box = 3;        ///< side of the window that tokens are averaged over
};

/// Frozen whitening of one tap: w = C^(-1/2) (x - m). Nothing in front of the head's target is trained, so
/// the target cannot become trivial.
struct Whitening {
    at::Tensor mean; ///< [C]
    at::Tensor root; ///< [C, C], symmetric

    static Whitening from(const TokenMoments& moments);
    [[nodiscard]] at::Tensor operator()(const at::Tensor& features) const; ///< [.., C]
};

/// From features to the vectors q whose distance from the good parts is measured: whitening, heads, window
/// means.
class TokenFront {
public:
    /// @param whitenings, heads of the first taps; deeper taps may have none and then serve raw terms only.
    TokenFront(std::vector<TermSpec> terms, std::vector<Whitening> whitenings,
               std::vector<HierarchyHead> heads);

    /// @param features one [H_i, W_i, C_i] per tap. @return one [H, W, Q] per term:
    /// joint: [box(a), box(a - p)], Q = 2 C; else box(features), Q = C.
    [[nodiscard]] std::vector<at::Tensor> operator()(const std::vector<at::Tensor>& features) const;

    const std::vector<TermSpec>& terms() const { return m_terms; }
    void listInto(NamedTensors& tensors) const;

private:
    std::vector<TermSpec> m_terms;
    std::vector<Whitening> m_whitenings;
    mutable std::vector<HierarchyHead> m_heads; // frozen: evaluation does not change them
};

} // namespace varad::nn
