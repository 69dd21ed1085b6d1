// core/formats/file_kind.h - layer: formats (std only; internal)
#pragma once

#include "core/formats/byte_reader.h"

#include <string_view>

namespace varad::formats {

enum class FileKind { ZipCheckpoint, LegacyCheckpoint, Safetensors };

/// As many bytes as fileKind() looks at.
inline constexpr std::size_t kindHead = 512;

/// Decides by the first bytes; `label` matters only for the wording about bytes that are none of these.
/// @throws Refusal  says what the file seems to be instead.
[[nodiscard]] FileKind fileKind(Bytes head, std::string_view label);

} // namespace varad::formats
