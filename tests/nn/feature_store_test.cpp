// Features kept in memory and in a file are the same, and nothing stays behind.

#include "core/nn/recipe/feature_store.h"
#include "tests/check.h"
#include "tests/nn/small_recipe.h"
#include "tests/nn/temporary_folder.h"

#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

using namespace varad;
using namespace varad::nn;
using varad::test::drawn;
using varad::test::TemporaryFolder;

namespace {

std::vector<at::Tensor> picture(std::uint64_t index)
{
    // Odd sizes, and one grid whose elements do not follow each other.
    return {drawn({7, 5, 3}, index), drawn({4, 3, 3}, 100 + index).permute({1, 2, 0}),
            drawn({1, 1, 1}, 200 + index)};
}

std::unique_ptr<FeatureStore> filled(const TemporaryFolder& folder, std::int64_t budget)
{
    auto store = std::make_unique<FeatureStore>(folder.path(), budget);
    for (std::uint64_t i = 0; i < 5; ++i)
        CHECK(store->add(picture(i)) == std::int64_t(i));
    CHECK(store->size() == 5);
    return store;
}

} // namespace

TEST_CASE(memoryAndFileGiveTheSame)
{
    const TemporaryFolder folder;
    constexpr std::int64_t kBytes = (7 * 5 * 3 + 4 * 3 * 3 + 1) * 4; // of one picture
    for (const std::int64_t budget : {std::int64_t(1) << 30, 2 * kBytes, kBytes - 1, std::int64_t(0)}) {
        const auto store = filled(folder, budget);
        for (const std::uint64_t i : {4, 0, 2, 1, 3, 0}) {
            const std::vector<at::Tensor> got = (*store)[std::int64_t(i)], expected = picture(i);
            CHECK(got.size() == expected.size());
            for (std::size_t tap = 0; tap < expected.size(); ++tap)
                CHECK_MESSAGE(at::equal(got[tap], expected[tap]), "budget " + std::to_string(budget));
        }
        CHECK(std::filesystem::is_empty(folder.path())); // even while it is in use
    }
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE(featuresOutliveTheStore)
{
    const TemporaryFolder folder;
    std::vector<at::Tensor> got;
    {
        const auto store = filled(folder, 0);
        got = (*store)[3];
    }
    CHECK(at::equal(got[0], picture(3)[0]) && at::equal(got[1], picture(3)[1]));
}

TEST_CASE(anUnusableFolderIsNamed)
{
    const TemporaryFolder folder;
    FeatureStore store(folder / "absent", 0);
    std::string message;
    try {
        store.add(picture(0));
    } catch (const std::system_error& e) {
        message = e.what();
        CHECK(e.code() == std::errc::no_such_file_or_directory);
    }
    CHECK_MESSAGE(message.find((folder / "absent").string()) != std::string::npos, message);
    FeatureStore inMemory(folder / "absent", 1 << 20); // needs no folder
    CHECK(inMemory.add(picture(0)) == 0);
}

TEST_MAIN()
