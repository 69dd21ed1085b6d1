// ui/viewer/latest_worker.cpp - layer: ui (std)
#include "ui/viewer/latest_worker.h"

#include <utility>

namespace varad::ui {

LatestWorker::LatestWorker() : m_thread([this](const std::stop_token& stop) { loop(stop); }) {}

LatestWorker::~LatestWorker()
{
    m_thread.request_stop();
    const std::lock_guard lock(m_mutex);
    m_begun.request_stop();
}

void LatestWorker::run(Work work)
{
    {
        const std::lock_guard lock(m_mutex);
        std::swap(m_next, work); // what was dropped is freed outside of the lock
        m_begun.request_stop();
    }
    m_changed.notify_one();
}

void LatestWorker::loop(const std::stop_token& stop)
{
    while (true) {
        Work work;
        std::stop_token begun;
        {
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait(lock, stop, [this] { return m_next != nullptr; }))
                return;
            work = std::exchange(m_next, nullptr);
            m_begun = std::stop_source();
            begun = m_begun.get_token();
        }
        if (stop.stop_requested())
            return;
        work(begun);
    }
}

} // namespace varad::ui
