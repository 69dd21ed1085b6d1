#include "core/nn/recipe/distance_term.h"

#include "core/nn/head/shuffle.h"
#include "core/nn/linear.h"

#include <ATen/ATen.h>

#include <numeric>
#include <stdexcept>
#include <vector>

namespace varad::nn {
namespace {

constexpr std::int64_t kComponents = 64;
constexpr int kRounds = 6;

} // namespace

at::Tensor squaredDistances(const at::Tensor& rows, const at::Tensor& centres)
{
    return linearMap(rows, centres)
        .mul_(-2)
        .add_(centres.square().sum(1))
        .add_(rows.square().sum(1, true))
        .clamp_min_(0);
}

at::Tensor kMeans(const at::Tensor& rows, std::int64_t k, std::uint64_t seed)
{
    const std::int64_t count = rows.size(0);
    std::vector<std::int64_t> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), 0);
    SplitMix random(seed);
    shuffle(order, random);
    order.resize(static_cast<std::size_t>(std::min(k, count)));
    at::Tensor centres = rows.index_select(0, at::tensor(order, at::kLong)).clone();
    for (int round = 0; round < kRounds; ++round) {
        const at::Tensor nearest = squaredDistances(rows, centres).argmin(1);
        const at::Tensor sizes = at::zeros({centres.size(0)}, rows.options())
                                     .index_add_(0, nearest, at::ones({count}, rows.options()));
        const at::Tensor sums = at::zeros_like(centres).index_add_(0, nearest, rows);
        const at::Tensor filled = (sizes > 0).unsqueeze(1);
        centres = at::where(filled, sums / sizes.clamp_min(1).unsqueeze(1), centres);
    }
    return centres;
}

void DistanceTerm::prepare() { m_whitened = linearMap(m_mean, m_factor.t()); }

DistanceTerm DistanceTerm::byPlace(const PlaceMoments& moments)
{
    const at::Tensor mean = moments.placeMean();
    DistanceTerm term;
    term.m_factor = inverseFactor(shrunk(moments.covarianceAround(mean))).to(at::kFloat);
    term.m_mean = mean.to(at::kFloat);
    term.prepare();
    return term;
}

DistanceTerm DistanceTerm::components(const TokenMoments& moments, const at::Tensor& sample,
                                      std::uint64_t seed)
{
    DistanceTerm term;
    term.m_kind = DistanceKind::Components;
    const at::Tensor covariance = shrunk(moments.covariance());
    term.m_factor = inverseFactor(covariance).to(at::kFloat);
    const at::Tensor mean = moments.mean().to(at::kFloat); // distances do not change, rounding does
    const at::Tensor centres = kMeans(linearMap(sample - mean, term.m_factor.t()), kComponents, seed);
    const at::Tensor back = at::linalg_inv(term.m_factor.to(at::kDouble));
    term.m_mean = (at::mm(centres.to(at::kDouble), back) + moments.mean()).to(at::kFloat);
    term.prepare();
    return term;
}

at::Tensor DistanceTerm::operator()(const at::Tensor& tokens, double turn) const
{
    const at::Tensor whitened = linearMap(tokens, m_factor.t());
    if (m_kind == DistanceKind::ByPlace) {
        const at::Tensor factors = turnFactors(turn, m_whitened.size(0)).to(at::kFloat);
        const at::Tensor mean = (m_whitened * factors.view({-1, 1, 1, 1})).sum(0);
        return (whitened - mean).square_().sum(-1).sqrt_();
    }
    const at::Tensor rows = whitened.reshape({-1, whitened.size(-1)});
    return squaredDistances(rows, m_whitened).amin(1).sqrt_().view({tokens.size(0), tokens.size(1)});
}

void DistanceTerm::listInto(NamedTensors& all, const std::string& prefix) const
{
    all[prefix + "mean"] = m_mean;
    all[prefix + "factor"] = m_factor;
}

DistanceTerm DistanceTerm::from(const NamedTensors& all, const std::string& prefix, DistanceKind kind)
{
    DistanceTerm term;
    term.m_kind = kind;
    term.m_mean = takeTensor(all, prefix + "mean",
                             kind == DistanceKind::ByPlace ? std::vector<std::int64_t>{-1, -1, -1, -1}
                                                           : std::vector<std::int64_t>{-1, -1});
    if (kind == DistanceKind::ByPlace && term.m_mean.size(0) != 1 &&
        term.m_mean.size(0) != PlaceMoments::kTurnFactors)
        throw std::invalid_argument("tensor '" + prefix + "mean' has " + std::to_string(term.m_mean.size(0)) +
                                    " coefficients a cell; 1 or 3 are known");
    const std::int64_t channels = term.m_mean.size(-1);
    term.m_factor = takeTensor(all, prefix + "factor", {channels, channels});
    term.prepare();
    return term;
}

} // namespace varad::nn
