// core/imaging/tiff_samples.h - layer: varad_decoding (std only)
#pragma once

#include <cstdint>
#include <span>

namespace varad::imaging {

enum class SampleKind { Unsigned, Signed, Float };

/// How the samples of one row are stored, after libtiff has put whole bytes into the machine's order.
struct SampleLayout {
    int bits = 8;
    SampleKind kind = SampleKind::Unsigned;
};

[[nodiscard]] bool isReadable(const SampleLayout& layout);

/// `out.size()` samples from the start of `row` to 0 .. 255, rounded: v * 255 / (2^bits - 1), signed values
/// shifted by half their range first, floating point times 255.
/// @param row at least out.size() * bits bits.
/// @throws PictureProblem{FloatRange} for floating point outside [0, 1].
void toBytes(std::span<const std::uint8_t> row, const SampleLayout& layout, std::span<std::uint8_t> out);

/// One sample as a number: palette indices. Unsigned layouts of up to 16 bits.
[[nodiscard]] std::uint32_t sampleAt(std::span<const std::uint8_t> row, int bits, std::size_t index);

} // namespace varad::imaging
