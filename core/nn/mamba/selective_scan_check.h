// core/nn/mamba/selective_scan_check.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/mamba/selective_scan.h"

#include <cstdint>

namespace varad::nn {

/// The six sizes of a scan; the axes are those of ScanInput.
struct ScanSizes {
    std::int64_t pictures = 0;   ///< B
    std::int64_t directions = 0; ///< K
    std::int64_t cells = 0;      ///< L
    std::int64_t positions = 0;  ///< P
    std::int64_t channels = 0;   ///< D
    std::int64_t states = 0;     ///< N
};

/// Shapes, types, devices, strides and the range of `order`, all in one place.
/// @throws std::invalid_argument names the tensor, the wanted and the actual shape or type.
[[nodiscard]] ScanSizes checkScan(const ScanInput& in);

/// The sizes of input that was checked before.
[[nodiscard]] ScanSizes sizesOf(const ScanInput& in);

} // namespace varad::nn
