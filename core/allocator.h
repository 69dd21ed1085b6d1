// core/allocator.h - layer: below all (std and libc only)
#pragma once

#include <cstdlib> // defines __GLIBC__ where it applies

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace varad {

/// glibc returns large blocks to the kernel and faults them in again; on virtual machines a fault costs more
/// than the arithmetic on the page. Keeps them for reuse. Call first in main(), before any thread starts.
inline void keepFreedMemory()
{
#if defined(__GLIBC__)
    // Setting one of them switches glibc's own adjustment off, so both are set.
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    // Other arenas than the first cannot hold large blocks, so what a worker thread frees would go back after all.
    mallopt(M_ARENA_MAX, 1);
#endif
}

} // namespace varad
