// tests/formats/pth_reader_test.cpp - both containers of torch.save
#include "tests/formats/checkpoint_bytes.h"

using namespace varad::test;

namespace {

const std::string good = state(text("w") + fourNumbers());
const std::string magic = "\x80\x02\x8A\x0A\x6C\xFC\x9C\x46\xF9\x20\x6A\xA8\x50\x19.";

struct Legacy {
    std::string version = program(number(1001));
    std::string machine =
        program(dict(text("protocol_version") + number(1001) + text("little_endian") + "\x88"));
    std::string pickle = good;
    std::string keys = program("](" + text("0") + "e");
    std::string storages = le(4, 8) + fourFloats;
};

std::string legacy(const Legacy& parts = {})
{
    return magic + parts.version + parts.machine + parts.pickle + parts.keys + parts.storages;
}

std::vector<Member> with(const Member& extra)
{
    std::vector<Member> members = checkpointMembers(good);
    members.push_back(extra);
    return members;
}

} // namespace

TEST_CASE(readsWhatTorchAddsToTheArchive)
{
    for (const char* name : {"c/byteorder", "c/.format_version", "c/.data/serialization_id"})
        CHECK(read(zip(with({name, "little"}))).find("w") != nullptr);
}

#ifdef VARAD_HAVE_ZLIB

TEST_CASE(readsAPackedArchive)
{
    // Made anew by an archiver: torch itself never packs.
    std::vector<Member> members = checkpointMembers(good);
    for (Member& member : members)
        member = packed(member.name, member.data);
    const auto file = read(zip(members));
    const auto data = file.find("w")->data;
    CHECK(std::string(reinterpret_cast<const char*>(data.data()), data.size()) == fourFloats);
    members[0] = packed("c/data.pkl", std::string(40U << 20, 'N'));
    CHECK(refusalOf(zip(members)).find("unpacks to far more") != std::string::npos);
}

#endif

TEST_CASE(refusesArchivesThatAreNoCheckpoint)
{
    std::vector<Member> withoutVersion = checkpointMembers(good);
    withoutVersion.pop_back();
    const auto version = [&](const std::string& text) {
        std::vector<Member> members = withoutVersion;
        members.push_back({"c/version", text});
        return zip(members);
    };
    std::vector<Member> cutStorage = checkpointMembers(good);
    cutStorage[1].data.pop_back();
    checkRefusals({
        {"no pickle", zip({{"a", "b"}, {"data.pkl", "b"}, {"a/b/data.pkl", "b"}}), "without a checkpoint"},
        {"two", zip(with({"d/data.pkl", good})), "two checkpoints"},
        {"no version", zip(withoutVersion), "does not say its version"},
        {"version 11", version("11\n"), "version '11' is unknown"},
        {"version 999", version("999"), "version '999' is unknown"},
        {"version is text", version("x"), "version 'x' is unknown"},
        {"version is a sign", version("-1"), "version '-1' is unknown"},
        {"version is empty", version("\n"), "version '' is unknown"},
        {"big endian", zip(with({"c/byteorder", "big"})), "big-endian"},
        {"TorchScript", zip(with({"c/constants.pkl", ""})), "TorchScript"},
        {"TorchScript code", zip(with({"c/code/a.py", ""})), "TorchScript"},
        {"storage too short", zip(cutStorage), "the tensor 'w': its storage 0 is shorter than declared"},
        {"storage missing", checkpoint(state(text("w") + fourNumbers("7"))),
         "the tensor 'w': its storage 7 is missing"},
        {"storage overflows",
         checkpoint(state(text("w") + tensor({4}, {1}, 0, {.count = std::int64_t{1} << 62}))),
         "shorter than declared"},
        {"key", checkpoint(state(text("w") + fourNumbers("../version"))),
         "the storage key '../version' is no number"},
        {"empty key", checkpoint(state(text("w") + fourNumbers(""))), "is no number"},
        {"negative key", checkpoint(state(text("w") + fourNumbers("-1"))), "is no number"},
        {"long key", checkpoint(state(text("w") + fourNumbers(std::string(21, '1')))), "is no number"},
        {"thrown away",
         checkpoint(state(text("model") + dict(text("w") + fourNumbers()) + text("x") + fourNumbers("9"))),
         "its storage 9 is missing"},
    });
}

TEST_CASE(readsTheOldForm)
{
    const auto file = read(legacy());
    CHECK(file.entries().size() == 1 && file.find("w")->data.size() == 16);
    const std::string oldId = tensor({4}, {1}, 0, {.extra = "N"});
    CHECK(read(legacy({.pickle = state(text("w") + oldId + text("v") + fourNumbers())})).entries().size() ==
          2);
    CHECK(read(legacy({.machine = program("}")})).entries().size() == 1);
    CHECK(read(legacy({.machine = program(dict(number(1) + "N"))})).entries().size() == 1);
}

