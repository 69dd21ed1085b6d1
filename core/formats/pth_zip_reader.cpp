// core/formats/pth_zip_reader.cpp - layer: formats
#include "core/formats/checkpoint_tensors.h"
#include "core/formats/format_limits.h"
#include "core/formats/pth_reader.h"
#include "core/formats/zip_reader.h"

#include <algorithm>
#include <string>

namespace varad::formats {

namespace {

// torch has written 3 since 1.6; its reader accepts up to 10.
constexpr int newestVersion = 10;

class Archive {
public:
    explicit Archive(Bytes file)
        : m_members(readZip(file, {.unpackedBytes = file.size() + limits::unpackedExtra}))
    {
        constexpr std::string_view pickleName = "/data.pkl";
        for (const ZipMember& member : m_members) {
            const std::size_t slash = member.name.find('/');
            if (slash == std::string_view::npos || member.name.substr(slash) != pickleName)
                continue;
            if (!m_root.empty())
                throw Refusal("the archive holds two checkpoints");
            m_root = member.name.substr(0, slash);
        }
        if (m_root.empty())
            throw Refusal("it is a zip archive without a checkpoint (no data.pkl in it)");
    }

    /// nullptr if there is none. `path` begins with '/'.
    const ZipMember* find(const std::string& path) const
    {
        const std::string name = std::string(m_root) + path;
        const auto at =
            std::lower_bound(m_members.begin(), m_members.end(), name,
                             [](const ZipMember& member, const std::string& n) { return member.name < n; });
        return at != m_members.end() && at->name == name ? &*at : nullptr;
    }

    bool hasFolder(const std::string& path) const
    {
        const std::string start = std::string(m_root) + path;
        return std::any_of(m_members.begin(), m_members.end(),
                           [&](const ZipMember& member) { return member.name.starts_with(start); });
    }

    std::vector<std::shared_ptr<const std::vector<std::byte>>> owners() const
    {
        std::vector<std::shared_ptr<const std::vector<std::byte>>> out;
        for (const ZipMember& member : m_members) {
            if (member.owner)
                out.push_back(member.owner);
        }
        return out;
    }

private:
    std::vector<ZipMember> m_members;
    std::string_view m_root;
};

void checkVersion(const Archive& archive)
{
    if (archive.hasFolder("/code/") || archive.find("/constants.pkl") != nullptr)
        throw Refusal("it is a TorchScript program, not a state_dict; save only the state_dict");
    const ZipMember* version = archive.find("/version");
    if (version == nullptr)
        throw Refusal("the checkpoint does not say its version, so it is incomplete");
    std::string_view text = asText(version->data);
    if (text.ends_with('\n'))
        text.remove_suffix(1);
    const bool number = !text.empty() && text.size() <= 2 &&
                        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!number || std::stoi(std::string(text)) > newestVersion)
        throw Refusal("the checkpoint's version " + inQuotes(text) + " is unknown");
    const ZipMember* order = archive.find("/byteorder");
    if (order != nullptr && asText(order->data) != "little")
        throw Refusal("its numbers are stored big-endian; save it again on a usual machine");
}

Bytes storageMember(const Archive& archive, const PickleStorage& storage)
{
    // Keys are running numbers; with anything else the path could point elsewhere in the archive.
    const bool number =
        !storage.key.empty() && storage.key.size() <= 20 &&
        std::all_of(storage.key.begin(), storage.key.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!number)
        throw Refusal("the storage key " + inQuotes(storage.key) + " is no number");
    const ZipMember* member = archive.find("/data/" + std::string(storage.key));
    if (member == nullptr)
        throw Refusal("its storage " + std::string(storage.key) + " is missing in the file");
    const auto needed = checkedProduct(storage.count, elementSize(storage.type));
    if (!needed || *needed > member->data.size())
        throw Refusal("its storage " + std::string(storage.key) + " is shorter than declared");
    return member->data;
}

} // namespace

ParsedTensors parseZipCheckpoint(Bytes file)
{
    const Archive archive(file);
    checkVersion(archive);
    const Bytes source = archive.find("/data.pkl")->data;
    if (source.size() > limits::pickleBytes)
        throw Refusal("its pickle is larger than 16 MiB");
    std::size_t end = 0;
    const Pickle pickle = readPickle(source, 0, end);
    if (end != source.size())
        throw Refusal("something follows its pickle");
    return {tensorsOf(pickle, [&](const PickleStorage& storage) { return storageMember(archive, storage); }),
            archive.owners()};
}

} // namespace varad::formats
