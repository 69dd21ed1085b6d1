// core/formats/pickle_names.cpp - layer: formats
// The part of the pickle machine that knows names: which exist, and what "calling" them means.
#include "core/formats/format_limits.h"
#include "core/formats/pickle_machine.h"
#include "core/formats/pickle_opcodes.h"

#include <algorithm>
#include <array>

namespace varad::formats {

namespace {

struct KnownName {
    std::string_view module;
    std::string_view name;
    PickleGlobal global;
    ElementType type = ElementType::F32; // of a StorageType
};

// Closed: everything that torch.save writes for dictionaries of dense tensors, and no more.
constexpr std::array knownNames = {
    KnownName{"collections", "OrderedDict", PickleGlobal::OrderedDict},
    KnownName{"torch", "Size", PickleGlobal::Size},
    KnownName{"torch._utils", "_rebuild_tensor", PickleGlobal::RebuildTensor}, // before 2018
    KnownName{"torch._utils", "_rebuild_tensor_v2", PickleGlobal::RebuildTensorV2},
    KnownName{"torch._utils", "_rebuild_parameter", PickleGlobal::RebuildParameter},
    KnownName{"torch", "DoubleStorage", PickleGlobal::StorageType, ElementType::F64},
    KnownName{"torch", "FloatStorage", PickleGlobal::StorageType, ElementType::F32},
    KnownName{"torch", "HalfStorage", PickleGlobal::StorageType, ElementType::F16},
    KnownName{"torch", "BFloat16Storage", PickleGlobal::StorageType, ElementType::BF16},
    KnownName{"torch", "LongStorage", PickleGlobal::StorageType, ElementType::I64},
    KnownName{"torch", "IntStorage", PickleGlobal::StorageType, ElementType::I32},
    KnownName{"torch", "ShortStorage", PickleGlobal::StorageType, ElementType::I16},
    KnownName{"torch", "CharStorage", PickleGlobal::StorageType, ElementType::I8},
    KnownName{"torch", "ByteStorage", PickleGlobal::StorageType, ElementType::U8},
    KnownName{"torch", "BoolStorage", PickleGlobal::StorageType, ElementType::Bool},
};

PickleGlobal globalOf(const PickleValue& value) { return static_cast<PickleGlobal>(value.payload); }

/// Elements from the first to one past the last used; 0 for an empty tensor.
/// @throws Refusal  shape or strides are out of bounds, or leave `storage`.
std::uint64_t checkedReach(const PickleTensor& tensor, const PickleStorage& storage)
{
    if (tensor.shape.size() != tensor.strides.size())
        throw Refusal("the tensor has " + std::to_string(tensor.shape.size()) + " axes but " +
                      std::to_string(tensor.strides.size()) + " strides");
    std::optional<std::uint64_t> count = 1;
    std::optional<std::uint64_t> last = tensor.offset;
    bool empty = false;
    for (std::size_t axis = 0; axis < tensor.shape.size(); ++axis) {
        const std::int64_t size = tensor.shape[axis];
        const std::int64_t stride = tensor.strides[axis];
        if (size < 0 || stride < 0)
            throw Refusal("the tensor has a negative size or stride");
        empty = empty || size == 0;
        const auto step = static_cast<std::uint64_t>(std::max<std::int64_t>(size, 1));
        const auto way = checkedProduct(step - 1, static_cast<std::uint64_t>(stride));
        count = count ? checkedProduct(*count, step) : count;
        last = last && way ? checkedSum(*last, *way) : std::nullopt;
        if (stride > limits::stride || !count || !last)
            throw Refusal("the tensor's sizes or strides are impossibly large");
    }
    if (empty) {
        if (tensor.offset > storage.count)
            throw Refusal("the tensor starts outside its storage");
        return 0;
    }
    if (*last >= storage.count)
        throw Refusal("the tensor needs more than its storage of " + std::to_string(storage.count) +
                      " elements");
    if (*count > storage.count)
        throw Refusal("the tensor is an expanded view, larger than its storage; save a contiguous copy");
    return *last - tensor.offset + 1;
}

} // namespace

std::string_view PickleMachine::line()
{
    constexpr std::size_t longest = 256;
    const std::size_t at = position();
    const std::string_view rest = asText(m_source.subspan(at, std::min(longest, m_reader.left())));
    const std::size_t length = rest.find('\n');
    if (length == std::string_view::npos)
        throw Refusal("its pickle holds a name that is cut off or too long");
    m_reader.take(length + 1);
    return rest.substr(0, length);
}

void PickleMachine::pushGlobal(std::string_view module, std::string_view name)
{
    const auto known = std::find_if(knownNames.begin(), knownNames.end(), [&](const KnownName& one) {
        return one.module == module && one.name == name;
    });
    if (known == knownNames.end()) {
        throw Refusal("its pickle asks for " + inQuotes(std::string(module) + "." + std::string(name)) +
                      ", which is code or a type that we do not read; save only the state_dict");
    }
    push({PickleKind::Global, static_cast<std::uint32_t>(known->type),
          static_cast<std::int64_t>(known->global)});
}

bool PickleMachine::runName(std::uint8_t code)
{
    switch (code) {
    case opcode::Global: {
        const std::string_view module = line();
        pushGlobal(module, line());
        return true;
    }
    case opcode::StackGlobal: {
        const PickleValue name = pop();
        const PickleValue module = pop();
        if (name.kind != PickleKind::Text || module.kind != PickleKind::Text)
            throw Refusal("its pickle asks for a name that is not text");
        pushGlobal(m_result.text(module), m_result.text(name));
        return true;
    }
    case opcode::Reduce:
        reduce();
        return true;
    case opcode::Build:
        build();
        return true;
    case opcode::BinPersId:
        persistentId();
        return true;
    default:
        return false;
    }
}

void PickleMachine::reduce()
{
    const PickleValue argumentTuple = pop();
    const PickleValue function = pop();
    if (function.kind != PickleKind::Global || argumentTuple.kind != PickleKind::Tuple)
        throw Refusal(std::string("its pickle calls ") + kindName(function.kind) + ", which is no function");
    const PickleCollection& arguments = m_result.collection(argumentTuple);
    switch (globalOf(function)) {
    case PickleGlobal::OrderedDict:
        push(makeOrderedDict(arguments));
        return;
    case PickleGlobal::Size:
        push(makeSize(arguments));
        return;
    case PickleGlobal::RebuildTensor:
        push(makeTensor(arguments, 4));
        return;
    case PickleGlobal::RebuildTensorV2:
        push(makeTensor(arguments, 6));
        return;
    case PickleGlobal::RebuildParameter:
        push(makeParameter(arguments));
        return;
    case PickleGlobal::StorageType:
        break;
    }
    throw Refusal("its pickle calls a storage type, which is no function");
}

PickleValue PickleMachine::makeOrderedDict(const PickleCollection& arguments)
{
    // Python 3 fills the dictionary afterwards; Python 2 gave one list of [key, value] lists.
    const PickleValue dict = newCollection(PickleKind::Dict);
    if (arguments.items.empty())
        return dict;
    if (arguments.items.size() != 1 || arguments.items[0].kind != PickleKind::List)
        throw Refusal("its pickle builds a dictionary from something else than pairs");
    for (const PickleValue& pair : m_result.collection(arguments.items[0]).items) {
        if (pair.kind != PickleKind::List && pair.kind != PickleKind::Tuple)
            throw Refusal("its pickle builds a dictionary from something else than pairs");
        const PickleCollection& both = m_result.collection(pair);
        if (both.items.size() != 2)
            throw Refusal("its pickle builds a dictionary from something else than pairs");
        place(dict, both.items[0]);
        place(dict, both.items[1]);
    }
    return dict;
}

std::vector<std::int64_t> PickleMachine::integers(const PickleValue& value, const char* what) const
{
    if (value.kind != PickleKind::Tuple)
        throw Refusal(std::string("the tensor's ") + what + " are no tuple");
    const std::vector<PickleValue>& items = m_result.collection(value).items;
    if (items.size() > limits::rank)
        throw Refusal("the tensor has more than 16 axes");
    std::vector<std::int64_t> out;
    for (const PickleValue& item : items) {
        if (item.kind != PickleKind::Int)
            throw Refusal(std::string("the tensor's ") + what + " are no integers");
        out.push_back(item.payload);
    }
    return out;
}

PickleValue PickleMachine::makeSize(const PickleCollection& arguments)
{
    if (arguments.items.size() != 1)
        throw Refusal("a torch.Size with the wrong number of arguments");
    integers(arguments.items[0], "sizes"); // throws unless it is a tuple of integers
    return arguments.items[0];
}

bool PickleMachine::isEmptyDict(const PickleValue& value) const
{
    return value.kind == PickleKind::Dict && m_result.collection(value).items.empty();
}

/// `fixedCount`: storage, offset, sizes, strides, then, from version 2 on, whether it learns and its hooks;
/// one more argument of metadata may follow.
PickleValue PickleMachine::makeTensor(const PickleCollection& arguments, std::size_t fixedCount)
{
    const std::vector<PickleValue>& items = arguments.items;
    const bool metadata = fixedCount == 6 && items.size() == 7;
    if (items.size() != fixedCount && !metadata)
        throw Refusal("a tensor with the wrong number of arguments");
    if (items[0].kind != PickleKind::Storage || items[1].kind != PickleKind::Int)
        throw Refusal("a tensor without a storage or an integer offset");
    if (fixedCount == 6 && (items[4].kind != PickleKind::Bool || !isEmptyDict(items[5])))
        throw Refusal("a tensor with hooks, which are code");
    if (metadata && items[6].kind != PickleKind::None && !isEmptyDict(items[6]))
        throw Refusal("a tensor with properties that we do not read");
    if (m_result.tensors.size() >= limits::tensors)
        throw Refusal("the file holds more than 20000 tensors");
    if (items[1].payload < 0)
        throw Refusal("the tensor has a negative offset");

    PickleTensor tensor;
    tensor.storage = static_cast<std::size_t>(items[0].payload);
    tensor.offset = static_cast<std::uint64_t>(items[1].payload);
    tensor.shape = integers(items[2], "sizes");
    tensor.strides = integers(items[3], "strides");
    tensor.reach = checkedReach(tensor, m_result.storages[tensor.storage]);
    m_result.tensors.push_back(std::move(tensor));
    return {PickleKind::Tensor, 0, static_cast<std::int64_t>(m_result.tensors.size() - 1)};
}

PickleValue PickleMachine::makeParameter(const PickleCollection& arguments)
{
    const std::vector<PickleValue>& items = arguments.items;
    if (items.size() != 3 || items[0].kind != PickleKind::Tensor || items[1].kind != PickleKind::Bool ||
        !isEmptyDict(items[2]))
        throw Refusal("a parameter that is not a tensor without hooks");
    return items[0];
}

void PickleMachine::build()
{
    // torch puts version numbers of modules beside a state_dict, as an attribute. Nothing else has
    // attributes.
    const PickleValue state = pop();
    const PickleValue object = pop();
    const bool metadataOnly = object.kind == PickleKind::Dict && state.kind == PickleKind::Dict &&
                              m_result.collection(state).items.size() == 2 &&
                              m_result.collection(state).items[0].kind == PickleKind::Text &&
                              m_result.text(m_result.collection(state).items[0]) == "_metadata";
    if (!metadataOnly)
        throw Refusal("its pickle sets attributes of an object; save only the state_dict");
    push(object);
}

void PickleMachine::persistentId()
{
    const PickleValue id = pop();
    if (id.kind != PickleKind::Tuple)
        throw Refusal("a reference that is no storage");
    // The sixth item, in files from before 2020, would be a view of another storage.
    const std::vector<PickleValue>& items = m_result.collection(id).items;
    const bool view = items.size() == 6;
    if ((items.size() != 5 && !view) || items[0].kind != PickleKind::Text ||
        m_result.text(items[0]) != "storage" || items[1].kind != PickleKind::Global ||
        globalOf(items[1]) != PickleGlobal::StorageType || items[2].kind != PickleKind::Text ||
        items[3].kind != PickleKind::Text || items[4].kind != PickleKind::Int || items[4].payload < 0)
        throw Refusal("a reference that is no storage");
    if (view && items[5].kind != PickleKind::None)
        throw Refusal("a storage that is a view of another; save the file again with a current version");
    if (m_result.storages.size() >= limits::tensors)
        throw Refusal("the file holds more than 20000 tensors");
    m_result.storages.push_back({static_cast<ElementType>(items[1].length), m_result.text(items[2]),
                                 static_cast<std::uint64_t>(items[4].payload)});
    push({PickleKind::Storage, 0, static_cast<std::int64_t>(m_result.storages.size() - 1)});
}

} // namespace varad::formats
