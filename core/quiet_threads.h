// core/quiet_threads.h - layer: below all (std and libc only)
#pragma once

#include <cstdlib>

#include <unistd.h>

namespace varad {

/// OpenMP's idle threads spin by default, which takes the processor away from everything else on the PC. The library
/// reads its setting before main() runs, so the program starts itself once more with it. Call first in main().
inline void restartWithQuietThreads(char** argv)
{
    if (std::getenv("OMP_WAIT_POLICY"))
        return;
    ::setenv("OMP_WAIT_POLICY", "passive", 1);
    ::execv("/proc/self/exe", argv); // returns only where it is not possible: then it goes on as it is
}

} // namespace varad
