// core/synthesis/buttons/button_set.h - layer: varad_core (Qt Core, OpenCV)
#pragma once

#include "core/jobs/job_context.h"
#include "core/jobs/result.h"
#include "core/synthesis/buttons/button_generator.h"

#include <QString>

namespace varad {

/// What `varad make-buttons` makes.
struct ButtonSetRequest {
    QString folder; ///< OUT; made if missing
    std::vector<DefectLevel> levels{DefectLevel::Middle};
    std::vector<ButtonKind> kinds = allButtonKinds();
    int trainCount = 60;     ///< good pictures to teach from, >= 1
    int goodCount = 20;      ///< good test pictures, >= 0
    int defectiveCount = 40; ///< defective test pictures, >= 0, dealt to the kind's defect types in turn
    std::uint64_t seed = 1;
    int side = 1024;
    int threads = 0; ///< 0: one per core
};

/// Writes OUT/LEVEL/KIND/{train/good, test/good, test/DEFECT, ground_truth/DEFECT}: photographs as JPEG of
/// quality 95, masks as PNG named NAME_mask.png. Every category is complete or absent: it is written into a
/// folder beside its place and renamed. A category that exists already is an error (BadInput), never
/// replaced. Equal requests give equal bytes, at any number of threads. Stage of the progress: "make". Runs
/// on the calling thread and `threads` helpers; progress and warnings come on the calling thread. Errors:
/// BadInput (counts, side, existing category), NoSpace (cannot write), Cancelled, Internal.
[[nodiscard]] Status writeButtonSet(const ButtonSetRequest& request, const JobContext& context);

} // namespace varad
