// tests/formats/zip_reader_test.cpp
#include "core/formats/zip_reader.h"

#include "tests/formats/checkpoint_bytes.h"

using namespace varad::test;
using varad::formats::ZipLimits;

namespace {

constexpr std::uint64_t budget = 1 << 20;

std::string whyRefused(const std::string& archive, const ZipLimits& limits = {.unpackedBytes = budget})
{
    const std::vector<std::byte> bytes = toBytes(archive);
    try {
        static_cast<void>(varad::formats::readZip(bytes, limits));
    } catch (const varad::formats::Refusal& why) {
        return why.what();
    }
    return {};
}

void check(const std::vector<Refused>& cases)
{
    for (const Refused& one : cases) {
        const std::string why = whyRefused(one.bytes);
        CHECK_MESSAGE(why.find(one.reason) != std::string::npos, one.what + ": '"s + why + "'");
    }
}

/// `bytes` with `size` of them at `at` replaced.
std::string edited(std::string bytes, std::size_t at, const std::string& replacement)
{
    return bytes.replace(at, replacement.size(), replacement);
}

std::string zip64Field(const std::vector<std::uint64_t>& values)
{
    std::string body;
    for (const std::uint64_t value : values)
        body += le(value, 8);
    return le(1, 2) + le(body.size(), 2) + body;
}

const std::vector<Member> two = {{"a/x", "first"}, {"a/y", "second"}};

} // namespace

TEST_CASE(readsStoredMembers)
{
    const auto archive = toBytes(zip({{"b/y", "second"},
                                      {.name = "a/x", .data = "first", .centralExtra = le(9, 2) + le(0, 2)},
                                      {"b/", ""}}));
    const auto members = varad::formats::readZip(archive, {});
    CHECK(members.size() == 3);
    CHECK(members[0].name == "a/x" && varad::formats::asText(members[0].data) == "first" &&
          !members[0].owner);
    CHECK(members[1].name == "b/" && members[2].name == "b/y");
}

TEST_CASE(readsDescriptorsAndZip64)
{
    Member wide{.name = "a/x", .data = "first", .wideSizes = true};
    wide.centralExtra = wide.localExtra = zip64Field({5, 5});
    Member streamed = two[0];
    streamed.descriptor = true;
    Member streamedWide = streamed;
    streamedWide.wideDescriptor = true;
    const auto direct = toBytes(zip({wide, two[1]}, {.zip64 = true}));
    CHECK(varad::formats::asText(varad::formats::readZip(direct, {})[0].data) == "first");
    for (const Member& member : {streamed, streamedWide}) {
        const auto archive = toBytes(zip({member, two[1]}));
        CHECK(varad::formats::asText(varad::formats::readZip(archive, {})[0].data) == "first");
    }
}

TEST_CASE(readsSingleWideFields)
{
    // Only what does not fit is moved to the zip64 field; here each field in turn.
    const std::string good = zip(two);
    const std::size_t entry = good.find("PK\x01\x02");
    for (const std::size_t at : {20U, 24U, 42U}) {
        Member member = two[0];
        member.centralExtra = zip64Field({at == 42 ? 0ULL : 5ULL});
        const std::string wide = edited(zip({member, two[1]}), entry + at, le(0xFFFFFFFF, 4));
        const auto archive = toBytes(wide);
        CHECK(varad::formats::asText(varad::formats::readZip(archive, {})[0].data) == "first");
    }
}

