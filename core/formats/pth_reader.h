// core/formats/pth_reader.h - layer: formats (std, zlib; internal)
#pragma once

#include "core/formats/byte_reader.h"
#include "core/formats/tensor_file.h"

#include <memory>
#include <vector>

namespace varad::formats {

/// Tensors that point into the file's bytes or into `owners`.
struct ParsedTensors {
    std::vector<TensorEntry> entries;
    std::vector<std::shared_ptr<const std::vector<std::byte>>> owners; ///< unpacked members
};

/// A checkpoint as torch.save writes it since 1.6: a zip archive with ROOT/data.pkl, ROOT/version and one
/// member ROOT/data/KEY per storage, little endian. @throws Refusal
[[nodiscard]] ParsedTensors parseZipCheckpoint(Bytes file);

/// The form before 1.6: pickles of a magic number, a version, the machine's properties, the dictionary, the
/// list of storage keys; then each storage as a 64-bit count and its elements. @throws Refusal
[[nodiscard]] ParsedTensors parseLegacyCheckpoint(Bytes file);

/// Whether the bytes begin with the magic number of the old form.
[[nodiscard]] bool isLegacyCheckpoint(Bytes head);

} // namespace varad::formats
