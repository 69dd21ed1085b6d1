// core/nn/backbones/sha256.h - layer: varad_nn (std only)
#pragma once

#include <filesystem>
#include <string>

namespace varad::nn {

/// SHA-256 of a file's bytes as 64 lower-case hexadecimal digits (FIPS 180-4). This layer has no Qt.
/// @throws std::system_error if the file cannot be read.
[[nodiscard]] std::string fileSha256(const std::filesystem::path& path);

} // namespace varad::nn
