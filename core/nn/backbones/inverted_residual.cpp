#include "core/nn/backbones/inverted_residual.h"

#include "core/nn/backbones/card.h"
#include "core/nn/backbones/convolution.h"
#include "core/nn/backbones/features_check.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <array>
#include <optional>

namespace varad::nn {

namespace {

constexpr std::array<std::int64_t, 7> stageStrides{1, 2, 2, 2, 1, 2, 1};

struct Block {
    std::optional<Convolution> expand;
    Convolution depthwise, project;
    bool residual = false;
    bool opensStage = false;
};

class InvertedResidual final : public Backbone {
public:
    InvertedResidual(BackboneInfo info, Convolution stem, std::vector<Block> blocks,
                     std::vector<std::size_t> tapBlocks)
        : m_info(std::move(info)),
          m_stem(std::move(stem)),
          m_blocks(std::move(blocks)),
          m_tapBlocks(std::move(tapBlocks))
    {
    }

    const BackboneInfo& info() const override { return m_info; }

    std::vector<at::Tensor> features(const at::Tensor& image, const std::vector<int>& taps) const override
    {
        checkFeatureRequest(m_info, image, taps, m_stem.weight.scalar_type());
        const c10::NoGradGuard noGradient;
        std::vector<at::Tensor> found;
        at::Tensor x =
            convolve(m_stem, image.contiguous(at::MemoryFormat::ChannelsLast), Padding::Same).clamp_(0, 6);
        for (std::size_t i = 0; found.size() < taps.size(); ++i) {
            x = run(m_blocks[i], x);
            if (m_tapBlocks[static_cast<std::size_t>(taps[found.size()])] == i)
                found.push_back(x.contiguous());
        }
        return found;
    }

private:
    static at::Tensor run(const Block& block, const at::Tensor& input)
    {
        at::Tensor x = input;
        if (block.expand)
            x = convolve(*block.expand, x, Padding::Same).clamp_(0, 6);
        x = convolve(block.depthwise, x, Padding::Same).clamp_(0, 6);
        x = convolve(block.project, x, Padding::Same);
        return block.residual ? x.add_(input) : x;
    }

    BackboneInfo m_info;
    Convolution m_stem;
    std::vector<Block> m_blocks;
    std::vector<std::size_t> m_tapBlocks;
};

enum class Expansion { None, Some };

Block takeBlock(Weights& weights, const std::string& name, std::int64_t channelsIn, Expansion expansion)
{
    Block block;
    std::int64_t inner = channelsIn;
    if (expansion == Expansion::Some) {
        block.expand = takeConvolution(weights, name + ".expand", {-1, channelsIn, 1, 1}, 1);
        inner = block.expand->channelsOut();
    }
    block.depthwise = takeConvolution(weights, name + ".depthwise", {inner, 1, -1, -1}, inner);
    block.project = takeConvolution(weights, name + ".project", {-1, inner, 1, 1}, 1);
    block.residual = block.project.channelsOut() == channelsIn;
    block.opensStage = !block.residual;
    return block;
}

/// The blocks that end stages 2, 3, ...; sets the strides on the way.
std::vector<std::size_t> arrangeStages(const Weights& weights, std::vector<Block>& blocks)
{
    std::vector<std::size_t> ends;
    std::size_t stage = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (i > 0 && blocks[i].opensStage) {
            ++stage;
            if (stage >= stageStrides.size())
                weights.refuse("blocks." + std::to_string(i) + ".project.weight", "opens an eighth stage.");
            blocks[i].depthwise.stride = stageStrides[stage];
        }
        if (stage > 0 && (i + 1 == blocks.size() || blocks[i + 1].opensStage))
            ends.push_back(i);
    }
    return ends;
}

void checkTaps(const formats::TensorFile& file, const std::vector<Tap>& taps,
               const std::vector<Block>& blocks, const std::vector<std::size_t>& ends)
{
    bool same = taps.size() == ends.size();
    std::int64_t stride = 2;
    for (std::size_t i = 0; same && i < taps.size(); ++i) {
        stride *= stageStrides[i + 1];
        same = taps[i].channels == blocks[ends[i]].project.channelsOut() && taps[i].stride == stride;
    }
    if (!same)
        throw formats::FormatError(
            file.label() + ": the taps of the backbone's card do not fit its tensors; import it again.");
}

} // namespace

std::shared_ptr<const Backbone> buildInvertedResidual(const Canonical& network, at::ScalarType precision)
{
    const Card card = cardFromMetadata(network.file);
    Weights weights(network.file, {}, network.nameInFile);
    Convolution stem = takeConvolution(weights, "stem", {-1, 3, 3, 3}, 1);
    stem.stride = 2;
    prepare(stem, precision);
    std::vector<Block> blocks;
    std::int64_t channels = stem.channelsOut();
    for (std::size_t i = 0;; ++i) {
        const std::string name = "blocks." + std::to_string(i);
        if (i > 0 && !weights.has(name + ".depthwise.weight"))
            break;
        blocks.push_back(takeBlock(weights, name, channels, i == 0 ? Expansion::None : Expansion::Some));
        channels = blocks.back().project.channelsOut();
    }
    weights.finish();
    const std::vector<std::size_t> ends = arrangeStages(weights, blocks);
    checkTaps(network.file, card.info.taps, blocks, ends);
    for (Block& block : blocks) {
        if (block.expand)
            prepare(*block.expand, precision);
        prepare(block.depthwise, precision);
        prepare(block.project, precision);
    }
    return std::make_shared<InvertedResidual>(card.info, std::move(stem), std::move(blocks), ends);
}

} // namespace varad::nn
