// core/formats/byte_reader.h - layer: formats (std only; internal)
#pragma once

#include "core/formats/refusal.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace varad::formats {

using Bytes = std::span<const std::byte>;

inline std::string_view asText(Bytes bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// a * b, nothing if that leaves 64 bits.
inline std::optional<std::uint64_t> checkedProduct(std::uint64_t a, std::uint64_t b)
{
    std::uint64_t out = 0;
    return __builtin_mul_overflow(a, b, &out) ? std::nullopt : std::optional(out);
}

/// a + b, nothing if that leaves 64 bits.
inline std::optional<std::uint64_t> checkedSum(std::uint64_t a, std::uint64_t b)
{
    std::uint64_t out = 0;
    return __builtin_add_overflow(a, b, &out) ? std::nullopt : std::optional(out);
}

/// Little-endian number of `size` bytes (1 to 8) at the front of `bytes`, which is long enough.
inline std::uint64_t littleEndian(Bytes bytes, std::size_t size)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i)
        value |= std::to_integer<std::uint64_t>(bytes[i]) << (8 * i);
    return value;
}

/// A place in bytes that only moves forward and never past the end.
class ByteReader {
public:
    /// `what` names the bytes in the message about a missing rest ("the zip directory"). A literal.
    ByteReader(Bytes bytes, const char* what) : m_bytes(bytes), m_what(what) {}

    std::size_t position() const { return m_position; }
    std::size_t left() const { return m_bytes.size() - m_position; }

    /// @throws Refusal  fewer than `size` bytes are left.
    Bytes take(std::uint64_t size)
    {
        if (size > left())
            throw Refusal(std::string(m_what) + " is cut off");
        const Bytes out = m_bytes.subspan(m_position, static_cast<std::size_t>(size));
        m_position += static_cast<std::size_t>(size);
        return out;
    }

    std::uint8_t u8() { return static_cast<std::uint8_t>(littleEndian(take(1), 1)); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(littleEndian(take(2), 2)); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(littleEndian(take(4), 4)); }
    std::uint64_t u64() { return littleEndian(take(8), 8); }

private:
    Bytes m_bytes;
    const char* m_what;
    std::size_t m_position = 0;
};

} // namespace varad::formats
