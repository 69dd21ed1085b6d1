// core/formats/tensor_file.cpp - layer: formats
#include "core/formats/tensor_file.h"

#include "core/formats/element_names.h"
#include "core/formats/file_kind.h"
#include "core/formats/pth_reader.h"
#include "core/formats/refusal.h"
#include "core/formats/safetensors_reader.h"

#include <algorithm>
#include <array>
#include <new>

namespace varad::formats {

namespace {

struct TypeFacts {
    ElementType type;
    std::string_view name;
    std::size_t size; // bytes
};

constexpr std::array typeFacts = {
    TypeFacts{ElementType::F64, "F64", 8}, TypeFacts{ElementType::F32, "F32", 4},
    TypeFacts{ElementType::F16, "F16", 2}, TypeFacts{ElementType::BF16, "BF16", 2},
    TypeFacts{ElementType::I64, "I64", 8}, TypeFacts{ElementType::I32, "I32", 4},
    TypeFacts{ElementType::I16, "I16", 2}, TypeFacts{ElementType::I8, "I8", 1},
    TypeFacts{ElementType::U8, "U8", 1},   TypeFacts{ElementType::Bool, "BOOL", 1},
};

TensorFile parse(std::shared_ptr<const std::vector<std::byte>> bytes, const std::string& label)
{
    const Bytes file = *bytes;
    std::map<std::string, std::string> metadata;
    ParsedTensors parsed;
    switch (fileKind(file, label)) {
    case FileKind::ZipCheckpoint:
        parsed = parseZipCheckpoint(file);
        break;
    case FileKind::LegacyCheckpoint:
        parsed = parseLegacyCheckpoint(file);
        break;
    case FileKind::Safetensors: {
        ParsedSafetensors safe = parseSafetensors(file);
        parsed.entries = std::move(safe.entries);
        metadata = std::move(safe.metadata);
        break;
    }
    }
    parsed.owners.push_back(std::move(bytes));
    return {label, std::move(parsed.entries), std::move(metadata), std::move(parsed.owners)};
}

} // namespace

std::size_t elementSize(ElementType type) { return typeFacts[static_cast<std::size_t>(type)].size; }

std::string_view elementName(ElementType type) { return typeFacts[static_cast<std::size_t>(type)].name; }

std::optional<ElementType> elementTypeOf(std::string_view name)
{
    const auto at =
        std::find_if(typeFacts.begin(), typeFacts.end(), [&](const auto& f) { return f.name == name; });
    return at == typeFacts.end() ? std::nullopt : std::optional(at->type);
}

TensorFile::TensorFile(std::string label, std::vector<TensorEntry> entries,
                       std::map<std::string, std::string> metadata,
                       std::vector<std::shared_ptr<const std::vector<std::byte>>> owners)
    : m_label(std::move(label)),
      m_entries(std::move(entries)),
      m_metadata(std::move(metadata)),
      m_owners(std::move(owners))
{
    std::sort(m_entries.begin(), m_entries.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
}

const TensorEntry* TensorFile::find(std::string_view name) const
{
    const auto at =
        std::lower_bound(m_entries.begin(), m_entries.end(), name,
                         [](const TensorEntry& entry, std::string_view n) { return entry.name < n; });
    return at != m_entries.end() && at->name == name ? &*at : nullptr;
}

TensorFile parseTensorFile(std::vector<std::byte> bytes, std::string label)
{
    try {
        return parse(std::make_shared<const std::vector<std::byte>>(std::move(bytes)), label);
    } catch (const Refusal& why) {
        throw FormatError(label + ": " + why.what() + ".");
    } catch (const std::bad_alloc&) {
        throw FormatError(label + ": there is not enough memory to read it.");
    }
}

} // namespace varad::formats
