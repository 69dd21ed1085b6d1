#include "core/nn/recipe/scene.h"

#include "core/nn/head/shuffle.h"
#include "core/nn/linear.h"
#include "core/nn/recipe/distance_term.h"
#include "core/nn/recipe/moments.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <stdexcept>

namespace varad::nn {
namespace {

constexpr std::int64_t kSampleRows = 20000;

/// Area means or bilinear, whichever way the sizes differ.
at::Tensor sized(const at::Tensor& grid, std::int64_t rows, std::int64_t columns)
{
    const at::Tensor plane = grid.view({1, 1, grid.size(0), grid.size(1)});
    const at::Tensor out = rows <= grid.size(0) ? at::adaptive_avg_pool2d(plane, {rows, columns})
                                                : at::upsample_bilinear2d(plane, {rows, columns}, false);
    return out.view({rows, columns});
}

at::Tensor nearestSized(const at::Tensor& classes, std::int64_t rows, std::int64_t columns)
{
    const at::Tensor y = at::arange(rows, at::kLong).mul(classes.size(0)).div(rows, "floor");
    const at::Tensor x = at::arange(columns, at::kLong).mul(classes.size(1)).div(columns, "floor");
    return classes.index_select(0, y).index_select(1, x);
}

} // namespace

SceneReader SceneReader::learn(const FeatureStore& features, std::int64_t pictures, std::size_t partTap,
                               const at::Tensor& fixedPart, std::uint64_t seed)
{
    const c10::NoGradGuard noGrad;
    SceneReader reader;
    reader.m_partTap = partTap;
    reader.m_fixedPart = fixedPart;
    if (!fixedPart.defined())
        reader.m_finder = PartFinder::learn(pictures, [&](std::int64_t i) { return features[i][partTap]; });
    TokenMoments moments;
    std::vector<at::Tensor> drawn;
    SplitMix random(seed);
    for (std::int64_t i = 0; i < pictures; ++i) {
        const std::vector<at::Tensor> taps = features[i];
        at::Tensor rows = taps.back().flatten(0, 1);
        if (reader.findsPart())
            rows = rows.index(
                {sized(reader.partOf(taps), taps.back().size(0), taps.back().size(1)).flatten() > 0.5});
        if (rows.size(0) == 0)
            continue;
        moments.add(rows);
        std::vector<std::int64_t> picks;
        for (std::int64_t k = 0; k < std::max<std::int64_t>(1, kSampleRows / pictures); ++k)
            picks.push_back(std::int64_t(random.below(std::uint64_t(rows.size(0)))));
        drawn.push_back(rows.index_select(0, at::tensor(picks, at::kLong)));
    }
    reader.m_mean = moments.mean().to(at::kFloat);
    reader.m_factor = inverseFactor(shrunk(moments.covariance())).to(at::kFloat);
    const at::Tensor sample = linearMap(at::cat(drawn) - reader.m_mean, reader.m_factor.t());
    reader.m_centres = kMeans(sample, spreadCentres(sample, kClasses, seed + 1));
    return reader;
}

at::Tensor SceneReader::partOf(const std::vector<at::Tensor>& features) const
{
    return m_fixedPart.defined() ? m_fixedPart : (*m_finder)(features[m_partTap]);
}

Scene SceneReader::operator()(const std::vector<at::Tensor>& features) const
{
    const c10::NoGradGuard noGrad;
    const at::Tensor part = findsPart() ? partOf(features) : at::Tensor();
    const at::Tensor& deep = features.back();
    const at::Tensor rows = linearMap(deep.flatten(0, 1) - m_mean, m_factor.t());
    const at::Tensor classes = squaredDistances(rows, m_centres).argmin(1).view({deep.size(0), deep.size(1)});
    Scene scene;
    for (const at::Tensor& tap : features) {
        scene.part.push_back(part.defined() ? sized(part, tap.size(0), tap.size(1))
                                            : at::ones({tap.size(0), tap.size(1)}));
        scene.context.push_back(nearestSized(classes, tap.size(0), tap.size(1)));
    }
    return scene;
}

void SceneReader::listInto(NamedTensors& all) const
{
    if (m_finder)
        m_finder->listInto(all, "part.");
    if (m_fixedPart.defined())
        all["part.fixed"] = m_fixedPart;
    all["scene.part_tap"] = at::scalar_tensor(std::int64_t(m_partTap), at::kLong);
    all["scene.mean"] = m_mean;
    all["scene.factor"] = m_factor;
    all["scene.centres"] = m_centres;
}

SceneReader SceneReader::from(const NamedTensors& all, std::size_t taps)
{
    SceneReader reader;
    if (all.count("part.weights"))
        reader.m_finder = PartFinder::from(all, "part.");
    if (all.count("part.fixed"))
        reader.m_fixedPart = takeTensor(all, "part.fixed", {-1, -1});
    const auto tap = takeTensor(all, "scene.part_tap", {}).item<std::int64_t>();
    if (tap < 0 || std::size_t(tap) >= taps)
        throw std::invalid_argument("the part is found on a tap that does not exist");
    reader.m_partTap = std::size_t(tap);
    reader.m_mean = takeTensor(all, "scene.mean", {-1});
    const std::int64_t channels = reader.m_mean.size(0);
    reader.m_factor = takeTensor(all, "scene.factor", {channels, channels});
    reader.m_centres = takeTensor(all, "scene.centres", {-1, channels});
    if (reader.m_centres.size(0) > kClasses)
        throw std::invalid_argument("there are more classes of surroundings than this program knows");
    return reader;
}

} // namespace varad::nn
