// core/formats/safetensors_writer.cpp - layer: formats
#include "core/formats/byte_reader.h"
#include "core/formats/element_names.h"
#include "core/formats/file_descriptor.h"
#include "core/formats/format_limits.h"
#include "core/formats/refusal.h"
#include "core/formats/tensor_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <set>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace varad::formats {

namespace {

// Tensor data begins at a multiple of this: a cache line, and enough for any vector unit.
constexpr std::size_t dataAlignment = 64;

std::string jsonString(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            std::array<char, 8> code{};
            std::snprintf(code.data(), code.size(), "\\u%04x",
                          static_cast<unsigned>(static_cast<unsigned char>(c)));
            out += code.data();
        } else {
            out += c;
        }
    }
    return out + '"';
}

/// @throws std::invalid_argument  what the reader would refuse: a mistake of the caller.
void checkTensors(std::span<const TensorToWrite> tensors)
{
    if (tensors.empty() || tensors.size() > limits::tensors)
        throw std::invalid_argument("writeSafetensors: no tensors, or too many");
    std::set<std::string_view> names;
    for (const TensorToWrite& tensor : tensors) {
        std::optional<std::uint64_t> bytes = elementSize(tensor.type);
        for (const std::int64_t size : tensor.shape)
            bytes =
                bytes && size >= 0 ? checkedProduct(*bytes, static_cast<std::uint64_t>(size)) : std::nullopt;
        if (tensor.shape.size() > limits::rank || bytes != tensor.data.size())
            throw std::invalid_argument("writeSafetensors: shape and data of " + inQuotes(tensor.name) +
                                        " disagree");
        if (tensor.name == "__metadata__" || !isUtf8(tensor.name) || !names.insert(tensor.name).second)
            throw std::invalid_argument("writeSafetensors: the name " + inQuotes(tensor.name) +
                                        " cannot be used");
    }
}

/// Widest elements first, then by name: every tensor is aligned to its elements, and the caller's order does
/// not matter.
std::vector<const TensorToWrite*> fileOrder(std::span<const TensorToWrite> tensors)
{
    std::vector<const TensorToWrite*> order;
    for (const TensorToWrite& tensor : tensors)
        order.push_back(&tensor);
    std::sort(order.begin(), order.end(), [](const TensorToWrite* a, const TensorToWrite* b) {
        const std::size_t sizeA = elementSize(a->type);
        const std::size_t sizeB = elementSize(b->type);
        return sizeA != sizeB ? sizeA > sizeB : a->name < b->name;
    });
    return order;
}

std::string tensorFields(const TensorToWrite& tensor, std::uint64_t begin)
{
    std::string fields = jsonString(tensor.name);
    fields.append(":{\"dtype\":\"").append(elementName(tensor.type)).append("\",\"shape\":[");
    for (std::size_t axis = 0; axis < tensor.shape.size(); ++axis)
        fields.append(axis == 0 ? "" : ",").append(std::to_string(tensor.shape[axis]));
    fields.append("],\"data_offsets\":[").append(std::to_string(begin));
    fields.append(",").append(std::to_string(begin + tensor.data.size())).append("]},");
    return fields;
}

std::string metadataFields(const std::map<std::string, std::string>& metadata)
{
    if (metadata.empty())
        return {};
    std::string fields = "\"__metadata__\":{";
    for (const auto& [key, value] : metadata) {
        if (!isUtf8(key) || !isUtf8(value))
            throw std::invalid_argument("writeSafetensors: the metadata " + inQuotes(key) + " is not UTF-8");
        fields.append(jsonString(key)).append(":").append(jsonString(value)).append(",");
    }
    fields.back() = '}';
    return fields + ",";
}

/// Length field and JSON, padded with spaces.
std::string makeHeader(std::span<const TensorToWrite* const> order,
                       const std::map<std::string, std::string>& metadata)
{
    std::string json = "{" + metadataFields(metadata);
    std::uint64_t begin = 0;
    for (const TensorToWrite* tensor : order) {
        json += tensorFields(*tensor, begin);
        begin += tensor->data.size();
    }
    json.back() = '}';
    json.append((dataAlignment - (8 + json.size()) % dataAlignment) % dataAlignment, ' ');
    if (json.size() > limits::safetensorsHeader)
        throw std::invalid_argument("writeSafetensors: names and metadata are larger than 8 MiB");

    std::string length(8, '\0');
    for (std::size_t i = 0; i < length.size(); ++i)
        length[i] = static_cast<char>(json.size() >> (8 * i) & 0xFF);
    return length + json;
}

[[noreturn]] void failWriting(const std::filesystem::path& path)
{
    throw std::system_error(errno, std::generic_category(), path.native() + " cannot be written");
}

void writeFully(int file, Bytes bytes, const std::filesystem::path& path)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR)
            failWriting(path);
        if (written > 0)
            bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

/// A fresh file beside `path`; taken away again unless it has been renamed.
class AsideFile {
public:
    explicit AsideFile(const std::filesystem::path& path)
        : m_path(path), m_name(path.native() + ".XXXXXX"), m_file(::mkostemp(m_name.data(), O_CLOEXEC))
    {
        if (m_file.get() < 0)
            failWriting(path);
        // mkostemp gives 0600; files of a program that other accounts read get what the user's mask allows.
        const mode_t mask = ::umask(0);
        ::umask(mask);
        if (::fchmod(m_file.get(), 0666 & ~mask) != 0) {
            ::unlink(m_name.c_str());
            failWriting(path);
        }
    }
    AsideFile(const AsideFile&) = delete;
    AsideFile& operator=(const AsideFile&) = delete;
    ~AsideFile()
    {
        if (!m_renamed)
            ::unlink(m_name.c_str());
    }

    void write(Bytes bytes) { writeFully(m_file.get(), bytes, m_path); }

    /// After this the name means the new file, also after a power cut.
    void commit()
    {
        if (::fsync(m_file.get()) != 0 || !m_file.close() || ::rename(m_name.c_str(), m_path.c_str()) != 0)
            failWriting(m_path);
        m_renamed = true;
        const std::filesystem::path folder = m_path.has_parent_path() ? m_path.parent_path() : ".";
        const FileDescriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (directory.get() < 0 || ::fsync(directory.get()) != 0)
            failWriting(m_path);
    }

private:
    std::filesystem::path m_path;
    std::string m_name;
    FileDescriptor m_file;
    bool m_renamed = false;
};

} // namespace

void writeSafetensors(const std::filesystem::path& path, std::span<const TensorToWrite> tensors,
                      const std::map<std::string, std::string>& metadata)
{
    checkTensors(tensors);
    const std::vector<const TensorToWrite*> order = fileOrder(tensors);
    const std::string header = makeHeader(order, metadata);
    AsideFile file(path);
    file.write(std::as_bytes(std::span(header)));
    for (const TensorToWrite* tensor : order)
        file.write(tensor->data);
    file.commit();
}

} // namespace varad::formats
