// core/inspection/inspection_run.h - layer: varad_core (Qt Core, OpenCV)
#pragma once

#include "core/inspection/picture_judge.h"

#include <QStringList>

#include <functional>

namespace varad {

struct InspectionRun {
    QStringList paths;
    Detector* detector = nullptr;
    Scale picture;
    Scale map;
    VerdictRules rules;
    ReadLimits limits;
    /// Called once per path, in order, on the calling thread. An error ends the run.
    std::function<Status(const InspectedPicture&)> row;
};

/// Judges files one by one; while the network works on one, the next is decoded on another thread. A file
/// that cannot be judged is a row with its reason, and the run goes on.
/// @return Cancelled if stopped (rows so far were delivered), or what `row` returned.
[[nodiscard]] Status inspectPictures(const InspectionRun& run, const JobContext& context);

/// Stable code of an error in files: "not-found" "unreadable" ... "internal".
[[nodiscard]] QString errorCode(const Error& error);

} // namespace varad
