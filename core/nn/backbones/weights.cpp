#include "core/nn/backbones/weights.h"

#include "core/nn/backbones/backbone.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstring>

namespace varad::nn {

using formats::ElementType;
using formats::FormatError;
using formats::TensorEntry;
using formats::TensorFile;

namespace {

at::ScalarType scalarType(ElementType type)
{
    switch (type) {
    case ElementType::F64:
        return at::kDouble;
    case ElementType::F32:
        return at::kFloat;
    case ElementType::F16:
        return at::kHalf;
    case ElementType::BF16:
        return at::kBFloat16;
    case ElementType::I64:
        return at::kLong;
    case ElementType::I32:
        return at::kInt;
    case ElementType::I16:
        return at::kShort;
    case ElementType::I8:
        return at::kChar;
    case ElementType::U8:
        return at::kByte;
    case ElementType::Bool:
        return at::kBool;
    }
    throw FormatError("a tensor has an element type that this program does not know.");
}

bool isFloating(ElementType type)
{
    return type == ElementType::F64 || type == ElementType::F32 || type == ElementType::F16 ||
           type == ElementType::BF16;
}

/// Copies axis `axis` and all inner ones to `out`, which moves on.
void copyStrided(const TensorEntry& entry, std::size_t axis, const std::byte* in, std::byte*& out)
{
    const std::size_t size = formats::elementSize(entry.type);
    if (axis == entry.shape.size()) {
        std::memcpy(out, in, size);
        out += size;
        return;
    }
    const auto count = static_cast<std::size_t>(entry.shape[axis]);
    const auto step = static_cast<std::size_t>(entry.strides[axis]) * size;
    if (axis + 1 == entry.shape.size() && entry.strides[axis] == 1) {
        std::memcpy(out, in, count * size);
        out += count * size;
        return;
    }
    for (std::size_t i = 0; i < count; ++i)
        copyStrided(entry, axis + 1, in + i * step, out);
}

bool matches(const std::vector<std::int64_t>& shape, const std::vector<std::int64_t>& wanted)
{
    return std::equal(shape.begin(), shape.end(), wanted.begin(), wanted.end(),
                      [](std::int64_t have, std::int64_t want) { return want == -1 || have == want; });
}

} // namespace

at::Tensor toTensor(const TensorEntry& entry)
{
    at::Tensor tensor = at::empty(entry.shape, at::TensorOptions(scalarType(entry.type)));
    if (tensor.numel() == 0)
        return tensor;
    auto* out = static_cast<std::byte*>(tensor.data_ptr());
    copyStrided(entry, 0, entry.data.data(), out);
    if (isFloating(entry.type) && !at::isfinite(tensor.to(at::kDouble)).all().item<bool>())
        throw FormatError("tensor '" + entry.name + "' holds NaN or infinity; the file cannot be used.");
    return tensor;
}

std::string shapeText(const std::vector<std::int64_t>& shape)
{
    std::string text = "[";
    for (const std::int64_t n : shape)
        text += (text.size() > 1 ? ", " : "") + (n == -1 ? std::string("any") : std::to_string(n));
    return text + "]";
}

Weights::Weights(const TensorFile& file, std::string prefix, NameInFile nameInFile)
    : m_file(file), m_prefix(std::move(prefix)), m_nameInFile(std::move(nameInFile))
{
    for (const TensorEntry& entry : file.entries())
        if (entry.name.starts_with(m_prefix))
            m_left.insert(entry.name);
}

const TensorEntry* Weights::entry(const std::string& name) const { return m_file.find(m_prefix + name); }

void Weights::refuse(const std::string& name, const std::string& reason) const
{
    const std::string shown = m_nameInFile ? m_nameInFile(name) : m_prefix + name;
    throw FormatError(m_file.label() + ": tensor '" + shown + "' " + reason);
}

const TensorEntry& Weights::takeEntry(const std::string& name, const std::vector<std::int64_t>& shape)
{
    const TensorEntry* found = entry(name);
    if (!found)
        refuse(name, "is missing; the file is incomplete or of another network.");
    if (!isFloating(found->type))
        refuse(name, "holds whole numbers where weights are expected.");
    if (!matches(found->shape, shape))
        refuse(name, "has shape " + shapeText(found->shape) + " instead of " + shapeText(shape) + ".");
    m_left.erase(found->name);
    return *found;
}

at::Tensor Weights::take(const std::string& name, const std::vector<std::int64_t>& shape)
{
    const TensorEntry& found = takeEntry(name, shape);
    try {
        return toTensor(found);
    } catch (const FormatError&) {
        refuse(name, "holds NaN or infinity; the file cannot be used.");
    }
}

void Weights::ignore(std::string_view start)
{
    std::erase_if(m_left, [&](const std::string& name) {
        return std::string_view(name).substr(m_prefix.size()).starts_with(start);
    });
}

void Weights::ignoreEnding(std::string_view end)
{
    std::erase_if(m_left, [&](const std::string& name) { return name.ends_with(end); });
}

namespace {

[[noreturn]] void refuseExtra(const std::string& file, const std::string& tensor)
{
    throw FormatError(file + ": tensor '" + tensor +
                      "' does not belong to this network; the file is of another network or was changed.");
}

} // namespace

void Weights::finish() const
{
    if (!m_left.empty())
        refuseExtra(m_file.label(), *m_left.begin());
}

void Weights::finishOutside(const std::vector<std::string_view>& known) const
{
    for (const TensorEntry& entry : m_file.entries())
        if (!entry.name.starts_with(m_prefix) && std::none_of(known.begin(), known.end(), [&](auto start) {
                return entry.name.starts_with(start);
            }))
            refuseExtra(m_file.label(), entry.name);
}

void TensorCollection::add(const std::string& name, const TensorEntry& entry)
{
    m_entries.push_back(entry);
    m_entries.back().name = name;
}

void TensorCollection::add(const std::string& name, const at::Tensor& tensor)
{
    const at::Tensor plain = tensor.contiguous();
    TensorEntry entry;
    entry.name = name;
    entry.type = plain.scalar_type() == at::kHalf     ? ElementType::F16
                 : plain.scalar_type() == at::kDouble ? ElementType::F64
                                                      : ElementType::F32;
    TORCH_CHECK(plain.scalar_type() == scalarType(entry.type), "tensor ", name, " has an unexpected type");
    entry.shape = plain.sizes().vec();
    entry.strides = plain.strides().vec();
    const auto* first = static_cast<const std::byte*>(plain.data_ptr());
    auto owner = std::make_shared<const std::vector<std::byte>>(first, first + plain.nbytes());
    entry.data = *owner;
    m_owners.push_back(std::move(owner));
    m_entries.push_back(std::move(entry));
}

TensorFile TensorCollection::toFile(std::string label, std::map<std::string, std::string> metadata) &&
{
    return TensorFile(std::move(label), std::move(m_entries), std::move(metadata), std::move(m_owners));
}

} // namespace varad::nn
