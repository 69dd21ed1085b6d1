// core/nn/recipe/feature_store.h - layer: varad_nn (LibTorch + std, POSIX; no Qt, no OpenCV)
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <filesystem>
#include <vector>

namespace varad::nn {

/// Features of the training pictures, computed once: the backbone is frozen, so they never change. In memory
/// up to a budget, then in a file without a name that goes away with the program, whatever ends it.
class FeatureStore {
public:
    /// @param folder where the file may be made. @param memoryBudget bytes kept in memory.
    FeatureStore(std::filesystem::path folder, std::int64_t memoryBudget);
    ~FeatureStore();
    FeatureStore(const FeatureStore&) = delete;
    FeatureStore& operator=(const FeatureStore&) = delete;

    /// @param grids float32, one per tap. @return its index: 0, 1, ... @throws std::system_error: disk full,
    /// no permission.
    std::int64_t add(const std::vector<at::Tensor>& grids);
    [[nodiscard]] std::vector<at::Tensor> operator[](std::int64_t index) const;
    std::int64_t size() const { return std::int64_t(m_entries.size()); }

private:
    struct Entry {
        std::vector<at::Tensor> inMemory;
        std::vector<std::vector<std::int64_t>> shapes; // of those on disk
        std::int64_t offset = 0, bytes = 0;
    };
    void openFile();
    void write(const at::Tensor& grid);

    std::filesystem::path m_folder;
    std::int64_t m_memoryLeft;
    std::vector<Entry> m_entries;
    int m_file = -1;
    std::int64_t m_end = 0;
};

} // namespace varad::nn
