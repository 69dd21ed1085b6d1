#include "core/nn/backbones/dinov2.h"

#include "core/nn/backbones/attention.h"
#include "core/nn/backbones/card.h"
#include "core/nn/backbones/features_check.h"
#include "core/nn/backbones/positions.h"
#include "core/nn/linear.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <cmath>
#include <mutex>
#include <utility>

namespace varad::nn {

namespace {

constexpr double normEpsilon = 1e-6;
constexpr std::int64_t headWidth = 64;
constexpr std::int64_t patchSide = 14;
constexpr std::int64_t blockCount = 12;
constexpr std::int64_t blocksPerTap = 4;

struct Affine {
    at::Tensor weight, bias;
};

struct Block {
    Affine norm1, qkv, projection, norm2, first, second;
};

struct Parts {
    BackboneInfo info;
    Affine patch, norm;
    at::Tensor prefixTokens; ///< [1, 1 + R, d]: class token and registers
    at::Tensor positions;    ///< [1, 1 + M M, d]
    PositionRule rule = PositionRule::Offset;
    bool swiglu = false;
    std::vector<Block> blocks;
};

at::Tensor normalise(const at::Tensor& x, const Affine& norm)
{
    return at::layer_norm(x, norm.weight.sizes(), norm.weight, norm.bias, normEpsilon);
}

/// x += y W^T + b, in place. x and y [B, T, *].
void addLinear(const at::Tensor& x, const at::Tensor& y, const Affine& layer)
{
    x.add_(linearMap(y, layer.weight, layer.bias));
}

class Dinov2 final : public Backbone {
public:
    explicit Dinov2(Parts parts) : m_parts(std::move(parts)) {}

    const BackboneInfo& info() const override { return m_parts.info; }

    std::vector<at::Tensor> features(const at::Tensor& image, const std::vector<int>& taps) const override
    {
        checkFeatureRequest(m_parts.info, image, taps, m_parts.positions.scalar_type());
        const c10::NoGradGuard noGradient;
        const std::int64_t rows = image.size(2) / patchSide, columns = image.size(3) / patchSide;
        at::Tensor x = embed(image, rows, columns);
        std::vector<at::Tensor> found;
        for (std::int64_t i = 0; found.size() < taps.size(); ++i) {
            const std::int64_t next = (taps[found.size()] + 1) * blocksPerTap - 1;
            const bool last = found.size() + 1 == taps.size() && i == next;
            x = run(m_parts.blocks[static_cast<std::size_t>(i)], x, last ? rows * columns : x.size(1));
            if (i == next)
                found.push_back(tap(x, rows, columns));
        }
        return found;
    }

private:
    at::Tensor embed(const at::Tensor& image, std::int64_t rows, std::int64_t columns) const
    {
        const at::Tensor grid = at::conv2d(image, m_parts.patch.weight, m_parts.patch.bias, patchSide);
        const at::Tensor positions = positionsFor(rows, columns);
        const at::Tensor patches = grid.flatten(2).transpose(1, 2) + positions.narrow(1, 1, rows * columns);
        at::Tensor prefix = m_parts.prefixTokens.repeat({image.size(0), 1, 1});
        prefix.narrow(1, 0, 1).add_(positions.narrow(1, 0, 1));
        return at::cat({prefix, patches}, 1);
    }

    at::Tensor positionsFor(std::int64_t rows, std::int64_t columns) const
    {
        const std::lock_guard lock(m_mutex);
        if (m_cachedRows != rows || m_cachedColumns != columns) {
            m_cached = resamplePositions(m_parts.positions, rows, columns, m_parts.rule);
            m_cachedRows = rows;
            m_cachedColumns = columns;
        }
        return m_cached;
    }

    /// Only the last `wanted` tokens come out; all of them serve as keys and values. Overwrites x.
    at::Tensor run(const Block& block, const at::Tensor& x, std::int64_t wanted) const
    {
        const std::int64_t batch = x.size(0), tokens = x.size(1), width = x.size(2),
                           heads = width / headWidth;
        const at::Tensor qkv = linearMap(normalise(x, block.norm1), block.qkv.weight, block.qkv.bias)
                                   .view({batch, tokens, 3, heads, headWidth})
                                   .permute({2, 0, 3, 1, 4});
        const at::Tensor mixed = attention(qkv[0].narrow(2, tokens - wanted, wanted), qkv[1], qkv[2]);
        const at::Tensor out = x.narrow(1, tokens - wanted, wanted).contiguous();
        addLinear(out, mixed, block.projection);
        at::Tensor hidden = linearMap(normalise(out, block.norm2), block.first.weight, block.first.bias);
        if (m_parts.swiglu) {
            const std::vector<at::Tensor> halves = hidden.chunk(2, 2);
            hidden = at::silu(halves[0]).mul_(halves[1]);
        } else {
            at::gelu_(hidden);
        }
        addLinear(out, hidden, block.second);
        return out;
    }

