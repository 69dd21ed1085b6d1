// tests/formats/fuzz_pth.cpp - checkpoints of torch.save. Mutates the pickle inside the archive and puts the
// archive together anew, since checksums would stop nearly every blind change.
#include "core/formats/zip_reader.h"
#include "tests/formats/checkpoint_bytes.h"
#include "tests/formats/fuzz_invariants.h"

#include <algorithm>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t maxSize);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    return varad::test::readAndCheck(data, size, "x.pth");
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t maxSize,
                                               unsigned int seed)
{
    if (seed % 8 == 0)
        return LLVMFuzzerMutate(data, size, maxSize);
    std::vector<varad::test::Member> members;
    try {
        const varad::formats::Bytes archive(reinterpret_cast<const std::byte*>(data), size);
        for (const auto& member : varad::formats::readZip(archive, {.unpackedBytes = 1 << 20}))
            members.push_back({std::string(member.name), std::string(varad::formats::asText(member.data))});
    } catch (const varad::formats::Refusal&) {
        return LLVMFuzzerMutate(data, size, maxSize);
    }
    const auto chosen = std::find_if(members.begin(), members.end(), [&](const auto& member) {
        return seed % 8 == 1 || member.name.ends_with("data.pkl");
    });
    if (chosen == members.end())
        return LLVMFuzzerMutate(data, size, maxSize);
    std::string& contents = chosen->data;
    const std::size_t before = contents.size();
    contents.resize(std::max<std::size_t>(before + 256, 1));
    contents.resize(
        LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(contents.data()), before, contents.size()));
    const std::string archive = varad::test::zip(members);
    if (archive.size() > maxSize)
        return LLVMFuzzerMutate(data, size, maxSize);
    std::copy(archive.begin(), archive.end(), data);
    return archive.size();
}
