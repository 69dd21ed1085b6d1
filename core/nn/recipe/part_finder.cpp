#include "core/nn/recipe/part_finder.h"

#include "core/nn/recipe/moments.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace varad::nn {
namespace {

constexpr double kMiddleRadius = 0.35; // of half the side
constexpr double kRimShare = 1.0 / 21; // of the side
constexpr double kSeparation = 10;     // deviations between rim and middle; buttons have 17 and more, tiles 5
constexpr double kShrinkage = 0.05;
constexpr int kRefinements = 2;

struct Discriminant {
    at::Tensor weights; // [C] double
    double bias = 0;

    Discriminant(const TokenMoments& background, const TokenMoments& part)
    {
        const at::Tensor within = (background.covariance() + part.covariance()) * 0.5;
        const std::int64_t channels = within.size(0);
        const double spread = within.trace().item<double>() / double(channels);
        const at::Tensor regular =
            within * (1 - kShrinkage) + at::eye(channels, within.options()) * (kShrinkage * spread);
        const at::Tensor factor = inverseFactor(regular);
        weights = at::mv(factor, at::mv(factor.t(), part.mean() - background.mean()));
        bias = -0.5 * weights.dot(part.mean() + background.mean()).item<double>();
    }
    at::Tensor operator()(const at::Tensor& tokens) const
    {
        return at::matmul(tokens.to(at::kDouble), weights) + bias;
    }
};

struct Zones {
    at::Tensor rim, middle; // [H, W] bool
};

Zones zonesOf(std::int64_t rows, std::int64_t columns)
{
    Zones zones{at::zeros({rows, columns}, at::kBool), at::zeros({rows, columns}, at::kBool)};
    auto rim = zones.rim.accessor<bool, 2>(), middle = zones.middle.accessor<bool, 2>();
    const auto width = std::max<std::int64_t>(2, std::llround(double(rows) * kRimShare));
    for (std::int64_t y = 0; y < rows; ++y)
        for (std::int64_t x = 0; x < columns; ++x) {
            // Not the outermost cells: the network's padding makes them differ even where the material is the
            // same.
            const std::int64_t border = std::min(std::min(y, rows - 1 - y), std::min(x, columns - 1 - x));
            rim[y][x] = border >= width && border < 2 * width;
            const double dy = (double(y) + 0.5) / double(rows) * 2 - 1,
                         dx = (double(x) + 0.5) / double(columns) * 2 - 1;
            middle[y][x] = std::hypot(dy, dx) < kMiddleRadius;
        }
    return zones;
}

/// Opened by 3 x 3, largest region, holes filled. @param value [H, W] double, positive on the part
at::Tensor cleaned(const at::Tensor& value)
{
    const at::Tensor raw = (value > 0).to(at::kFloat);
    const at::Tensor eroded = 1 - dilated(1 - raw, 1);
    const at::Tensor opened = dilated(eroded, 1).contiguous();
    const std::int64_t rows = opened.size(0), columns = opened.size(1);
    const float* on = opened.data_ptr<float>();
    std::vector<std::int64_t> stack;
    // Regions of equal value by flood fill with 4 neighbours: label > 0.
    const auto regions = [&](auto&& wanted, std::vector<int>& label) {
        std::vector<std::int64_t> sizes{0};
        label.assign(std::size_t(rows * columns), 0);
        for (std::int64_t seed = 0; seed < rows * columns; ++seed) {
            if (!wanted(seed) || label[std::size_t(seed)])
                continue;
            const int id = int(sizes.size());
            sizes.push_back(0);
            label[std::size_t(seed)] = id;
            stack.push_back(seed);
            while (!stack.empty()) {
                const std::int64_t cell = stack.back(), y = cell / columns, x = cell % columns;
                stack.pop_back();
                ++sizes.back();
                const std::int64_t next[4] = {y > 0 ? cell - columns : -1, y + 1 < rows ? cell + columns : -1,
                                              x > 0 ? cell - 1 : -1, x + 1 < columns ? cell + 1 : -1};
                for (const std::int64_t n : next)
                    if (n >= 0 && wanted(n) && !label[std::size_t(n)]) {
                        label[std::size_t(n)] = id;
                        stack.push_back(n);
                    }
            }
        }
        return sizes;
    };
    std::vector<int> label, outside;
    const auto sizes = regions([&](std::int64_t c) { return on[c] > 0.5f; }, label);
    const int largest = int(std::max_element(sizes.begin(), sizes.end()) - sizes.begin());
    at::Tensor mask = at::zeros({rows, columns}, at::kFloat);
    if (largest == 0)
        return mask;
    // What is not connected with the border is a hole in the part.
    const auto background =
        regions([&](std::int64_t c) { return label[std::size_t(c)] != largest; }, outside);
    std::vector<bool> open(background.size(), false);
    for (std::int64_t y = 0; y < rows; ++y)
        for (std::int64_t x = 0; x < columns; ++x)
            if (y == 0 || x == 0 || y + 1 == rows || x + 1 == columns)
                open[std::size_t(outside[std::size_t(y * columns + x)])] = true;
    float* out = mask.data_ptr<float>();
    for (std::int64_t c = 0; c < rows * columns; ++c) {
        const int id = outside[std::size_t(c)];
        out[c] = id == 0 || !open[std::size_t(id)] ? 1.0f : 0.0f;
    }
    return mask;
}

/// Mean and variance of the discriminant over one zone.
class ZoneValues {
public:
    void add(const at::Tensor& value, const at::Tensor& zone)
    {
        const at::Tensor mine = value.masked_select(zone);
        m_count += double(mine.numel());
        m_sum += mine.sum().item<double>();
        m_squares += mine.square().sum().item<double>();
    }
    double count() const { return m_count; }
    double mean() const { return m_sum / m_count; }
    double variance() const { return std::max(1e-12, m_squares / m_count - mean() * mean()); }

private:
    double m_count = 0, m_sum = 0, m_squares = 0;
};

} // namespace

