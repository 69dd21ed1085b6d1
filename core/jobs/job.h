// core/jobs/job.h - layer: varad_core (Qt Core)
#pragma once

#include "core/jobs/job_context.h"
#include "core/jobs/result.h"

#include <QMetaType>
#include <QObject>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace varad {

/// One piece of work on its own thread. The object and its receivers live on one thread with an event loop
/// (the GUI's); all signals arrive there. Destroying it asks the work to stop and waits for it.
///
/// The work asks `context.stop` at most 100 ms apart and reports through `context.progress`, which also is
/// where a paused job waits. It captures copies of what it needs, never a widget.
class Job final : public QObject {
    Q_OBJECT

public:
    using Work = std::function<Status(const JobContext&)>;

    /// @param title for people: "The demonstration". Part of the message if the work throws.
    Job(QString title, Work work, QObject* parent = nullptr);
    ~Job() override;

    /// Once per object.
    void start();
    /// Returns at once; finished() still comes, with an error of kind Cancelled unless the work was done.
    void cancel();
    /// The work goes on until its next progress report and waits there.
    void pause();
    void resume();

    bool running() const { return m_state == State::Running; }
    bool paused() const { return m_paused; }
    const QString& title() const { return m_title; }

Q_SIGNALS:
    /// At most 20 a second, and always the first and the last of each stage.
    void progressed(const varad::Progress& progress);
    void warned(const QString& message);
    void finished(const varad::Status& status); ///< exactly once

private:
    enum class State { New, Running, Finished };
    void waitWhilePaused(const std::stop_token& stop);
    void finish(const Status& status);

    const QString m_title;
    const Work m_work;
    State m_state = State::New;
    bool m_paused = false;
    std::mutex m_mutex;
    std::condition_variable_any m_resumed;
    bool m_holdWork = false; // guarded by m_mutex
    std::jthread m_thread;   // last: joins before what it uses goes away
};

} // namespace varad

Q_DECLARE_METATYPE(varad::Progress)
Q_DECLARE_METATYPE(varad::Status)
