// core/jobs/progress_pace.h - layer: varad_core (Qt Core)
#pragma once

#include "core/jobs/job_context.h"

#include <chrono>
#include <optional>

namespace varad {

/// Thins progress reports out for a screen: at most 20 a second, but the first and the last of every stage.
/// One thread; the caller brings the time.
class ProgressPace {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::milliseconds interval{50};

    /// Whether this report is to be shown.
    bool admits(const Progress& progress, Clock::time_point now)
    {
        const bool first = !m_last || progress.stage != m_stage;
        const bool last = progress.total > 0 && progress.done >= progress.total;
        if (!first && !last && now - *m_last < interval)
            return false;
        m_last = now;
        m_stage = progress.stage;
        return true;
    }

private:
    QString m_stage;
    std::optional<Clock::time_point> m_last;
};

} // namespace varad
