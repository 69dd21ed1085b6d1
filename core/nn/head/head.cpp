#include "core/nn/head/head.h"

#include "core/nn/head/cell_order.h"
#include "core/nn/linear.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <stdexcept>

namespace varad::nn {
namespace {

constexpr std::int64_t kDirections = 4;
constexpr double kSmallestNorm = 1e-8;

std::string blockPrefix(int index, int block)
{
    return "model.vssm." + std::to_string(index) + ".0.layers.0.blocks." + std::to_string(block) + ".";
}
std::string bosName(int index) { return "model.vssm." + std::to_string(index) + ".0.BOS"; }
std::string adapterPrefix(int index) { return "model.tokenizer.proj." + std::to_string(index) + ".0."; }

/// The weights of one direction alone; everything that directions share stays shared.
MambaBlockWeights oneDirection(MambaBlockWeights w, std::int64_t direction)
{
    const std::int64_t inner = w.outNormWeight.size(0);
    w.xProj = w.xProj.narrow(0, direction, 1);
    w.dtProj = w.dtProj.narrow(0, direction, 1);
    w.dtBias = w.dtBias.narrow(0, direction, 1);
    w.aLogs = w.aLogs.narrow(0, direction * inner, inner);
    w.skip = w.skip.narrow(0, direction * inner, inner);
    return w;
}

at::Tensor cosine(const at::Tensor& a, const at::Tensor& b, std::int64_t axis)
{
    const at::Tensor dot = (a * b).sum(axis);
    const at::Tensor lengthA = a.square().sum(axis).sqrt().clamp_min(kSmallestNorm);
    const at::Tensor lengthB = b.square().sum(axis).sqrt().clamp_min(kSmallestNorm);
    return dot / (lengthA * lengthB);
}

} // namespace

HierarchyHead::HierarchyHead(HeadConfig config, at::Generator generator)
    : m_config(config), m_adapter(config.adapter, config.channels, generator)
{
    if (config.predNextN < 1)
        throw std::invalid_argument("the prediction distance is below 1 in one of the hierarchies");
    for (int block = 0; block < config.depth; ++block)
        m_blocks.push_back(MambaBlockWeights::random(config.channels, generator));
    m_bos = at::empty({kDirections, config.bosLength(), config.channels}).normal_(0.0, 0.02, generator);
}

HierarchyHead::HierarchyHead(HeadConfig config, const NamedTensors& all, int index)
    : m_config(config), m_adapter(config.adapter, config.channels, all, adapterPrefix(index))
{
    for (int block = 0; block < config.depth; ++block)
        m_blocks.push_back(MambaBlockWeights::from(all, blockPrefix(index, block), config.channels));
    m_bos = takeTensor(all, bosName(index), {kDirections, config.bosLength(), config.channels});
}

void HierarchyHead::listInto(NamedTensors& trainable, NamedTensors& buffers, int index) const
{
    m_adapter.listInto(trainable, buffers, adapterPrefix(index));
    for (std::size_t block = 0; block < m_blocks.size(); ++block)
        m_blocks[block].listInto(trainable, blockPrefix(index, static_cast<int>(block)));
    (m_config.learnableBos ? trainable : buffers)[bosName(index)] = m_bos;
}

std::vector<MambaBlockWeights> HierarchyHead::activeBlocks() const
{
    if (m_config.validPath < 0 || m_config.validPath >= kDirections)
        return m_blocks;
    std::vector<MambaBlockWeights> active;
    for (const MambaBlockWeights& block : m_blocks)
        active.push_back(oneDirection(block, m_config.validPath));
    return active;
}

at::Tensor HierarchyHead::activeOrders(std::int64_t rows, std::int64_t columns) const
{
    const at::Tensor orders = scanOrders(rows, columns);
    return m_config.validPath < 0 || m_config.validPath >= kDirections
               ? orders
               : orders.narrow(0, m_config.validPath, 1);
}

HierarchyHead::Prefix HierarchyHead::computePrefix(const std::vector<MambaBlockWeights>& blocks) const
{
    Prefix prefix;
    const std::int64_t first = m_config.bosLength() - m_config.predNextN;
    at::Tensor sequence = m_config.validPath < 0 || m_config.validPath >= kDirections
                              ? m_bos
                              : m_bos.narrow(0, m_config.validPath, 1);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const bool last = i + 1 == blocks.size();
        const BlockPrefix out = applyBlockToPrefix(blocks[i], sequence, last ? first : 0);
        prefix.states.push_back(out.state);
        prefix.rows = out.rows;
        if (!last)
            sequence =
                (out.rows.x2 + linearMap(out.rows.hidden, blocks[i].fc2Weight, blocks[i].fc2Bias)).squeeze(0);
    }
    return prefix;
}

