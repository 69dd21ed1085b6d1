// core/nn/backbones/weights.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/formats/tensor_file.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace varad::nn {

/// How the names used in this code are spelled in the file at hand; for messages only.
using NameInFile = std::function<std::string(const std::string&)>;

/// A file's tensors, handed out one by one and ticked off, so that whatever is missing, misshaped or left
/// over becomes an error that names file and tensor. Not thread-safe; the file must outlive it.
class Weights {
public:
    /// @param prefix  only tensors under it are seen, by the rest of their name. Others are left alone.
    explicit Weights(const formats::TensorFile& file, std::string prefix = {}, NameInFile nameInFile = {});

    const formats::TensorFile& file() const { return m_file; }
    bool has(const std::string& name) const { return entry(name) != nullptr; }
    /// nullptr if there is none of that name. Ticks nothing off.
    const formats::TensorEntry* entry(const std::string& name) const;

    /// The entry, checked and ticked off. @param shape wanted, -1: any length.
    /// @throws formats::FormatError if it is missing, of another shape or not a floating type.
    const formats::TensorEntry& takeEntry(const std::string& name, const std::vector<std::int64_t>& shape);
    /// The same as a tensor in the file's own type. @throws formats::FormatError also for NaN or infinity.
    at::Tensor take(const std::string& name, const std::vector<std::int64_t>& shape);

    /// Ticks off all whose name begins with `start`: known, and not needed.
    void ignore(std::string_view start);
    void ignoreEnding(std::string_view end);

    /// @throws formats::FormatError that names the first tensor that nobody took or ignored.
    void finish() const;
    /// The same for tensors outside the prefix, of which those beginning with `known` may be there.
    void finishOutside(const std::vector<std::string_view>& known) const;

    [[noreturn]] void refuse(const std::string& name, const std::string& reason) const;

private:
    const formats::TensorFile& m_file;
    std::string m_prefix;
    NameInFile m_nameInFile;
    std::set<std::string> m_left; // full names
};

/// Collects tensors under our own names. What comes from a file is referred to, not copied.
class TensorCollection {
public:
    void add(const std::string& name, const formats::TensorEntry& entry);
    /// Copies the values. float32, float16 and float64 only.
    void add(const std::string& name, const at::Tensor& tensor);
    const std::vector<formats::TensorEntry>& entries() const { return m_entries; }
    /// The collection as a file; the files that entries were added from must outlive it.
    formats::TensorFile toFile(std::string label, std::map<std::string, std::string> metadata) &&;

private:
    std::vector<formats::TensorEntry> m_entries;
    std::vector<std::shared_ptr<const std::vector<std::byte>>> m_owners;
};

/// "[64, 3, 7, 7]"
[[nodiscard]] std::string shapeText(const std::vector<std::int64_t>& shape);

} // namespace varad::nn
