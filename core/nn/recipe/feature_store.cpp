#include "core/nn/recipe/feature_store.h"

#include <ATen/ATen.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace varad::nn {
namespace {

constexpr std::int64_t kPage = 65536; // a multiple of every page size in use

[[noreturn]] void throwErrno(int error, const std::filesystem::path& folder)
{
    throw std::system_error(error, std::generic_category(), "cannot keep features in " + folder.string());
}

} // namespace

FeatureStore::FeatureStore(std::filesystem::path folder, std::int64_t memoryBudget)
    : m_folder(std::move(folder)), m_memoryLeft(memoryBudget)
{
}

FeatureStore::~FeatureStore()
{
    if (m_file >= 0)
        ::close(m_file);
}

void FeatureStore::openFile()
{
    std::string name = (m_folder / "features-XXXXXX").string();
    m_file = ::mkstemp(name.data());
    if (m_file < 0)
        throwErrno(errno, m_folder);
    ::unlink(name.c_str());
}

void FeatureStore::write(const at::Tensor& grid)
{
    const auto bytes = std::int64_t(grid.nbytes());
    // Space is taken before it is mapped: touching a page that the disk has no room for would kill the
    // program.
    if (const int error = ::posix_fallocate(m_file, m_end, bytes))
        throwErrno(error, m_folder);
    const char* data = static_cast<const char*>(grid.data_ptr());
    for (std::int64_t done = 0; done < bytes;) {
        const ssize_t count = ::pwrite(m_file, data + done, std::size_t(bytes - done), m_end + done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            throwErrno(count < 0 ? errno : ENOSPC, m_folder);
        done += count;
    }
    m_end += bytes;
}

std::int64_t FeatureStore::add(const std::vector<at::Tensor>& grids)
{
    Entry entry;
    for (const at::Tensor& grid : grids)
        entry.bytes += std::int64_t(grid.nbytes());
    if (entry.bytes <= m_memoryLeft) {
        m_memoryLeft -= entry.bytes;
        entry.inMemory = grids;
    } else {
        m_memoryLeft = 0;
        if (m_file < 0)
            openFile();
        m_end = (m_end + kPage - 1) / kPage * kPage;
        entry.offset = m_end;
        for (const at::Tensor& grid : grids) {
            entry.shapes.push_back(grid.sizes().vec());
            write(grid.contiguous());
        }
    }
    m_entries.push_back(std::move(entry));
    return size() - 1;
}

std::vector<at::Tensor> FeatureStore::operator[](std::int64_t index) const
{
    const Entry& entry = m_entries.at(std::size_t(index));
    if (!entry.inMemory.empty())
        return entry.inMemory;
    void* mapped = ::mmap(nullptr, std::size_t(entry.bytes), PROT_READ, MAP_SHARED, m_file, entry.offset);
    if (mapped == MAP_FAILED)
        throwErrno(errno, m_folder);
    const auto bytes = std::size_t(entry.bytes);
    const std::shared_ptr<void> owner(mapped, [bytes](void* p) { ::munmap(p, bytes); });
    std::vector<at::Tensor> grids;
    char* data = static_cast<char*>(mapped);
    for (const auto& shape : entry.shapes) {
        grids.push_back(at::from_blob(
            data, shape, [owner](void*) {}, at::kFloat));
        data += grids.back().nbytes();
    }
    return grids;
}

} // namespace varad::nn
