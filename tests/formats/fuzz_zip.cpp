// tests/formats/fuzz_zip.cpp - the archive reader alone
#include "core/formats/zip_reader.h"
#include "tests/formats/fuzz_invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using varad::test::require;
    const varad::formats::Bytes archive(reinterpret_cast<const std::byte*>(data), size);
    try {
        std::uint64_t unpacked = 0;
        std::uint64_t stored = 0;
        for (const auto& member :
             varad::formats::readZip(archive, {.members = 1000, .unpackedBytes = 1 << 20})) {
            require(!member.name.empty() && member.name.front() != '/' && member.name.find("..") != 0);
            (member.owner ? unpacked : stored) += member.data.size();
        }
        require(unpacked <= 1 << 20 && stored < size + 1);
    } catch (const varad::formats::Refusal& why) {
        require(why.what()[0] != '\0');
    }
    return 0;
}