    at::Tensor tap(const at::Tensor& x, std::int64_t rows, std::int64_t columns) const
    {
        const std::int64_t patches = rows * columns;
        return normalise(x.narrow(1, x.size(1) - patches, patches), m_parts.norm)
            .transpose(1, 2)
            .reshape({x.size(0), x.size(2), rows, columns})
            .contiguous();
    }

    Parts m_parts;
    mutable std::mutex m_mutex;
    mutable at::Tensor m_cached; // positions of the size seen last
    mutable std::int64_t m_cachedRows = 0, m_cachedColumns = 0;
};

/// Takes tensors in the type that is computed in.
class Taker {
public:
    Taker(Weights& weights, at::ScalarType precision) : m_weights(weights), m_precision(precision) {}

    at::Tensor tensor(const std::string& name, const std::vector<std::int64_t>& shape)
    {
        return m_weights.take(name, shape).to(m_precision);
    }
    Affine norm(const std::string& name, std::int64_t width)
    {
        return {tensor(name + ".weight", {width}), tensor(name + ".bias", {width})};
    }
    Affine affine(const std::string& name, std::int64_t out, std::int64_t in)
    {
        const at::Tensor weight = tensor(name + ".weight", {out, in});
        return {weight, tensor(name + ".bias", {weight.size(0)})};
    }
    /// Followed by LayerScale: diag(gamma) (W x + b), folded in double precision.
    Affine scaledLinear(const std::string& name, const std::string& scale, std::int64_t out, std::int64_t in)
    {
        const at::Tensor gamma = m_weights.take(scale, {out}).to(at::kDouble);
        const at::Tensor weight =
            m_weights.take(name + ".weight", {out, in}).to(at::kDouble) * gamma.unsqueeze(1);
        const at::Tensor bias = m_weights.take(name + ".bias", {out}).to(at::kDouble) * gamma;
        return {weight.to(m_precision), bias.to(m_precision)};
    }

private:
    Weights& m_weights;
    at::ScalarType m_precision;
};

Block takeBlock(Taker& take, const std::string& name, std::int64_t width, bool swiglu)
{
    Block block;
    block.norm1 = take.norm(name + "norm1", width);
    block.qkv = take.affine(name + "attn.qkv", 3 * width, width);
    block.projection = take.scaledLinear(name + "attn.proj", name + "ls1.gamma", width, width);
    block.norm2 = take.norm(name + "norm2", width);
    block.first = take.affine(name + (swiglu ? "mlp.w12" : "mlp.fc1"), -1, width);
    const std::int64_t hidden = block.first.weight.size(0) / (swiglu ? 2 : 1);
    block.second =
        take.scaledLinear(name + (swiglu ? "mlp.w3" : "mlp.fc2"), name + "ls2.gamma", width, hidden);
    return block;
}

} // namespace

std::shared_ptr<const Backbone> buildDinov2(const Canonical& network, const BackboneOptions& options)
{
    Parts parts;
    parts.info = cardFromMetadata(network.file).info;
    Weights weights(network.file, {}, network.nameInFile);
    Taker take(weights, options.precision);
    parts.patch = {take.tensor("patch_embed.proj.weight", {-1, 3, patchSide, patchSide}), {}};
    const std::int64_t width = parts.patch.weight.size(0);
    if (width % headWidth != 0)
        weights.refuse("patch_embed.proj.weight", "has a width that is no multiple of 64.");
    parts.patch.bias = take.tensor("patch_embed.proj.bias", {width});
    parts.prefixTokens = take.tensor("cls_token", {1, 1, width});
    if (weights.has("register_tokens")) {
        parts.prefixTokens = at::cat({parts.prefixTokens, take.tensor("register_tokens", {1, -1, width})}, 1);
        parts.rule = options.wrapperPositions ? PositionRule::NoOffset : PositionRule::Antialias;
    }
    parts.positions = take.tensor("pos_embed", {1, -1, width});
    const auto cells = static_cast<double>(parts.positions.size(1) - 1);
    if (cells < 1 || std::pow(std::round(std::sqrt(cells)), 2) != cells)
        weights.refuse("pos_embed", "is no square table.");
    parts.swiglu = weights.has("blocks.0.mlp.w12.weight");
    for (std::int64_t i = 0; i < blockCount; ++i)
        parts.blocks.push_back(takeBlock(take, "blocks." + std::to_string(i) + ".", width, parts.swiglu));
    parts.norm = take.norm("norm", width);
    weights.finish();
    for (const Tap& tap : parts.info.taps)
        if (tap.channels != width || tap.stride != patchSide || parts.info.taps.size() != 3)
            throw formats::FormatError(
                network.file.label() +
                ": the taps of the backbone's card do not fit its tensors; import it again.");
    return std::make_shared<Dinov2>(std::move(parts));
}

} // namespace varad::nn
