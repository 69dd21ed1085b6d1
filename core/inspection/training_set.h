// core/inspection/training_set.h - layer: varad_core (Qt Core, OpenCV)
#pragma once

#include "core/imaging/picture_reader.h"
#include "core/inspection/engine.h"

#include <QStringList>

#include <vector>

namespace varad {

/// Fewer usable good pictures cannot set a scale.
inline constexpr int fewestTrainingPictures = 10;
/// Fewer are taken, with a warning.
inline constexpr int advisedTrainingPictures = 60;

/// The pictures that training can use, decoded again whenever they are asked for.
struct TrainingSet {
    QStringList paths;      ///< usable ones, in the order given
    std::vector<int> group; ///< per path: near-duplicates share a number
    QStringList skipped;    ///< paths that could not be read; each was told to JobContext::warning
    int doubles = 0;        ///< usable pictures that share their group with an earlier one
    QByteArray fingerprint; ///< 64 hex digits over the files' hashes, in order

    /// Valid as long as this set lives.
    PictureSource source(const ReadLimits& limits = {}) const;
};

/// Decodes every picture once: what cannot be decoded is left out, near-duplicates are grouped.
/// Errors: Cancelled; BadInput with fewer than fewestTrainingPictures usable ones. Any thread.
[[nodiscard]] Result<TrainingSet> checkTrainingPictures(const QStringList& paths, const JobContext& context,
                                                        const ReadLimits& limits = {});

} // namespace varad
