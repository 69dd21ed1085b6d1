// ui/viewer/latest_worker.h - layer: ui (std)
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace varad::ui {

/// A thread that does the newest of what it is given. What has not begun when something newer comes is
/// dropped; what has begun is asked to stop. Destroying it asks to stop and waits for the step under way.
class LatestWorker {
public:
    using Work = std::function<void(const std::stop_token&)>;

    LatestWorker();
    ~LatestWorker();

    void run(Work work);

private:
    void loop(const std::stop_token& stop);

    std::mutex m_mutex; // held for moments only, never while working
    std::condition_variable_any m_changed;
    Work m_next;              // guarded by m_mutex
    std::stop_source m_begun; // guarded by m_mutex: of the work under way
    std::jthread m_thread;    // last: joins before what it uses goes away
};

} // namespace varad::ui
