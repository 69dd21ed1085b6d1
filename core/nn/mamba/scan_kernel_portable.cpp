// What every machine of the target can run: 4 channels of float32 or float64.
#include "core/nn/mamba/scan_float_math.h"

#include <cmath>

namespace varad::nn::scan {
namespace {

struct PortableFloat {
    using Scalar = float;
    typedef float V __attribute__((vector_size(16)));
    typedef int I __attribute__((vector_size(16)));
    using Math = FloatMath<V, I>;
    static constexpr int lanes = 4;
    static constexpr float decayFactor = 1.44269504f;   // exp(x) = 2^(x / ln 2)
    static constexpr float exponentUnit = 0.693147181f; // ln 2
    static VARAD_INLINE V decay(V t) { return Math::exp2(t); }
    static VARAD_INLINE V softplus(V x) { return Math::softplus(x); }
    static VARAD_INLINE V softplusSlope(V x) { return Math::softplusSlope(x); }
};

/// For tests and references: the library's functions, lane by lane.
struct PortableDouble {
    using Scalar = double;
    typedef double V __attribute__((vector_size(32)));
    static constexpr int lanes = 4;
    static constexpr double decayFactor = 1;
    static constexpr double exponentUnit = 1;

    template <class F>
    static VARAD_INLINE V each(V x, F f)
    {
        for (int i = 0; i < lanes; ++i)
            x[i] = f(x[i]);
        return x;
    }
    static VARAD_INLINE V decay(V x)
    {
        return each(x, [](double v) { return std::exp(v); });
    }
    static VARAD_INLINE V softplus(V x)
    {
        return each(x, [](double v) {
            return v > 20 ? v : v > 0 ? v + std::log1p(std::exp(-v)) : std::log1p(std::exp(v));
        });
    }
    static VARAD_INLINE V softplusSlope(V x)
    {
        return each(x, [](double v) { return v > 20 ? 1 : 1 / (1 + std::exp(-v)); });
    }
};

} // namespace

const Kernels<float>& portableKernelsFloat()
{
    static constexpr Kernels<float> kernels{"portable", PortableFloat::lanes, &Kernel<PortableFloat>::forward,
                                            &Kernel<PortableFloat>::backward};
    return kernels;
}

const Kernels<double>& portableKernelsDouble()
{
    static constexpr Kernels<double> kernels{"portable", PortableDouble::lanes,
                                             &Kernel<PortableDouble>::forward,
                                             &Kernel<PortableDouble>::backward};
    return kernels;
}

} // namespace varad::nn::scan
