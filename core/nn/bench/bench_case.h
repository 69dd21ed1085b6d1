// core/nn/bench/bench_case.h - layer: varad-bench (std)
#pragma once

#include "core/nn/bench/measure.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace varad::bench {

/// What this machine can do, measured in the same run by CPU time. Pairs: one core, all threads of the run.
struct Calibration {
    std::vector<double> fmaGflops, sgemmGflops, expGps, copyGbps;
    double faultUs = 0;           ///< first touch of a fresh page
    std::vector<std::string> isa; ///< vector sets that were found, best last
};

struct Settings {
    int threads = 1; ///< LibTorch's thread count, already set
    int runs = 5;    ///< timed runs (pairs) after one warm-up
    Calibration calibration;
};

struct Stage {
    std::string name;
    Timing timing;
    double gflop = 0;
    double boundS = 0; ///< least possible seconds; 0: not known
};

struct Peer {
    std::string name, settings;
    Timing timing;
};

/// Result of a timed variant against the reference, in the same run.
struct Check {
    std::string reference;
    double maxAbs = 0, relL2 = 0;
    bool ok = false;
};

/// What a case hands back; the program writes it, with medians, ratios, memory and load.
struct Outcome {
    std::string dtype = "fp32";
    int batch = 1;
    double gflop = 0, scanGelem = 0;
    double boundS = 0; ///< least possible seconds at the calibrated rates; 0: not known
    std::vector<Stage> stages;
    Timing total;
    std::optional<Peer> peer;
    Check check;
};

struct Case {
    std::string name; ///< "stage/model/size"; --case takes it whole or up to a slash
    std::function<Outcome(const Settings&)> run;
};

/// In the order of registration within a file.
[[nodiscard]] std::vector<Case>& cases();

/// One line per case in any file of this program: `static const RegisterCase one{"infer/x/252", run};`
struct RegisterCase {
    RegisterCase(std::string name, std::function<Outcome(const Settings&)> run);
};

} // namespace varad::bench
