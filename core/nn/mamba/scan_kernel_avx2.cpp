// AVX2 and FMA: 8 channels of float32.
#include "core/nn/mamba/scan_float_math.h"

namespace varad::nn::scan {
namespace {

struct Avx2 {
    using Scalar = float;
    typedef float V __attribute__((vector_size(32)));
    typedef int I __attribute__((vector_size(32)));
    using Math = FloatMath<V, I>;
    static constexpr int lanes = 8;
    static constexpr float decayFactor = 1.44269504f;   // exp(x) = 2^(x / ln 2)
    static constexpr float exponentUnit = 0.693147181f; // ln 2
    static VARAD_INLINE V decay(V t) { return Math::exp2(t); }
    static VARAD_INLINE V softplus(V x) { return Math::softplus(x); }
    static VARAD_INLINE V softplusSlope(V x) { return Math::softplusSlope(x); }
};

} // namespace

const Kernels<float>& avx2KernelsFloat()
{
    static constexpr Kernels<float> kernels{"AVX2", Avx2::lanes, &Kernel<Avx2>::forward,
                                            &Kernel<Avx2>::backward};
    return kernels;
}

} // namespace varad::nn::scan
