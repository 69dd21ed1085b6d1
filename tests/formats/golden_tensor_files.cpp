// tests/formats/golden_tensor_files.cpp - every reference file is read; each states its kind and what it
// holds.
#include "core/formats/tensor_file.h"
#include "tests/check.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace {

using varad::formats::ElementType;

std::vector<std::filesystem::path> filesOf(const std::filesystem::path& folder, const char* extension)
{
    std::vector<std::filesystem::path> out;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == extension)
            out.push_back(entry.path());
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// Walks shape x strides of a float tensor: all of it lies within the data, and is finite.
bool isFinite(const varad::formats::TensorEntry& entry)
{
    std::vector<std::int64_t> index(entry.shape.size(), 0);
    const auto empty = std::count(entry.shape.begin(), entry.shape.end(), 0) > 0;
    while (!empty) {
        std::size_t at = 0;
        for (std::size_t axis = 0; axis < index.size(); ++axis)
            at += static_cast<std::size_t>(index[axis] * entry.strides[axis]);
        float value = 0;
        if ((at + 1) * sizeof value > entry.data.size())
            return false;
        std::memcpy(&value, entry.data.data() + at * sizeof value, sizeof value);
        if (!std::isfinite(value))
            return false;
        std::size_t axis = index.size();
        while (axis > 0 && ++index[axis - 1] == entry.shape[axis - 1])
            index[--axis] = 0;
        if (axis == 0)
            return true;
    }
    return true;
}

} // namespace

TEST_CASE(readsEveryCheckpoint)
{
    const auto files = filesOf(varad::test::sharedFolder() / "golden", ".pth");
    CHECK(!files.empty());
    for (const auto& path : files) {
        const auto file = varad::formats::readTensorFile(path);
        CHECK_MESSAGE(file.entries().size() > 10, path.native());
        for (const auto& entry : file.entries())
            CHECK_MESSAGE(entry.type == ElementType::F32 && isFinite(entry),
                          path.native() + " " + entry.name);
    }
    std::printf("%zu checkpoints\n", files.size());
}

TEST_CASE(readsEverySafetensorsFile)
{
    const auto files = filesOf(varad::test::sharedFolder() / "golden", ".safetensors");
    CHECK(!files.empty());
    for (const auto& path : files) {
        const auto file = varad::formats::readTensorFile(path);
        std::size_t bytes = 0;
        for (const auto& entry : file.entries()) {
            std::size_t count = varad::formats::elementSize(entry.type);
            for (const auto size : entry.shape)
                count *= static_cast<std::size_t>(size);
            CHECK_MESSAGE(count == entry.data.size(), path.native() + " " + entry.name);
            bytes += count;
        }
        CHECK_MESSAGE(bytes < std::filesystem::file_size(path) && !file.entries().empty(), path.native());
    }
    std::printf("%zu safetensors files\n", files.size());
}

TEST_MAIN()
