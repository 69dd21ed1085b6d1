// ui/session/wish_thread.h - layer: ui (Qt Core)
#pragma once

#include <QMetaObject>
#include <QObject>
#include <QSet>
#include <QStringList>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace varad::ui {

/// Makes values on a thread of its own, the most urgent wish first; wishes may be replaced at any time, so
/// what nobody wants any more is never begun. Owner and context live on the GUI thread; values arrive there.
/// Destroying it waits for the value that is being made.
template <class Value>
class WishThread {
public:
    using Make = std::function<Value(const QString& key, const std::stop_token& stop)>;
    using Deliver = std::function<void(const QString& key, const Value& value)>;

    /// @param context owns this object, so both go away together. @param make runs on the thread, must not
    /// throw.
    WishThread(QObject* context, Make make, Deliver deliver)
        : m_context(context), m_make(std::move(make)), m_deliver(std::move(deliver))
    {
    }

    /// Replaces all wishes that were not begun; what is under way is not wished again.
    void setWishes(const QStringList& keys)
    {
        const std::lock_guard lock(m_mutex);
        m_wishes.clear();
        for (const QString& key : keys)
            if (!m_underWay.contains(key))
                m_wishes << key;
        if (m_wishes.isEmpty())
            return;
        if (!m_thread.joinable()) // the first wish: nothing is started for nothing
            m_thread = std::jthread([this](const std::stop_token& stop) { work(stop); });
        m_changed.notify_all();
    }

private:
    void work(const std::stop_token& stop)
    {
        std::unique_lock lock(m_mutex);
        while (m_changed.wait(lock, stop, [this] { return !m_wishes.isEmpty(); })) {
            const QString key = m_wishes.takeFirst();
            m_underWay.insert(key);
            lock.unlock();
            Value value = m_make(key, stop);
            QMetaObject::invokeMethod(
                m_context, [this, key, value = std::move(value)] { deliver(key, value); },
                Qt::QueuedConnection);
            lock.lock();
        }
    }

    void deliver(const QString& key, const Value& value)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_underWay.remove(key);
        }
        m_deliver(key, value);
    }

    QObject* m_context;
    const Make m_make;
    const Deliver m_deliver;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    QStringList m_wishes;     // guarded by m_mutex
    QSet<QString> m_underWay; // guarded by m_mutex: begun and not yet delivered
    std::jthread m_thread;    // last: joins before what it uses goes away
};

} // namespace varad::ui
