// core/nn/head/shuffle.h - layer: varad_nn (std only)
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace varad::nn {

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers on every machine, unlike std's distributions.
class SplitMix {
public:
    explicit SplitMix(std::uint64_t seed) : m_state(seed) {}
    std::uint64_t next()
    {
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15ull);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
        return z ^ (z >> 31);
    }
    /// 0 .. bound-1. The bias of the modulo is below 2^-40 for the bounds used here.
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }
    /// [0, 1), 53 bits.
    double unit() { return double(next() >> 11) * 0x1p-53; }

private:
    std::uint64_t m_state;
};

/// Fisher-Yates.
template <class T>
void shuffle(std::vector<T>& values, SplitMix& random)
{
    for (std::size_t i = values.size(); i > 1; --i)
        std::swap(values[i - 1], values[random.below(i)]);
}

} // namespace varad::nn
