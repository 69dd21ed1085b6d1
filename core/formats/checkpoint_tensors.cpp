// core/formats/checkpoint_tensors.cpp - layer: formats
#include "core/formats/checkpoint_tensors.h"

#include <algorithm>
#include <array>
#include <string>

namespace varad::formats {

namespace {

constexpr std::array<std::string_view, 8> wrapperNames = {
    "state_dict", "model_state_dict", "model", "teacher", "module", "network", "net", "weights"};
constexpr int mostWrappers = 4;

const std::vector<PickleValue>& itemsOf(const Pickle& pickle, const PickleValue& dict)
{
    return pickle.collection(dict).items;
}

bool holdsTensor(const Pickle& pickle, const PickleValue& dict)
{
    const auto& items = itemsOf(pickle, dict);
    for (std::size_t i = 1; i < items.size(); i += 2) {
        if (items[i].kind == PickleKind::Tensor)
            return true;
    }
    return false;
}

void checkKeys(const Pickle& pickle, const PickleValue& dict)
{
    const auto& items = itemsOf(pickle, dict);
    std::vector<std::string_view> keys;
    for (std::size_t i = 0; i < items.size(); i += 2) {
        if (items[i].kind != PickleKind::Text)
            throw Refusal(std::string("a name in it is ") + kindName(items[i].kind) + ", not text");
        keys.push_back(pickle.text(items[i]));
    }
    std::sort(keys.begin(), keys.end());
    const auto twice = std::adjacent_find(keys.begin(), keys.end());
    if (twice != keys.end())
        throw Refusal("the entry " + inQuotes(*twice) + " is there twice");
}

/// The dictionary inside `dict` that holds the weights, or nullptr if that is `dict` itself.
const PickleValue* wrapped(const Pickle& pickle, const PickleValue& dict)
{
    const auto& items = itemsOf(pickle, dict);
    for (const std::string_view name : wrapperNames) {
        for (std::size_t i = 0; i < items.size(); i += 2) {
            if (items[i + 1].kind == PickleKind::Dict && pickle.text(items[i]) == name)
                return &items[i + 1];
        }
    }
    if (holdsTensor(pickle, dict))
        return nullptr;
    const PickleValue* only = nullptr;
    for (std::size_t i = 1; i < items.size(); i += 2) {
        if (items[i].kind != PickleKind::Dict || !holdsTensor(pickle, items[i]))
            continue;
        if (only != nullptr)
            throw Refusal("several dictionaries in it hold tensors; save only the state_dict");
        only = &items[i];
    }
    return only;
}

PickleValue findWeights(const Pickle& pickle)
{
    PickleValue dict = pickle.root;
    if (dict.kind != PickleKind::Dict)
        throw Refusal(std::string("it holds ") + kindName(dict.kind) +
                      " instead of a dictionary of tensors; save the state_dict");
    for (int level = 0; level <= mostWrappers; ++level) {
        checkKeys(pickle, dict);
        const PickleValue* inner = wrapped(pickle, dict);
        if (inner == nullptr)
            return dict;
        dict = *inner;
    }
    throw Refusal("its weights are wrapped in too many dictionaries; save only the state_dict");
}

TensorEntry makeEntry(const PickleTensor& tensor, const PickleStorage& storage, Bytes bytes)
{
    // In bounds of 64 bits: the storage's count x element size has been compared with bytes that are there.
    const std::size_t size = elementSize(storage.type);
    TensorEntry entry;
    entry.type = storage.type;
    entry.shape = tensor.shape;
    entry.strides = tensor.strides;
    entry.data = bytes.subspan(static_cast<std::size_t>(tensor.offset) * size,
                               static_cast<std::size_t>(tensor.reach) * size);
    return entry;
}

} // namespace

std::vector<TensorEntry> tensorsOf(const Pickle& pickle, const StorageBytes& storageBytes)
{
    const auto& items = itemsOf(pickle, findWeights(pickle));
    std::vector<TensorEntry> entries;
    for (std::size_t i = 0; i < items.size(); i += 2) {
        const std::string_view name = pickle.text(items[i]);
        if (items[i + 1].kind != PickleKind::Tensor)
            throw Refusal("the entry " + inQuotes(name) + " is " + kindName(items[i + 1].kind) +
                          ", not a tensor");
        const PickleTensor& tensor = pickle.tensors[static_cast<std::size_t>(items[i + 1].payload)];
        const PickleStorage& storage = pickle.storages[tensor.storage];
        try {
            entries.push_back(makeEntry(tensor, storage, storageBytes(storage)));
        } catch (const Refusal& why) {
            throw Refusal("the tensor " + inQuotes(name) + ": " + why.what());
        }
        entries.back().name = name;
    }
    if (entries.empty())
        throw Refusal("there is no tensor in it");
    // Storages of what is given out have been looked at with their names; the others must be sound as well.
    for (const PickleStorage& storage : pickle.storages)
        static_cast<void>(storageBytes(storage));
    return entries;
}

} // namespace varad::formats
