// core/synthesis/buttons/counter_noise.h - layer: varad_core (std)
#pragma once

#include <cstdint>
#include <initializer_list>

/// Random numbers that are a pure function of a key and a counter, and the noise made from them. Only exact
/// integer arithmetic, + - * / and square roots, so that every machine and thread count gives the same bytes
/// (the sources of this folder are compiled without contraction to fused multiply-add).
namespace varad::buttons {

/// A permutation of 64-bit words with good avalanche (the finaliser of SplitMix64; Steele et al., 2014).
inline std::uint64_t mixBits(std::uint64_t v)
{
    v += 0x9E3779B97F4A7C15ull;
    v = (v ^ (v >> 30)) * 0xBF58476D1CE4E5B9ull;
    v = (v ^ (v >> 27)) * 0x94D049BB133111EBull;
    return v ^ (v >> 31);
}

/// One key out of many parts; the order matters.
inline std::uint64_t streamKey(std::initializer_list<std::uint64_t> parts)
{
    std::uint64_t key = 0;
    for (const std::uint64_t part : parts)
        key = mixBits(key ^ part);
    return key;
}

/// A stream of numbers: number i is a function of the key and i alone.
class Draws {
public:
    explicit Draws(std::uint64_t key) : m_key(key) {}
    std::uint64_t bits() { return mixBits(m_key ^ (0xD1B54A32D192ED03ull * ++m_count)); }
    float unit() { return static_cast<float>(bits() >> 40) * (1.0f / 16777216.0f); } ///< [0, 1)
    float between(float low, float high) { return low + (high - low) * unit(); }
    int below(int count) { return static_cast<int>((bits() >> 33) % static_cast<std::uint64_t>(count)); }
    bool chance(float probability) { return unit() < probability; }
    std::uint32_t noiseSeed() { return static_cast<std::uint32_t>(bits() >> 32); }

private:
    std::uint64_t m_key;
    std::uint64_t m_count = 0;
};

inline std::uint32_t latticeBits(std::int32_t x, std::int32_t y, std::uint32_t seed)
{
    std::uint32_t h =
        static_cast<std::uint32_t>(x) * 0x8DA6B343u ^ static_cast<std::uint32_t>(y) * 0xD8163841u ^ seed;
    h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
    h = (h ^ (h >> 12)) * 0x297A2D39u;
    return h ^ (h >> 15);
}

/// A number in [0, 1) per lattice point.
inline float latticeUnit(std::int32_t x, std::int32_t y, std::uint32_t seed)
{
    return static_cast<float>(latticeBits(x, y, seed) >> 8) * (1.0f / 16777216.0f);
}

/// Smooth value noise in [-1, 1], feature size 1.
float valueNoise(float x, float y, std::uint32_t seed);

/// Sum of octaves of value noise, each half as large and twice as fine; in [-1, 1].
float fractalNoise(float x, float y, std::uint32_t seed, int octaves);

inline float clampUnit(float v) { return v < 0.0f ? 0.0f : (v > 1.0f ? 1.0f : v); }
inline float mixLinear(float a, float b, float t) { return a + (b - a) * t; }

/// 0 before `low`, 1 beyond `high`, smooth between; low > high turns it round.
inline float smoothStep(float low, float high, float v)
{
    const float t = clampUnit((v - low) / (high - low));
    return t * t * (3.0f - 2.0f * t);
}

/// A bell of height 1 with finite support |v| < 1; close to exp(-4 v^2).
inline float bell(float v)
{
    const float q = 1.0f - v * v;
    return q <= 0.0f ? 0.0f : q * q * q;
}

/// sin of an angle in turns; |error| < 2e-4.
float sinTurns(float turns);
inline float cosTurns(float turns) { return sinTurns(turns + 0.25f); }

/// Angle of (x, y) in turns, in (-0.5, 0.5]; |error| < 2e-4 turns; (0, 0) gives 0.
float angleTurns(float y, float x);

} // namespace varad::buttons
