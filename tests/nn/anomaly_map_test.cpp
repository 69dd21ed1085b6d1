// The published map against plain loops.

#include "core/nn/head/anomaly_map.h"
#include "core/nn/recipe/map_canvas.h"
#include "tests/check.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

using namespace varad;
using namespace varad::nn;

namespace {

using Plane = std::vector<std::vector<double>>;

at::Tensor drawnGrid(std::int64_t rows, std::int64_t columns, std::uint64_t seed)
{
    return at::randn({rows, columns}, at::make_generator<at::CPUGeneratorImpl>(seed),
                     at::TensorOptions(at::kDouble));
}

Plane planeOf(const at::Tensor& tensor)
{
    const auto rows = std::size_t(tensor.size(0)), columns = std::size_t(tensor.size(1));
    Plane plane(rows, std::vector<double>(columns));
    for (std::size_t y = 0; y < plane.size(); ++y)
        for (std::size_t x = 0; x < plane[y].size(); ++x)
            plane[y][x] = tensor[std::int64_t(y)][std::int64_t(x)].item<double>();
    return plane;
}

double worst(const Plane& a, const at::Tensor& b)
{
    const Plane other = planeOf(b);
    double most = 0;
    for (std::size_t y = 0; y < a.size(); ++y)
        for (std::size_t x = 0; x < a[y].size(); ++x)
            most = std::max(most, std::abs(a[y][x] - other[y][x]));
    return most;
}

/// Value of the grid between its cells, clamped at the border.
double between(const Plane& grid, double y, double x)
{
    const auto at = [&](std::int64_t r, std::int64_t c) {
        r = std::clamp<std::int64_t>(r, 0, std::int64_t(grid.size()) - 1);
        c = std::clamp<std::int64_t>(c, 0, std::int64_t(grid[0].size()) - 1);
        return grid[std::size_t(r)][std::size_t(c)];
    };
    const auto row = std::int64_t(std::floor(y)), column = std::int64_t(std::floor(x));
    const double v = y - double(row), u = x - double(column);
    return (1 - v) * ((1 - u) * at(row, column) + u * at(row, column + 1)) +
           v * ((1 - u) * at(row + 1, column) + u * at(row + 1, column + 1));
}

Plane enlarged(const Plane& grid, std::int64_t side, const CellGeometry& down, const CellGeometry& across)
{
    const auto count = std::size_t(side);
    Plane map(count, std::vector<double>(count));
    for (std::int64_t y = 0; y < side; ++y)
        for (std::int64_t x = 0; x < side; ++x) {
            const double row =
                std::clamp((double(y) - down.first) / down.pitch, 0.0, double(grid.size() - 1));
            const double column =
                std::clamp((double(x) - across.first) / across.pitch, 0.0, double(grid[0].size() - 1));
            map[std::size_t(y)][std::size_t(x)] = between(grid, row, column);
        }
    return map;
}

Plane smoothed(const Plane& map, double sigma)
{
    const auto side = std::int64_t(map.size());
    const auto radius = std::int64_t(std::floor(4 * sigma + 0.5));
    const auto mirrored = [&](std::int64_t i) { // d c b a | a b c d | d c b a, however far outside
        while (i < 0 || i >= side)
            i = i < 0 ? -1 - i : 2 * side - 1 - i;
        return std::size_t(i);
    };
    Plane out = map;
    for (std::int64_t y = 0; y < side; ++y)
        for (std::int64_t x = 0; x < side; ++x) {
            double sum = 0, weights = 0;
            for (std::int64_t v = -radius; v <= radius; ++v)
                for (std::int64_t u = -radius; u <= radius; ++u) {
                    const double weight = std::exp(-double(u * u + v * v) / (2 * sigma * sigma));
                    weights += weight;
                    sum += weight * map[mirrored(y + v)][mirrored(x + u)];
                }
            out[std::size_t(y)][std::size_t(x)] = sum / weights;
        }
    return out;
}

} // namespace

TEST_CASE(enlargingTouchesTheCorners)
{
    for (const auto& [rows, columns] :
         {std::pair<std::int64_t, std::int64_t>{5, 7}, {1, 4}, {23, 2}, {1, 1}}) {
        const at::Tensor grid = drawnGrid(rows, columns, 1);
        const at::Tensor map = MapAssembler(23, 0).enlarge(grid);
        CHECK(worst(enlarged(planeOf(grid), 23, alignedCorners(23, rows), alignedCorners(23, columns)), map) <
              1e-12);
        CHECK(std::abs((map[0][0] - grid[0][0]).item<double>()) < 1e-12);
        CHECK(std::abs((map[22][22] - grid[rows - 1][columns - 1]).item<double>()) < 1e-12);
    }
}

