#include "core/nn/bench/calibration_loops.h"

namespace varad::bench {

const CalibrationLoops& avx2Loops()
{
    typedef float V __attribute__((vector_size(32)));
    typedef int I __attribute__((vector_size(32)));
    static constexpr CalibrationLoops loops = Loops<V, I>::table("AVX2");
    return loops;
}

} // namespace varad::bench
