// core/formats/crc32.h - layer: formats (std only; internal)
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace varad::formats {

/// CRC-32 as zip and gzip use it (polynomial 0xEDB88320, reflected). Own code, so that stored archives are
/// checked also where zlib is missing.
[[nodiscard]] std::uint32_t crc32(std::span<const std::byte> bytes);

} // namespace varad::formats
