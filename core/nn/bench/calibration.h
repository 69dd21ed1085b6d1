// core/nn/bench/calibration.h - layer: varad-bench (LibTorch + std)
#pragma once

#include "core/nn/bench/bench_case.h"

namespace varad::bench {

/// About two seconds. Sets LibTorch's thread count to 1 and to `threads` on the way and leaves the latter.
[[nodiscard]] Calibration calibrate(int threads);

} // namespace varad::bench
