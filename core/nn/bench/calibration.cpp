#include "core/nn/bench/calibration.h"

#include "core/nn/bench/calibration_table.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstring>
#include <ctime>
#include <functional>
#include <thread>

namespace varad::bench {

namespace {

/// CPU seconds of the process: what the cores can do, even where other programs use them too.
double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double secondsOf(const std::function<void()>& work)
{
    const double start = cpuSeconds();
    work();
    return cpuSeconds() - start;
}

/// Seconds of each thread, best of three: a rate that the machine reached is a rate that it can reach.
double bestSeconds(int threads, const std::function<void()>& work)
{
    work();
    double best = secondsOf(work);
    for (int i = 0; i < 2; ++i)
        best = std::min(best, secondsOf(work));
    return best / threads;
}

/// `work` on `threads` threads at once.
void onThreads(int threads, const std::function<void(int)>& work)
{
    std::vector<std::thread> others;
    for (int i = 1; i < threads; ++i)
        others.emplace_back(work, i);
    work(0);
    for (std::thread& other : others)
        other.join();
}

std::vector<const CalibrationLoops*> loopsOfThisMachine()
{
    std::vector<const CalibrationLoops*> found{&portableLoops()};
#if defined(VARAD_BENCH_X86)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        found.push_back(&avx2Loops());
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq"))
        found.push_back(&avx512Loops());
#endif
    return found;
}

volatile float sink;

double arithmeticRate(float (*loop)(long), double perRound, long rounds, int threads)
{
    const double s = bestSeconds(threads, [&] { onThreads(threads, [&](int) { sink = loop(rounds); }); });
    return perRound * static_cast<double>(rounds) * threads / s * 1e-9;
}

double productRate(int threads)
{
    at::set_num_threads(threads);
    const at::Tensor a = at::rand({1369, 384}), b = at::rand({384, 1536}); // a block's linear layer at 518 px
    const double s = bestSeconds(threads, [&] { sink = at::mm(a, b).data_ptr<float>()[0]; });
    return 2.0 * 1369 * 384 * 1536 / s * 1e-9;
}

double copyRate(int threads)
{
    const std::size_t bytes = std::size_t(64) << 20; // per thread, beyond the caches
    std::vector<std::vector<char>> from(threads, std::vector<char>(bytes, 1)),
        to(threads, std::vector<char>(bytes));
    const double s = bestSeconds(threads, [&] {
        onThreads(threads, [&](int i) { std::memcpy(to[i].data(), from[i].data(), bytes); });
    });
    return 2.0 * static_cast<double>(bytes) * threads / s * 1e-9; // read and written
}

double pageFaultUs()
{
    const std::size_t page = 4096, pages = 4096;
    void* const place =
        mmap(nullptr, page * pages, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (place == MAP_FAILED)
        return 0;
    madvise(place, page * pages, MADV_NOHUGEPAGE);
    const double s = secondsOf([&] {
        for (std::size_t i = 0; i < pages; ++i)
            static_cast<volatile char*>(place)[i * page] = 1;
    });
    munmap(place, page * pages);
    return s / static_cast<double>(pages) * 1e6;
}

} // namespace

Calibration calibrate(int threads)
{
    Calibration result;
    result.faultUs = pageFaultUs();
    const std::vector<const CalibrationLoops*> loops = loopsOfThisMachine();
    for (const CalibrationLoops* one : loops)
        result.isa.push_back(one->name);
    const CalibrationLoops& best = *loops.back();
    for (const int count : {1, threads}) {
        result.fmaGflops.push_back(arithmeticRate(best.multiplyAdd, 24.0 * best.lanes, 2000000, count));
        result.expGps.push_back(arithmeticRate(best.exponential, 4.0 * best.lanes, 2000000, count));
        result.copyGbps.push_back(copyRate(count));
        result.sgemmGflops.push_back(productRate(count));
    }
    return result;
}

} // namespace varad::bench
