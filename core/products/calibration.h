// core/products/calibration.h - layer: varad_core (Qt Core)
//
// calibrations/NNNN.json: what the scores of good parts that the model had not seen were, and the scale made
// from them.
#pragma once

#include "core/inspection/engine.h"
#include "core/inspection/scale.h"
#include "core/jobs/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace varad {

struct Calibration {
    struct GoodPart {
        QString picture; ///< file name at the time
        int fold = 0;
        double score = 0; ///< raw image score
        double peak = 0;  ///< raw maximum of its map
    };
    int number = 1; ///< NNNN of the file
    int modelVersion = 1;
    QString modelSha256; ///< 64 hex digits
    QString method;      ///< "held-out" or "cross-fitting"
    Scale picture;       ///< of image scores
    Scale map;           ///< of map values; equals `picture` where pictures are scored by their peak
    bool scoredByPeak = true;
    std::vector<GoodPart> parts; ///< N of them, never empty
    int trainedOn = 0;           ///< pictures
    QString training;            ///< the engine's one-line summary
    QString who;                 ///< user name
    QString when;                ///< ISO 8601, UTC
};

/// Scale and map scale from held-out scores. @param names per training picture.
/// Errors: no held-out score, an index out of range, a number that is not finite.
[[nodiscard]] Result<Calibration> makeCalibration(const TrainedModel& trained, const QStringList& names);

[[nodiscard]] QByteArray formatCalibration(const Calibration& calibration);

/// Strict: every key of formatCalibration() must be there with its type, M > m, numbers finite, at most 16
/// MiB.
[[nodiscard]] Result<Calibration> parseCalibration(const QByteArray& json, const QString& label);

} // namespace varad
