// ui/window/inspection_progress.cpp - layer: ui
#include "ui/window/inspection_progress.h"

#include "ui/session/inspection_session.h"
#include "ui/window/progress_line.h"

#include <QLocale>

#include <algorithm>

namespace varad::ui {

using Activity = InspectionSession::Activity;

InspectionProgress::InspectionProgress(InspectionSession& session, ProgressLine& line)
    : m_session(session), m_line(line)
{
    connect(&session, &InspectionSession::progressChanged, this, &InspectionProgress::showProgress);
    connect(&session, &InspectionSession::activityChanged, this, &InspectionProgress::showActivity);
    connect(&line, &ProgressLine::pauseRequested, this,
            [this](bool pause) { pause ? m_session.pause() : m_session.resume(); });
    showActivity();
}

void InspectionProgress::showProgress()
{
    const InspectionSession::Counts& counts = m_session.counts();
    QStringList parts{tr("%1 of %2").arg(counts.done()).arg(m_session.count()),
                      tr("%n alarm(s) so far", nullptr, counts.of(Verdict::Alarm))};
    if (const auto left = m_session.secondsLeft(); left && m_session.activity() == Activity::Inspecting)
        parts << tr("about %1 left").arg(timeText(*left));
    if (m_session.activity() == Activity::OpeningProduct)
        m_line.setProgress(tr("Loading the product"), 0, 0);
    else
        m_line.setProgress(parts.join(QStringLiteral("   |   ")), counts.done(),
                           std::max(1, m_session.count()));
    const auto pace = m_session.millisecondsPerPicture();
    m_line.setDetail(pace ? tr("%1 ms per picture").arg(QLocale().toString(*pace, 'f', 0)) : QString());
}

void InspectionProgress::showActivity()
{
    const Activity activity = m_session.activity();
    const bool working = activity == Activity::Inspecting || activity == Activity::Paused;
    m_line.setVisible(working || activity == Activity::OpeningProduct);
    m_line.setPausable(working);
    m_line.setPaused(activity == Activity::Paused);
    m_line.setCancellable(working);
    showProgress();
}

} // namespace varad::ui