TEST_CASE(refusesDamagedOldForms)
{
    const std::string bad = name("os", "system");
    const StorageSpec shorter{.count = 3};
    const StorageSpec other{.kind = "IntStorage"};
    const auto pickled = [](const std::string& pairs) { return legacy({.pickle = state(pairs)}); };
    const std::int64_t huge = std::int64_t{1} << 62;
    checkRefusals({
        {"version", legacy({.version = program(number(1002))}), "version is unknown"},
        {"version is text", legacy({.version = program(text("1001"))}), "version is unknown"},
        {"machine", legacy({.machine = program("]")}), "byte order is damaged"},
        {"big endian", legacy({.machine = program(dict(text("little_endian") + "\x89"))}), "big-endian"},
        {"byte order is text", legacy({.machine = program(dict(text("little_endian") + text("x")))}),
         "big-endian"},
        {"code", pickled(text("w") + bad), "os.system"},
        {"code in the machine", legacy({.machine = program(bad)}), "os.system"},
        {"code in the keys", legacy({.keys = program(bad)}), "os.system"},
        {"keys", legacy({.keys = program("}")}), "list of storages is damaged"},
        {"key is a number", legacy({.keys = program("](" + number(0) + "e")}), "list of storages is damaged"},
        {"unknown key", legacy({.keys = program("](" + text("1") + "e")}), "list of storages is damaged"},
        {"key twice",
         legacy({.keys = program("](" + text("0") + text("0") + "e"),
                 .storages = le(4, 8) + fourFloats + le(4, 8) + fourFloats}),
         "'0' is there twice"},
        {"no keys", legacy({.keys = program("]"), .storages = ""}),
         "the tensor 'w': its storage '0' is missing"},
        {"count", legacy({.storages = le(3, 8) + fourFloats}), "another size than declared"},
        {"cut off", legacy({.storages = le(4, 8) + fourFloats.substr(1)}), "cut off"},
        {"nothing", legacy({.storages = ""}), "cut off"},
        {"behind", legacy({.storages = le(4, 8) + fourFloats + "x"}), "something follows its last storage"},
        {"too large",
         legacy({.pickle = state(text("w") + tensor({4}, {1}, 0, {.count = huge})),
                 .storages = le(1ULL << 62, 8)}),
         "impossibly large"},
        {"two counts", pickled(text("w") + fourNumbers() + text("v") + tensor({3}, {1}, 0, shorter)),
         "in two ways"},
        {"two types", pickled(text("w") + fourNumbers() + text("v") + tensor({4}, {1}, 0, other)),
         "in two ways"},
        {"a view",
         pickled(text("w") + tensor({4}, {1}, 0, {.extra = tuple(text("1") + number(0) + number(4))})),
         "view of another"},
    });
}

TEST_CASE(everyCutIsRefused)
{
    for (const std::string& whole : {checkpoint(good), legacy()}) {
        for (std::size_t size = 0; size < whole.size(); ++size)
            CHECK_MESSAGE(!refusalOf(whole.substr(0, size)).empty(), std::to_string(size));
    }
}

TEST_CASE(everyChangedByteOfAnArchiveIsNoticedOrHarmless)
{
    // Harmless: times, versions, attributes. Weights, names and sizes may not change unnoticed.
    const std::string whole = checkpoint(good);
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (const int flip : {1, 128, 255}) {
            std::string changed = whole;
            changed[at] = static_cast<char>(changed[at] ^ flip);
            if (!refusalOf(changed).empty())
                continue;
            const auto file = read(changed);
            CHECK_MESSAGE(file.entries().size() == 1 && file.find("w") != nullptr &&
                              varad::formats::TensorEntry(*file.find("w")).data.size() == 16,
                          std::to_string(at));
            const auto data = file.find("w")->data;
            CHECK(std::string(reinterpret_cast<const char*>(data.data()), data.size()) == fourFloats);
        }
    }
}

TEST_CASE(saysWhatOtherFilesAre)
{
    std::string tar(600, '\0');
    tar.replace(257, 5, "ustar");
    checkRefusals({
        {"empty", "", "the file is empty"},
        {"LFS", "version https://git-lfs.github.com/spec/v1\n", "Git LFS pointer"},
        {"page", " \n<!DOCTYPE html>", "a web page"},
        {"tar", tar, "a tar archive"},
        {"short tar", std::string(262, '\0'), "neither a checkpoint"},
        {"old pickle", "cos\nsystem\n", "neither a checkpoint"},
        {"blank", "   ", "neither a checkpoint"},
    });
    CHECK(refusalOf("abc", "x.safetensors") == "x.safetensors: the file is cut off.");
}

TEST_MAIN()
