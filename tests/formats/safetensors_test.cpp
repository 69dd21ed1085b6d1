// tests/formats/safetensors_test.cpp - reader and writer
#include "tests/formats/checkpoint_bytes.h"

#include <algorithm>
#include <csignal>
#include <cstring>
#include <fstream>
#include <sys/resource.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

using namespace varad::test;
using varad::formats::ElementType;
using varad::formats::TensorToWrite;

namespace {

namespace fs = std::filesystem;

class Folder {
public:
    Folder()
    {
        std::string pattern = (fs::temp_directory_path() / "varad_formats_XXXXXX").native();
        if (::mkdtemp(pattern.data()) == nullptr)
            std::abort();
        m_path = pattern;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { fs::remove_all(m_path); }
    fs::path operator/(const char* name) const { return m_path / name; }
    std::size_t files() const
    {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(m_path), {}));
    }

private:
    fs::path m_path;
};

std::string contents(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string one(const std::string& fields) { return safetensors("{\"a\":{" + fields + "}}", fourFloats); }

std::string shaped(const std::string& shape)
{
    return one("\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":[0,16]");
}

std::string placed(const std::string& offsets)
{
    return one("\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":" + offsets);
}

std::string entry(const std::string& name, int begin, int end)
{
    return "\"" + name + "\":{\"dtype\":\"F32\",\"shape\":[" + std::to_string((end - begin) / 4) +
           "],\"data_offsets\":[" + std::to_string(begin) + "," + std::to_string(end) + "]}";
}

const std::string header = "{" + entry("a", 0, 16) + "}";

} // namespace

TEST_CASE(readsTensorsAndMetadata)
{
    const auto file =
        read(safetensors("{ \"__metadata__\": {\"made\" : \"x\"},\n\t\"b\" :{\"data_offsets\":[8,16],"
                         "\"shape\":[2,1],\"dtype\":\"F32\"},\r\"a\":{\"dtype\":\"I64\",\"shape\":[],"
                         "\"data_offsets\":[0,8]}}   ",
                         fourFloats));
    CHECK(file.metadata().size() == 1 && file.metadata().at("made") == "x");
    CHECK(file.entries().size() == 2 && file.entries()[0].name == "a");
    CHECK(file.find("a")->type == ElementType::I64 && file.find("a")->shape.empty());
    CHECK((file.find("b")->strides == std::vector<std::int64_t>{1, 1}) && file.find("b")->data.size() == 8);
    CHECK(std::memcmp(file.find("b")->data.data(), fourFloats.data() + 8, 8) == 0);
}

TEST_CASE(readsEmptyTensorsAndNoMetadata)
{
    const auto file =
        read(safetensors("{\"__metadata__\":{}," + entry("a", 0, 16) +
                             ",\"e\":{\"dtype\":\"U8\",\"shape\":[3,0,2],\"data_offsets\":[16,16]}}",
                         fourFloats));
    CHECK(file.find("e")->data.empty() && file.metadata().empty());
    CHECK((file.find("e")->strides == std::vector<std::int64_t>{2, 2, 1}));
}

TEST_CASE(readsEscapedNames)
{
    const std::string name =
        "\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\u20AC\\uD83D\\uDE00\xC3\xA4\xF0\x9F\x98\x80";
    const auto file = read(safetensors("{" + entry(name, 0, 16) + "}", fourFloats));
    CHECK(file.entries()[0].name ==
          "\"\\/\b\f\n\r\tA\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\xC3\xA4\xF0\x9F\x98\x80");
}

TEST_CASE(refusesDamagedHeaders)
{
    const std::string tail = fourFloats;
    checkRefusals({
        {"8 MiB", le((8U << 20) + 1, 8) + header + tail, "more than 8 MiB"},
        {"past the end", le(9999, 8) + header + tail, "cut off"},
        {"no tensor", safetensors("{}", ""), "no tensor in it"},
        {"only metadata", safetensors("{\"__metadata__\":{}}", ""), "no tensor in it"},
        {"not UTF-8", safetensors("{\"\xFF\":1}", ""), "not UTF-8"},
        {"overlong", safetensors("{\"\xC0\xAF\":1}", ""), "not UTF-8"},
        {"overlong three", safetensors("{\"\xE0\x80\xAF\":1}", ""), "not UTF-8"},
        {"surrogate", safetensors("{\"\xED\xA0\x80\":1}", ""), "not UTF-8"},
        {"overlong four", safetensors("{\"\xF0\x80\x80\xAF\":1}", ""), "not UTF-8"},
        {"above Unicode", safetensors("{\"\xF4\x90\x80\x80\":1}", ""), "not UTF-8"},
        {"far above", safetensors("{\"\xF5\x80\x80\x80\":1}", ""), "not UTF-8"},
        {"broken third byte", safetensors("{\"\xE2\x82x\":1}", ""), "not UTF-8"},
        {"cut sequence", safetensors("{\"\xE2\x82", ""), "not UTF-8"},
        {"cut in a name", safetensors("{\"a", ""), "header is cut off"},
        {"cut before a value", safetensors("{\"a\":", ""), "header is cut off"},
        {"cut after a value", safetensors("{" + entry("a", 0, 16), tail), "header is cut off"},
        {"no colon", safetensors("{\"a\"{}}", ""), "':' is missing at byte 4"},
        {"no comma", safetensors("{" + entry("a", 0, 8) + entry("b", 8, 16) + "}", tail), "'}' is missing"},
        {"last comma", safetensors("{" + entry("a", 0, 16) + ",}", tail), "'\"' is missing"},
        {"control character", safetensors("{\"a\nb\":1}", ""), "bare control character"},
        {"unknown escape", safetensors("{\"\\x\":1}", ""), "damaged character code"},
        {"damaged code", safetensors("{\"\\u00g0\":1}", ""), "damaged character code"},
        {"letter code", safetensors("{\"\\u00\\\"0\":1}", ""), "damaged character code"},
        {"half a pair", safetensors("{\"\\ud800\":1}", ""), "half a character"},
        {"half a pair, other escape", safetensors("{\"\\ud800\\n\":1}", ""), "half a character"},
        {"low half first", safetensors("{\"\\udc00\\ud800\":1}", ""), "half a character"},
        {"two high halves", safetensors("{\"\\ud800\\ud800\":1}", ""), "half a character"},
        {"high and other", safetensors("{\"\\ud800\\ue000\":1}", ""), "half a character"},
        {"behind", safetensors(header + "{}", tail), "something follows the object"},
        {"line end behind", safetensors(header + "\n", tail), "something follows the object"},
        {"name twice", safetensors("{" + entry("a", 0, 8) + "," + entry("a", 8, 16) + "}", tail),
         "'a' is there twice"},
        {"metadata twice",
         safetensors("{\"__metadata__\":{},\"__metadata__\":{}," + entry("a", 0, 16) + "}", tail),
         "'__metadata__' is there twice"},
        {"metadata's key twice",
         safetensors("{\"__metadata__\":{\"k\":\"\",\"k\":\"\"}," + entry("a", 0, 16) + "}", tail),
         "metadata 'k' is there twice"},
        {"metadata is a number", safetensors("{\"__metadata__\":{\"k\":5}," + entry("a", 0, 16) + "}", tail),
         "'\"' is missing"},
    });
}

TEST_CASE(refusesDamagedEntries)
{
    const std::string rest = ",\"data_offsets\":[0,16]";
    checkRefusals({
        {"null", safetensors("{\"a\":null}", fourFloats), "the tensor 'a': "},
        {"type", one("\"dtype\":\"F8_E4M3\",\"shape\":[4]" + rest),
         "the tensor 'a': its type 'F8_E4M3' is not one"},
        {"type is lower case", one("\"dtype\":\"f32\",\"shape\":[4]" + rest), "its type 'f32'"},
        {"type is a number", one("\"dtype\":5,\"shape\":[4]" + rest), "is missing"},
        {"unknown field", one("\"dtype\":\"F32\",\"x\":1"), "its field 'x' is unknown"},
        {"type twice", one("\"dtype\":\"F32\",\"dtype\":\"F32\""), "'dtype' is unknown or there twice"},
        {"shape twice", one("\"shape\":[],\"shape\":[]"), "'shape' is unknown or there twice"},
        {"place twice", one("\"data_offsets\":[0,1],\"data_offsets\":[0,1]"), "there twice"},
        {"no type", one("\"shape\":[4]" + rest), "is missing"},
        {"no shape", one("\"dtype\":\"F32\"" + rest), "is missing"},
        {"no place", one("\"dtype\":\"F32\",\"shape\":[4]"), "is missing"},
        {"empty entry", one(""), "is missing"},
        {"17 axes", shaped("[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,4]"), "more than 16 axes"},
        {"other shape", shaped("[3,3]"), "its shape and its bytes disagree"},
        {"empty shape, some bytes", shaped("[0]"), "disagree"},
        {"negative", shaped("[-2,-2]"), "not the plain number"},
        {"fraction", shaped("[4.0]"), "not the plain number"},
        {"exponent", shaped("[4e0]"), "not the plain number"},
        {"leading zero", shaped("[04]"), "not the plain number"},
        {"text", shaped("[\"4\"]"), "not the plain number"},
        {"at the end", le(8, 8) + "{\"a\":{\"s", "cut off"},
        {"number at the end", safetensors("{\"a\":{\"shape\":[1", ""), "cut off"},
        {"64 bits", shaped("[9223372036854775808]"), "larger than 63 bits"},
        {"many digits", shaped("[99999999999999999999]"), "larger than 63 bits"},
        {"product", shaped("[4611686018427387905,4]"), "impossibly large"},
        {"product over 48 bits", shaped("[16777217,16777217]"), "impossibly large"},
        {"product beside zero", shaped("[0,4294967296,4294967296]"), "impossibly large"},
        {"no offsets", placed("[]"), "fewer than two offsets"},
        {"one offset", placed("[0]"), "fewer than two offsets"},
        {"three offsets", placed("[0,16,16]"), "more than two offsets"},
        {"reversed", placed("[16,0]"), "ends before it begins"},
        {"hole", placed("[4,16]"), "a hole before it"},
        {"past the end", placed("[0,20]"), "ends outside the file"},
        {"overlap", safetensors("{" + entry("a", 0, 16) + "," + entry("b", 8, 16) + "}", fourFloats),
         "tensor 'b': there is a hole"},
        {"tail", safetensors("{" + entry("a", 0, 12) + "}", fourFloats), "something follows its last tensor"},
    });
    std::string many = "{";
    for (int i = 0; i <= 20'000; ++i)
        many += entry("t" + std::to_string(i), 0, 0) + ",";
    many.back() = '}';
    checkRefusals({{"20001 tensors", safetensors(many, ""), "more than 20000 tensors"}});
}

TEST_CASE(everyCutIsRefused)
{
    const std::string whole = safetensors(header, fourFloats);
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK_MESSAGE(!refusalOf(whole.substr(0, size)).empty(), std::to_string(size));
}

TEST_CASE(writesWhatItReads)
{
    const Folder folder;
    const auto data = toBytes(fourFloats);
    const std::vector<TensorToWrite> tensors = {{"h", ElementType::U8, {3}, std::span(data).first(3)},
                                                {"w\"\\\n\xC3\xA4", ElementType::F32, {2, 2}, data},
                                                {"e", ElementType::F16, {0}, {}},
                                                {"s", ElementType::F64, {}, std::span(data).first(8)}};
    const std::map<std::string, std::string> metadata = {{"made by", "a \"test\"\x01"}, {"b", ""}};
    varad::formats::writeSafetensors(folder / "x.safetensors", tensors, metadata);
    const auto file = varad::formats::readTensorFile(folder / "x.safetensors");
    CHECK(file.metadata() == metadata && file.entries().size() == 4);
    for (const TensorToWrite& written : tensors) {
        const auto* back = file.find(written.name);
        CHECK(back != nullptr && back->type == written.type && back->shape == written.shape);
        CHECK(std::equal(back->data.begin(), back->data.end(), written.data.begin(), written.data.end()));
        const auto address = reinterpret_cast<std::uintptr_t>(back->data.data());
        CHECK_MESSAGE(address % varad::formats::elementSize(back->type) == 0, written.name);
    }
    const std::string bytes = contents(folder / "x.safetensors");
    CHECK((8 + static_cast<unsigned char>(bytes[0]) + 256 * static_cast<unsigned char>(bytes[1])) % 64 == 0);

    auto reversed = tensors;
    std::reverse(reversed.begin(), reversed.end());
    varad::formats::writeSafetensors(folder / "y.safetensors", reversed, metadata);
    CHECK(contents(folder / "y.safetensors") == bytes);
    CHECK(folder.files() == 2);
}

TEST_CASE(replacesTheOldFileOrLeavesIt)
{
    const Folder folder;
    const auto data = toBytes(std::string(1 << 16, 'd'));
    const std::vector<TensorToWrite> tensors = {{"a", ElementType::U8, {1 << 16}, data}};
    std::ofstream(folder / "x.safetensors") << "old";

    // A disk that takes 4 KiB: the kernel then fails the write, after a signal that is ignored here.
    ::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const rlimit full{4096, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &full);
    bool thrown = false;
    try {
        varad::formats::writeSafetensors(folder / "x.safetensors", tensors, {});
    } catch (const std::system_error& error) {
        thrown = std::string(error.what()).find("x.safetensors cannot be written") != std::string::npos;
    }
    ::setrlimit(RLIMIT_FSIZE, &before);
    CHECK(thrown);
    CHECK(contents(folder / "x.safetensors") == "old" && folder.files() == 1);

    varad::formats::writeSafetensors(folder / "x.safetensors", tensors, {});
    CHECK(varad::formats::readTensorFile(folder / "x.safetensors").entries().size() == 1 &&
          folder.files() == 1);
    const mode_t mask = ::umask(0);
    ::umask(mask);
    struct stat facts {};
    CHECK(::stat((folder / "x.safetensors").c_str(), &facts) == 0 &&
          (facts.st_mode & 0777) == (0666 & ~mask));
}

TEST_CASE(saysWhyItCannotWrite)
{
    const Folder folder;
    const auto data = toBytes("d");
    const std::vector<TensorToWrite> tensors = {{"a", ElementType::U8, {1}, data}};
    std::filesystem::create_directory(folder / "taken");
    for (const char* name : {"missing/x.safetensors", "taken"}) {
        bool thrown = false;
        try {
            varad::formats::writeSafetensors(folder / name, tensors, {});
        } catch (const std::system_error& error) {
            thrown = error.code().value() != 0;
        }
        CHECK_MESSAGE(thrown, name);
    }
    CHECK(folder.files() == 1);
}

TEST_CASE(writesNothingThatItWouldNotRead)
{
    const Folder folder;
    const auto data = toBytes("dd");
    const std::span<const std::byte> bytes = data;
    const std::vector<std::vector<TensorToWrite>> bad = {
        {},
        {{"a", ElementType::U8, {3}, bytes}},
        {{"a", ElementType::U8, {-2}, bytes}},
        {{"a", ElementType::F16, {std::int64_t{1} << 62, 8}, bytes}},
        {{"a", ElementType::U8, std::vector<std::int64_t>(17, 1), bytes.first(1)}},
        {{"__metadata__", ElementType::U8, {2}, bytes}},
        {{"\xFF", ElementType::U8, {2}, bytes}},
        {{"a", ElementType::U8, {2}, bytes}, {"a", ElementType::U8, {2}, bytes}},
        {{std::string(9 << 20, 'n'), ElementType::U8, {2}, bytes}},
        std::vector<TensorToWrite>(20'001, TensorToWrite{"a", ElementType::U8, {2}, bytes}),
    };
    int refused = 0;
    const auto tryWriting = [&](const std::vector<TensorToWrite>& tensors,
                                const std::map<std::string, std::string>& metadata) {
        try {
            varad::formats::writeSafetensors(folder / "x", tensors, metadata);
        } catch (const std::invalid_argument&) {
            ++refused;
        }
    };
    for (const auto& tensors : bad)
        tryWriting(tensors, {});
    tryWriting({{"a", ElementType::U8, {2}, bytes}}, {{"\xFF", ""}});
    tryWriting({{"a", ElementType::U8, {2}, bytes}}, {{"k", "\xFF"}});
    CHECK(refused == static_cast<int>(bad.size()) + 2 && folder.files() == 0);
}

TEST_CASE(readsFilesAndNothingElse)
{
    const Folder folder;
    const auto why = [](const fs::path& path) -> std::string {
        try {
            static_cast<void>(varad::formats::readTensorFile(path));
        } catch (const varad::formats::FormatError& error) {
            return error.what();
        }
        return {};
    };
    fs::create_directory(folder / "folder");
    CHECK(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    std::ofstream(folder / "page.pth") << "<html>";
    CHECK(why(folder / "missing.pth").find("missing.pth: it cannot be read: No such file") !=
          std::string::npos);
    CHECK(why(folder / "folder").find("not a file") != std::string::npos);
    CHECK(why(folder / "pipe").find("not a file") != std::string::npos);
    CHECK(why("/dev/zero").find("not a file") != std::string::npos);
    CHECK(why(folder / "page.pth").find("page.pth: it is a web page") != std::string::npos);

    // Files of the kernel tell 4096 bytes and give fewer, as a file does that shrinks while it is read.
    const fs::path shrinking = "/sys/kernel/uevent_seqnum";
    if (fs::exists(shrinking))
        CHECK(why(shrinking).find("became shorter") != std::string::npos);
}

#ifndef __SANITIZE_ADDRESS__ // which needs the address space for itself

TEST_CASE(saysThatMemoryIsShort)
{
    const Folder folder;
    std::ofstream(folder / "huge.pth") << checkpoint(program("}"));
    fs::resize_file(folder / "huge.pth", std::uintmax_t{1} << 36); // sparse: takes no room on the disk
    rlimit before{};
    ::getrlimit(RLIMIT_AS, &before);
    const rlimit tight{rlim_t{1} << 30, before.rlim_max};
    ::setrlimit(RLIMIT_AS, &tight);
    std::string message;
    try {
        static_cast<void>(varad::formats::readTensorFile(folder / "huge.pth"));
    } catch (const varad::formats::FormatError& error) {
        message = error.what();
    }
    ::setrlimit(RLIMIT_AS, &before);
    CHECK_MESSAGE(message.find("huge.pth: there is not enough memory") != std::string::npos, message);
}

#endif

TEST_MAIN()
