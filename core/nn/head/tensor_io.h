// core/nn/head/tensor_io.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/formats/tensor_file.h"
#include "core/nn/head/named_tensors.h"

#include <filesystem>
#include <map>
#include <string>

namespace varad::nn {

/// Writes tensors as safetensors, aside and renamed: the old file or the new one. @throws std::system_error
void writeTensors(const std::filesystem::path& path, const NamedTensors& tensors,
                  const std::map<std::string, std::string>& metadata);

/// All tensors of a file, copied. @throws formats::FormatError
[[nodiscard]] NamedTensors readTensors(const std::filesystem::path& path);
[[nodiscard]] NamedTensors toTensors(const formats::TensorFile& file);

} // namespace varad::nn
