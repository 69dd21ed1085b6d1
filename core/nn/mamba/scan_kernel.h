// core/nn/mamba/scan_kernel.h - layer: varad_nn (std only: kernels compile without LibTorch's headers)
#pragma once

#include <cstdint>

// always_inline: a copy that one file compiles for AVX-512 must not be the one that the linker keeps for all.
#if defined(__GNUC__)
#define VARAD_INLINE inline __attribute__((always_inline))
#else
#error "The scan kernels need the vector types of GCC or Clang."
#endif

namespace varad::nn::scan {

constexpr std::int64_t kChunk = 32;          ///< positions between two stored states
constexpr std::int64_t kBlockChannels = 256; ///< channels of one task; a multiple of every lane count

/// Rows of X values by cell: row(picture, direction, cell) starts at data plus the three strides.
template <class T>
struct Rows {
    const T* data = nullptr;
    std::int64_t picture = 0, direction = 0, cell = 0; ///< strides in elements
    VARAD_INLINE const T* row(std::int64_t b, std::int64_t k, std::int64_t l) const
    {
        return data + b * picture + k * direction + l * cell;
    }
};

/// One scan as the kernels see it; the axes are those of ScanInput. Nothing is owned.
template <class T>
struct Arguments {
    std::int64_t pictures = 0, directions = 0, cells = 0, positions = 0, channels = 0, states = 0;
    Rows<T> u, delta, b, c;
    const T* a = nullptr;                ///< [K, D, N] contiguous, like the next three
    const T* skip = nullptr;             ///< [K, D] or null
    const T* deltaBias = nullptr;        ///< [K, D] or null
    const T* start = nullptr;            ///< [K, D, N] or null
    const std::int64_t* order = nullptr; ///< [K, P] or null: position p is cell p
    T* y = nullptr;                      ///< [B, K, P, D] written by forward
    T* last = nullptr;                   ///< [B, K, D, N] written by forward
    /// State before each chunk, [B, K, chunks, paddedChannels * N] in the order of the kernel, or null.
    /// Written by forward, read by backward.
    T* checkpoints = nullptr;

    VARAD_INLINE std::int64_t chunks() const { return (positions + kChunk - 1) / kChunk; }
    VARAD_INLINE std::int64_t blocks() const { return (channels + kBlockChannels - 1) / kBlockChannels; }
    VARAD_INLINE std::int64_t tasks() const { return pictures * directions * blocks(); }
    VARAD_INLINE std::int64_t paddedChannels(int lanes) const
    {
        return (channels + lanes - 1) / lanes * lanes;
    }
    VARAD_INLINE std::int64_t cellOf(std::int64_t k, std::int64_t p) const
    {
        return order ? order[k * positions + p] : p;
    }
};

/// Upstream gradients and places for results; `u`, `delta`, `b` and `c` are added to, so they start at zero.
template <class T>
struct Gradients {
    const T* y = nullptr;    ///< [B, K, P, D] contiguous or null
    const T* last = nullptr; ///< [B, K, D, N] contiguous or null
    T* u = nullptr;          ///< [B, K, L, D]
    T* delta = nullptr;      ///< [B, K, L, D]
    T* b = nullptr;          ///< [blocks, B, K, L, N] one summand per channel block
    T* c = nullptr;          ///< [blocks, B, K, L, N]
    T* a = nullptr;          ///< [B, K, D, N] one summand per picture, like the next three
    T* start = nullptr;      ///< [B, K, D, N]
    T* skip = nullptr;       ///< [B, K, D]
    T* deltaBias = nullptr;  ///< [B, K, D]
};

/// The kernels of one instruction set. A task is one picture, direction and channel block,
/// (picture * K + direction) * blocks + block; tasks write disjoint places, so they may run on any thread.
template <class T>
struct Kernels {
    const char* name;
    int lanes; ///< channels that are computed side by side
    /// `scratch`: scratchElements() values on a 64-byte border, owned by the calling thread.
    void (*forward)(const Arguments<T>&, std::int64_t task, T* scratch);
    void (*backward)(const Arguments<T>&, const Gradients<T>&, std::int64_t task, T* scratch);
};

/// Enough for forward and backward of any task.
template <class T>
std::int64_t scratchElements(const Arguments<T>& in)
{
    return kBlockChannels * (3 * in.states + 5 * kChunk + 2);
}

const Kernels<float>& portableKernelsFloat();
const Kernels<double>& portableKernelsDouble();
#if defined(VARAD_SCAN_X86)
const Kernels<float>& avx2KernelsFloat();
const Kernels<float>& avx512KernelsFloat();
#endif

} // namespace varad::nn::scan
