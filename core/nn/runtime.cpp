#include "core/nn/runtime.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <torch/version.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <thread>

#if defined(__GLIBC__)
#include <sched.h>
#endif

/// OpenBLAS's own switch; absent where another BLAS is linked.
extern "C" void openblas_set_num_threads(int) __attribute__((weak));

namespace varad::nn {

void useOneBlasThread()
{
    static std::once_flag once;
    std::call_once(once, [] {
        if (openblas_set_num_threads)
            openblas_set_num_threads(1);
    });
}

void setThreads(int count)
{
    if (count <= 0) {
        count = static_cast<int>(std::thread::hardware_concurrency());
#if defined(__GLIBC__)
        cpu_set_t set;
        CPU_ZERO(&set);
        if (sched_getaffinity(0, sizeof(set), &set) == 0)
            count = CPU_COUNT(&set);
#endif
    }
    useOneBlasThread();
    at::set_num_threads(std::max(1, count));
}

namespace {

/// The file that provides sgemm_, from the list of loaded libraries: an OpenBLAS wins over the plain
/// interface library, which only forwards to it.
std::string loadedBlas()
{
    std::ifstream maps("/proc/self/maps");
    std::string line, plain, good;
    while (std::getline(maps, line)) {
        const auto slash = line.rfind('/');
        if (slash == std::string::npos)
            continue;
        const std::string name = line.substr(slash + 1);
        for (const char* known : {"libopenblas", "libmkl_rt", "libmkl_core", "libblis", "libnvpl_blas"})
            if (name.rfind(known, 0) == 0)
                good = name;
        if (name.rfind("libblas.so", 0) == 0)
            plain = name;
    }
    return !good.empty() ? good : !plain.empty() ? plain : "built into LibTorch";
}

/// "AVX2" from the line "CPU capability usage: AVX2" of LibTorch's own report.
std::string cpuCapability()
{
    const std::string report = at::show_config();
    const std::string key = "CPU capability usage: ";
    const auto at = report.find(key);
    if (at == std::string::npos)
        return "unknown";
    const auto end = report.find_first_of("\n ,", at + key.size());
    return report.substr(at + key.size(), end - at - key.size());
}

} // namespace

Runtime describeRuntime(Measure measure)
{
    Runtime r;
    r.libtorch = TORCH_VERSION;
    r.blas = loadedBlas();
    r.threads = at::get_num_threads();
    r.cpuCapability = cpuCapability();
    if (measure == Measure::MatrixProduct) {
        const at::Tensor a = at::ones({512, 512}), b = at::ones({512, 512});
        double best = 1e9;
        for (int i = 0; i < 3; ++i) {
            const auto start = std::chrono::steady_clock::now();
            const at::Tensor c = at::mm(a, b);
            best = std::min(best,
                            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        }
        r.gflops = 2.0 * 512 * 512 * 512 / best * 1e-9;
    }
    return r;
}

bool hasSlowBlas(const Runtime& runtime) { return runtime.blas.rfind("libblas.so", 0) == 0; }

} // namespace varad::nn
