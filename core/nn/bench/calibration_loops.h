// core/nn/bench/calibration_loops.h - layer: varad-bench (std)
//
// Included once per instruction set, so everything is in an unnamed namespace.
#pragma once

#include "core/nn/bench/calibration_table.h"
#include "core/nn/mamba/scan_float_math.h"

namespace varad::bench {
namespace {

template <class V, class I>
struct Loops {
    static constexpr int lanes = sizeof(V) / sizeof(float);

    static float first(const V* values, int count)
    {
        V sum{};
        for (int i = 0; i < count; ++i)
            sum += values[i];
        return sum[0];
    }

    static float multiplyAdd(long rounds)
    {
        V x[12];
        for (int i = 0; i < 12; ++i)
            x[i] = V{} + static_cast<float>(i);
        V scale = V{} + 0.999f, shift = V{} + 1e-3f;
        __asm__ volatile("" : "+m"(scale), "+m"(shift));
        const V by = scale, plus = shift;
        for (long r = 0; r < rounds; ++r)
            for (int i = 0; i < 12; ++i)
                x[i] = x[i] * by + plus;
        return first(x, 12);
    }

    static float exponential(long rounds)
    {
        V x[4], sum[4]{};
        for (int i = 0; i < 4; ++i)
            x[i] = V{} - static_cast<float>(i);
        const V less = V{} - 1e-4f;
        for (long r = 0; r < rounds; ++r)
            for (int i = 0; i < 4; ++i) {
                sum[i] += nn::scan::FloatMath<V, I>::exp2(x[i]);
                x[i] += less;
            }
        return first(sum, 4);
    }

    static constexpr CalibrationLoops table(const char* name)
    {
        return {name, lanes, &multiplyAdd, &exponential};
    }
};

} // namespace
} // namespace varad::bench
