// tests/formats/checkpoint_bytes.h - checkpoints put together byte by byte, sound ones and damaged ones.
#pragma once

#include "core/formats/crc32.h"
#include "core/formats/tensor_file.h"
#include "tests/check.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>
#ifdef VARAD_HAVE_ZLIB
#include <zlib.h>
#endif

namespace varad::test {

using namespace std::string_literals;

inline std::vector<std::byte> toBytes(std::string_view text)
{
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

/// `value` as `size` bytes, little endian.
inline std::string le(std::uint64_t value, int size)
{
    std::string out;
    for (int i = 0; i < size; ++i)
        out += static_cast<char>(i < 8 ? value >> (8 * i) & 0xFF : 0);
    return out;
}

// ---- pickles: each function gives the operations that push one value

inline std::string number(std::int64_t value)
{
    return "\x8A\x08" + le(static_cast<std::uint64_t>(value), 8);
}

inline std::string text(std::string_view value) { return "X" + le(value.size(), 4) + std::string(value); }

inline std::string name(const std::string& module, const std::string& entry)
{
    return "c" + module + "\n" + entry + "\n";
}

inline std::string tuple(const std::string& items) { return "(" + items + "t"; }

inline std::string numbers(const std::vector<std::int64_t>& values)
{
    std::string items;
    for (const std::int64_t value : values)
        items += number(value);
    return tuple(items);
}

inline std::string call(const std::string& function, const std::string& arguments)
{
    return function + tuple(arguments) + "R";
}

inline const std::string orderedDict = name("collections", "OrderedDict") + ")R";
inline const std::string rebuildTensor = name("torch._utils", "_rebuild_tensor_v2");
inline const std::string noHooks = "\x89"s + orderedDict;

struct StorageSpec {
    std::string key = "0";
    std::string kind = "FloatStorage";
    std::int64_t count = 4;
    std::string extra = {}; ///< further items of the persistent id
};

inline std::string storage(const StorageSpec& spec = {})
{
    return tuple(text("storage") + name("torch", spec.kind) + text(spec.key) + text("cpu") +
                 number(spec.count) + spec.extra) +
           "Q";
}

inline std::string tensor(const std::vector<std::int64_t>& shape, const std::vector<std::int64_t>& strides,
                          std::int64_t offset = 0, const StorageSpec& spec = {})
{
    return call(rebuildTensor, storage(spec) + number(offset) + numbers(shape) + numbers(strides) + noHooks);
}

/// A sound tensor of 4 numbers.
inline std::string fourNumbers(const std::string& key = "0") { return tensor({4}, {1}, 0, {.key = key}); }

inline std::string dict(const std::string& pairs) { return "}(" + pairs + "u"; }

inline std::string program(const std::string& body, int protocol = 2)
{
    return "\x80" + le(static_cast<std::uint64_t>(protocol), 1) + body + ".";
}

/// A pickle of one dictionary.
inline std::string state(const std::string& pairs) { return program(orderedDict + "(" + pairs + "u"); }

// ---- zip

struct Member {
    std::string name;
    std::string data; ///< as it lies in the archive
    int method = 0;
    std::optional<std::uint64_t> size = {}; ///< unpacked; the packed size unless set
    std::optional<std::uint32_t> crc = {};
    int flags = 0;
    std::string localExtra = {};
    std::string centralExtra = {};
    bool descriptor = false; ///< sizes follow the data
    bool wideDescriptor = false;
    bool wideSizes = false; ///< 0xFFFFFFFF in both headers, as with zip64
    int disk = 0;
    std::string comment = {};
};

struct ZipSpec {
    std::string comment = {};
    std::optional<std::uint64_t> entries = {};
    bool zip64 = false;
    std::function<void(std::string& end64)> editEnd64 = {};
    std::function<void(std::string& locator)> editLocator = {};
    std::function<void(std::string& directory)> editDirectory = {};
};

inline std::string zip(const std::vector<Member>& members, const ZipSpec& spec = {})
{
    std::string out;
    std::string directory;
    for (const Member& one : members) {
        const std::uint64_t size = one.size.value_or(one.data.size());
        const std::uint32_t crc = one.crc.value_or(formats::crc32(std::as_bytes(std::span(one.data))));
        const int flags = one.flags | (one.descriptor ? 8 : 0);
        const std::uint64_t offset = out.size();
        const auto sizes =
            one.wideSizes ? le(0xFFFFFFFF, 4) + le(0xFFFFFFFF, 4) : le(one.data.size(), 4) + le(size, 4);
        const auto middle = le(static_cast<std::uint64_t>(flags), 2) +
                            le(static_cast<std::uint64_t>(one.method), 2) + le(0, 4);
        out += le(0x04034B50, 4) + le(20, 2) + middle + (one.descriptor ? le(0, 12) : le(crc, 4) + sizes) +
               le(one.name.size(), 2) + le(one.localExtra.size(), 2) + one.name + one.localExtra + one.data;
        if (one.descriptor) {
            const int width = one.wideDescriptor ? 8 : 4;
            out += le(0x08074B50, 4) + le(crc, 4) + le(one.data.size(), width) + le(size, width);
        }
        directory += le(0x02014B50, 4) + le(20, 2) + le(20, 2) + middle + le(crc, 4) + sizes +
                     le(one.name.size(), 2) + le(one.centralExtra.size(), 2) + le(one.comment.size(), 2) +
                     le(static_cast<std::uint64_t>(one.disk), 2) + le(0, 6) + le(offset, 4) + one.name +
                     one.centralExtra + one.comment;
    }
    if (spec.editDirectory)
        spec.editDirectory(directory);
    const std::uint64_t start = out.size();
    const std::uint64_t count = spec.entries.value_or(members.size());
    out += directory;
    if (spec.zip64) {
        std::string end64 = le(0x06064B50, 4) + le(44, 8) + le(45, 2) + le(45, 2) + le(0, 4) + le(0, 4) +
                            le(count, 8) + le(count, 8) + le(directory.size(), 8) + le(start, 8);
        std::string locator = le(0x07064B50, 4) + le(0, 4) + le(out.size(), 8) + le(1, 4);
        if (spec.editEnd64)
            spec.editEnd64(end64);
        if (spec.editLocator)
            spec.editLocator(locator);
        out += end64 + locator;
    }
    return out + le(0x06054B50, 4) + le(0, 4) + le(count, 2) + le(count, 2) + le(directory.size(), 4) +
           le(start, 4) + le(spec.comment.size(), 2) + spec.comment;
}

/// 1, 2, 3, 4 as float32.
inline const std::string fourFloats = "\0\0\x80\x3F\0\0\0\x40\0\0\x40\x40\0\0\x80\x40"s;

/// Members of a checkpoint with one storage "0" of four floats.
inline std::vector<Member> checkpointMembers(const std::string& pickle)
{
    return {{"c/data.pkl", pickle}, {"c/data/0", fourFloats}, {"c/version", "3\n"}};
}

inline std::string checkpoint(const std::string& pickle) { return zip(checkpointMembers(pickle)); }

#ifdef VARAD_HAVE_ZLIB

inline std::string deflated(std::string data)
{
    z_stream stream{};
    CHECK(deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string out(data.size() + 100, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(data.data());
    stream.avail_in = static_cast<uInt>(data.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    CHECK(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

inline Member packed(const std::string& name, const std::string& data)
{
    return {.name = name,
            .data = deflated(data),
            .method = 8,
            .size = data.size(),
            .crc = formats::crc32(std::as_bytes(std::span(data)))};
}

#endif

// ---- safetensors

inline std::string safetensors(const std::string& header, const std::string& data)
{
    return le(header.size(), 8) + header + data;
}

// ---- what has to happen

/// The message of the refusal; empty, and a failed check, if the bytes were read.
inline std::string refusalOf(const std::string& bytes, const std::string& label = "the file")
{
    try {
        static_cast<void>(formats::parseTensorFile(toBytes(bytes), label));
    } catch (const formats::FormatError& error) {
        return error.what();
    }
    return {};
}

struct Refused {
    const char* what; ///< the fault, for the report
    std::string bytes;
    const char* reason; ///< part of the message
};

inline void checkRefusals(const std::vector<Refused>& cases)
{
    for (const Refused& one : cases) {
        const std::string message = refusalOf(one.bytes);
        CHECK_MESSAGE(message.starts_with("the file: ") && message.ends_with("."),
                      one.what + ": "s + message);
        CHECK_MESSAGE(message.find(one.reason) != std::string::npos,
                      one.what + ": '"s + message + "' does not say '" + one.reason + "'");
    }
}

inline formats::TensorFile read(const std::string& bytes)
{
    return formats::parseTensorFile(toBytes(bytes), "the file");
}

} // namespace varad::test
