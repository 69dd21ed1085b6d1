#include "core/nn/bench/calibration_loops.h"

namespace varad::bench {

const CalibrationLoops& portableLoops()
{
    typedef float V __attribute__((vector_size(16)));
    typedef int I __attribute__((vector_size(16)));
    static constexpr CalibrationLoops loops = Loops<V, I>::table("baseline");
    return loops;
}

} // namespace varad::bench