TEST_CASE(smoothingIsAGaussianWithMirroredBorder)
{
    const at::Tensor map = drawnGrid(19, 19, 2);
    for (const double sigma : {0.4, 1.3, 4.0, 9.0}) // the widest reaches past the mirror image
        CHECK_MESSAGE(worst(smoothed(planeOf(map), sigma), MapAssembler(19, sigma).smooth(map)) < 1e-12,
                      std::to_string(sigma));
    CHECK(at::equal(MapAssembler(19, 0).smooth(map), map));
    const at::Tensor sums = gaussianWeights(19, 4).sum(1);
    CHECK((sums - 1).abs().max().item<double>() < 1e-12);
}

TEST_CASE(assemblingIsTheMeanOfEnlargedThenSmoothed)
{
    const at::Tensor fine = at::stack({drawnGrid(8, 6, 3), drawnGrid(8, 6, 4)}),
                     coarse = at::stack({drawnGrid(3, 3, 5), drawnGrid(3, 3, 6)});
    const at::Tensor map = MapAssembler(31, 2).assemble({fine, coarse});
    CHECK(map.sizes() == at::IntArrayRef({2, 31, 31}));
    for (std::int64_t picture = 0; picture < 2; ++picture) {
        Plane mean = enlarged(planeOf(fine[picture]), 31, alignedCorners(31, 8), alignedCorners(31, 6));
        const Plane other =
            enlarged(planeOf(coarse[picture]), 31, alignedCorners(31, 3), alignedCorners(31, 3));
        for (std::size_t y = 0; y < mean.size(); ++y)
            for (std::size_t x = 0; x < mean.size(); ++x)
                mean[y][x] = (mean[y][x] + other[y][x]) / 2;
        CHECK(worst(smoothed(mean, 2), map[picture]) < 1e-12);
    }
}

TEST_CASE(canvasIsTheSmoothedSumOfItsGrids)
{
    const std::vector<GridShape> shapes{{6, 5, {1.5, 4.0}}, {6, 5, {1.5, 4.0}}, {3, 3, {3.5, 8.0}}};
    const std::vector<at::Tensor> grids{drawnGrid(6, 5, 7), drawnGrid(6, 5, 8), drawnGrid(3, 3, 9)};
    std::vector<at::Tensor> single;
    for (const at::Tensor& grid : grids)
        single.push_back(grid.to(at::kFloat));
    for (const bool withoutMiddle : {false, true}) {
        Plane sum(24, std::vector<double>(24, 0.0));
        for (std::size_t i = 0; i < grids.size(); ++i) {
            if (withoutMiddle && i == 1)
                continue;
            const Plane one = enlarged(planeOf(grids[i]), 24, shapes[i].geometry, shapes[i].geometry);
            for (std::size_t y = 0; y < 24; ++y)
                for (std::size_t x = 0; x < 24; ++x)
                    sum[y][x] += one[y][x];
        }
        std::vector<at::Tensor> some = single;
        if (withoutMiddle)
            some[1] = at::Tensor();
        CHECK(worst(smoothed(sum, 1.5), MapCanvas(24, 1.5, shapes).sum(some)) < 1e-5);
        CHECK(worst(sum, MapCanvas(24, 0, shapes).sum(some)) < 1e-5);
    }
    bool refused = false;
    try {
        MapCanvas(24, 1.5, shapes).sum({single[0]}).sum();
    } catch (const std::invalid_argument&) {
        refused = true;
    }
    CHECK(refused);
}

TEST_CASE(meanOfLargestCountsWholeValues)
{
    const at::Tensor map =
        at::tensor({3.0f, -1.0f, 8.0f, 5.0f, 5.0f, 0.0f, 7.0f, -9.0f, 2.0f, 1.0f}).view({2, 5});
    CHECK(meanOfLargest(map, 0) == 8);
    CHECK(meanOfLargest(map, 0.001) == 8); // at least one
    CHECK(meanOfLargest(map, 0.2) == 7.5);
    CHECK(meanOfLargest(map, 0.4) == 6.25);
    CHECK(std::abs(meanOfLargest(map, 1) - map.sum().item<double>() / 10) < 1e-6);
    CHECK(meanOfLargest(map.t(), 0.2) == 7.5); // strides do not matter
    CHECK(meanOfLargest(at::full({4, 4}, -2.0f), 0.5) == -2);
}

TEST_MAIN()
