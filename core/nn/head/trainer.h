// core/nn/head/trainer.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/head/adamw.h"
#include "core/nn/head/head.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <stop_token>
#include <vector>

namespace varad::nn {

/// Asked to stop. Nothing is lost: the last checkpoint stays.
class Cancelled : public std::runtime_error {
public:
    Cancelled() : std::runtime_error("cancelled") {}
};

/// The loss turned NaN or infinite.
class Diverged : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

enum class Schedule { Constant, WarmupCosine };

struct TrainerSettings {
    std::int64_t steps = 200; ///< optimiser steps, fixed beforehand
    std::int64_t batch = 4;   ///< pictures per step; the last batch of an epoch may be smaller
    double learningRate = 1e-3;
    Schedule schedule = Schedule::WarmupCosine;
    std::int64_t warmupSteps = 20; ///< linear; then cosine down to 0
    double lambdaSpatial = 1.0;
    std::uint64_t seed = 111;
    AdamW::Settings optimiser;
};

/// The features of one picture, one [H_i, W_i, C_i] per hierarchy. Called on the training thread.
using FeatureSource = std::function<std::vector<at::Tensor>(std::int64_t picture)>;

struct TrainerHooks {
    std::stop_token stop;
    std::function<void(std::int64_t step, std::int64_t steps, double loss)> progress; ///< may be empty
    std::filesystem::path checkpoint;         ///< file to write now and then, and to go on from; empty: none
    std::chrono::seconds checkpointEvery{20}; ///< least time between two writes; 0: after every step
    /// Go on from `checkpoint` if it exists: bit-equal to an undisturbed run. It must be of a run with the
    /// same seed, steps, batch and lists of pictures.
    bool resume = false;
    std::vector<std::int64_t> heldOut; ///< pictures whose loss is watched once an epoch; empty: not watched
};

struct TrainerReport {
    std::int64_t steps = 0;    ///< taken
    double lastLoss = 0;       ///< of the last step, per picture
    bool stoppedEarly = false; ///< the held-out loss rose for three epochs; weights are those of its minimum
};

/// Steps in one pass over `pictures` pictures.
[[nodiscard]] std::int64_t stepsPerEpoch(std::int64_t pictures, std::int64_t batch);

/// Trains all hierarchies together (their losses are added, Cao et al. 2025). The order of the pictures is a
/// function of the seed alone. The heads' weights are changed in place and end up without requiring
/// gradients, whether it returns or throws.
/// @throws Cancelled, Diverged, formats::FormatError for a checkpoint that is damaged or of another run.
TrainerReport trainHeads(std::vector<HierarchyHead>& heads, const std::vector<std::int64_t>& pictures,
                         const FeatureSource& features, const TrainerSettings& settings,
                         const TrainerHooks& hooks);

} // namespace varad::nn
