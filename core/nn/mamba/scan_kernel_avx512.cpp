// AVX-512 (F and DQ): 16 channels of float32.
#include "core/nn/mamba/scan_float_math.h"

#include <immintrin.h>

namespace varad::nn::scan {
namespace {

struct Avx512 {
    using Scalar = float;
    typedef float V __attribute__((vector_size(64)));
    typedef int I __attribute__((vector_size(64)));
    using Math = FloatMath<V, I>;
    static constexpr int lanes = 16;
    static constexpr float decayFactor = 1.44269504f;   // exp(x) = 2^(x / ln 2)
    static constexpr float exponentUnit = 0.693147181f; // ln 2

    /// 2^t. The scaling underflows to 0 by itself.
    static VARAD_INLINE V decay(V t)
    {
        constexpr __mmask16 all = 0xffff; // the unmasked forms trip GCC's warnings
        const V f = (V)_mm512_maskz_reduce_ps(all, (__m512)t, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
        return (V)_mm512_maskz_scalef_ps(all, (__m512)Math::exp2Near0(f), (__m512)(t - f));
    }
    static VARAD_INLINE V softplus(V x) { return Math::softplus(x); }
    static VARAD_INLINE V softplusSlope(V x) { return Math::softplusSlope(x); }
};

} // namespace

const Kernels<float>& avx512KernelsFloat()
{
    static constexpr Kernels<float> kernels{"AVX-512", Avx512::lanes, &Kernel<Avx512>::forward,
                                            &Kernel<Avx512>::backward};
    return kernels;
}

} // namespace varad::nn::scan
