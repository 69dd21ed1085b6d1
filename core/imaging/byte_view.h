// core/imaging/byte_view.h - layer: varad_decoding (std only)
#pragma once

#include "core/imaging/picture_header.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace varad::imaging {

/// Numbers out of bytes that nobody vouches for. Every access is checked: outside the bytes it throws
/// PictureProblem{Truncated}. Offsets are 64 bit and never added before they are compared.
class ByteView {
public:
    enum class Order { Little, Big };

    explicit ByteView(std::span<const std::byte> bytes, Order order = Order::Big)
        : m_bytes(bytes), m_order(order)
    {
    }

    std::uint64_t size() const { return m_bytes.size(); }
    bool holds(std::uint64_t offset, std::uint64_t count) const
    {
        return offset <= size() && count <= size() - offset;
    }
    std::uint8_t u8(std::uint64_t offset) const { return static_cast<std::uint8_t>(number(offset, 1)); }
    std::uint16_t u16(std::uint64_t offset) const { return static_cast<std::uint16_t>(number(offset, 2)); }
    std::uint32_t u32(std::uint64_t offset) const { return static_cast<std::uint32_t>(number(offset, 4)); }
    std::uint64_t u64(std::uint64_t offset) const { return number(offset, 8); }
    ByteView part(std::uint64_t offset, std::uint64_t count) const
    {
        require(offset, count);
        return ByteView(m_bytes.subspan(offset, count), m_order);
    }
    std::span<const std::byte> bytes() const { return m_bytes; }
    /// False where the text would reach past the end.
    bool startsWith(std::string_view text, std::uint64_t offset = 0) const
    {
        return holds(offset, text.size()) &&
               std::memcmp(m_bytes.data() + offset, text.data(), text.size()) == 0;
    }

private:
    void require(std::uint64_t offset, std::uint64_t count) const
    {
        if (!holds(offset, count))
            throw PictureProblem(PictureFault::CutOff, "the data ends early");
    }
    std::uint64_t number(std::uint64_t offset, int count) const
    {
        require(offset, count);
        std::uint64_t value = 0;
        for (int i = 0; i < count; ++i) {
            const int at = m_order == Order::Big ? i : count - 1 - i;
            value = value << 8 | static_cast<std::uint64_t>(m_bytes[offset + at]);
        }
        return value;
    }

    std::span<const std::byte> m_bytes;
    Order m_order;
};

} // namespace varad::imaging
