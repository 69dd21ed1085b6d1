#include "core/nn/recipe/token_front.h"
#include "core/nn/linear.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

namespace varad::nn {

Whitening Whitening::from(const TokenMoments& moments)
{
    return {moments.mean().to(at::kFloat), inverseRoot(shrunk(moments.covariance())).to(at::kFloat)};
}

at::Tensor Whitening::operator()(const at::Tensor& features) const
{
    return linearMap(features - mean, root);
}

TokenFront::TokenFront(std::vector<TermSpec> terms, std::vector<Whitening> whitenings,
                       std::vector<HierarchyHead> heads)
    : m_terms(std::move(terms)), m_whitenings(std::move(whitenings)), m_heads(std::move(heads))
{
    const c10::NoGradGuard noGrad;
    for (HierarchyHead& head : m_heads)
        head.freeze();
}

std::vector<at::Tensor> TokenFront::operator()(const std::vector<at::Tensor>& features) const
{
    const c10::NoGradGuard noGrad;
    std::vector<HeadOutput> predicted(m_heads.size());
    std::vector<at::Tensor> tokens;
    for (const TermSpec& term : m_terms) {
        const auto tap = static_cast<std::size_t>(term.tap);
        if (!term.joint) {
            tokens.push_back(boxMean(features[tap], term.box));
            continue;
        }
        HeadOutput& out = predicted[tap];
        if (!out.adapted.defined())
            out = m_heads[tap](m_whitenings[tap](features[tap]).unsqueeze(0), Mode::Evaluation);
        const at::Tensor pair = at::cat({out.adapted, out.adapted - out.predicted}, 3);
        tokens.push_back(boxMean(pair.squeeze(0), term.box));
    }
    return tokens;
}

void TokenFront::listInto(NamedTensors& tensors) const
{
    for (std::size_t i = 0; i < m_whitenings.size(); ++i) {
        tensors["whitening." + std::to_string(i) + ".mean"] = m_whitenings[i].mean;
        tensors["whitening." + std::to_string(i) + ".root"] = m_whitenings[i].root;
    }
    for (std::size_t i = 0; i < m_heads.size(); ++i)
        m_heads[i].listInto(tensors, tensors, static_cast<int>(i));
}

} // namespace varad::nn
