#include "core/nn/recipe/gaussian_term.h"
#include "core/nn/linear.h"

#include <ATen/ATen.h>

namespace varad::nn {

GaussianTerm::GaussianTerm(const PlaceMoments& moments, MeanKind kind)
{
    const at::Tensor mean = kind == MeanKind::ByPlace ? moments.placeMean() : moments.globalMean();
    m_factor = inverseFactor(shrunk(moments.covarianceAround(mean))).to(at::kFloat);
    m_mean = mean.to(at::kFloat);
    m_offset = at::matmul(m_mean, m_factor);
}

at::Tensor GaussianTerm::operator()(const at::Tensor& tokens) const
{
    return linearMap(tokens, m_factor.t()).sub_(m_offset).square_().sum(-1).sqrt_();
}

void GaussianTerm::listInto(NamedTensors& all, const std::string& prefix) const
{
    all[prefix + "mean"] = m_mean;
    all[prefix + "factor"] = m_factor;
}

GaussianTerm GaussianTerm::from(const NamedTensors& all, const std::string& prefix)
{
    GaussianTerm term;
    term.m_mean = takeTensor(all, prefix + "mean", {-1, -1, -1});
    const std::int64_t channels = term.m_mean.size(2);
    term.m_factor = takeTensor(all, prefix + "factor", {channels, channels});
    term.m_offset = at::matmul(term.m_mean, term.m_factor);
    return term;
}

} // namespace varad::nn
