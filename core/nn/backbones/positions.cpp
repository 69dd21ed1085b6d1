#include "core/nn/backbones/positions.h"

#include <ATen/ATen.h>

#include <cmath>

namespace varad::nn {

at::Tensor resamplePositions(const at::Tensor& table, std::int64_t rows, std::int64_t columns,
                             PositionRule rule)
{
    const std::int64_t cells = table.size(1) - 1, width = table.size(2);
    if (rows == columns && rows * columns == cells)
        return table;
    const auto side = static_cast<std::int64_t>(std::llround(std::sqrt(static_cast<double>(cells))));
    const at::Tensor grid = table.narrow(1, 1, cells)
                                .to(at::kDouble)
                                .view({1, side, side, width})
                                .permute({0, 3, 1, 2})
                                .contiguous();
    at::Tensor resampled;
    if (rule == PositionRule::Antialias) {
        resampled = at::_upsample_bicubic2d_aa(grid, {rows, columns}, false, c10::nullopt, c10::nullopt);
    } else {
        const double offset = rule == PositionRule::Offset ? 0.1 : 0.0;
        const double scaleY = (static_cast<double>(rows) + offset) / static_cast<double>(side);
        const double scaleX = (static_cast<double>(columns) + offset) / static_cast<double>(side);
        resampled = at::upsample_bicubic2d(grid, {rows, columns}, false, scaleY, scaleX);
    }
    const at::Tensor flat = resampled.permute({0, 2, 3, 1}).reshape({1, rows * columns, width});
    return at::cat({table.narrow(1, 0, 1), flat.to(table.scalar_type())}, 1);
}

} // namespace varad::nn
