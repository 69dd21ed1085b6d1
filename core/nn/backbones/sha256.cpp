#include "core/nn/backbones/sha256.h"

#include <array>
#include <bit>
#include <cerrno>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <system_error>

namespace varad::nn {

namespace {

/// Room for r^3 below.
__extension__ using Wide = unsigned __int128;
using Words = std::array<std::uint32_t, 8>;

/// The standard's constants: the first 32 bits of the fractional part of the cube roots of the first 64
/// primes.
std::array<std::uint32_t, 64> roundConstants()
{
    std::array<std::uint32_t, 64> constants{};
    std::size_t found = 0;
    for (std::uint32_t n = 2; found < constants.size(); ++n) {
        bool prime = true;
        for (std::uint32_t d = 2; d * d <= n; ++d)
            prime = prime && n % d != 0;
        if (!prime)
            continue;
        // 2^32 cube root of n, found in whole numbers: the largest r with r^3 <= n 2^96.
        Wide low = 0, high = Wide(8) << 32;
        while (high - low > 1) {
            const Wide middle = (low + high) / 2;
            (middle * middle * middle <= (Wide(n) << 96) ? low : high) = middle;
        }
        constants[found++] = static_cast<std::uint32_t>(low);
    }
    return constants;
}

void addBlock(Words& state, const unsigned char* block)
{
    static const std::array<std::uint32_t, 64> constants = roundConstants();
    std::array<std::uint32_t, 64> w{};
    for (std::size_t i = 0; i < 16; ++i)
        w[i] = std::uint32_t(block[4 * i]) << 24 | std::uint32_t(block[4 * i + 1]) << 16 |
               std::uint32_t(block[4 * i + 2]) << 8 | std::uint32_t(block[4 * i + 3]);
    for (std::size_t i = 16; i < 64; ++i) {
        const std::uint32_t a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + (std::rotr(a, 7) ^ std::rotr(a, 18) ^ (a >> 3)) + w[i - 7] +
               (std::rotr(b, 17) ^ std::rotr(b, 19) ^ (b >> 10));
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t i = 0; i < 64; ++i) {
        const std::uint32_t t1 = h + (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) +
                                 ((e & f) ^ (~e & g)) + constants[i] + w[i];
        const std::uint32_t t2 =
            (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
    }
    const Words after{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < state.size(); ++i)
        state[i] += after[i];
}

std::string hexadecimal(const Words& state)
{
    constexpr const char* digits = "0123456789abcdef";
    std::string text;
    for (const std::uint32_t word : state)
        for (int shift = 28; shift >= 0; shift -= 4)
            text += digits[word >> shift & 15];
    return text;
}

} // namespace

std::string fileSha256(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    Words state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<unsigned char, 64> block{};
    std::uint64_t bytes = 0;
    std::size_t filled = 0;
    while (file.read(reinterpret_cast<char*>(block.data()), block.size()) || file.gcount() > 0) {
        filled = static_cast<std::size_t>(file.gcount());
        bytes += filled;
        if (filled < block.size())
            break;
        addBlock(state, block.data());
        filled = 0;
    }
    if (!file.eof())
        throw std::system_error(errno ? errno : EIO, std::generic_category(),
                                path.string() + " cannot be read");
    std::fill(block.begin() + static_cast<std::ptrdiff_t>(filled), block.end(),
              static_cast<unsigned char>(0));
    block[filled] = 0x80;
    if (filled >= 56) {
        addBlock(state, block.data());
        block.fill(0);
    }
    for (std::size_t i = 0; i < 8; ++i)
        block[63 - i] = static_cast<unsigned char>(bytes * 8 >> (8 * i));
    addBlock(state, block.data());
    return hexadecimal(state);
}

} // namespace varad::nn
