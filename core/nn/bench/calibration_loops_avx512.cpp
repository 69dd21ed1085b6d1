#include "core/nn/bench/calibration_loops.h"

namespace varad::bench {

const CalibrationLoops& avx512Loops()
{
    typedef float V __attribute__((vector_size(64)));
    typedef int I __attribute__((vector_size(64)));
    static constexpr CalibrationLoops loops = Loops<V, I>::table("AVX-512");
    return loops;
}

} // namespace varad::bench
