#include "core/nn/recipe/bank_model.h"

#include "core/nn/head/shuffle.h"
#include "core/nn/linear.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <cmath>

namespace varad::nn {
namespace {

constexpr std::int64_t kRowsAtOnce = 2048;

/// Grids of other sizes are brought to rows x columns by area means or bilinearly.
at::Tensor toGrid(const at::Tensor& grid, std::int64_t rows, std::int64_t columns)
{
    if (grid.size(0) == rows && grid.size(1) == columns)
        return grid;
    const at::Tensor planes = grid.permute({2, 0, 1}).unsqueeze(0);
    const at::Tensor sized = grid.size(0) > rows ? at::adaptive_avg_pool2d(planes, {rows, columns})
                                                 : at::upsample_bilinear2d(planes, {rows, columns}, false);
    return sized.squeeze(0).permute({1, 2, 0});
}

} // namespace

at::Tensor bankTokens(const std::vector<at::Tensor>& features)
{
    const at::Tensor& common = features[features.size() > 1 ? 1 : 0];
    std::vector<at::Tensor> columns;
    for (const at::Tensor& tap : features)
        columns.push_back(toGrid(boxMean(tap, 3), common.size(0), common.size(1)));
    return at::cat(columns, 2);
}

BankModel::Parts buildBank(std::int64_t count,
                           const std::function<std::vector<at::Tensor>(std::int64_t)>& features,
                           std::int64_t size, std::uint64_t seed)
{
    BankModel::Parts parts;
    TokenMoments moments;
    std::vector<std::int64_t> channels;
    SplitMix random(seed);
    std::vector<at::Tensor> drawn;
    for (std::int64_t i = 0; i < count; ++i) {
        const std::vector<at::Tensor> taps = features(i);
        const at::Tensor grid = bankTokens(taps);
        parts.rows = grid.size(0);
        parts.columns = grid.size(1);
        const at::Tensor rows = grid.reshape({-1, grid.size(2)});
        moments.add(rows);
        channels.clear();
        for (const at::Tensor& tap : taps)
            channels.push_back(tap.size(2));
        const std::int64_t share = (i + 1) * size / count - i * size / count;
        std::vector<std::int64_t> picks;
        for (std::int64_t k = 0; k < share; ++k)
            picks.push_back(std::int64_t(random.below(std::uint64_t(rows.size(0)))));
        drawn.push_back(rows.index_select(0, at::tensor(picks, at::kLong)));
    }
    const at::Tensor mean = moments.mean().to(at::kFloat);
    at::Tensor inverse = moments.covariance().diagonal().clamp_min(1e-12).rsqrt().to(at::kFloat);
    std::int64_t from = 0;
    for (const std::int64_t c : channels) {
        parts.mean.push_back(mean.narrow(0, from, c));
        parts.inverseStd.push_back(inverse.narrow(0, from, c) / std::sqrt(double(c)));
        from += c;
    }
    parts.bank = (at::cat(drawn) - mean) * at::cat(parts.inverseStd);
    return parts;
}

BankModel::BankModel(Parts parts)
    : m_parts(std::move(parts)),
      m_bankSquares(m_parts.bank.square().sum(1)),
      m_canvas(m_parts.side, kSigma,
               {GridShape{m_parts.rows, m_parts.columns,
                          CellGeometry{(double(m_parts.side) / double(m_parts.rows) - 1) / 2,
                                       double(m_parts.side) / double(m_parts.rows)}}})
{
}

ModelScore BankModel::score(const std::vector<at::Tensor>& features, double) const
{
    const c10::NoGradGuard noGrad;
    const at::Tensor grid = bankTokens(features);
    const at::Tensor rows =
        (grid.reshape({-1, grid.size(2)}) - at::cat(m_parts.mean)) * at::cat(m_parts.inverseStd);
    std::vector<at::Tensor> nearest;
    for (std::int64_t from = 0; from < rows.size(0); from += kRowsAtOnce) {
        const at::Tensor piece = rows.narrow(0, from, std::min(kRowsAtOnce, rows.size(0) - from));
        const at::Tensor partial = m_bankSquares - 2 * linearMap(piece, m_parts.bank);
        nearest.push_back((partial.amin(1) + piece.square().sum(1)).clamp_min(0).sqrt());
    }
    ModelScore result;
    const at::Tensor distance = at::cat(nearest).view({m_parts.rows, m_parts.columns});
    result.terms.push_back({"NearestNeighbour", distance});
    result.map = m_canvas.sum({distance});
    result.score = result.peak = meanOfLargest(result.map, 0);
    return result;
}

void BankModel::listInto(NamedTensors& tensors, Metadata& metadata) const
{
    for (std::size_t i = 0; i < m_parts.mean.size(); ++i) {
        tensors["bank." + std::to_string(i) + ".mean"] = m_parts.mean[i];
        tensors["bank." + std::to_string(i) + ".scale"] = m_parts.inverseStd[i];
    }
    tensors["bank.tokens"] = m_parts.bank;
    metadata["method"] = kMethod;
    metadata["bank_grid"] = std::to_string(m_parts.rows) + "," + std::to_string(m_parts.columns);
}

} // namespace varad::nn
