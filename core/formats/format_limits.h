// core/formats/format_limits.h - layer: formats (std only; internal)
#pragma once

#include <cstddef>
#include <cstdint>

/// What a file may ask for. Far above every published checkpoint, far below what would hurt: the largest
/// released vision transformer has under 1000 tensors and a pickle of 100 KB.
namespace varad::formats::limits {

inline constexpr std::size_t tensors = 20'000;
inline constexpr std::size_t rank = 16;
/// Largest stride, elements; only axes of one element could hold a larger one.
inline constexpr std::int64_t stride = std::int64_t{1} << 48;

inline constexpr std::size_t pickleBytes = std::size_t{16} << 20;
inline constexpr std::size_t pickleOperations = 1'000'000;
inline constexpr std::size_t pickleDepth = 64;
inline constexpr std::size_t pickleMemo = 100'000;
inline constexpr std::size_t pickleStack = 100'000;
inline constexpr std::size_t pickleCollections = 250'000;

/// Packed members of a checkpoint may unpack to the file's size plus this in all, so that file and unpacked
/// members together stay within twice the file.
inline constexpr std::uint64_t unpackedExtra = std::uint64_t{16} << 20;

inline constexpr std::size_t safetensorsHeader = std::size_t{8} << 20;

} // namespace varad::formats::limits
