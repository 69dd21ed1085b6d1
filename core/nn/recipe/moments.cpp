#include "core/nn/recipe/moments.h"

#include <ATen/ATen.h>

#include <cmath>
#include <stdexcept>

namespace varad::nn {
namespace {

constexpr double kShrinkage = 0.01;
constexpr std::int64_t kFewestForTurns = 24; // pictures for three coefficients a cell
constexpr double kTurnRidge = 0.05; // draws cosine and sine to 0, in shares of a uniform turn's variance

void accumulate(at::Tensor& sum, const at::Tensor& term)
{
    if (!term.defined())
        return;
    if (sum.defined())
        sum.add_(term);
    else
        sum = term.clone();
}

} // namespace

void TokenMoments::add(const at::Tensor& rows)
{
    const at::Tensor x = rows.to(at::kDouble);
    m_count += x.size(0);
    accumulate(m_sum, x.sum(0));
    accumulate(m_outer, at::mm(x.t(), x));
}

void TokenMoments::add(const TokenMoments& other)
{
    m_count += other.m_count;
    accumulate(m_sum, other.m_sum);
    accumulate(m_outer, other.m_outer);
}

at::Tensor TokenMoments::mean() const { return m_sum / double(m_count); }

at::Tensor TokenMoments::covariance() const
{
    const at::Tensor m = mean();
    return m_outer / double(m_count) - at::outer(m, m);
}

at::Tensor turnFactors(double turn, std::int64_t count)
{
    return at::tensor({1.0, std::cos(turn), std::sin(turn)}, at::kDouble).narrow(0, 0, count);
}

void PlaceMoments::add(const at::Tensor& grid, double turn)
{
    const at::Tensor x = grid.to(at::kDouble);
    const at::Tensor rows = x.reshape({-1, x.size(-1)});
    const at::Tensor factors = turnFactors(turn, kTurnFactors);
    ++m_pictures;
    accumulate(m_sums, x.unsqueeze(0) * factors.view({-1, 1, 1, 1}));
    accumulate(m_turns, at::outer(factors, factors));
    accumulate(m_outer, at::mm(rows.t(), rows));
}

void PlaceMoments::add(const PlaceMoments& other)
{
    m_pictures += other.m_pictures;
    accumulate(m_sums, other.m_sums);
    accumulate(m_turns, other.m_turns);
    accumulate(m_outer, other.m_outer);
}

at::Tensor PlaceMoments::placeMean() const
{
    const auto n = double(m_pictures);
    // Cosine and sine vary like half of a uniform turn's variance at least, and there are pictures enough for
    // three coefficients: then the light's direction can be told from the mean.
    const at::Tensor spread =
        m_turns.narrow(0, 1, 2).narrow(1, 1, 2) / n -
        at::outer(m_turns.select(0, 0).narrow(0, 1, 2), m_turns.select(0, 0).narrow(0, 1, 2)) / (n * n);
    const bool turns =
        m_pictures >= kFewestForTurns && std::get<0>(at::linalg_eigh(spread))[0].item<double>() > 0.2;
    const std::int64_t count = turns ? kTurnFactors : 1;
    at::Tensor normal = m_turns.narrow(0, 0, count).narrow(1, 0, count).clone();
    for (std::int64_t i = 1; i < count; ++i)
        normal[i][i].add_(kTurnRidge * n);
    const at::Tensor sums = m_sums.narrow(0, 0, count);
    return boxMean(at::mm(at::linalg_inv(normal), sums.flatten(1)).view_as(sums), 3);
}

at::Tensor PlaceMoments::covarianceAround(const at::Tensor& mean) const
{
    // sum over pictures and cells of (x - mu)(x - mu)^T, from sums alone; mu = sum over j of factor_j mean_j
    const std::int64_t count = mean.size(0), channels = mean.size(3);
    const at::Tensor mu = mean.reshape({count, -1, channels}),
                     sums = m_sums.narrow(0, 0, count).reshape_as(mu);
    at::Tensor second = m_outer.clone(), first = sums[0].sum(0);
    for (std::int64_t j = 0; j < count; ++j) {
        const at::Tensor cross = at::mm(sums[j].t(), mu[j]);
        second.sub_(cross).sub_(cross.t());
        first = first - m_turns[0][j] * mu[j].sum(0);
        for (std::int64_t k = 0; k < count; ++k)
            second.add_(m_turns[j][k] * at::mm(mu[j].t(), mu[k]));
    }
    const double values = double(m_pictures) * double(mu.size(1));
    first = first / values;
    return second / values - at::outer(first, first);
}

at::Tensor shrunk(const at::Tensor& c)
{
    const std::int64_t d = c.size(0);
    const at::Tensor symmetric = 0.5 * (c + c.t());
    const double spread = symmetric.trace().item<double>() / double(d);
    if (!(spread > 0))
        throw std::invalid_argument("the features do not vary at all between the pictures");
    return symmetric * (1 - kShrinkage) + at::eye(d, c.options()) * (kShrinkage * spread);
}

at::Tensor inverseRoot(const at::Tensor& c)
{
    const auto [values, vectors] = at::linalg_eigh(c);
    return at::mm(vectors * values.rsqrt(), vectors.t());
}

at::Tensor inverseFactor(const at::Tensor& c)
{
    const auto [values, vectors] = at::linalg_eigh(c);
    return vectors * values.rsqrt();
}

at::Tensor boxMean(const at::Tensor& grid, std::int64_t k)
{
    if (k == 1)
        return grid;
    const bool single = grid.dim() == 3;
    const at::Tensor planes = (single ? grid.unsqueeze(0) : grid).permute({0, 3, 1, 2});
    const at::Tensor means = at::avg_pool2d(planes, {k, k}, {1, 1}, {k / 2, k / 2}, false, false);
    const at::Tensor back = means.permute({0, 2, 3, 1});
    return (single ? back.squeeze(0) : back).contiguous();
}

} // namespace varad::nn
