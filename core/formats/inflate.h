// core/formats/inflate.h - layer: formats (std, zlib; internal)
#pragma once

#include "core/formats/byte_reader.h"

#include <vector>

namespace varad::formats {

/// Unpacks a raw deflate stream that must give exactly `size` bytes and use up all of `packed`. Stops at the
/// first byte too many. The caller has checked `size` against its budget.
/// @throws Refusal  damaged stream, another length, or a build without zlib.
[[nodiscard]] std::vector<std::byte> inflateExactly(Bytes packed, std::size_t size);

} // namespace varad::formats
