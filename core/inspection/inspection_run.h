// core/inspection/inspection_run.h - layer: varad_core (Qt Core, OpenCV)
#pragma once

#include "core/imaging/picture_reader.h"
#include "core/inspection/engine.h"
#include "core/inspection/regions.h"
#include "core/inspection/scale.h"

#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace varad {

/// One file's row. Without an error every field is set; with one, verdict is NoResult and only path,
/// milliseconds and, if the file could be decoded, its size and hash are.
struct InspectedPicture {
    int index = 0; ///< in InspectionRun::paths
    QString path;
    QByteArray sha256; ///< of the bytes that were judged
    cv::Size size;     ///< original pixels, shown orientation
    Verdict verdict = Verdict::NoResult;
    double score = 0;
    double rawScore = 0;
    std::vector<Region> regions;
    double milliseconds = 0; ///< file to score: decoding and network, without waiting
    std::optional<Error> error;
    cv::Mat rgb;          ///< borrowed for the duration of the callback; empty if not decoded
    PictureScore network; ///< raw map and terms
};

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
