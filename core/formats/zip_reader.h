// core/formats/zip_reader.h - layer: formats (std, zlib; internal)
#pragma once

#include "core/formats/byte_reader.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace varad::formats {

/// What an archive may hold. Checked against declared sizes before anything is allocated, and again by what
/// really comes out.
struct ZipLimits {
    std::uint64_t members = 65535;
    std::uint64_t unpackedBytes = 0; ///< sum over packed members; stored ones cost no memory
    std::size_t nameBytes = 1024;
};

struct ZipMember {
    std::string_view name; ///< relative, '/' between its parts, UTF-8; points into the archive's bytes
    Bytes data;            ///< unpacked; the checksum is right
    /// Keeps `data` of a packed member alive. Empty for stored members, which point into the archive's bytes.
    std::shared_ptr<const std::vector<std::byte>> owner;
};

/// Reads a whole archive, stored and deflated members, zip64 included. Strict: both copies of every header
/// agree, nothing overlaps, no name twice, none that leaves the folder, no encryption, no comment, nothing
/// behind the end record. Sorted by name.
/// @param archive  must outlive the result.
/// @throws Refusal
[[nodiscard]] std::vector<ZipMember> readZip(Bytes archive, const ZipLimits& limits);

} // namespace varad::formats
