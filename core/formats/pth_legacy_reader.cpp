// core/formats/pth_legacy_reader.cpp - layer: formats
#include "core/formats/checkpoint_tensors.h"
#include "core/formats/format_limits.h"
#include "core/formats/pth_reader.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace varad::formats {

namespace {

// One pickle with the integer 0x1950a86a20f9469cfc6c, as protocol 2 writes it.
constexpr std::array<std::uint8_t, 15> magic = {0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46,
                                                0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E};
constexpr std::int64_t legacyVersion = 1001;

void checkMachine(const Pickle& machine)
{
    if (machine.root.kind != PickleKind::Dict)
        throw Refusal("the part of the file that describes its byte order is damaged");
    const auto& items = machine.collection(machine.root).items;
    for (std::size_t i = 0; i < items.size(); i += 2) {
        if (items[i].kind == PickleKind::Text && machine.text(items[i]) == "little_endian" &&
            (items[i + 1].kind != PickleKind::Bool || items[i + 1].payload != 1))
            throw Refusal("its numbers are stored big-endian; save it again on a usual machine");
    }
}

/// Every storage under a key: the largest count and the type. Keys mean one storage of one type here.
std::map<std::string_view, PickleStorage> storagesByKey(const Pickle& pickle)
{
    std::map<std::string_view, PickleStorage> out;
    for (const PickleStorage& storage : pickle.storages) {
        const auto [at, fresh] = out.emplace(storage.key, storage);
        if (!fresh && (at->second.type != storage.type || at->second.count != storage.count))
            throw Refusal("the storage " + inQuotes(storage.key) + " is declared in two ways");
    }
    return out;
}

/// Bytes of each storage, in the order of `keys`; they take up the rest of the file.
std::map<std::string_view, Bytes> readStorages(Bytes rest, const Pickle& keys,
                                               const std::map<std::string_view, PickleStorage>& declared)
{
    if (keys.root.kind != PickleKind::List)
        throw Refusal("its list of storages is damaged");
    ByteReader reader(rest, "its last storage");
    std::map<std::string_view, Bytes> out;
    for (const PickleValue& key : keys.collection(keys.root).items) {
        const auto storage = key.kind == PickleKind::Text ? declared.find(keys.text(key)) : declared.end();
        if (storage == declared.end())
            throw Refusal("its list of storages is damaged");
        if (reader.u64() != storage->second.count)
            throw Refusal("the storage " + inQuotes(storage->first) + " has another size than declared");
        const auto size = checkedProduct(storage->second.count, elementSize(storage->second.type));
        if (!size)
            throw Refusal("the storage " + inQuotes(storage->first) + " is impossibly large");
        if (!out.emplace(storage->first, reader.take(*size)).second)
            throw Refusal("the storage " + inQuotes(storage->first) + " is there twice");
    }
    if (reader.left() != 0)
        throw Refusal("something follows its last storage");
    return out;
}

} // namespace

bool isLegacyCheckpoint(Bytes head)
{
    return head.size() >= magic.size() && std::equal(magic.begin(), magic.end(), head.begin(),
                                                     [](auto a, auto b) { return std::byte{a} == b; });
}

ParsedTensors parseLegacyCheckpoint(Bytes file)
{
    const Bytes pickles = file.first(std::min(file.size(), limits::pickleBytes));
    std::size_t at = magic.size();
    const Pickle version = readPickle(pickles, at, at);
    if (version.root.kind != PickleKind::Int || version.root.payload != legacyVersion)
        throw Refusal("the checkpoint's version is unknown");
    checkMachine(readPickle(pickles, at, at));
    const Pickle pickle = readPickle(pickles, at, at);
    const Pickle keys = readPickle(pickles, at, at);
    const auto storages = readStorages(file.subspan(at), keys, storagesByKey(pickle));
    return {tensorsOf(pickle,
                      [&](const PickleStorage& storage) {
                          const auto bytes = storages.find(storage.key);
                          if (bytes == storages.end())
                              throw Refusal("its storage " + inQuotes(storage.key) +
                                            " is missing in the file");
                          return bytes->second;
                      }),
            {}};
}

} // namespace varad::formats
