// core/inspection/picture_judge.cpp - layer: varad_core
#include "core/inspection/picture_judge.h"

#include <QCoreApplication>

#include <chrono>

namespace varad {

Result<InspectedPicture> PictureJudge::inspect(const QString& path, DecodedPicture decoded,
                                               const std::stop_token& stop) const
{
    using Clock = std::chrono::steady_clock;
    InspectedPicture row;
    row.path = path;
    row.milliseconds = decoded.milliseconds;
    if (!decoded.picture.ok()) {
        row.error = decoded.picture.error();
        return row;
    }
    row.rgb = decoded.picture.value().rgb;
    row.sha256 = decoded.picture.value().sha256;
    row.size = row.rgb.size();
    const Clock::time_point start = Clock::now();
    Result<PictureScore> scored =
        guarded(QCoreApplication::translate("Inspection", "%1 was not inspected: the network failed on it.")
                    .arg(path),
                [&] { return detector->score(row.rgb, stop); });
    row.milliseconds += std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    if (!scored.ok()) {
        if (scored.error().kind == ErrorKind::Cancelled)
            return scored.error();
        row.error = scored.error();
        return row;
    }
    row.network = std::move(scored).value();
    row.rawScore = row.network.score;
    row.score = picture.score(row.rawScore);
    row.regions = findRegions(row.network.map, map, rules.pixelThreshold, row.size);
    row.verdict = judge(row.score, largestArea(row.regions), rules);
    return row;
}

} // namespace varad
