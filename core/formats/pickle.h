// core/formats/pickle.h - layer: formats (std only; internal)
#pragma once

#include "core/formats/byte_reader.h"
#include "core/formats/tensor_file.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>
#include <vector>

namespace varad::formats {

enum class PickleKind : std::uint8_t {
    Unset,
    None,
    Bool,
    Int,
    Float,
    Text,
    Tuple,
    List,
    Dict,
    Global,
    Storage,
    Tensor
};

/// The names a pickle may mention. The list is closed: anything else is an error, used or not.
enum class PickleGlobal : std::uint8_t {
    OrderedDict,
    Size,
    RebuildTensor,
    RebuildTensorV2,
    RebuildParameter,
    StorageType
};

/// One value, 16 bytes. `payload`: the number (Int, Bool), the place in the source (Text, `length` bytes),
/// the PickleGlobal (Global; `length` then is the ElementType of a StorageType), or an index into the lists
/// of Pickle. Floats keep no value: nothing here needs one.
struct PickleValue {
    PickleKind kind = PickleKind::Unset;
    std::uint32_t length = 0;
    std::int64_t payload = 0;
};

struct PickleCollection {
    std::vector<PickleValue> items; ///< dict: key, value, key, value ...
    std::uint8_t depth = 1;
    bool placed = false; ///< inside another collection, hence closed: no cycle can come about
};

struct PickleStorage {
    ElementType type = ElementType::F32;
    std::string_view key;    ///< names the bytes within the file
    std::uint64_t count = 0; ///< elements
};

/// Checked against `count` of its storage: every element lies within.
struct PickleTensor {
    std::size_t storage = 0;  ///< index into Pickle::storages
    std::uint64_t offset = 0; ///< elements
    std::uint64_t reach = 0;  ///< elements from offset to one past the last one used; 0: an empty tensor
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides;
};

/// What a pickle describes. Refers to the bytes it was read from.
struct Pickle {
    Bytes source;
    PickleValue root;
    std::deque<PickleCollection> collections;
    std::vector<PickleStorage> storages;
    std::vector<PickleTensor> tensors;

    std::string_view text(const PickleValue& value) const
    {
        return asText(source.subspan(static_cast<std::size_t>(value.payload), value.length));
    }
    PickleCollection& collection(const PickleValue& value)
    {
        return collections[static_cast<std::size_t>(value.payload)];
    }
    const PickleCollection& collection(const PickleValue& value) const
    {
        return collections[static_cast<std::size_t>(value.payload)];
    }
};

/// "a list", "text" ...: the kind in a message's words.
[[nodiscard]] const char* kindName(PickleKind kind);

/// Runs one pickle that starts at `start` in `source`: protocols 2 to 5, only the operations and names that
/// torch.save uses for tensors in dictionaries. Nothing is imported or called; "calling" an allowed name
/// notes down a tensor. Time and memory are bounded by format_limits.h.
/// @param end  receives the place behind the STOP.
/// @throws Refusal  names the dictionary entry at work where there is one.
[[nodiscard]] Pickle readPickle(Bytes source, std::size_t start, std::size_t& end);

} // namespace varad::formats
