// core/imaging/decoder_pool.cpp - layer: varad_core (std only)
#include "core/imaging/decoder_pool.h"

#include <utility>

namespace varad::imaging {

DecoderPool& DecoderPool::instance()
{
    static DecoderPool pool;
    return pool;
}

/// Gives the turn back however it ends, with the process if that can go on.
struct DecoderPool::Turn {
    DecoderPool& pool;
    std::optional<DecoderProcess> process;
    ~Turn() { pool.finish(process); }
};

DecodeOutcome DecoderPool::ask(const DecodeCall& call, const std::stop_token& stop)
{
    DecodeOutcome outcome;
    // Idle ones may all have died; after as many as there can be, the next one is fresh.
    for (int attempt = 0; attempt <= kMost; ++attempt) {
        if (!waitForTurn(stop))
            return {DecodeEnd::Cancelled, {}, "cancelled"};
        Turn turn{*this, {}};
        std::optional<DecoderProcess> process = take(stop, outcome);
        if (process)
            outcome = process->ask(call, stop);
        if (outcome.end == DecodeEnd::Answered)
            turn.process.emplace(std::move(*process));
        if (outcome.end != DecodeEnd::NotDelivered)
            break;
    }
    return outcome;
}

bool DecoderPool::waitForTurn(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    if (!m_changed.wait(lock, stop, [this] { return m_busy < kMost; }) || stop.stop_requested())
        return false;
    ++m_busy;
    return true;
}

std::optional<DecoderProcess> DecoderPool::take(const std::stop_token& stop, DecodeOutcome& failure)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_idle.empty()) {
            std::optional<DecoderProcess> process(std::move(m_idle.back()));
            m_idle.pop_back();
            return process;
        }
    }
    return DecoderProcess::start(stop, failure);
}

void DecoderPool::finish(std::optional<DecoderProcess>& process)
{
    const std::lock_guard lock(m_mutex);
    if (process)
        m_idle.push_back(std::move(*process));
    --m_busy;
    m_changed.notify_one();
}

} // namespace varad::imaging
