// core/formats/safetensors_reader.h - layer: formats (std only; internal)
#pragma once

#include "core/formats/byte_reader.h"
#include "core/formats/tensor_file.h"

#include <map>
#include <string>
#include <vector>

namespace varad::formats {

struct ParsedSafetensors {
    std::vector<TensorEntry> entries; ///< in file order of their data; they point into the file's bytes
    std::map<std::string, std::string> metadata;
};

/// 8 bytes of header length, a JSON object of that length, the tensors' bytes: in one piece, without holes or
/// overlaps, up to the end of the file. @throws Refusal
[[nodiscard]] ParsedSafetensors parseSafetensors(Bytes file);

} // namespace varad::formats
