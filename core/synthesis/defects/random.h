// core/synthesis/defects/random.h - layer: varad_core (std)
#pragma once

#include <cmath>
#include <cstdint>

namespace varad::synthesis {

/// Random numbers that are a function of seed and position in the stream alone: the same on every machine,
/// which the standard library's distributions do not promise. SplitMix64 (Steele, Lea and Flood 2014).
class Random {
public:
    explicit Random(std::uint64_t seed) : m_seed(seed) {}

    std::uint64_t bits()
    {
        std::uint64_t z = m_seed + 0x9e3779b97f4a7c15ull * ++m_count;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
        return z ^ (z >> 31);
    }
    double unit() { return static_cast<double>(bits() >> 11) * 0x1p-53; } ///< [0, 1)
    double between(double low, double high) { return low + (high - low) * unit(); }
    double sign() { return (bits() >> 63) != 0 ? 1.0 : -1.0; }
    bool coin() { return (bits() >> 63) != 0; }
    /// 0 .. bound-1; bound > 0, at most 2^32. The bias of the modulo is below 2^-31.
    std::int64_t below(std::int64_t bound)
    {
        return static_cast<std::int64_t>(bits() % static_cast<std::uint64_t>(bound));
    }
    double logUniform(double low, double high) { return std::exp(between(std::log(low), std::log(high))); }
    /// Mean 0, deviation 1, within +-3.47: four 16-bit numbers added, close to a normal number and exact.
    double normal()
    {
        const std::uint64_t b = bits();
        const std::uint64_t sum = (b & 0xffff) + (b >> 16 & 0xffff) + (b >> 32 & 0xffff) + (b >> 48);
        return (static_cast<double>(sum) - 2.0 * 65535.0) * (1.7320508075688772 / 65536.0);
    }

private:
    std::uint64_t m_seed;
    std::uint64_t m_count = 0;
};

} // namespace varad::synthesis
