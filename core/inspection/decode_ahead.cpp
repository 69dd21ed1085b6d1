// core/inspection/decode_ahead.cpp - layer: varad_core
#include "core/inspection/decode_ahead.h"

#include <QCoreApplication>

#include <chrono>

namespace varad {

DecodeAhead::DecodeAhead(const ReadLimits& limits)
    : m_limits(limits), m_thread([this](const std::stop_token& stop) { work(stop); })
{
}

DecodeAhead::~DecodeAhead() = default;

void DecodeAhead::prepare(const QString& path)
{
    const std::lock_guard lock(m_mutex);
    if (m_wanted == path)
        return;
    m_wanted = path;
    m_started = false;
    m_ready.reset();
    m_changed.notify_all();
}

std::optional<DecodedPicture> DecodeAhead::take(const QString& path, const std::stop_token& stop)
{
    prepare(path);
    std::unique_lock lock(m_mutex);
    if (!m_changed.wait(lock, stop, [this] { return m_ready.has_value(); }))
        return std::nullopt;
    std::optional<DecodedPicture> out = std::move(m_ready);
    m_ready.reset();
    m_wanted.reset();
    return out;
}

void DecodeAhead::work(const std::stop_token& stop)
{
    using Clock = std::chrono::steady_clock;
    std::unique_lock lock(m_mutex);
    while (m_changed.wait(lock, stop, [this] { return m_wanted && !m_started; })) {
        const QString path = *m_wanted;
        m_started = true;
        lock.unlock();
        const Clock::time_point start = Clock::now();
        Result<Picture> picture = guarded(
            QCoreApplication::translate("Inspection", "%1 was not inspected: it could not be decoded.")
                .arg(path),
            [&] { return readPicture(path, m_limits, stop); });
        const double spent = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
        lock.lock();
        if (m_wanted != path || !m_started)
            continue; // another one was asked for meanwhile
        m_ready.emplace(DecodedPicture{std::move(picture), spent});
        m_changed.notify_all();
    }
}

} // namespace varad
