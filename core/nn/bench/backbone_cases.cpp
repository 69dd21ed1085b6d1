// A whole forward pass of ViT-S/14 with random weights, and its attention alone; memory is the process's.
#include "core/nn/backbones/attention.h"
#include "core/nn/backbones/backbone.h"
#include "core/nn/backbones/weights.h"
#include "core/nn/bench/bench_case.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace varad::bench {

namespace {

constexpr std::int64_t kWidth = 384, kHeads = 6, kHidden = 1536, kBlocks = 12, kTableSide = 37, kPatch = 14;

/// Official names, small random values.
formats::TensorFile vits14()
{
    at::manual_seed(1);
    nn::TensorCollection weights;
    const auto add = [&](const std::string& name, at::IntArrayRef shape) {
        weights.add(name, at::randn(shape) * 0.05);
    };
    const auto addLinear = [&](const std::string& name, std::int64_t out, std::int64_t in) {
        add(name + ".weight", {out, in});
        add(name + ".bias", {out});
    };
    add("cls_token", {1, 1, kWidth});
    add("pos_embed", {1, 1 + kTableSide * kTableSide, kWidth});
    add("patch_embed.proj.weight", {kWidth, 3, kPatch, kPatch});
    add("patch_embed.proj.bias", {kWidth});
    for (std::int64_t i = 0; i < kBlocks; ++i) {
        const std::string block = "blocks." + std::to_string(i) + ".";
        for (const char* vector :
             {"norm1.weight", "norm1.bias", "norm2.weight", "norm2.bias", "ls1.gamma", "ls2.gamma"})
            add(block + vector, {kWidth});
        addLinear(block + "attn.qkv", 3 * kWidth, kWidth);
        addLinear(block + "attn.proj", kWidth, kWidth);
        addLinear(block + "mlp.fc1", kHidden, kWidth);
        addLinear(block + "mlp.fc2", kWidth, kHidden);
    }
    add("norm.weight", {kWidth});
    add("norm.bias", {kWidth});
    return std::move(weights).toFile("random ViT-S/14", {});
}

Check compareTaps(const std::vector<at::Tensor>& got, const std::vector<at::Tensor>& wanted)
{
    Check check;
    check.reference = "the same network in float64 at 70 x 98";
    double difference = 0, size = 0;
    for (std::size_t i = 0; i < got.size(); ++i) {
        const at::Tensor d = got[i].to(at::kDouble) - wanted[i];
        check.maxAbs = std::max(check.maxAbs, d.abs().max().item<double>());
        difference += d.square().sum().item<double>();
        size += wanted[i].square().sum().item<double>();
    }
    check.relL2 = std::sqrt(difference / size);
    check.ok = check.maxAbs <= 1e-4;
    return check;
}

Outcome runBackbone(const Settings& settings, std::int64_t side)
{
    const formats::TensorFile weights = vits14();
    const auto backbone = nn::loadBackbone(weights);
    Outcome outcome;
    const at::Tensor small = at::randn({1, 3, 70, 98}), image = at::randn({1, 3, side, side});
    outcome.check = compareTaps(
        backbone->features(small, {0, 1, 2}),
        nn::loadBackbone(weights, {false, at::kDouble})->features(small.to(at::kDouble), {0, 1, 2}));

    const double tokens = static_cast<double>((side / kPatch) * (side / kPatch)) + 1, d = kWidth;
    const double attention = 4 * tokens * tokens * d * 1e-9,
                 all = kBlocks * (24 * tokens * d * d * 1e-9 + attention) +
                       2 * 3 * kPatch * kPatch * tokens * d * 1e-9;
    const double rate = settings.calibration.fmaGflops.empty() ? 0 : settings.calibration.fmaGflops.back();
    Stage stage{"attention, one block", {}, attention, rate > 0 ? attention / rate : 0};
    const at::Tensor qkv = at::randn({3, 1, kHeads, static_cast<std::int64_t>(tokens), kWidth / kHeads});
    stage.timing = timeAlone([&] { (void)nn::attention(qkv[0], qkv[1], qkv[2]); }, settings.runs);
    outcome.stages.push_back(std::move(stage));
    outcome.total = timeAlone([&] { (void)backbone->features(image, {0, 1, 2}); }, settings.runs);
    outcome.gflop = all;
    outcome.boundS = rate > 0 ? all / rate : 0;
    return outcome;
}

const RegisterCase vits504{"infer/vits14/504",
                           [](const Settings& settings) { return runBackbone(settings, 504); }};
const RegisterCase vits1022{"infer/vits14/1022",
                            [](const Settings& settings) { return runBackbone(settings, 1022); }};

} // namespace

} // namespace varad::bench
