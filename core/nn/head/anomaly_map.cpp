#include "core/nn/head/anomaly_map.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace varad::nn {

CellGeometry alignedCorners(std::int64_t side, std::int64_t cells)
{
    return {0.0, cells > 1 ? double(side - 1) / double(cells - 1) : double(side)};
}

at::Tensor enlargeWeights(std::int64_t side, std::int64_t cells, const CellGeometry& geometry)
{
    at::Tensor weights = at::zeros({side, cells}, at::kDouble);
    auto w = weights.accessor<double, 2>();
    for (std::int64_t x = 0; x < side; ++x) {
        const double at = std::clamp((double(x) - geometry.first) / geometry.pitch, 0.0, double(cells - 1));
        const auto left =
            std::min<std::int64_t>(static_cast<std::int64_t>(at), std::max<std::int64_t>(cells - 2, 0));
        const double right = at - double(left);
        w[x][left] += 1.0 - right;
        if (left + 1 < cells)
            w[x][left + 1] += right;
    }
    return weights;
}

at::Tensor gaussianWeights(std::int64_t side, double sigma)
{
    const auto radius = static_cast<std::int64_t>(std::floor(4.0 * sigma + 0.5));
    std::vector<double> kernel(static_cast<std::size_t>(2 * radius + 1));
    double sum = 0;
    for (std::int64_t k = -radius; k <= radius; ++k)
        sum += kernel[static_cast<std::size_t>(k + radius)] =
            std::exp(-double(k * k) / (2.0 * sigma * sigma));
    at::Tensor weights = at::zeros({side, side}, at::kDouble);
    auto w = weights.accessor<double, 2>();
    for (std::int64_t x = 0; x < side; ++x)
        for (std::int64_t k = -radius; k <= radius; ++k) {
            // d c b a | a b c d | d c b a has period 2 side
            std::int64_t from = (x + k) % (2 * side);
            from = from < 0 ? from + 2 * side : from;
            w[x][from < side ? from : 2 * side - 1 - from] +=
                kernel[static_cast<std::size_t>(k + radius)] / sum;
        }
    return weights;
}

namespace {

at::Tensor around(const at::Tensor& left, const at::Tensor& grid, const at::Tensor& right)
{
    return at::matmul(at::matmul(left.to(grid.scalar_type()), grid), right.to(grid.scalar_type()).t());
}

} // namespace

at::Tensor MapAssembler::enlarge(const at::Tensor& grid) const
{
    const std::int64_t rows = grid.size(-2), columns = grid.size(-1);
    return around(enlargeWeights(m_side, rows, alignedCorners(m_side, rows)), grid,
                  enlargeWeights(m_side, columns, alignedCorners(m_side, columns)));
}

at::Tensor MapAssembler::smooth(const at::Tensor& map) const
{
    if (m_sigma <= 0)
        return map;
    const at::Tensor gaussian = gaussianWeights(m_side, m_sigma);
    return around(gaussian, map, gaussian);
}

at::Tensor MapAssembler::assemble(const std::vector<at::Tensor>& grids) const
{
    at::Tensor sum;
    for (const at::Tensor& grid : grids) {
        const std::int64_t rows = grid.size(-2), columns = grid.size(-1);
        at::Tensor down = enlargeWeights(m_side, rows, alignedCorners(m_side, rows));
        at::Tensor across = enlargeWeights(m_side, columns, alignedCorners(m_side, columns));
        if (m_sigma > 0) {
            const at::Tensor gaussian = gaussianWeights(m_side, m_sigma);
            down = at::matmul(gaussian, down);
            across = at::matmul(gaussian, across);
        }
        const at::Tensor map = around(down, grid, across);
        sum = sum.defined() ? sum + map : map;
    }
    return sum / double(grids.size());
}

} // namespace varad::nn
