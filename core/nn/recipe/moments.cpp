#include "core/nn/recipe/moments.h"

#include <ATen/ATen.h>

#include <stdexcept>

namespace varad::nn {
namespace {

constexpr double kShrinkage = 0.01;

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

void PlaceMoments::add(const at::Tensor& grid)
{
    const at::Tensor x = grid.to(at::kDouble);
    const at::Tensor rows = x.reshape({-1, x.size(-1)});
    ++m_pictures;
    accumulate(m_sum, x);
    accumulate(m_outer, at::mm(rows.t(), rows));
}

void PlaceMoments::add(const PlaceMoments& other)
{
    m_pictures += other.m_pictures;
    accumulate(m_sum, other.m_sum);
    accumulate(m_outer, other.m_outer);
}

at::Tensor PlaceMoments::placeMean() const { return boxMean(m_sum / double(m_pictures), 3); }

at::Tensor PlaceMoments::covarianceAround(const at::Tensor& mean) const
{
    // sum over pictures and cells of (x - mu)(x - mu)^T, from the sums of x and x x^T alone
    const auto n = double(m_pictures);
    const at::Tensor mu = mean.expand_as(m_sum).reshape({-1, m_sum.size(2)});
    const at::Tensor sums = m_sum.reshape({-1, m_sum.size(2)});
    const at::Tensor cross = at::mm(sums.t(), mu);
    const double values = n * double(sums.size(0));
    const at::Tensor second = (m_outer - cross - cross.t() + n * at::mm(mu.t(), mu)) / values;
    const at::Tensor first = (sums.sum(0) - n * mu.sum(0)) / values;
    return second - at::outer(first, first);
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
