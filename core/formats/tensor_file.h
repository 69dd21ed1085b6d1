// core/formats/tensor_file.h - layer: formats (std and zlib only)
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace varad::formats {

/// A file that is damaged, cut off, hostile or of another kind. what() is one sentence that names the file
/// (as the reader was told to call it), the tensor where there is one, and the reason.
class FormatError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

enum class ElementType { F64, F32, F16, BF16, I64, I32, I16, I8, U8, Bool };

/// Bytes per element.
[[nodiscard]] std::size_t elementSize(ElementType type);

/// One tensor as the file describes it. `data` starts at the tensor's first element and ends at the end of
/// what strides and shape can reach; several tensors may overlap (shared storages of a .pth). Bounds are
/// checked by the reader: every element of shape x strides lies within `data`.
struct TensorEntry {
    std::string name;
    ElementType type = ElementType::F32;
    std::vector<std::int64_t> shape;   ///< elements per axis, outermost first; empty: scalar
    std::vector<std::int64_t> strides; ///< elements, same length as shape, all >= 0
    std::span<const std::byte> data;   ///< little endian; owned by the TensorFile; may be unaligned
};

/// All tensors of one file, with the bytes that they point into. Immutable, cheap to copy, thread-safe.
class TensorFile {
public:
    TensorFile(std::string label, std::vector<TensorEntry> entries,
               std::map<std::string, std::string> metadata,
               std::vector<std::shared_ptr<const std::vector<std::byte>>> owners);

    const std::string& label() const { return m_label; } ///< what messages call the file
    const std::vector<TensorEntry>& entries() const { return m_entries; }
    const std::map<std::string, std::string>& metadata() const { return m_metadata; } ///< safetensors only
    /// nullptr if there is none of that name.
    const TensorEntry* find(std::string_view name) const;

private:
    std::string m_label;
    std::vector<TensorEntry> m_entries; // sorted by name
    std::map<std::string, std::string> m_metadata;
    std::vector<std::shared_ptr<const std::vector<std::byte>>> m_owners;
};

/// Reads a .pth (zip or legacy torch.save) or .safetensors file; the content decides, not the name.
/// Nothing in it is executed; memory is bounded by 2 x the file's size.
/// @throws FormatError
[[nodiscard]] TensorFile readTensorFile(const std::filesystem::path& path);

/// The same on bytes in memory: what the fuzz targets call. `label` is used in messages.
/// @throws FormatError
[[nodiscard]] TensorFile parseTensorFile(std::vector<std::byte> bytes, std::string label);

/// What writeSafetensors takes: contiguous row-major little-endian bytes.
struct TensorToWrite {
    std::string name;
    ElementType type = ElementType::F32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> data;
};

/// Writes aside, syncs, renames: `path` is the old file or the new one. Same input, same bytes.
/// @throws std::system_error when the disk refuses.
void writeSafetensors(const std::filesystem::path& path, std::span<const TensorToWrite> tensors,
                      const std::map<std::string, std::string>& metadata);

} // namespace varad::formats
