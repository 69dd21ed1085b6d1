// tests/bench/event_loop_watch.h - how long the event loop stands still, and how long the window takes to
// paint
#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace varad::test {

/// Times in ms, sorted on demand.
class Durations {
public:
    void add(double ms) { m_all.push_back(ms); }
    void clear() { m_all.clear(); }
    std::size_t count() const { return m_all.size(); }
    double highest() const { return m_all.empty() ? 0 : *std::max_element(m_all.begin(), m_all.end()); }
    /// @param share 0..1
    double quantile(double share) const
    {
        if (m_all.empty())
            return 0;
        std::vector<double> sorted = m_all;
        const auto nth = sorted.begin() + std::ptrdiff_t(share * double(sorted.size() - 1));
        std::nth_element(sorted.begin(), nth, sorted.end());
        return *nth;
    }

private:
    std::vector<double> m_all;
};

/// The longest time that the event loop did not turn, beside the longest time that a thread with nothing to
/// do was kept from the processor: on a busy machine both wait, and only the difference is the window's
/// doing.
class EventLoopWatch : public QObject {
public:
    EventLoopWatch()
    {
        m_clock.start();
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_longest = std::max(m_longest, double(m_clock.nsecsElapsed()) / 1e6);
            m_clock.restart();
        });
        m_timer.start(1);
        m_idleThread = std::jthread([this](const std::stop_token& stop) {
            std::mutex mutex;
            std::condition_variable_any never;
            std::unique_lock lock(mutex);
            QElapsedTimer clock;
            clock.start();
            while (!stop.stop_requested()) {
                never.wait_for(lock, stop, std::chrono::milliseconds(1), [] { return false; });
                const double waited = double(clock.nsecsElapsed()) / 1e6;
                clock.restart();
                if (waited > m_starved)
                    m_starved = waited;
            }
        });
    }
    double longest() const { return m_longest; } ///< ms
    double starved() const { return m_starved; } ///< ms
    void reset()
    {
        m_clock.restart();
        m_longest = 0;
        m_starved = 0;
    }

private:
    QElapsedTimer m_clock;
    QTimer m_timer;
    double m_longest = 0;
    std::atomic<double> m_starved = 0;
    std::jthread m_idleThread;
};

/// Times every event. A frame is what a window takes to lay out and paint what changed.
class TimedApplication : public QApplication {
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override
    {
        if (m_depth > 0) // an event inside another one is part of it
            return QApplication::notify(receiver, event);
        const QEvent::Type type = event->type();
        QElapsedTimer timer;
        timer.start();
        ++m_depth;
        const bool result = QApplication::notify(receiver, event);
        --m_depth;
        const double ms = double(timer.nsecsElapsed()) / 1e6;
        events.add(ms);
        if (type == QEvent::UpdateRequest)
            frames.add(ms);
        return result;
    }
    Durations events, frames;

private:
    int m_depth = 0;
};

} // namespace varad::test
