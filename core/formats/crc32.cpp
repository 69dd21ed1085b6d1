// core/formats/crc32.cpp - layer: formats
#include "core/formats/crc32.h"

#include <array>

namespace varad::formats {

namespace {

using Tables = std::array<std::array<std::uint32_t, 256>, 8>;

// tables[k][b]: the register after byte b and k zero bytes. Eight of them take eight bytes per step, which
// keeps checking a large checkpoint faster than reading it from a disk.
constexpr Tables makeTables()
{
    Tables tables{};
    for (std::uint32_t b = 0; b < 256; ++b) {
        std::uint32_t value = b;
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1) ^ ((value & 1) != 0 ? 0xEDB88320U : 0U);
        tables[0][b] = value;
    }
    for (std::size_t k = 1; k < tables.size(); ++k) {
        for (std::size_t b = 0; b < 256; ++b)
            tables[k][b] = (tables[k - 1][b] >> 8) ^ tables[0][tables[k - 1][b] & 0xFF];
    }
    return tables;
}

constexpr Tables tables = makeTables();

} // namespace

std::uint32_t crc32(std::span<const std::byte> bytes)
{
    std::uint32_t crc = 0xFFFFFFFFU;
    const auto at = [&](std::size_t i) { return std::to_integer<std::uint32_t>(bytes[i]); };
    while (bytes.size() >= 8) {
        const std::uint32_t low = crc ^ (at(0) | at(1) << 8 | at(2) << 16 | at(3) << 24);
        crc = tables[7][low & 0xFF] ^ tables[6][low >> 8 & 0xFF] ^ tables[5][low >> 16 & 0xFF] ^
              tables[4][low >> 24] ^ tables[3][at(4)] ^ tables[2][at(5)] ^ tables[1][at(6)] ^
              tables[0][at(7)];
        bytes = bytes.subspan(8);
    }
    for (const std::byte b : bytes)
        crc = (crc >> 8) ^ tables[0][(crc ^ std::to_integer<std::uint32_t>(b)) & 0xFF];
    return ~crc;
}

} // namespace varad::formats
