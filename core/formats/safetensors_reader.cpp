// core/formats/safetensors_reader.cpp - layer: formats
#include "core/formats/safetensors_reader.h"

#include "core/formats/element_names.h"
#include "core/formats/format_limits.h"
#include "core/formats/json_cursor.h"

#include <algorithm>
#include <optional>
#include <set>

namespace varad::formats {

namespace {

struct Place {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
};

struct DeclaredTensor {
    std::string name;
    std::optional<ElementType> type;
    std::optional<std::vector<std::int64_t>> shape;
    std::optional<Place> place;
};

struct Header {
    std::vector<DeclaredTensor> tensors;
    std::map<std::string, std::string> metadata;
};

std::vector<std::int64_t> readShape(JsonCursor& json)
{
    std::vector<std::int64_t> shape;
    json.array([&] {
        if (shape.size() >= limits::rank)
            throw Refusal("it has more than 16 axes");
        shape.push_back(static_cast<std::int64_t>(json.unsignedInteger()));
    });
    return shape;
}

Place readPlace(JsonCursor& json)
{
    std::vector<std::uint64_t> ends;
    json.array([&] {
        if (ends.size() == 2)
            throw Refusal("it has more than two offsets");
        ends.push_back(json.unsignedInteger());
    });
    if (ends.size() != 2)
        throw Refusal("it has fewer than two offsets");
    return {ends[0], ends[1]};
}

DeclaredTensor readTensor(JsonCursor& json, const std::string& name)
{
    DeclaredTensor tensor;
    tensor.name = name;
    json.object([&](const std::string& key) {
        if (key == "dtype" && !tensor.type) {
            const std::string type = json.string();
            tensor.type = elementTypeOf(type);
            if (!tensor.type)
                throw Refusal("its type " + inQuotes(type) + " is not one that we read");
        } else if (key == "shape" && !tensor.shape) {
            tensor.shape = readShape(json);
        } else if (key == "data_offsets" && !tensor.place) {
            tensor.place = readPlace(json);
        } else {
            throw Refusal("its field " + inQuotes(key) + " is unknown or there twice");
        }
    });
    if (!tensor.type || !tensor.shape || !tensor.place)
        throw Refusal("its type, shape or place is missing");
    return tensor;
}

Header readHeader(std::string_view text)
{
    if (!isUtf8(text))
        throw Refusal("its header is not UTF-8");
    if (!text.starts_with('{'))
        throw Refusal("its header is no JSON object");
    Header header;
    std::set<std::string> names;
    JsonCursor json(text);
    json.object([&](const std::string& name) {
        if (!names.insert(name).second)
            throw Refusal("the tensor " + inQuotes(name) + " is there twice");
        if (name == "__metadata__") {
            json.object([&](const std::string& key) {
                if (!header.metadata.emplace(key, json.string()).second)
                    throw Refusal("the metadata " + inQuotes(key) + " is there twice");
            });
            return;
        }
        if (header.tensors.size() >= limits::tensors)
            throw Refusal("the file holds more than 20000 tensors");
        try {
            header.tensors.push_back(readTensor(json, name));
        } catch (const Refusal& why) {
            throw Refusal("the tensor " + inQuotes(name) + ": " + why.what());
        }
    });
    json.endWithSpaces();
    return header;
}

/// Row-major strides, elements. Sizes of 0 count as 1, so that strides stay positive.
/// @throws Refusal  the product of the shape leaves 64 bits or is not `bytes`.
std::vector<std::int64_t> checkedStrides(const DeclaredTensor& tensor, std::uint64_t bytes)
{
    const std::vector<std::int64_t>& shape = *tensor.shape;
    std::vector<std::int64_t> strides(shape.size());
    std::uint64_t step = 1;
    bool empty = false;
    for (std::size_t axis = shape.size(); axis-- > 0;) {
        strides[axis] = static_cast<std::int64_t>(step);
        empty = empty || shape[axis] == 0;
        const auto wider =
            checkedProduct(step, static_cast<std::uint64_t>(std::max<std::int64_t>(shape[axis], 1)));
        if (!wider || *wider > static_cast<std::uint64_t>(limits::stride))
            throw Refusal("its shape is impossibly large");
        step = *wider;
    }
    if ((empty ? 0 : step * elementSize(*tensor.type)) != bytes)
        throw Refusal("its shape and its bytes disagree");
    return strides;
}

} // namespace

ParsedSafetensors parseSafetensors(Bytes file)
{
    ByteReader reader(file, "the file");
    const std::uint64_t length = reader.u64();
    if (length > limits::safetensorsHeader)
        throw Refusal("it declares a header of more than 8 MiB, so it is damaged or no safetensors file");
    Header header = readHeader(asText(reader.take(length)));
    if (header.tensors.empty())
        throw Refusal("there is no tensor in it");
    std::sort(header.tensors.begin(), header.tensors.end(),
              [](const DeclaredTensor& a, const DeclaredTensor& b) {
                  return std::pair(a.place->begin, a.place->end) < std::pair(b.place->begin, b.place->end);
              });

    ParsedSafetensors out;
    out.metadata = std::move(header.metadata);
    for (DeclaredTensor& tensor : header.tensors) {
        // Each one begins where the one before ended: that excludes holes and overlaps at once.
        const Place place = *tensor.place;
        try {
            if (place.end < place.begin)
                throw Refusal("it ends before it begins");
            if (place.begin != reader.position() - 8 - length)
                throw Refusal("there is a hole before it, or it overlaps another tensor");
            if (place.end - place.begin > reader.left())
                throw Refusal("it ends outside the file, so the file is cut off");
            std::vector<std::int64_t> strides = checkedStrides(tensor, place.end - place.begin);
            out.entries.push_back({std::move(tensor.name), *tensor.type, std::move(*tensor.shape),
                                   std::move(strides), reader.take(place.end - place.begin)});
        } catch (const Refusal& why) {
            throw Refusal("the tensor " + inQuotes(tensor.name) + ": " + why.what());
        }
    }
    if (reader.left() != 0)
        throw Refusal("something follows its last tensor");
    return out;
}

} // namespace varad::formats
