// core/imaging/shared_memory.cpp - layer: varad_decoding (std and POSIX only)
#include "core/imaging/shared_memory.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace varad::imaging {
namespace {

void require(bool done, const char* step)
{
    if (!done)
        throw std::system_error(errno, std::generic_category(), step);
}

} // namespace

SharedMemory SharedMemory::create(std::uint64_t size)
{
    SharedMemory memory;
    memory.m_descriptor = ::memfd_create("varad-picture", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    require(memory.m_descriptor >= 0, "memfd_create");
    require(::ftruncate(memory.m_descriptor, static_cast<off_t>(size)) == 0, "ftruncate");
    require(::fcntl(memory.m_descriptor, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW) == 0, "F_ADD_SEALS");
    memory.map(size, Access::Write);
    return memory;
}

SharedMemory SharedMemory::adopt(int descriptor, std::uint64_t size, Access access)
{
    SharedMemory memory;
    memory.m_descriptor = descriptor;
    memory.map(size, access);
    return memory;
}

SharedMemory::SharedMemory(SharedMemory&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_bytes(std::exchange(other.m_bytes, {}))
{
}

SharedMemory& SharedMemory::operator=(SharedMemory&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_bytes, other.m_bytes);
    return *this;
}

SharedMemory::~SharedMemory()
{
    unmap();
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

void SharedMemory::freeze()
{
    const std::uint64_t size = m_bytes.size();
    unmap(); // a writable mapping would keep the kernel from sealing
    require(::fcntl(m_descriptor, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SEAL) == 0, "F_ADD_SEALS");
    map(size, Access::Read);
}

void SharedMemory::map(std::uint64_t size, Access access)
{
    const int rights = access == Access::Read ? PROT_READ : PROT_READ | PROT_WRITE;
    const int kind = access == Access::Read ? MAP_PRIVATE : MAP_SHARED; // only private ones go with the seal
    void* address = ::mmap(nullptr, size, rights, kind, m_descriptor, 0);
    require(address != MAP_FAILED, "mmap");
    m_bytes = {static_cast<std::byte*>(address), size};
}

void SharedMemory::unmap() noexcept
{
    if (!m_bytes.empty())
        ::munmap(m_bytes.data(), m_bytes.size());
    m_bytes = {};
}

} // namespace varad::imaging
