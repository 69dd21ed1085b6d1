// core/imaging/tiff_samples.cpp - layer: varad_decoding (std only)
#include "core/imaging/tiff_samples.h"

#include "core/imaging/picture_header.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace varad::imaging {
namespace {

template <class T>
T valueAt(std::span<const std::uint8_t> row, std::size_t index)
{
    T value;
    std::memcpy(&value, row.data() + index * sizeof(T), sizeof(T));
    return value;
}

std::uint8_t fromReal(double value)
{
    if (!(value >= 0.0 && value <= 1.0)) // also true for NaN
        throw PictureProblem(PictureFault::FloatRange, "floating-point pixels outside [0, 1]");
    return static_cast<std::uint8_t>(std::lround(255.0 * value));
}

} // namespace

bool isReadable(const SampleLayout& layout)
{
    if (layout.kind == SampleKind::Float)
        return layout.bits == 32 || layout.bits == 64;
    return (layout.bits >= 1 && layout.bits <= 16) || layout.bits == 32;
}

std::uint32_t sampleAt(std::span<const std::uint8_t> row, int bits, std::size_t index)
{
    if (bits == 8)
        return row[index];
    if (bits == 16)
        return valueAt<std::uint16_t>(row, index);
    if (bits == 32)
        return valueAt<std::uint32_t>(row, index);
    std::uint32_t value = 0; // packed, most significant bit first
    for (std::size_t bit = index * bits; bit < (index + 1) * bits; ++bit)
        value = value << 1 | (row[bit / 8] >> (7 - bit % 8) & 1u);
    return value;
}

void toBytes(std::span<const std::uint8_t> row, const SampleLayout& layout, std::span<std::uint8_t> out)
{
    if (layout.kind == SampleKind::Float) {
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = fromReal(layout.bits == 32 ? valueAt<float>(row, i) : valueAt<double>(row, i));
        return;
    }
    const std::uint64_t most = (std::uint64_t{1} << layout.bits) - 1;
    const std::uint32_t shift =
        layout.kind == SampleKind::Signed ? 1u << (layout.bits - 1) : 0u; // flips the sign bit
    if (layout.bits == 8 && shift == 0) {
        std::copy_n(row.begin(), out.size(), out.begin());
        return;
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::uint64_t value = sampleAt(row, layout.bits, i) ^ shift;
        out[i] = static_cast<std::uint8_t>((value * 255 + most / 2) / most);
    }
}

} // namespace varad::imaging
