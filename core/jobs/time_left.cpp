// core/jobs/time_left.cpp - layer: varad_core
#include "core/jobs/time_left.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace varad {
namespace {

/// Of the pace that is about this many items old, a third is left in the estimate.
constexpr double memoryItems = 10;

int roundedUpTo(double seconds, int step) { return static_cast<int>(std::ceil(seconds / step)) * step; }

} // namespace

void TimeLeft::start(Clock::time_point now)
{
    m_lastTime = now;
    m_lastDone = 0;
    m_secondsPerItem = 0;
}

void TimeLeft::update(qint64 done, Clock::time_point now)
{
    const qint64 items = done - m_lastDone;
    if (items <= 0)
        return;
    const double pace = std::chrono::duration<double>(now - m_lastTime).count() / static_cast<double>(items);
    // The first items weigh as in a plain mean, so that a slow first one is soon forgotten.
    const double memory = std::min(memoryItems, static_cast<double>(m_lastDone));
    const double share = static_cast<double>(items) / (static_cast<double>(items) + memory);
    m_secondsPerItem += share * (pace - m_secondsPerItem);
    m_lastDone = done;
    m_lastTime = now;
}

std::optional<double> TimeLeft::millisecondsPerItem() const
{
    if (m_lastDone < itemsBeforeEstimate)
        return std::nullopt;
    return 1000 * m_secondsPerItem;
}

std::optional<int> TimeLeft::seconds(qint64 remaining) const
{
    if (m_lastDone < itemsBeforeEstimate)
        return std::nullopt;
    return roundedSeconds(m_secondsPerItem * static_cast<double>(remaining));
}

int roundedSeconds(double seconds)
{
    seconds = std::clamp(seconds, 1.0, 1e8);
    if (seconds <= 10)
        return roundedUpTo(seconds, 1);
    if (seconds <= 60)
        return roundedUpTo(seconds, 5);
    return roundedUpTo(seconds, seconds <= 600 ? 10 : 60);
}

QString timeText(int seconds)
{
    if (seconds < 60)
        return QCoreApplication::translate("TimeLeft", "%1 s").arg(seconds);
    if (seconds < 3600)
        return seconds % 60 == 0 ? QCoreApplication::translate("TimeLeft", "%1 min").arg(seconds / 60)
                                 : QCoreApplication::translate("TimeLeft", "%1 min %2 s")
                                       .arg(seconds / 60)
                                       .arg(seconds % 60);
    return QCoreApplication::translate("TimeLeft", "%1 h %2 min")
        .arg(seconds / 3600)
        .arg(seconds % 3600 / 60);
}

} // namespace varad
