#include "core/nn/head/mamba_block.h"

#include "core/nn/head/cell_order.h"
#include "core/nn/head/layer_norm.h"
#include "core/nn/linear.h"
#include "core/nn/mamba/selective_scan.h"

#include <ATen/ATen.h>

#include <cmath>

namespace varad::nn {
namespace {

constexpr std::int64_t kDirections = 4;

std::int64_t ceilDiv(std::int64_t a, std::int64_t b) { return (a + b - 1) / b; }

/// What the scan needs of some rows, once per row. S = 1 or K sequences.
struct RowInputs {
    at::Tensor u0;    ///< [B, S, rows, d] normalised input, the block's residual
    at::Tensor gate;  ///< [B, S, rows, D] silu(z)
    at::Tensor u;     ///< [B, K, rows, D] scan input, stride 0 over K where shared
    at::Tensor delta; ///< [B, K, rows, D]
    at::Tensor b, c;  ///< [B, K, rows, N]
};

/// rows [B, S, n, D] times the per-direction matrices [K, out, D] -> [B, K, n, out]
at::Tensor perDirection(const at::Tensor& rows, const at::Tensor& matrices)
{
    const std::int64_t pictures = rows.size(0), n = rows.size(2), directions = matrices.size(0);
    if (rows.size(1) == 1) { // all directions read the same rows: one product with the stacked matrices
        const at::Tensor stacked = matrices.reshape({-1, matrices.size(2)});
        return linearMap(rows.reshape({-1, rows.size(3)}), stacked)
            .view({pictures, n, directions, matrices.size(1)})
            .transpose(1, 2);
    }
    const at::Tensor byDirection = rows.transpose(0, 1).reshape({directions, pictures * n, rows.size(3)});
    return groupedLinear(byDirection, matrices)
        .view({directions, pictures, n, matrices.size(1)})
        .transpose(0, 1);
}

RowInputs prepareRows(const MambaBlockWeights& w, const at::Tensor& rows)
{
    const std::int64_t inner = w.outNormWeight.size(0), states = w.aLogs.size(1), rank = w.dtProj.size(2);
    const std::int64_t directions = w.xProj.size(0), pictures = rows.size(0), n = rows.size(2);
    RowInputs r;
    r.u0 = layerNorm(rows, w.normWeight, w.normBias);
    const at::Tensor projected = linearMap(r.u0, w.inProj);
    const at::Tensor u = at::silu(projected.narrow(3, 0, inner));
    r.gate = at::silu(projected.narrow(3, inner, inner));
    r.u = u.expand({pictures, directions, n, inner});
    const at::Tensor selected = perDirection(u, w.xProj);
    const at::Tensor step =
        selected.narrow(3, 0, rank).transpose(0, 1).reshape({directions, pictures * n, rank});
    r.delta = groupedLinear(step, w.dtProj).view({directions, pictures, n, inner}).transpose(0, 1);
    r.b = selected.narrow(3, rank, states);
    r.c = selected.narrow(3, rank + states, states);
    return r;
}

ScanOutput scanRows(const MambaBlockWeights& w, const RowInputs& rows, const at::Tensor& order,
                    const at::Tensor& start)
{
    const std::int64_t directions = w.xProj.size(0), inner = w.outNormWeight.size(0),
                       states = w.aLogs.size(1);
    ScanInput in;
    in.u = rows.u;
    in.delta = rows.delta;
    in.a = w.aLogs.exp().neg().view({directions, inner, states});
    in.b = rows.b;
    in.c = rows.c;
    in.skip = w.skip.view({directions, inner});
    in.deltaBias = w.dtBias;
    in.start = start;
    in.order = order;
    return selectiveScan(in);
}

/// Output norm, gate, output product, second norm and the first half of the MLP, row by row.
BlockRows finishRows(const MambaBlockWeights& w, const at::Tensor& u0, const at::Tensor& gate,
                     const at::Tensor& y)
{
    const at::Tensor mixed = layerNorm(y, w.outNormWeight, w.outNormBias).mul(gate);
    const at::Tensor x1 = u0 + linearMap(mixed, w.outProj);
    BlockRows rows;
    rows.x2 = layerNorm(x1, w.norm2Weight, w.norm2Bias);
    rows.hidden = at::gelu(linearMap(rows.x2, w.fc1Weight, w.fc1Bias));
    return rows;
}

} // namespace

MambaBlockWeights MambaBlockWeights::random(std::int64_t d, at::Generator g)
{
    const std::int64_t inner = 2 * d, states = ceilDiv(d, 6), rank = ceilDiv(d, 16);
    const auto normal = [&](at::IntArrayRef shape) { return at::empty(shape).normal_(0.0, 0.02, g); };
    const auto uniform = [&](at::IntArrayRef shape, double bound) {
        return at::empty(shape).uniform_(-bound, bound, g);
    };
    MambaBlockWeights w;
    w.normWeight = at::ones({d});
    w.normBias = at::zeros({d});
    w.inProj = normal({2 * inner, d});
    w.xProj = uniform({kDirections, rank + 2 * states, inner}, 1.0 / std::sqrt(double(inner)));
    w.dtProj = uniform({kDirections, inner, rank}, 1.0 / std::sqrt(double(rank)));
    // softplus(bias) spreads log-uniformly over [0.001, 0.1]
    const at::Tensor step =
        at::empty({kDirections, inner}).uniform_(std::log(0.001), std::log(0.1), g).exp_().clamp_min_(1e-4);
    w.dtBias = step + at::log(-at::expm1(-step));
    w.aLogs = at::log(at::arange(1, states + 1, at::kFloat)).expand({kDirections * inner, states}).clone();
    w.skip = at::ones({kDirections * inner});
    w.outNormWeight = at::ones({inner});
    w.outNormBias = at::zeros({inner});
    w.outProj = normal({d, inner});
    w.norm2Weight = at::ones({d});
    w.norm2Bias = at::zeros({d});
    w.fc1Weight = normal({4 * d, d});
    w.fc1Bias = at::zeros({4 * d});
    w.fc2Weight = normal({d, 4 * d});
    w.fc2Bias = at::zeros({d});
    return w;
}

namespace {

struct NamedMember {
    const char* name;
    at::Tensor MambaBlockWeights::*member;
};
constexpr NamedMember kMembers[] = {
    {"norm.weight", &MambaBlockWeights::normWeight},
    {"norm.bias", &MambaBlockWeights::normBias},
    {"op.in_proj.weight", &MambaBlockWeights::inProj},
    {"op.x_proj_weight", &MambaBlockWeights::xProj},
    {"op.dt_projs_weight", &MambaBlockWeights::dtProj},
    {"op.dt_projs_bias", &MambaBlockWeights::dtBias},
    {"op.A_logs", &MambaBlockWeights::aLogs},
    {"op.Ds", &MambaBlockWeights::skip},
    {"op.out_norm.weight", &MambaBlockWeights::outNormWeight},
    {"op.out_norm.bias", &MambaBlockWeights::outNormBias},
    {"op.out_proj.weight", &MambaBlockWeights::outProj},
    {"norm2.weight", &MambaBlockWeights::norm2Weight},
    {"norm2.bias", &MambaBlockWeights::norm2Bias},
    {"mlp.fc1.weight", &MambaBlockWeights::fc1Weight},
    {"mlp.fc1.bias", &MambaBlockWeights::fc1Bias},
    {"mlp.fc2.weight", &MambaBlockWeights::fc2Weight},
    {"mlp.fc2.bias", &MambaBlockWeights::fc2Bias},
};

std::vector<std::vector<std::int64_t>> memberShapes(std::int64_t d)
{
    const std::int64_t inner = 2 * d, states = ceilDiv(d, 6), rank = ceilDiv(d, 16), k = kDirections;
    return {{d},
            {d},
            {2 * inner, d},
            {k, rank + 2 * states, inner},
            {k, inner, rank},
            {k, inner},
            {k * inner, states},
            {k * inner},
            {inner},
            {inner},
            {d, inner},
            {d},
            {d},
            {4 * d, d},
            {4 * d},
            {d, 4 * d},
            {d}};
}

} // namespace

void MambaBlockWeights::listInto(NamedTensors& all, const std::string& prefix) const
{
    for (const NamedMember& m : kMembers)
        all[prefix + m.name] = this->*m.member;
}

MambaBlockWeights MambaBlockWeights::from(const NamedTensors& all, const std::string& prefix,
                                          std::int64_t channels)
{
    MambaBlockWeights w;
    const auto shapes = memberShapes(channels);
    for (std::size_t i = 0; i < std::size(kMembers); ++i)
        w.*kMembers[i].member = takeTensor(all, prefix + kMembers[i].name, shapes[i]);
    return w;
}

BlockPrefix applyBlockToPrefix(const MambaBlockWeights& w, const at::Tensor& prefix, std::int64_t firstRow)
{
    const std::int64_t wanted = prefix.size(1) - firstRow;
    const RowInputs rows = prepareRows(w, prefix.unsqueeze(0));
    const ScanOutput scan = scanRows(w, rows, at::Tensor(), at::Tensor());
    return {finishRows(w, rows.u0.narrow(2, firstRow, wanted), rows.gate.narrow(2, firstRow, wanted),
                       scan.y.narrow(2, firstRow, wanted)),
            scan.last.squeeze(0)};
}

BlockRows applyBlockToBody(const MambaBlockWeights& w, const at::Tensor& body, const at::Tensor& order,
                           const at::Tensor& state)
{
    const RowInputs rows = prepareRows(w, body);
    const at::Tensor y = scanRows(w, rows, order, state).y;
    if (!order.defined())
        return finishRows(w, rows.u0, rows.gate, y);
    return finishRows(w, gatherCells(rows.u0.squeeze(1), order), gatherCells(rows.gate.squeeze(1), order), y);
}

} // namespace varad::nn
