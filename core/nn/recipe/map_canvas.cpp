#include "core/nn/recipe/map_canvas.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <stdexcept>

namespace varad::nn {

MapCanvas::MapCanvas(std::int64_t side, double sigma, const std::vector<GridShape>& shapes) : m_side(side)
{
    at::Tensor gaussian;
    if (sigma > 0)
        gaussian = gaussianWeights(side, sigma);
    const auto matrix = [&](std::int64_t cells, const CellGeometry& geometry) {
        const at::Tensor enlarge = enlargeWeights(side, cells, geometry);
        return (gaussian.defined() ? at::mm(gaussian, enlarge) : enlarge).to(at::kFloat);
    };
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const auto same =
            std::find_if(shapes.begin(), shapes.begin() + std::ptrdiff_t(i), [&](const GridShape& s) {
                return s.rows == shapes[i].rows && s.columns == shapes[i].columns &&
                       s.geometry.first == shapes[i].geometry.first &&
                       s.geometry.pitch == shapes[i].geometry.pitch;
            });
        if (same != shapes.begin() + std::ptrdiff_t(i))
            m_weights.push_back(m_weights[std::size_t(same - shapes.begin())]);
        else
            m_weights.push_back({matrix(shapes[i].rows, shapes[i].geometry),
                                 matrix(shapes[i].columns, shapes[i].geometry).t().contiguous()});
    }
}

at::Tensor MapCanvas::sum(const std::vector<at::Tensor>& grids) const
{
    if (grids.size() != m_weights.size())
        throw std::invalid_argument("as many grids as shapes are needed");
    at::Tensor map = at::zeros({m_side, m_side}, at::kFloat);
    for (std::size_t i = 0; i < grids.size(); ++i)
        if (grids[i].defined())
            map.addmm_(at::mm(m_weights[i].down, grids[i]), m_weights[i].acrossT);
    return map;
}

double meanOfLargest(const at::Tensor& map, double share)
{
    const at::Tensor values = map.contiguous().to(at::kFloat);
    const float* data = values.data_ptr<float>();
    const std::int64_t count = values.numel();
    if (share <= 0)
        return *std::max_element(data, data + count);
    const std::int64_t wanted = std::max<std::int64_t>(1, std::llround(share * double(count)));
    std::vector<float> all(data, data + count);
    std::nth_element(all.begin(), all.begin() + (wanted - 1), all.end(), std::greater<>());
    std::sort(all.begin(), all.begin() + wanted, std::greater<>()); // a fixed order of the sum
    double sum = 0;
    for (std::int64_t i = 0; i < wanted; ++i)
        sum += all[std::size_t(i)];
    return sum / double(wanted);
}

} // namespace varad::nn
