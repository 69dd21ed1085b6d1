// core/jobs/job.cpp - layer: varad_core
#include "core/jobs/job.h"

#include "core/jobs/progress_pace.h"

#include <QCoreApplication>

#include <memory>

namespace varad {

Job::Job(QString title, Work work, QObject* parent)
    : QObject(parent), m_title(std::move(title)), m_work(std::move(work))
{
}

Job::~Job() { m_thread.request_stop(); }

void Job::start()
{
    Q_ASSERT(m_state == State::New);
    m_state = State::Running;
    m_thread = std::jthread([this](const std::stop_token& stop) {
        const auto pace = std::make_shared<ProgressPace>();
        JobContext context;
        context.stop = stop;
        context.progress = [this, pace, stop](const Progress& progress) {
            if (pace->admits(progress, ProgressPace::Clock::now()))
                QMetaObject::invokeMethod(
                    this, [this, progress] { Q_EMIT progressed(progress); }, Qt::QueuedConnection);
            waitWhilePaused(stop);
        };
        context.warning = [this](const QString& message) {
            QMetaObject::invokeMethod(
                this, [this, message] { Q_EMIT warned(message); }, Qt::QueuedConnection);
        };
        const Status status =
            guarded(QCoreApplication::translate("Job", "“%1” failed because of an error in the program.")
                        .arg(m_title),
                    [&] { return m_work(context); });
        QMetaObject::invokeMethod(
            this, [this, status] { finish(status); }, Qt::QueuedConnection);
    });
}

void Job::cancel() { m_thread.request_stop(); }

void Job::pause()
{
    m_paused = true;
    const std::lock_guard lock(m_mutex);
    m_holdWork = true;
}

void Job::resume()
{
    m_paused = false;
    const std::lock_guard lock(m_mutex);
    m_holdWork = false;
    m_resumed.notify_all();
}

void Job::waitWhilePaused(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    m_resumed.wait(lock, stop, [this] { return !m_holdWork; });
}

void Job::finish(const Status& status)
{
    m_state = State::Finished;
    Q_EMIT finished(status);
}

} // namespace varad
