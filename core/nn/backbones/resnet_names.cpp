#include "core/nn/backbones/resnet.h"

#include "core/nn/backbones/card.h"
#include "core/nn/backbones/convolution.h"

#include <array>

namespace varad::nn {

namespace {

constexpr const char* mark = "layer1.0.conv1.weight";
constexpr double epsilon = 1e-5; // of torchvision's batch norms
using Depths = std::array<std::size_t, 3>;

struct Known {
    bool bottleneck;
    Depths depths;
    std::int64_t firstWidth; ///< of the first block's first convolution, relative to a stem of 64
    const char* name;
};

constexpr Known knownNetworks[] = {
    {false, {2, 2, 2}, 64, "resnet18"},          {false, {3, 4, 6}, 64, "resnet34"},
    {true, {3, 4, 6}, 64, "resnet50"},           {true, {3, 4, 23}, 64, "resnet101"},
    {true, {3, 8, 36}, 64, "resnet152"},         {true, {3, 4, 6}, 128, "wide_resnet50_2"},
    {true, {3, 4, 23}, 128, "wide_resnet101_2"},
};

const formats::TensorEntry* findMark(const formats::TensorFile& file)
{
    for (const formats::TensorEntry& entry : file.entries())
        if (entry.name.ends_with(mark))
            return &entry;
    return nullptr;
}

class Reader {
public:
    Reader(const formats::TensorFile& file, const std::string& prefix) : m_weights(file, prefix) {}

    Canonical read()
    {
        m_weights.ignoreEnding(".num_batches_tracked");
        fold("conv1", "bn1", "conv1", {-1, 3, 7, 7});
        std::int64_t channels = channelsOf("conv1.weight");
        const std::int64_t stemWidth = channels;
        m_bottleneck = m_weights.has("layer1.0.conv3.weight");
        Card card;
        for (std::size_t s = 0; s < m_depths.size(); ++s) {
            const std::string stage = "layer" + std::to_string(s + 1);
            for (; m_depths[s] == 0 || m_weights.has(block(s) + ".conv1.weight"); ++m_depths[s])
                channels = readBlock(block(s), channels);
            card.info.taps.push_back({stage, channels, std::int64_t{4} << s});
        }
        m_weights.ignore("layer4.");
        m_weights.ignore("fc.");
        m_weights.finish();
        m_weights.finishOutside({"model."});
        const std::int64_t firstWidth = channelsOf("layer1.0.conv1.weight");
        card.info.name = recognise(stemWidth > 0 ? firstWidth * 64 / stemWidth : 0);
        card.info.family = "resnet";
        card.info.defaultTaps = {0, 1, 2};
        card.info.mean = {0.485, 0.456, 0.406};
        card.info.std = {0.229, 0.224, 0.225};
        card.padding = "symmetric";
        card.activation = "relu";
        return finishCanonical(m_weights.file(), std::move(m_tensors), std::move(card), {});
    }

private:
    std::string block(std::size_t stage) const
    {
        return "layer" + std::to_string(stage + 1) + "." + std::to_string(m_depths[stage]);
    }
    std::int64_t channelsOf(const std::string& name) const { return m_weights.entry(name)->shape[0]; }
    void fold(const std::string& convolution, const std::string& norm, const std::string& target,
              const std::vector<std::int64_t>& shape)
    {
        foldBatchNorm(m_weights, m_tensors, {convolution, norm, target}, shape, epsilon);
    }

    std::int64_t readBlock(const std::string& name, std::int64_t channels)
    {
        std::int64_t in = channels;
        const std::int64_t kernels[] = {m_bottleneck ? 1 : 3, 3, 1};
        for (int i = 0; i < (m_bottleneck ? 3 : 2); ++i) {
            const std::string number = std::to_string(i + 1), convolution = name + ".conv" + number;
            fold(convolution, name + ".bn" + number, convolution, {-1, in, kernels[i], kernels[i]});
            in = channelsOf(convolution + ".weight");
        }
        if (m_weights.has(name + ".downsample.0.weight") || in != channels)
            fold(name + ".downsample.0", name + ".downsample.1", name + ".downsample", {in, channels, 1, 1});
        return in;
    }

    /// The numbers of blocks prove that no block is missing at a stage's end.
    std::string recognise(std::int64_t firstWidth) const
    {
        std::size_t missing = 0;
        for (const Known& known : knownNetworks) {
            if (known.bottleneck != m_bottleneck || known.firstWidth != firstWidth)
                continue;
            if (known.depths == m_depths)
                return known.name;
            for (std::size_t s = 0; s < m_depths.size(); ++s)
                if (m_depths[s] < known.depths[s])
                    missing = s;
        }
        m_weights.refuse(block(missing) + ".conv1.weight",
                         "is missing: no ResNet that this program knows has such numbers of blocks.");
    }

    Weights m_weights;
    TensorCollection m_tensors;
    Depths m_depths{};
    bool m_bottleneck = false;
};

} // namespace

bool looksLikeResnet(const formats::TensorFile& file) { return findMark(file) != nullptr; }

Canonical canonicalResnet(const formats::TensorFile& file)
{
    const std::string& name = findMark(file)->name;
    return Reader(file, name.substr(0, name.size() - std::string_view(mark).size())).read();
}

} // namespace varad::nn
