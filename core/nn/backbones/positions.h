// core/nn/backbones/positions.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace varad::nn {

/// How DINOv2's square position table is brought to another grid. All are bicubic.
enum class PositionRule {
    Offset, ///< checkpoints without registers: no antialiasing, scale factor (side + 0.1) / M, which also
            ///< sets the coordinates; a = -0.75
    NoOffset,  ///< registers, as the method's own program did it: the same with side / M
    Antialias, ///< registers, as the backbone's authors trained them: by size, kernel widened by M / side
               ///< where that is above 1, a = -0.5
};

/// @param table [1, 1 + M M, d]: the row of the class token, then the M x M grid by rows
/// @return [1, 1 + rows columns, d] in the type of `table`; the class token's row as it is. The table itself
/// for
///         the square grid that it was trained with. Computed in double precision.
[[nodiscard]] at::Tensor resamplePositions(const at::Tensor& table, std::int64_t rows, std::int64_t columns,
                                           PositionRule rule);

} // namespace varad::nn
