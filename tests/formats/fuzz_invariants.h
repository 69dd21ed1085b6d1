// tests/formats/fuzz_invariants.h - what holds for every file that a reader accepts, whatever it contains.
#pragma once

#include "core/formats/tensor_file.h"

#include <cstdint>
#include <cstdlib>

namespace varad::test {

inline void require(bool condition)
{
    if (!condition)
        std::abort(); // a finding: the fuzzer keeps the input
}

inline void checkInvariants(const formats::TensorFile& file)
{
    require(!file.entries().empty());
    const std::string* before = nullptr;
    std::uint64_t sum = 0;
    for (const formats::TensorEntry& entry : file.entries()) {
        require(before == nullptr || *before < entry.name);
        before = &entry.name;
        require(entry.shape.size() == entry.strides.size() && entry.shape.size() <= 16);
        std::uint64_t reach = 1;
        bool empty = false;
        for (std::size_t axis = 0; axis < entry.shape.size(); ++axis) {
            require(entry.shape[axis] >= 0 && entry.strides[axis] >= 0);
            empty = empty || entry.shape[axis] == 0;
            if (entry.shape[axis] > 0)
                reach += static_cast<std::uint64_t>(entry.shape[axis] - 1) *
                         static_cast<std::uint64_t>(entry.strides[axis]);
        }
        require(entry.data.size() == (empty ? 0 : reach * formats::elementSize(entry.type)));
        for (const std::byte b : entry.data) // touched, so that a wrong place shows
            sum += std::to_integer<std::uint64_t>(b);
    }
    volatile std::uint64_t sink = sum;
    static_cast<void>(sink);
}

/// Reads `size` bytes at `data`; a refusal is fine, anything else that is wrong aborts.
inline int readAndCheck(const std::uint8_t* data, std::size_t size, const char* label)
{
    const auto* bytes = reinterpret_cast<const std::byte*>(data);
    try {
        checkInvariants(formats::parseTensorFile({bytes, bytes + size}, label));
    } catch (const formats::FormatError& error) {
        require(std::string_view(error.what()).starts_with(label));
    }
    return 0;
}

} // namespace varad::test
