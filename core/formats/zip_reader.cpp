// core/formats/zip_reader.cpp - layer: formats
#include "core/formats/zip_reader.h"

#include "core/formats/crc32.h"
#include "core/formats/inflate.h"

#include <algorithm>
#include <string>

namespace varad::formats {

namespace {

// Signatures and field order: APPNOTE 6.3.10, section 4.3.
constexpr std::uint32_t localSignature = 0x04034B50;
constexpr std::uint32_t descriptorSignature = 0x08074B50;
constexpr std::uint32_t directorySignature = 0x02014B50;
constexpr std::uint32_t zip64EndSignature = 0x06064B50;
constexpr std::uint32_t zip64LocatorSignature = 0x07064B50;
constexpr std::uint32_t endSignature = 0x06054B50;
constexpr std::size_t endSize = 22;
constexpr std::size_t zip64LocatorSize = 20;
constexpr std::size_t zip64EndSize = 56;
constexpr std::size_t smallestDirectoryEntry = 46;

constexpr std::uint16_t flagDescriptor = 0x0008; // sizes and checksum follow the data
// Also harmless: two bits about the packer's level, and "names are UTF-8".
constexpr std::uint16_t knownFlags = flagDescriptor | 0x0006 | 0x0800;

constexpr std::uint16_t methodStored = 0;
constexpr std::uint16_t methodDeflated = 8;

struct Directory {
    std::uint64_t entries = 0;
    std::uint64_t length = 0;
    std::uint64_t start = 0;
    std::uint64_t end = 0; ///< first byte of the records behind it
};

struct DirectoryEntry {
    std::uint16_t flags = 0;
    std::uint16_t method = 0;
    std::uint32_t crc = 0;
    std::uint64_t packed = 0;
    std::uint64_t size = 0;
    std::uint64_t offset = 0;
    std::string_view name;
};

/// Half-open range of archive bytes that a member occupies.
struct Extent {
    std::uint64_t begin;
    std::uint64_t end;
};

Refusal aboutMember(std::string_view name, const std::string& why)
{
    return Refusal("the archive member " + inQuotes(name) + ": " + why);
}

/// The zip64 pair (end record, locator) directly before the plain end record, if there is a locator.
bool readZip64End(Bytes archive, Directory& directory)
{
    const std::uint64_t plainEnd = archive.size() - endSize;
    if (plainEnd < zip64LocatorSize)
        return false;
    const std::uint64_t locatorAt = plainEnd - zip64LocatorSize;
    ByteReader locator(archive.subspan(locatorAt, zip64LocatorSize), "the zip64 locator");
    if (locator.u32() != zip64LocatorSignature)
        return false;
    const std::uint32_t disk = locator.u32();
    const std::uint64_t at = locator.u64();
    const std::uint32_t disks = locator.u32();
    // "0 disks" also occurs for an archive in one piece.
    if (disk != 0 || disks > 1)
        throw Refusal("the archive is spread over several disks");
    if (locatorAt < zip64EndSize || at != locatorAt - zip64EndSize)
        throw Refusal("the archive's zip64 end record is not where the archive says");

    ByteReader record(archive.subspan(at, zip64EndSize), "the zip64 end record");
    if (record.u32() != zip64EndSignature || record.u64() != zip64EndSize - 12)
        throw Refusal("the archive's zip64 end record is damaged");
    record.take(4); // versions
    const std::uint32_t thisDisk = record.u32();
    const std::uint32_t directoryDisk = record.u32();
    const std::uint64_t entriesHere = record.u64();
    directory.entries = record.u64();
    directory.length = record.u64();
    directory.start = record.u64();
    directory.end = at;
    if (thisDisk != 0 || directoryDisk != 0 || entriesHere != directory.entries)
        throw Refusal("the archive is spread over several disks");
    return true;
}

/// A field of the plain end record either repeats the zip64 one or says "look there".
bool agrees(std::uint64_t plain, std::uint64_t wide, std::uint64_t seeWide)
{
    return plain == seeWide || plain == wide;
}

Directory readEnd(Bytes archive, const ZipLimits& limits)
{
    if (archive.size() < endSize)
        throw Refusal("the archive is cut off");
    ByteReader end(archive.subspan(archive.size() - endSize), "the archive's end record");
    if (end.u32() != endSignature)
        throw Refusal("the archive is cut off, or something follows it");
    const std::uint16_t thisDisk = end.u16();
    const std::uint16_t directoryDisk = end.u16();
    const std::uint16_t entriesHere = end.u16();
    const std::uint16_t entries = end.u16();
    const std::uint32_t length = end.u32();
    const std::uint32_t start = end.u32();
    if (end.u16() != 0)
        throw Refusal("the archive ends with a comment, or is cut off");
    if (thisDisk != 0 || directoryDisk != 0 || entriesHere != entries)
        throw Refusal("the archive is spread over several disks");

    Directory directory;
    if (readZip64End(archive, directory)) {
        if (!agrees(entries, directory.entries, 0xFFFF) || !agrees(length, directory.length, 0xFFFFFFFF) ||
            !agrees(start, directory.start, 0xFFFFFFFF))
            throw Refusal("the archive's two end records disagree");
    } else {
        directory = {entries, length, start, archive.size() - endSize};
    }
    if (directory.length > directory.end || directory.start != directory.end - directory.length)
        throw Refusal("the archive's directory is not where the archive says");
    if (directory.entries > limits.members)
        throw Refusal("the archive declares " + std::to_string(directory.entries) +
                      " members, more than the " + std::to_string(limits.members) + " allowed");
    if (directory.entries > directory.length / smallestDirectoryEntry)
        throw Refusal("the archive declares more members than its directory has room for");
    return directory;
}

/// Replaces the fields that say "look there" from the zip64 extra field (id 1), in their fixed order.
void applyZip64(Bytes extra, DirectoryEntry& entry)
{
    const bool needed = entry.size == 0xFFFFFFFF || entry.packed == 0xFFFFFFFF || entry.offset == 0xFFFFFFFF;
    ByteReader fields(extra, "an extra field");
    bool found = false;
    while (fields.left() > 0) {
        const std::uint16_t id = fields.u16();
        const Bytes body = fields.take(fields.u16());
        if (id != 1)
            continue;
        if (found)
            throw Refusal("it has two zip64 fields");
        found = true;
        ByteReader wide(body, "the zip64 field");
        for (std::uint64_t* field : {&entry.size, &entry.packed, &entry.offset}) {
            if (*field == 0xFFFFFFFF)
                *field = wide.u64();
        }
    }
    if (needed && !found)
        throw Refusal("its zip64 field is missing");
}

void checkName(std::string_view name, std::size_t longest)
{
    if (name.empty())
        throw Refusal("the archive has a member without a name");
    if (name.size() > longest)
        throw aboutMember(name, "its name is longer than " + std::to_string(longest) + " bytes");
    const bool control = std::any_of(
        name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    if (control || !isUtf8(name))
        throw aboutMember(name, "its name holds control characters or is not UTF-8");
    if (name.find('\\') != std::string_view::npos || name.find(':') != std::string_view::npos)
        throw aboutMember(name, "its name is no relative path");
    // A trailing '/' marks a folder; every other part must name something below the archive's root.
    std::string_view rest = name.ends_with('/') ? name.substr(0, name.size() - 1) : name;
    while (true) {
        const std::size_t slash = rest.find('/');
        const std::string_view part = rest.substr(0, slash);
        if (part.empty() || part == "." || part == "..")
            throw aboutMember(name, "its name leaves the archive's folder");
        if (slash == std::string_view::npos)
            return;
        rest.remove_prefix(slash + 1);
    }
}

DirectoryEntry readDirectoryEntry(ByteReader& directory, const ZipLimits& limits)
{
    if (directory.u32() != directorySignature)
        throw Refusal("the archive's directory is damaged");
    DirectoryEntry entry;
    directory.take(4); // versions
    entry.flags = directory.u16();
    entry.method = directory.u16();
    directory.take(4); // time and date
    entry.crc = directory.u32();
    entry.packed = directory.u32();
    entry.size = directory.u32();
    const std::uint16_t nameLength = directory.u16();
    const std::uint16_t extraLength = directory.u16();
    const std::uint16_t commentLength = directory.u16();
    const std::uint16_t disk = directory.u16();
    directory.take(6); // attributes: we write no files, so they mean nothing here
    entry.offset = directory.u32();
    entry.name = asText(directory.take(nameLength));
    checkName(entry.name, limits.nameBytes);
    const Bytes extra = directory.take(extraLength);
    directory.take(commentLength);

    if (disk != 0)
        throw aboutMember(entry.name, "it lies on another disk");
    if ((entry.flags & ~knownFlags) != 0)
        throw aboutMember(entry.name, "it is encrypted or uses features that we do not read");
    if (entry.method != methodStored && entry.method != methodDeflated)
        throw aboutMember(entry.name, "packing method " + std::to_string(entry.method) + " is unknown");
    try {
        applyZip64(extra, entry);
    } catch (const Refusal& why) {
        throw aboutMember(entry.name, why.what());
    }
    if (entry.method == methodStored && entry.packed != entry.size)
        throw aboutMember(entry.name, "it is stored, yet its two sizes differ");
    if (entry.name.ends_with('/') && entry.size != 0)
        throw aboutMember(entry.name, "it is a folder with contents");
    return entry;
}

/// The local copy of the header, checked against the directory; leaves `local` at the first data byte.
void readLocalHeader(ByteReader& local, const DirectoryEntry& entry)
{
    if (local.u32() != localSignature)
        throw Refusal("it does not start where the directory says");
    local.take(2); // version
    const std::uint16_t flags = local.u16();
    const std::uint16_t method = local.u16();
    local.take(4); // time and date
    const std::uint32_t crc = local.u32();
    DirectoryEntry sizes;
    sizes.packed = local.u32();
    sizes.size = local.u32();
    const std::uint16_t nameLength = local.u16();
    const std::uint16_t extraLength = local.u16();
    const std::string_view name = asText(local.take(nameLength));
    const Bytes extra = local.take(extraLength);
    if (name != entry.name || flags != entry.flags || method != entry.method)
        throw Refusal("its header and the directory disagree");
    applyZip64(extra, sizes);

    // With a descriptor, a writer that could not know yet has left zeros here.
    const bool mayBeZero = (flags & flagDescriptor) != 0;
    const auto matches = [&](std::uint64_t here, std::uint64_t there) {
        return here == there || (mayBeZero && here == 0);
    };
    if (!matches(crc, entry.crc) || !matches(sizes.packed, entry.packed) || !matches(sizes.size, entry.size))
        throw Refusal("its header and the directory disagree");
}

/// The record behind the data. Two widths exist and nothing says which; its contents must fit either way.
void readDescriptor(ByteReader& local, const DirectoryEntry& entry)
{
    if (local.u32() != descriptorSignature || local.u32() != entry.crc)
        throw Refusal("the record behind its data is damaged");
    const std::uint64_t first = local.u64();
    if (entry.packed <= 0xFFFFFFFF && entry.size <= 0xFFFFFFFF &&
        first == (entry.packed | entry.size << 32)) {
        return;
    }
    if (first != entry.packed || local.u64() != entry.size)
        throw Refusal("the record behind its data is damaged");
}

/// Checks one member in front of the directory and points `member.data` at its packed bytes.
Extent locate(Bytes beforeDirectory, const DirectoryEntry& entry, ZipMember& member)
{
    if (entry.offset > beforeDirectory.size())
        throw Refusal("it starts outside the archive");
    ByteReader local(beforeDirectory.subspan(entry.offset), "its data");
    readLocalHeader(local, entry);
    member.name = entry.name;
    member.data = local.take(entry.packed);
    if ((entry.flags & flagDescriptor) != 0)
        readDescriptor(local, entry);
    return {entry.offset, entry.offset + local.position()};
}

void unpack(const DirectoryEntry& entry, ZipMember& member)
{
    if (entry.method == methodDeflated) {
        auto owner = std::make_shared<const std::vector<std::byte>>(
            inflateExactly(member.data, static_cast<std::size_t>(entry.size)));
        member.data = *owner;
        member.owner = std::move(owner);
    }
    if (crc32(member.data) != entry.crc)
        throw Refusal("its checksum is wrong, so the file is damaged");
}

void checkOverlap(std::vector<Extent> extents)
{
    std::sort(extents.begin(), extents.end(),
              [](const Extent& a, const Extent& b) { return a.begin < b.begin; });
    for (std::size_t i = 1; i < extents.size(); ++i) {
        if (extents[i].begin < extents[i - 1].end)
            throw Refusal("two members of the archive share the same bytes");
    }
}

void checkBudget(const std::vector<DirectoryEntry>& entries, const ZipLimits& limits)
{
    std::uint64_t left = limits.unpackedBytes;
    for (const DirectoryEntry& entry : entries) {
        if (entry.method != methodDeflated)
            continue;
        if (entry.size > left)
            throw aboutMember(entry.name, "it unpacks to far more than the file holds");
        left -= entry.size;
    }
}

} // namespace

std::vector<ZipMember> readZip(Bytes archive, const ZipLimits& limits)
{
    const Directory directory = readEnd(archive, limits);
    ByteReader reader(archive.subspan(directory.start, directory.length), "the archive's directory");
    std::vector<DirectoryEntry> entries(static_cast<std::size_t>(directory.entries));
    for (DirectoryEntry& entry : entries)
        entry = readDirectoryEntry(reader, limits);
    if (reader.left() != 0)
        throw Refusal("the archive's directory holds more than declared");

    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    for (std::size_t i = 1; i < entries.size(); ++i) {
        if (entries[i].name == entries[i - 1].name)
            throw aboutMember(entries[i].name, "it is there twice");
    }
    checkBudget(entries, limits);

    // Every place is checked before the first byte is unpacked.
    const Bytes beforeDirectory = archive.first(directory.start);
    std::vector<ZipMember> members(entries.size());
    std::vector<Extent> extents;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        try {
            extents.push_back(locate(beforeDirectory, entries[i], members[i]));
        } catch (const Refusal& why) {
            throw aboutMember(entries[i].name, why.what());
        }
    }
    checkOverlap(std::move(extents));
    for (std::size_t i = 0; i < entries.size(); ++i) {
        try {
            unpack(entries[i], members[i]);
        } catch (const Refusal& why) {
            throw aboutMember(entries[i].name, why.what());
        }
    }
    return members;
}

} // namespace varad::formats
