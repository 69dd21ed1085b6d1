#include "core/nn/bench/measure.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>

namespace varad::bench {

namespace {

double seconds(const timeval& t)
{
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
}

rusage usage()
{
    rusage now{};
    getrusage(RUSAGE_SELF, &now);
    return now;
}

void runOnce(const Work& work, Timing& into)
{
    const rusage before = usage();
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    const rusage after = usage();
    into.wallS.push_back(wall.count());
    into.cpuS.push_back(seconds(after.ru_utime) + seconds(after.ru_stime) - seconds(before.ru_utime) -
                        seconds(before.ru_stime));
    into.faults.push_back(static_cast<double>(after.ru_minflt - before.ru_minflt));
}

} // namespace

Timing timeAlone(const Work& work, int runs)
{
    work();
    Timing timing;
    for (int i = 0; i < runs; ++i)
        runOnce(work, timing);
    return timing;
}

PairedTiming timePairs(const Work& candidate, const Work& peer, int runs)
{
    candidate();
    peer();
    PairedTiming timing;
    for (int i = 0; i < runs; ++i) {
        runOnce(candidate, timing.candidate);
        runOnce(peer, timing.peer);
    }
    return timing;
}

double median(std::vector<double> values)
{
    if (values.empty())
        return std::nan("");
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
}

std::vector<double> ratios(const std::vector<double>& a, const std::vector<double>& b)
{
    std::vector<double> out;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        out.push_back(a[i] / b[i]);
    return out;
}

double peakRssMb() { return static_cast<double>(usage().ru_maxrss) / 1024; }

double loadAverage()
{
    double load = std::nan("");
    return getloadavg(&load, 1) == 1 ? load : std::nan("");
}

} // namespace varad::bench
