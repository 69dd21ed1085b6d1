// core/nn/bench/scalar_scan.h - layer: varad-bench (std)
#pragma once

#include <cstdint>

namespace varad::bench {

/// The peer: one picture, cells in raster order, all arrays contiguous with the axes of varad::nn::ScanInput.
struct ScalarScan {
    std::int64_t directions, positions, channels, states;
    const float *u, *delta, *a, *b, *c, *skip, *deltaBias;
    float* y;
};

struct ScalarGradients {
    const float* y;
    float *u, *delta, *a, *b, *c, *skip, *deltaBias; ///< b, c: added to, start at zero
};

/// One value after another, exp and log1p of the C library; built with -O2 -fno-tree-vectorize.
void scalarScanForward(const ScalarScan& scan);

/// Forward and backward, the states of one channel stored.
void scalarScanBackward(const ScalarScan& scan, const ScalarGradients& grad);

} // namespace varad::bench