at::Tensor dilated(const at::Tensor& mask, std::int64_t cells)
{
    if (cells <= 0)
        return mask;
    const std::int64_t k = 2 * cells + 1;
    return at::max_pool2d(mask.view({1, 1, mask.size(0), mask.size(1)}), {k, k}, {1, 1}, {cells, cells})
        .view_as(mask);
}

std::optional<PartFinder> PartFinder::learn(std::int64_t pictures, const TokenSource& tokens)
{
    const c10::NoGradGuard noGrad;
    const auto pooled = [&](std::int64_t i) { return boxMean(tokens(i), 3); };
    TokenMoments background, part;
    Zones zones;
    for (std::int64_t i = 0; i < pictures; i += 2) {
        const at::Tensor grid = pooled(i);
        if (!zones.rim.defined())
            zones = zonesOf(grid.size(0), grid.size(1));
        background.add(grid.index({zones.rim}));
        part.add(grid.index({zones.middle}));
    }
    if (background.count() == 0 || part.count() == 0)
        return std::nullopt;
    Discriminant discriminant(background, part);
    ZoneValues rim, middle;
    for (std::int64_t i = 1; i < pictures; i += 2) { // pictures that the first fit has not seen
        const at::Tensor value = discriminant(pooled(i));
        rim.add(value, zones.rim);
        middle.add(value, zones.middle);
    }
    if (rim.count() == 0)
        return std::nullopt;
    const double spread = std::sqrt((rim.variance() + middle.variance()) / 2);
    if (!((middle.mean() - rim.mean()) / spread > kSeparation))
        return std::nullopt;
    for (int round = 0; round < kRefinements; ++round) {
        TokenMoments off, on;
        for (std::int64_t i = 0; i < pictures; ++i) {
            const at::Tensor grid = pooled(i);
            const at::Tensor label = cleaned(discriminant(grid)) > 0.5;
            off.add(grid.index({label.logical_not()}));
            on.add(grid.index({label}));
        }
        const std::int64_t least =
            pictures * zones.rim.numel() / 50; // a part or a background of under 2 % is none
        if (off.count() < least || on.count() < least)
            return std::nullopt;
        discriminant = Discriminant(off, on);
    }
    PartFinder finder;
    finder.m_weights = discriminant.weights.to(at::kFloat);
    finder.m_bias = discriminant.bias;
    return finder;
}

at::Tensor PartFinder::operator()(const at::Tensor& tokens) const
{
    return cleaned(at::matmul(boxMean(tokens, 3), m_weights) + m_bias);
}

void PartFinder::listInto(NamedTensors& all, const std::string& prefix) const
{
    all[prefix + "weights"] = m_weights;
    all[prefix + "bias"] = at::scalar_tensor(m_bias, at::kDouble);
}

PartFinder PartFinder::from(const NamedTensors& all, const std::string& prefix)
{
    PartFinder finder;
    finder.m_weights = takeTensor(all, prefix + "weights", {-1});
    finder.m_bias = takeTensor(all, prefix + "bias", {}).item<double>();
    return finder;
}

} // namespace varad::nn
