// core/inspection/inspection_run.cpp - layer: varad_core
#include "core/inspection/inspection_run.h"

#include <QCoreApplication>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Inspection)
};

Status cancelled() { return Error{ErrorKind::Cancelled, Text::tr("The inspection was cancelled."), {}, {}}; }

} // namespace

QString errorCode(const Error& error)
{
    return error.code.isEmpty() ? QStringLiteral("internal") : error.code;
}

Status inspectPictures(const InspectionRun& run, const JobContext& context)
{
    const PictureJudge judge{run.detector, run.picture, run.map, run.rules};
    DecodeAhead ahead(run.limits);
    for (int i = 0; i < run.paths.size(); ++i) {
        std::optional<DecodedPicture> decoded = ahead.take(run.paths.at(i), context.stop);
        if (!decoded || context.stop.stop_requested())
            return cancelled();
        if (i + 1 < run.paths.size())
            ahead.prepare(run.paths.at(i + 1));
        Result<InspectedPicture> row = judge.inspect(run.paths.at(i), std::move(*decoded), context.stop);
        if (!row.ok())
            return cancelled();
        row.value().index = i;
        if (Status taken = run.row(row.value()); !taken.ok())
            return taken;
        if (context.progress)
            context.progress({QStringLiteral("inspect"), Text::tr("Inspecting"), i + 1, run.paths.size()});
    }
    return {};
}

} // namespace varad
