#include "core/nn/mamba/selective_scan_check.h"

#include <ATen/ATen.h>

#include <vector>

namespace varad::nn {

namespace {

/// [B, K, L, X] by cell -> [B, K, P, X] by position.
at::Tensor byPosition(const at::Tensor& byCell, const at::Tensor& order)
{
    if (!order.defined())
        return byCell;
    std::vector<at::Tensor> directions;
    for (std::int64_t k = 0; k < byCell.size(1); ++k)
        directions.push_back(byCell.select(1, k).index_select(1, order.select(0, k).to(byCell.device())));
    return at::stack(directions, 1);
}

} // namespace

ScanOutput selectiveScanReference(const ScanInput& in)
{
    const ScanSizes n = checkScan(in);
    const at::Tensor u = byPosition(in.u, in.order); // [B, K, P, D]
    const at::Tensor b = byPosition(in.b, in.order); // [B, K, P, N]
    const at::Tensor c = byPosition(in.c, in.order);
    at::Tensor step = byPosition(in.delta, in.order);
    if (in.deltaBias.defined())
        step = step + in.deltaBias.unsqueeze(1);
    step = at::softplus(step, 1, 20);

    const std::int64_t stateShape[] = {n.pictures, n.directions, n.channels, n.states};
    at::Tensor state = in.start.defined() ? in.start.unsqueeze(0).expand(stateShape).clone()
                                          : at::zeros(stateShape, in.u.options());
    std::vector<at::Tensor> rows; // P times [B, K, D]
    for (std::int64_t p = 0; p < n.positions; ++p) {
        const at::Tensor s = step.select(2, p).unsqueeze(-1);
        state = at::exp(s * in.a) * state + s * u.select(2, p).unsqueeze(-1) * b.select(2, p).unsqueeze(-2);
        rows.push_back((state * c.select(2, p).unsqueeze(-2)).sum(-1));
    }
    at::Tensor y = rows.empty() ? at::zeros({n.pictures, n.directions, 0, n.channels}, in.u.options())
                                : at::stack(rows, 2);
    if (in.skip.defined())
        y = y + in.skip.unsqueeze(1) * u;
    return {y, state};
}

} // namespace varad::nn
