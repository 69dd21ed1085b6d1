// core/nn/bench/measure.h - layer: varad-bench (std and POSIX)
#pragma once

#include <functional>
#include <vector>

namespace varad::bench {

using Work = std::function<void()>;

/// One entry per run, in the order of the runs.
struct Timing {
    std::vector<double> wallS, cpuS; ///< seconds; CPU: of the whole process
    std::vector<double> faults;      ///< minor page faults
};

/// Candidate and peer, run alternately.
struct PairedTiming {
    Timing candidate, peer;
};

/// One warm-up, then `runs` runs.
[[nodiscard]] Timing timeAlone(const Work& work, int runs);

/// One warm-up each, then candidate, peer, candidate, peer ...
[[nodiscard]] PairedTiming timePairs(const Work& candidate, const Work& peer, int runs);

/// Of an empty list: NaN.
[[nodiscard]] double median(std::vector<double> values);

/// a[i] / b[i].
[[nodiscard]] std::vector<double> ratios(const std::vector<double>& a, const std::vector<double>& b);

[[nodiscard]] double peakRssMb();
[[nodiscard]] double loadAverage(); ///< of the last minute

} // namespace varad::bench
