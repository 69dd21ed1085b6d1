// core/cli/category_evaluation.h - layer: command line (Qt Core)
#pragma once

#include "core/data/dataset.h"
#include "core/inspection/inspection_run.h"
#include "core/report/benchmark_files.h"

#include <array>

namespace varad::cli {

/// How test pictures came out.
struct CategoryEvaluation {
    Figures figures; ///< without train_seconds and peak_memory_mb
    int failed = 0;  ///< pictures or masks that could not be read; warned about, not counted anywhere else
    /// [defect][verdict]: only meaningful with a product's scales.
    std::array<std::array<int, 4>, 2> verdicts{};
};

struct EvaluationScales {
    Scale picture;
    Scale map;
    VerdictRules rules;
};

/// Scores every test picture and compares with what is known. Metrics are taken from raw scores and maps at
/// the network's side. A defective picture without a mask counts for image metrics only.
/// images_per_second: pictures over the sum of file-to-score times, decoding included.
[[nodiscard]] Result<CategoryEvaluation> evaluateCategory(const Category& category, Detector& detector,
                                                          const EvaluationScales& scales,
                                                          const JobContext& context);

/// Largest resident size of this process so far, MB (10^6 bytes); nullopt where the system does not tell.
[[nodiscard]] std::optional<double> peakMemoryMb();

} // namespace varad::cli
