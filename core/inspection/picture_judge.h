// core/inspection/picture_judge.h - layer: varad_core (Qt Core, OpenCV)
//
// From one decoded picture to its row: what every way of inspecting shares.
#pragma once

#include "core/inspection/decode_ahead.h"
#include "core/inspection/engine.h"
#include "core/inspection/regions.h"
#include "core/inspection/scale.h"

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

/// What a product says about pictures.
struct PictureJudge {
    Detector* detector = nullptr; ///< borrowed
    Scale picture;
    Scale map;
    VerdictRules rules;

    /// Runs the network on a decoded picture and makes its row; a picture that could not be decoded, or that
    /// the network refuses, becomes a row with its reason. On the detector's thread.
    /// @return only Cancelled is an error.
    [[nodiscard]] Result<InspectedPicture> inspect(const QString& path, DecodedPicture decoded,
                                                   const std::stop_token& stop) const;
};

} // namespace varad
