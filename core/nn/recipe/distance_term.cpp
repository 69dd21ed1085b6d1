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

at::Tensor spreadCentres(const at::Tensor& rows, std::int64_t k, std::uint64_t seed)
{
    const std::int64_t count = rows.size(0);
    SplitMix random(seed);
    auto pick = std::int64_t(random.below(std::uint64_t(count)));
    std::vector<std::int64_t> picks;
    at::Tensor nearest;
    while (true) {
        picks.push_back(pick);
        const at::Tensor toPick = (rows - rows[pick]).square_().sum(1); // exactly 0 for itself and its twins
        nearest = nearest.defined() ? at::minimum(nearest, toPick) : toPick;
        const float* squares = nearest.data_ptr<float>();
        const double total = std::accumulate(squares, squares + count, 0.0);
        if (std::int64_t(picks.size()) == k || total <= 0)
            return rows.index_select(0, at::tensor(picks, at::kLong));
        double left = random.unit() * total;
        for (pick = 0; pick + 1 < count && left >= squares[pick]; ++pick)
            left -= squares[pick];
    }
}

at::Tensor kMeans(const at::Tensor& rows, at::Tensor centres)
{
    const at::Tensor one = at::ones({rows.size(0)}, rows.options());
    for (int round = 0; round < kRounds; ++round) {
        const at::Tensor nearest = squaredDistances(rows, centres).argmin(1);
        const at::Tensor sizes = at::zeros({centres.size(0)}, rows.options()).index_add_(0, nearest, one);
        const at::Tensor sums = at::zeros_like(centres).index_add_(0, nearest, rows);
        centres = (sums / sizes.unsqueeze(1)).index({sizes > 0});
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

DistanceTerm
DistanceTerm::withComponents(const TokenMoments& moments, const at::Tensor& sample,
                             const std::function<at::Tensor(const at::Tensor& rows, const Whitened&)>& start)
{
    DistanceTerm term;
    term.m_kind = DistanceKind::Components;
    term.m_factor = inverseFactor(shrunk(moments.covariance())).to(at::kFloat);
    const at::Tensor mean = moments.mean().to(at::kFloat); // distances do not change, rounding does
    const Whitened whitened = [&](const at::Tensor& tokens) {
        return linearMap(tokens - mean, term.m_factor.t());
    };
    const at::Tensor rows = whitened(sample);
    const at::Tensor centres = kMeans(rows, start(rows, whitened));
    const at::Tensor back = at::linalg_inv(term.m_factor.to(at::kDouble));
    term.m_mean = (at::mm(centres.to(at::kDouble), back) + moments.mean()).to(at::kFloat);
    term.prepare();
    return term;
}

DistanceTerm DistanceTerm::components(const TokenMoments& moments, const at::Tensor& sample,
                                      std::uint64_t seed)
{
    return withComponents(moments, sample, [&](const at::Tensor& rows, const Whitened&) {
        return spreadCentres(rows, kComponents, seed);
    });
}

DistanceTerm DistanceTerm::componentsLike(const DistanceTerm& other, const TokenMoments& moments,
                                          const at::Tensor& sample)
{
    return withComponents(
        moments, sample, [&](const at::Tensor&, const Whitened& whitened) { return whitened(other.m_mean); });
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
