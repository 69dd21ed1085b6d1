// core/inspection/inspection_run.cpp - layer: varad_core
#include "core/inspection/inspection_run.h"

#include <QCoreApplication>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Inspection)
};

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

struct Decoded {
    Result<Picture> picture;
    double milliseconds;
};

/// Decodes the list in order, at most one picture further than was taken.
class DecodeAhead {
public:
    DecodeAhead(const QStringList& paths, const ReadLimits& limits)
        : m_paths(paths), m_limits(limits), m_thread([this](const std::stop_token& stop) { work(stop); })
    {
    }

    /// The next picture; waits for it. nullopt if stopped meanwhile.
    std::optional<Decoded> take(const std::stop_token& stop)
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait(lock, stop, [this] { return m_ready.has_value(); }))
            return std::nullopt;
        std::optional<Decoded> out = std::move(m_ready);
        m_ready.reset();
        m_changed.notify_all();
        return out;
    }

private:
    void work(const std::stop_token& stop)
    {
        for (const QString& path : m_paths) {
            {
                std::unique_lock lock(m_mutex);
                if (!m_changed.wait(lock, stop, [this] { return !m_ready.has_value(); }))
                    return;
            }
            const Clock::time_point start = Clock::now();
            Result<Picture> picture =
                guarded(Text::tr("%1 was not inspected: it could not be decoded.").arg(path),
                        [&] { return readPicture(path, m_limits); });
            const double spent = millisecondsSince(start);
            const std::lock_guard lock(m_mutex);
            m_ready.emplace(Decoded{std::move(picture), spent});
            m_changed.notify_all();
        }
    }

    const QStringList m_paths;
    const ReadLimits m_limits;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::optional<Decoded> m_ready; // guarded by m_mutex
    std::jthread m_thread;          // last: joins before what it uses goes away
};

Status cancelled() { return Error{ErrorKind::Cancelled, Text::tr("The inspection was cancelled."), {}, {}}; }

/// Fills the row from the network's answer.
void judgePicture(const InspectionRun& run, PictureScore network, InspectedPicture& row)
{
    row.network = std::move(network);
    row.rawScore = row.network.score;
    row.score = run.picture.score(row.rawScore);
    row.regions = findRegions(row.network.map, run.map, run.rules.pixelThreshold, row.size);
    row.verdict = judge(row.score, largestArea(row.regions), run.rules);
}

} // namespace

QString errorCode(const Error& error)
{
    return error.code.isEmpty() ? QStringLiteral("internal") : error.code;
}

Status inspectPictures(const InspectionRun& run, const JobContext& context)
{
    DecodeAhead ahead(run.paths, run.limits);
    for (int i = 0; i < run.paths.size(); ++i) {
        std::optional<Decoded> decoded = ahead.take(context.stop);
        if (!decoded || context.stop.stop_requested())
            return cancelled();
        InspectedPicture row;
        row.index = i;
        row.path = run.paths.at(i);
        row.milliseconds = decoded->milliseconds;
        if (!decoded->picture.ok()) {
            row.error = decoded->picture.error();
        } else {
            row.rgb = decoded->picture.value().rgb;
            row.sha256 = decoded->picture.value().sha256;
            row.size = row.rgb.size();
            const Clock::time_point start = Clock::now();
            Result<PictureScore> scored =
                guarded(Text::tr("%1 was not inspected: the network failed on it.").arg(row.path),
                        [&] { return run.detector->score(row.rgb, context.stop); });
            row.milliseconds += millisecondsSince(start);
            if (scored.ok())
                judgePicture(run, std::move(scored).value(), row);
            else if (scored.error().kind == ErrorKind::Cancelled)
                return cancelled();
            else
                row.error = scored.error();
        }
        if (Status taken = run.row(row); !taken.ok())
            return taken;
        if (context.progress)
            context.progress({QStringLiteral("inspect"), Text::tr("Inspecting"), i + 1, run.paths.size()});
    }
    return {};
}

} // namespace varad
