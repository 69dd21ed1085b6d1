// core/imaging/decoder_pool.h - layer: varad_core (std only)
#pragma once

#include "core/imaging/decoder_process.h"

#include <condition_variable>
#include <mutex>
#include <vector>

namespace varad::imaging {

/// At most two decoder processes, kept between pictures: a start costs as much as decoding a picture. Callers
/// wait for a free one. Thread-safe. The processes end with the pool, and by themselves when the program
/// dies.
class DecoderPool {
public:
    /// The program's own. Created at the first use.
    static DecoderPool& instance();

    /// As DecoderProcess::ask(), with a process that is started where none is free. Processes that have died
    /// while idle are replaced.
    [[nodiscard]] DecodeOutcome ask(const DecodeCall& call, const std::stop_token& stop);

private:
    struct Turn;
    DecoderPool() { m_idle.reserve(kMost); }
    std::optional<DecoderProcess> take(const std::stop_token& stop, DecodeOutcome& failure);
    bool waitForTurn(const std::stop_token& stop);
    void finish(std::optional<DecoderProcess>& process);

    static constexpr int kMost = 2;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::vector<DecoderProcess> m_idle; // guarded by m_mutex
    int m_busy = 0;                     // guarded by m_mutex
};

} // namespace varad::imaging
