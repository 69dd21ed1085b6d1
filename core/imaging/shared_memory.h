// core/imaging/shared_memory.h - layer: varad_decoding (std and POSIX only)
//
// Memory that another process can be given, without a name in any file system. Its size is fixed by the
// kernel from the start: nobody can shorten it under a reader.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace varad::imaging {

/// Movable; one owner, any thread. Closed and unmapped at the end.
class SharedMemory {
public:
    /// Zeroed, writable, of `size` > 0 bytes. Pages come when they are touched.
    /// @throws std::system_error where the kernel has no room or no such memory.
    [[nodiscard]] static SharedMemory create(std::uint64_t size);

    /// Takes over `descriptor` and maps `size` bytes of it.
    enum class Access { Read, Write };
    /// @throws std::system_error
    [[nodiscard]] static SharedMemory adopt(int descriptor, std::uint64_t size, Access access);

    SharedMemory(SharedMemory&& other) noexcept;
    SharedMemory& operator=(SharedMemory&& other) noexcept;
    ~SharedMemory();

    /// From now on nobody can write, in this process or another. The address of the bytes may change.
    /// @throws std::system_error
    void freeze();

    int descriptor() const { return m_descriptor; }
    std::span<std::byte> bytes() { return m_bytes; } ///< writable unless frozen or adopted for reading
    std::span<const std::byte> bytes() const { return m_bytes; }

private:
    SharedMemory() = default;
    void map(std::uint64_t size, Access access);
    void unmap() noexcept;

    int m_descriptor = -1;
    std::span<std::byte> m_bytes;
};

} // namespace varad::imaging
