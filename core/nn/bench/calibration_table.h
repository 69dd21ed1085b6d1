// core/nn/bench/calibration_table.h - layer: varad-bench (nothing else: compiled once per instruction set)
#pragma once

namespace varad::bench {

/// Arithmetic without memory, one per instruction set.
struct CalibrationLoops {
    const char* name;
    int lanes;
    /// 12 chains of multiply-adds, 2 x 12 x lanes FLOP a round. The return value keeps the compiler honest.
    float (*multiplyAdd)(long rounds);
    /// 4 vectors of exp2 a round.
    float (*exponential)(long rounds);
};

const CalibrationLoops& portableLoops();
#if defined(VARAD_BENCH_X86)
const CalibrationLoops& avx2Loops();
const CalibrationLoops& avx512Loops();
#endif

} // namespace varad::bench
