// ui/window/inspection_control.cpp - layer: ui
#include "ui/window/inspection_control.h"

#include "ui/list/thumbnail_store.h"
#include "ui/session/inspection_session.h"
#include "ui/window/framed_picture.h"
#include "ui/window/message_bar.h"
#include "ui/window/window_actions.h"

#include <QAction>

#include <algorithm>

namespace varad::ui {

using Session = InspectionSession;

InspectionControl::InspectionControl(const Parts& parts) : m_parts(parts)
{
    Session* session = &m_parts.session;
    connect(session, &Session::progressChanged, this, &InspectionControl::tellFailures);
    connect(session, &Session::activityChanged, this, [this] {
        if (m_parts.session.activity() == Session::Activity::Inspecting)
            m_parts.messages.dismiss(QStringLiteral("cancelled"));
        enableActions();
        tellFailures();
    });
    connect(session, &Session::productChanged, this, [this] { m_failuresTold = 0; });
    const WindowActions& actions = m_parts.actions;
    connect(actions.run, &QAction::triggered, session, &Session::resume);
    connect(actions.pause, &QAction::triggered, session, &Session::pause);
    connect(actions.cancel, &QAction::triggered, this, &InspectionControl::cancel);
    connect(actions.inspectAgain, &QAction::triggered, this, &InspectionControl::inspectAgain);
    enableActions();
}

void InspectionControl::enableActions()
{
    using Activity = Session::Activity;
    const Session& session = m_parts.session;
    WindowActions& actions = m_parts.actions;
    const Activity activity = session.activity();
    const QString noProduct = tr("No product is chosen.");
    const QString idle = tr("Nothing is being inspected.");
    actions.enable(actions.pause, activity == Activity::Inspecting, idle);
    actions.enable(actions.cancel, activity == Activity::Inspecting || activity == Activity::Paused, idle);
    actions.enable(actions.run,
                   session.product() && activity != Activity::Inspecting &&
                       activity != Activity::OpeningProduct && session.hasWaiting(),
                   session.product() ? tr("No picture waits to be inspected.") : noProduct);
    actions.enable(actions.inspectAgain, session.product() && session.count() > 0,
                   session.product() ? tr("No picture is open.") : noProduct);
}

void InspectionControl::cancel()
{
    Session& session = m_parts.session;
    session.cancel();
    m_parts.messages.tell(
        QStringLiteral("cancelled"),
        {MessageBar::Kind::Information,
         tr("Cancelled: %1 of %2 pictures are inspected.").arg(session.counts().done()).arg(session.count()),
         tr("Go On"), [&session] { session.resume(); }});
}

void InspectionControl::inspectAgain()
{
    std::vector<RowId> rows = m_parts.session.failedRows();
    for (const RowId id : rows)
        m_parts.thumbnails.forget(m_parts.session.find(id)->path);
    if (const Row* row = m_parts.framed.row()) {
        m_parts.thumbnails.forget(row->path);
        if (row->state != RowState::Failed)
            rows.push_back(row->id);
    }
    m_parts.session.inspectAgain(rows);
    m_parts.framed.reload();
}

void InspectionControl::tellFailures()
{
    const int failed = m_parts.session.counts().failed;
    if (failed == m_failuresTold)
        return;
    m_failuresTold = failed;
    if (failed == 0)
        m_parts.messages.dismiss(QStringLiteral("failed"));
    else
        m_parts.messages.tell(QStringLiteral("failed"),
                              {MessageBar::Kind::Warning, tr("%n picture(s) not inspected.", nullptr, failed),
                               tr("Show"), [this] { showNextFailure(); }});
}

void InspectionControl::showNextFailure()
{
    const std::vector<RowId> rows = m_parts.session.failedRows();
    const auto next = std::upper_bound(rows.begin(), rows.end(), m_parts.framed.id());
    if (!rows.empty())
        m_parts.framed.frame(next == rows.end() ? rows.front() : *next);
    Q_EMIT failureShown();
}

} // namespace varad::ui
