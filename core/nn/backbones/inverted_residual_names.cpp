#include "core/nn/backbones/inverted_residual.h"

#include "core/nn/backbones/card.h"
#include "core/nn/backbones/convolution.h"

#include <ATen/ATen.h>

namespace varad::nn {

namespace {

constexpr double liteEpsilon = 1e-3; // of every batch norm in EfficientNet-Lite

std::int64_t channelsOf(const Weights& weights, const std::string& projection)
{
    const formats::TensorEntry* entry = weights.entry(projection);
    return entry && !entry->shape.empty() ? entry->shape[0] : -1;
}

/// The last blocks of stages 2 to 7: those whose successor changes the number of channels.
std::vector<Tap> findTaps(const std::vector<std::int64_t>& channels, const std::string& prefix,
                          int firstNumber)
{
    constexpr std::int64_t strides[] = {2, 4, 8, 16, 16, 32, 32};
    std::vector<Tap> taps;
    std::size_t stage = 0;
    for (std::size_t i = 0; i < channels.size(); ++i) {
        if (i + 1 < channels.size() && channels[i + 1] == channels[i])
            continue;
        if (stage > 0 && stage < std::size(strides))
            taps.push_back(
                {prefix + std::to_string(static_cast<int>(i) + firstNumber), channels[i], strides[stage]});
        ++stage;
    }
    return taps;
}

std::string liteName(std::size_t blocks, std::int64_t channels)
{
    struct Known {
        std::size_t blocks;
        std::int64_t channels;
        const char* name;
    };
    for (const Known& known : {Known{16, 320, "efficientnet_lite0"}, Known{21, 320, "efficientnet_lite1"},
                               Known{21, 352, "efficientnet_lite2"}, Known{24, 384, "efficientnet_lite3"},
                               Known{30, 448, "efficientnet_lite4"}})
        if (known.blocks == blocks && known.channels == channels)
            return known.name;
    return "efficientnet_lite";
}

Card makeCard(std::string name, std::vector<Tap> taps)
{
    Card card;
    card.info.name = std::move(name);
    card.info.family = "inverted-residual";
    card.info.taps = std::move(taps);
    card.padding = "same";
    card.activation = "relu6";
    return card;
}

/// Seven stages give six taps; a file that ends earlier has lost its end.
void checkComplete(const formats::TensorFile& file, const std::vector<Tap>& taps, const std::string& next)
{
    if (taps.size() != 6)
        throw formats::FormatError(
            file.label() + ": tensor '" + next +
            "' is missing or out of place; the file does not hold the seven stages of an "
            "inverted residual network.");
}

} // namespace

Canonical canonicalEfficientNetLite(const formats::TensorFile& file)
{
    Weights weights(file);
    TensorCollection tensors;
    weights.ignoreEnding(".num_batches_tracked");
    foldBatchNorm(weights, tensors, {"_conv_stem", "_bn0", "stem"}, {-1, 3, 3, 3}, liteEpsilon);
    std::int64_t channels = channelsOf(weights, "_conv_stem.weight");
    std::vector<std::int64_t> blockChannels;
    std::string from = "_blocks.0";
    for (std::size_t i = 0; i == 0 || weights.has(from + "._depthwise_conv.weight"); ++i) {
        const std::string to = "blocks." + std::to_string(i);
        std::int64_t inner = channels;
        if (i > 0) {
            inner = channelsOf(weights, from + "._expand_conv.weight");
            foldBatchNorm(weights, tensors, {from + "._expand_conv", from + "._bn0", to + ".expand"},
                          {inner, channels, 1, 1}, liteEpsilon);
        }
        foldBatchNorm(weights, tensors, {from + "._depthwise_conv", from + "._bn1", to + ".depthwise"},
                      {inner, 1, -1, -1}, liteEpsilon);
        foldBatchNorm(weights, tensors, {from + "._project_conv", from + "._bn2", to + ".project"},
                      {-1, inner, 1, 1}, liteEpsilon);
        channels = channelsOf(weights, from + "._project_conv.weight");
        blockChannels.push_back(channels);
        from = "_blocks." + std::to_string(i + 1);
    }
    std::vector<Tap> taps = findTaps(blockChannels, "blocks.", 0);
    checkComplete(file, taps, from + "._depthwise_conv.weight");
    (void)weights.takeEntry("_conv_head.weight",
                            {-1, channels, 1, 1}); // proves that no block is missing at the end
    for (const char* classifier : {"_conv_head.", "_bn1.", "_fc."})
        weights.ignore(classifier);
    weights.finish();

    Card card = makeCard(liteName(blockChannels.size(), channels), std::move(taps));
    card.info.mean.fill(127.0 / 255);
    card.info.std.fill(128.0 / 255);
    // Strides 8, 16 (the wider stage) and 32: chosen on good tiles with artificial defects.
    card.info.defaultTaps = {1, 3, 4};
    return finishCanonical(file, std::move(tensors), std::move(card), {});
}

Canonical canonicalMobileNetV2(const formats::TensorFile& file)
{
    Weights weights(file);
    TensorCollection tensors;
    const auto take = [&](const std::string& from, const std::string& to,
                          const std::vector<std::int64_t>& shape) {
        const formats::TensorEntry& weight = weights.takeEntry(from + ".weight", shape);
        tensors.add(to + ".weight", weight);
        tensors.add(to + ".bias", weights.takeEntry(from + ".bias", {weight.shape[0]}));
        return weight.shape[0];
    };
    std::int64_t channels = take("features.0.0", "stem", {-1, 3, 3, 3});
    std::vector<std::int64_t> blockChannels;
    std::string from = "features.1";
    for (std::size_t i = 0; i == 0 || weights.has(from + ".conv.0.0.weight"); ++i) {
        const std::string to = "blocks." + std::to_string(i);
        const bool expands = i > 0;
        std::int64_t inner = channels;
        if (expands)
            inner = take(from + ".conv.0.0", to + ".expand", {-1, channels, 1, 1});
        take(from + (expands ? ".conv.1.0" : ".conv.0.0"), to + ".depthwise", {inner, 1, -1, -1});
        channels = take(from + (expands ? ".conv.2" : ".conv.1"), to + ".project", {-1, inner, 1, 1});
        blockChannels.push_back(channels);
        from = "features." + std::to_string(i + 2);
    }
    std::vector<Tap> taps = findTaps(blockChannels, "features.", 1);
    checkComplete(file, taps, from + ".conv.0.0.weight");
    weights.finish();

    Card card = makeCard("mobilenet_v2", std::move(taps));
    card.info.mean.fill(0.5);
    card.info.std.fill(0.5);
    card.info.defaultTaps = {1, 3, 4};
    return finishCanonical(file, std::move(tensors), std::move(card), {});
}

} // namespace varad::nn
