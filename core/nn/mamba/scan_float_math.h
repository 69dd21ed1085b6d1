// core/nn/mamba/scan_float_math.h - layer: varad_nn (std only)
//
// float32 functions on the compiler's vector types, for scan_kernel_body.h and under its rules.
#pragma once

#include "core/nn/mamba/scan_kernel_body.h"

namespace varad::nn::scan {
namespace {

/// V: vector of float, I: vector of int32 of the same number of lanes.
template <class V, class I>
struct FloatMath {
    /// 1.5 * 2^23: adding it rounds to a whole number, which then stands in the low mantissa bits. The 127 on
    /// top makes these bits, moved up by 23, the power of two itself.
    static constexpr float rounder = 12582912.0f + 127.0f;

    /// The same without the 127.
    static constexpr float wholes = 12582912.0f;

    static VARAD_INLINE V bits(I from)
    {
        V to;
        __builtin_memcpy(&to, &from, sizeof to);
        return to;
    }
    static VARAD_INLINE I bits(V from)
    {
        I to;
        __builtin_memcpy(&to, &from, sizeof to);
        return to;
    }

    /// 2^f for |f| <= 1/2, degree 5. The relative error of 2^f - 1 is least (4.3e-7; 2^f itself: 1.8e-7), so
    /// small steps decay as slowly as they should over thousands of positions.
    static VARAD_INLINE V exp2Near0(V f)
    {
        V p = f * 1.33335387e-3f + 9.66624542e-3f;
        p = p * f + 5.55050021e-2f;
        p = p * f + 2.40223513e-1f;
        p = p * f + 6.93147144e-1f;
        return p * f + 1.0f;
    }

    /// 2^t for t < 128, 0 below -127.
    static VARAD_INLINE V exp2(V t)
    {
        const V low = V{} - 127.0f;
        const V bounded = t < low ? low : t;
        const V rounded = bounded + wholes;
        const V p = exp2Near0(bounded - (rounded - wholes));
        // Adds to the exponent. At -127, p is 1 and the sum of bits 0; between -127 and -126 it is a denormal
        // number, which counts as 0 here.
        return bits(bits(p) + (bits(rounded) << 23));
    }

    /// exp(x) for x <= 0, relative error 2e-7 over the whole range; 0 below -87.
    static VARAD_INLINE V expNegative(V x)
    {
        const V low = V{} - 87.0f;
        const V bounded = x < low ? low : x;
        const V rounded = bounded * 1.44269504f + rounder;
        const V n = rounded - rounder;
        const V r = (bounded - n * 0.693359375f) + n * 2.12194440e-4f; // ln 2 in two parts
        V p = r * (1.0f / 5040.0f) + 1.0f / 720.0f;
        p = p * r + 1.0f / 120.0f;
        p = p * r + 1.0f / 24.0f;
        p = p * r + 1.0f / 6.0f;
        p = p * r + 0.5f;
        p = p * r + 1.0f;
        p = p * r + 1.0f;
        return x < low ? V{} : p * bits(bits(rounded) << 23);
    }

    static VARAD_INLINE V minusAbs(V x) { return x < V{} ? x : -x; }

    /// max(x, 0) + log(1 + exp(-|x|)), the logarithm as 2 artanh(z / (2 + z)): accurate for very negative x
    /// too.
    static VARAD_INLINE V softplus(V x)
    {
        const V z = expNegative(minusAbs(x));
        const V w = z / (z + 2.0f);
        const V q = w * w; // <= 1/9
        V p = q * (2.0f / 13.0f) + 2.0f / 11.0f;
        p = p * q + 2.0f / 9.0f;
        p = p * q + 2.0f / 7.0f;
        p = p * q + 2.0f / 5.0f;
        p = p * q + 2.0f / 3.0f;
        p = p * q + 2.0f;
        const V positive = x < V{} ? V{} : x;
        return x > V{} + 20.0f ? x : positive + w * p;
    }

    /// Derivative of softplus: the logistic function, 1 where softplus is the identity.
    static VARAD_INLINE V softplusSlope(V x)
    {
        const V z = expNegative(minusAbs(x));
        const V one = V{} + 1.0f;
        const V slope = (x < V{} ? z : one) / (one + z);
        return x > V{} + 20.0f ? one : slope;
    }
};

} // namespace
} // namespace varad::nn::scan
