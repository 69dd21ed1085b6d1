#include "core/nn/backbones/resnet.h"

#include "core/nn/backbones/card.h"
#include "core/nn/backbones/convolution.h"
#include "core/nn/backbones/features_check.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <array>
#include <optional>

namespace varad::nn {

namespace {

constexpr std::array<const char*, 3> stageNames{"layer1", "layer2", "layer3"};

struct Block {
    std::vector<Convolution> convolutions; ///< two 3x3, or 1x1, 3x3, 1x1
    std::optional<Convolution> downsample;
};

class Resnet final : public Backbone {
public:
    Resnet(BackboneInfo info, Convolution stem, std::array<std::vector<Block>, 3> stages)
        : m_info(std::move(info)), m_stem(std::move(stem)), m_stages(std::move(stages))
    {
    }

    const BackboneInfo& info() const override { return m_info; }

    std::vector<at::Tensor> features(const at::Tensor& image, const std::vector<int>& taps) const override
    {
        checkFeatureRequest(m_info, image, taps, m_stem.weight.scalar_type());
        const c10::NoGradGuard noGradient;
        at::Tensor x =
            convolve(m_stem, image.contiguous(at::MemoryFormat::ChannelsLast), Padding::Symmetric).relu_();
        x = at::max_pool2d(x, 3, 2, 1);
        std::vector<at::Tensor> found;
        for (int stage = 0; found.size() < taps.size(); ++stage) {
            for (const Block& block : m_stages[static_cast<std::size_t>(stage)])
                x = run(block, x);
            if (taps[found.size()] == stage)
                found.push_back(x.contiguous());
        }
        return found;
    }

private:
    static at::Tensor run(const Block& block, const at::Tensor& input)
    {
        at::Tensor x = input;
        for (std::size_t i = 0; i < block.convolutions.size(); ++i) {
            x = convolve(block.convolutions[i], x, Padding::Symmetric);
            if (i + 1 < block.convolutions.size())
                x.relu_();
        }
        return x.add_(block.downsample ? convolve(*block.downsample, input, Padding::Symmetric) : input)
            .relu_();
    }

    BackboneInfo m_info;
    Convolution m_stem;
    std::array<std::vector<Block>, 3> m_stages;
};

Block takeBlock(Weights& weights, const std::string& name, std::int64_t channels, std::int64_t stride)
{
    Block block;
    const bool bottleneck = weights.has(name + ".conv3.weight");
    const auto take = [&](const std::string& part, std::int64_t in, std::int64_t kernel) {
        return takeConvolution(weights, name + part, {-1, in, kernel, kernel}, 1);
    };
    block.convolutions.push_back(take(".conv1", channels, bottleneck ? 1 : 3));
    block.convolutions.push_back(take(".conv2", block.convolutions[0].channelsOut(), 3));
    if (bottleneck)
        block.convolutions.push_back(take(".conv3", block.convolutions[1].channelsOut(), 1));
    block.convolutions[bottleneck ? 1 : 0].stride = stride;
    const std::int64_t out = block.convolutions.back().channelsOut();
    if (weights.has(name + ".downsample.weight") || stride != 1 || out != channels) {
        block.downsample = takeConvolution(weights, name + ".downsample", {out, channels, 1, 1}, 1);
        block.downsample->stride = stride;
    }
    return block;
}

void prepareBlock(Block& block, at::ScalarType precision)
{
    for (Convolution& layer : block.convolutions)
        prepare(layer, precision);
    if (block.downsample)
        prepare(*block.downsample, precision);
}

} // namespace

std::shared_ptr<const Backbone> buildResnet(const Canonical& network, at::ScalarType precision)
{
    const BackboneInfo info = cardFromMetadata(network.file).info;
    Weights weights(network.file, {}, network.nameInFile);
    Convolution stem = takeConvolution(weights, "conv1", {-1, 3, 7, 7}, 1);
    stem.stride = 2;
    std::int64_t channels = stem.channelsOut();
    prepare(stem, precision);
    std::array<std::vector<Block>, 3> stages;
    bool tapsFit = info.taps.size() == stages.size();
    for (std::size_t s = 0; s < stages.size(); ++s) {
        const auto name = [&](std::size_t i) { return stageNames[s] + std::string(".") + std::to_string(i); };
        for (std::size_t i = 0; i == 0 || weights.has(name(i) + ".conv1.weight"); ++i) {
            stages[s].push_back(takeBlock(weights, name(i), channels, i == 0 && s > 0 ? 2 : 1));
            channels = stages[s].back().convolutions.back().channelsOut();
            prepareBlock(stages[s].back(), precision);
        }
        tapsFit = tapsFit && info.taps[s].channels == channels && info.taps[s].stride == std::int64_t{4} << s;
    }
    weights.finish();
    if (!tapsFit)
        throw formats::FormatError(
            network.file.label() +
            ": the taps of the backbone's card do not fit its tensors; import it again.");
    return std::make_shared<Resnet>(info, std::move(stem), std::move(stages));
}

} // namespace varad::nn