void HierarchyHead::freeze() { m_frozen = computePrefix(activeBlocks()); }

at::Tensor HierarchyHead::predict(const at::Tensor& tokens, std::int64_t rows, std::int64_t columns) const
{
    const std::vector<MambaBlockWeights> blocks = activeBlocks();
    const Prefix prefix = m_frozen ? *m_frozen : computePrefix(blocks);
    const std::int64_t cells = rows * columns, fromPrefix = std::min(m_config.predNextN, cells);
    const std::int64_t scanned = cells - fromPrefix; // the last n tokens of a direction predict nothing
    const at::Tensor orders = activeOrders(rows, columns);

    // Directions are summed cell by cell before the block's last linear map (it is linear: exact).
    const at::Tensor head = orders.narrow(1, 0, fromPrefix);
    at::Tensor x2 = mergeCells(prefix.rows.x2.narrow(2, 0, fromPrefix), head, cells);
    at::Tensor hidden = mergeCells(prefix.rows.hidden.narrow(2, 0, fromPrefix), head, cells);
    if (scanned > 0) {
        at::Tensor body = tokens.unsqueeze(1), order = orders.narrow(1, 0, scanned);
        BlockRows out;
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            out = applyBlockToBody(blocks[i], body, order, prefix.states[i]);
            if (i + 1 < blocks.size())
                body = out.x2 + linearMap(out.hidden, blocks[i].fc2Weight, blocks[i].fc2Bias);
            order = at::Tensor();
        }
        const at::Tensor targets = orders.narrow(1, fromPrefix, scanned);
        x2 = x2 + mergeCells(out.x2, targets, cells);
        hidden = hidden + mergeCells(out.hidden, targets, cells);
    } else {
        x2 = x2.expand({tokens.size(0), cells, x2.size(2)});
        hidden = hidden.expand({tokens.size(0), cells, hidden.size(2)});
    }
    const MambaBlockWeights& last = blocks.back();
    const double directions = static_cast<double>(orders.size(0));
    return x2 + linearMap(hidden, last.fc2Weight, last.fc2Bias * directions);
}

HeadOutput HierarchyHead::operator()(const at::Tensor& features, Mode mode)
{
    if (mode == Mode::Training)
        m_frozen.reset();
    const std::int64_t pictures = features.size(0), rows = features.size(1), columns = features.size(2);
    HeadOutput out;
    out.adapted = unitTokens(m_adapter(features, mode));
    at::Tensor tokens = out.adapted.reshape({pictures, rows * columns, m_config.channels});
    if (m_config.positionalEncoding) {
        const at::Tensor code = positionalCode(rows, columns, m_config.channels).to(tokens.scalar_type());
        tokens = tokens + code.view({1, rows * columns, -1}) * m_config.positionalScale;
    }
    out.predicted = unitTokens(predict(tokens, rows, columns)).view_as(out.adapted);
    return out;
}

at::Tensor positionalCode(std::int64_t rows, std::int64_t columns, std::int64_t channels)
{
    const std::int64_t half = 2 * ((channels + 3) / 4); // channels per axis
    const at::Tensor exponent = at::arange(0, half / 2, at::kFloat).mul(-2.0 / double(half));
    const at::Tensor frequency = at::pow(at::scalar_tensor(10000.0f), exponent);
    const auto axisCode = [&](std::int64_t length) { // [length, half]: sin, cos alternating
        const at::Tensor angle = at::arange(length, at::kFloat).unsqueeze(1) * frequency;
        return at::stack({angle.sin(), angle.cos()}, 2).view({length, half});
    };
    const at::Tensor byRow = axisCode(rows).unsqueeze(1).expand({rows, columns, half});
    const at::Tensor byColumn = axisCode(columns).unsqueeze(0).expand({rows, columns, half});
    return at::cat({byRow, byColumn}, 2).narrow(2, 0, channels).contiguous();
}

at::Tensor headLoss(const HeadOutput& out, double lambdaSpatial)
{
    const at::Tensor a = out.adapted.flatten(1, 2), p = out.predicted.flatten(1, 2);
    const auto pictures = static_cast<double>(a.size(0));
    // Means are taken per picture first: a sum over few values is the same at any thread count.
    const at::Tensor perToken = cosine(a, p, 2).mean(1).mean();
    const at::Tensor perChannel = cosine(a, p, 1).mean(1).mean();
    return pictures * ((1 - perToken) + lambdaSpatial * (1 - perChannel));
}

} // namespace varad::nn
