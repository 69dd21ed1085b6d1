// core/jobs/time_left.h - layer: varad_core (Qt Core)
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace varad {

/// How long a count of equal items will still take: from the recent pace, smoothed, and rounded so that the
/// number does not flicker. One thread; the caller brings the time, so tests need not wait.
class TimeLeft {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr int itemsBeforeEstimate = 5;

    /// Forgets the past: a new piece of work, or one that goes on after a pause.
    void start(Clock::time_point now);
    /// `done` items since start(); smaller than before counts as nothing new.
    void update(qint64 done, Clock::time_point now);
    /// Seconds for `remaining` items, rounded; nullopt before the fifth item.
    std::optional<int> seconds(qint64 remaining) const;
    /// Milliseconds per item of the recent pace; nullopt before the fifth item.
    std::optional<double> millisecondsPerItem() const;

private:
    Clock::time_point m_lastTime{};
    qint64 m_lastDone = 0;
    double m_secondsPerItem = 0;
};

/// Up to 10 s whole seconds, up to a minute steps of 5, then of 10, from 10 minutes on of 60; never 0.
[[nodiscard]] int roundedSeconds(double seconds);

/// "40 s", "2 min 10 s", "1 h 5 min", translated.
[[nodiscard]] QString timeText(int seconds);

} // namespace varad