TEST_CASE(refusesDamagedEndRecords)
{
    const std::string good = zip(two);
    const std::size_t end = good.size() - 22;
    const auto zip64With = [](std::size_t at, const std::string& value) {
        return zip(two,
                   {.zip64 = true, .editEnd64 = [=](std::string& r) { r.replace(at, value.size(), value); }});
    };
    const auto locatorWith = [](std::size_t at, const std::string& value) {
        return zip(
            two, {.zip64 = true, .editLocator = [=](std::string& r) { r.replace(at, value.size(), value); }});
    };
    const std::string wide = zip(two, {.zip64 = true});
    check({
        {"short", "PK", "cut off"},
        {"no record", std::string(30, 'x'), "cut off, or something follows"},
        {"disk", edited(good, end + 4, le(1, 2)), "several disks"},
        {"directory's disk", edited(good, end + 6, le(1, 2)), "several disks"},
        {"counts differ", edited(good, end + 8, le(1, 2)), "several disks"},
        {"comment", zip(two, {.comment = "hello"}), "something follows"},
        {"comment's length", edited(good, good.size() - 2, le(1, 2)), "comment"},
        {"start", edited(good, end + 16, le(1, 4)), "not where the archive says"},
        {"length", edited(good, end + 12, le(1U << 30, 4)), "not where the archive says"},
        {"count", zip(two, {.entries = 60'000}), "more members than its directory"},
        {"fewer", zip(two, {.entries = 1}), "more than declared"},
        {"locator's disk", locatorWith(4, le(1, 4)), "several disks"},
        {"locator's disks", locatorWith(16, le(2, 4)), "several disks"},
        {"locator's place", locatorWith(8, le(1, 8)), "zip64 end record is not where"},
        {"locator without a record",
         edited(zip({}), 0, "").insert(0, le(0x07064B50, 4) + le(0, 12) + le(1, 4)),
         "zip64 end record is not where"},
        {"zip64 signature", zip64With(0, "x"), "zip64 end record is damaged"},
        {"zip64 length", zip64With(4, le(45, 8)), "zip64 end record is damaged"},
        {"zip64 disk", zip64With(16, le(1, 4)), "several disks"},
        {"zip64 directory's disk", zip64With(20, le(1, 4)), "several disks"},
        {"zip64 counts differ", zip64With(24, le(7, 8)), "several disks"},
        {"zip64 count", zip64With(24, le(7, 8) + le(7, 8)), "two end records disagree"},
        {"zip64 length differs", zip64With(40, le(7, 8)), "two end records disagree"},
        {"zip64 start differs", zip64With(48, le(7, 8)), "two end records disagree"},
        {"too many",
         edited(edited(wide, wide.size() - 14, le(0xFFFF, 2) + le(0xFFFF, 2)), wide.size() - 22 - 20 - 32,
                le(1ULL << 60, 8) + le(1ULL << 60, 8)),
         "more than the 65535 allowed"},
    });
    CHECK(whyRefused(zip({})).empty()); // an empty archive is sound; a checkpoint needs more
}

TEST_CASE(refusesDamagedHeaders)
{
    const auto with = [](Member member) { return zip({std::move(member), two[1]}); };
    const std::string good = zip(two);
    const std::size_t directory = good.find("PK\x01\x02");
    const std::string field = zip64Field({5, 5});
    const char* disagree = "'a/x': its header and the directory disagree";
    check({
        {"directory's signature", edited(good, directory, "x"), "directory is damaged"},
        {"disk", with({.name = "a/x", .data = "first", .disk = 1}), "another disk"},
        {"encrypted", with({.name = "a/x", .data = "first", .flags = 1}), "encrypted"},
        {"masked", with({.name = "a/x", .data = "first", .flags = 0x2000}), "encrypted"},
        {"method", with({.name = "a/x", .data = "first", .method = 99}), "packing method 99 is unknown"},
        {"stored sizes", with({.name = "a/x", .data = "first", .size = 6}), "two sizes differ"},
        {"folder with contents", with({"a/", "first"}), "a folder with contents"},
        {"extra field cut", with({.name = "a/x", .data = "first", .centralExtra = "abc"}),
         "an extra field is cut off"},
        {"extra field's length", with({.name = "a/x", .data = "first", .centralExtra = le(9, 2) + le(5, 2)}),
         "an extra field is cut off"},
        {"two zip64 fields", with({.name = "a/x", .data = "first", .centralExtra = field + field}),
         "two zip64 fields"},
        {"zip64 missing", with({.name = "a/x", .data = "first", .wideSizes = true}),
         "zip64 field is missing"},
        {"zip64 short",
         with({.name = "a/x", .data = "first", .centralExtra = zip64Field({5}), .wideSizes = true}),
         "zip64 field is cut"},
        {"zip64 in one place",
         with({.name = "a/x", .data = "first", .centralExtra = field, .wideSizes = true}),
         "zip64 field is missing"},
        {"zip64 larger",
         with({.name = "a/x",
               .data = "first",
               .localExtra = field,
               .centralExtra = zip64Field({1ULL << 63, 1ULL << 63}),
               .wideSizes = true}),
         disagree},
        {"local signature", edited(good, 0, "x"), "does not start where"},
        {"local flags", edited(good, 6, le(2, 2)), disagree},
        {"local method", edited(good, 8, le(8, 2)), disagree},
        {"local checksum", edited(good, 14, le(1, 4)), disagree},
        {"local packed size", edited(good, 18, le(1, 4)), disagree},
        {"local size", edited(good, 22, le(1, 4)), disagree},
        {"local name", edited(good, 30, "b"), disagree},
        {"local name's length", edited(good, 26, le(60'000, 2)), "its data is cut off"},
        {"data past the directory",
         edited(edited(edited(good, directory + 20, le(200, 4) + le(200, 4)), 18, le(200, 4)), 22,
                le(200, 4)),
         "its data is cut off"},
        {"offset", edited(good, directory + 42, le(1U << 30, 4)), "starts outside the archive"},
        {"offset at another", edited(good, directory + 42, le(directory / 2, 4)), "disagree"},
        {"checksum", with({.name = "a/x", .data = "first", .crc = 1}), "'a/x': its checksum is wrong"},
        {"twice", zip({two[0], two[0]}), "it is there twice"},
    });
}

TEST_CASE(refusesDamagedDescriptors)
{
    Member streamed = two[0];
    streamed.descriptor = true;
    for (const bool wide : {false, true}) {
        streamed.wideDescriptor = wide;
        const std::string good = zip({streamed, two[1]});
        const std::size_t at = good.find("PK\x07\x08");
        check({
            {"signature", edited(good, at, "x"), "record behind its data is damaged"},
            {"checksum", edited(good, at + 4, le(1, 4)), "record behind its data is damaged"},
            {"packed size", edited(good, at + 8, le(1, 4)), "record behind its data is damaged"},
            {"size", edited(good, at + (wide ? 16 : 12), le(1, 4)), "record behind its data is damaged"},
        });
    }
    // The wide form with the right first half only.
    streamed.wideDescriptor = true;
    const std::string good = zip({streamed});
    check({{"wide size", edited(good, good.find("PK\x07\x08") + 16, le(9, 8)),
            "record behind its data is damaged"}});
}

TEST_CASE(refusesNamesThatLeaveTheFolder)
{
    for (const char* name : {"../x", "a/../x", "a/..", "..", ".", "./a", "a//b", "/a", "//", "/", "C:/a",
                             "a\\b", "a\nb", "a\x7F", "\xFF", "a/./b"}) {
        const std::string why = whyRefused(zip({{name, "x"}}));
        CHECK_MESSAGE(why.find("its name") != std::string::npos, name + ": "s + why);
    }
    CHECK(whyRefused(zip({{"a\0b"s, "x"}})).find("control characters") != std::string::npos);
    CHECK(whyRefused(zip({{"", "x"}})).find("without a name") != std::string::npos);
    CHECK(whyRefused(zip({{std::string(1025, 'n'), "x"}})).find("longer than 1024") != std::string::npos);
    CHECK(whyRefused(zip({{"caf\xC3\xA9/..a/b...", "x"}})).empty());
}

TEST_CASE(refusesSharedBytes)
{
    std::string archive = zip({{"a", "x"}, {"a", "x"}});
    // Both directory entries point at the first member.
    const std::size_t second = archive.find("PK\x01\x02", archive.find("PK\x01\x02") + 1);
    archive = edited(edited(archive, second + 42, le(0, 4)), second + 46, "a");
    CHECK(whyRefused(archive).find("twice") != std::string::npos);
    // Under another name the local header disagrees; the overlap shows where one member's data holds another.
    const std::string inner = zip({{"b", "y"}}).substr(0, 30 + 1 + 1);
    std::string outer = zip({{"a", inner}, {"b", "y"}});
    const std::size_t entry = outer.find("PK\x01\x02", outer.find("PK\x01\x02") + 1);
    outer = edited(outer, entry + 42, le(31, 4));
    CHECK_MESSAGE(whyRefused(outer).find("share the same bytes") != std::string::npos, whyRefused(outer));
}

TEST_CASE(boundsMembers)
{
    CHECK(whyRefused(zip(two), {.members = 1}).find("more than the 1 allowed") != std::string::npos);
}

#ifdef VARAD_HAVE_ZLIB

TEST_CASE(unpacksDeflatedMembers)
{
    for (const std::size_t size : {0U, 1U, 1000U, 500'000U}) {
        const std::string data(size, 'z');
        const auto archive = toBytes(zip({packed("p", data)}));
        const auto members = varad::formats::readZip(archive, {.unpackedBytes = size});
        CHECK(varad::formats::asText(members[0].data) == data && members[0].owner != nullptr);
    }
}

TEST_CASE(refusesWhatDoesNotUnpackAsDeclared)
{
    Member more = packed("p", std::string(1000, 'z'));
    more.size = 999;
    Member fewer = more;
    fewer.size = 1001;
    Member cut = packed("p", std::string(1000, 'z'));
    cut.data.pop_back();
    Member behind = packed("p", std::string(1000, 'z'));
    behind.data += "x";
    Member noise{.name = "p", .data = "\xFF\xFF\xFF\xFF", .method = 8, .size = 9};
    Member nothing{.name = "p", .data = "", .method = 8, .size = 9};
    Member wrong = packed("p", "abc");
    wrong.crc = 1;
    check({
        {"more", zip({more}), "another size than declared"},
        {"fewer", zip({fewer}), "another size than declared"},
        {"cut", zip({cut}), "damaged or cut off"},
        {"something behind", zip({behind}), "another size than declared"},
        {"noise", zip({noise}), "damaged or cut off"},
        {"nothing", zip({nothing}), "damaged or cut off"},
        {"checksum", zip({wrong}), "checksum"},
    });
    Member first = packed("p", std::string(600'000, 'z'));
    Member second = first;
    second.name = "q";
    CHECK(whyRefused(zip({first})).empty());
    CHECK(whyRefused(zip({first, second})).find("'q': it unpacks to far more") != std::string::npos);
}

#else

TEST_CASE(refusesDeflatedMembersWithoutZlib)
{
    check({{"packed", zip({{.name = "p", .data = "\x03\0"s, .method = 8, .size = 0, .crc = 0}}),
            "built without zlib"}});
}

#endif

TEST_CASE(knowsTheStandardChecksum)
{
    const std::string digits = "123456789";
    CHECK(varad::formats::crc32(std::as_bytes(std::span(digits))) == 0xCBF43926U);
    CHECK(varad::formats::crc32({}) == 0);
}

TEST_MAIN()
