// core/imaging/decoder_process.h - layer: varad_core (std and Linux only)
//
// One decoder process, seen from the program. What comes out of it is not trusted: an answer that is late,
// not of the agreed form or for another request ends the process.
#pragma once

#include "core/imaging/decoder_protocol.h"
#include "core/imaging/shared_memory.h"

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>

#include <sys/types.h>

namespace varad::imaging {

enum class DecodeEnd {
    Answered,     ///< with pixels, or with a reason to refuse the picture
    NotStarted,   ///< there is no decoder, or it does not run
    NotDelivered, ///< the process was gone or out of step before it got the request: another one may do it
    Cancelled,
    TimedOut,
    OutOfMemory,
    Died,
    Misbehaved, ///< the answer does not fit the request
};

struct DecodeOutcome {
    DecodeEnd end = DecodeEnd::Answered;
    DecodeReply reply; ///< with Answered: status Decoded or Refused, every number checked
    std::string detail;
};

struct DecodeCall {
    DecodeRequest request; ///< without number and room
    int file = -1;         ///< descriptor; stays the caller's
    std::chrono::milliseconds patience{};
    std::function<void()> meanwhile; ///< done while the process works; not empty
    /// Gets the pixels, if there are some. They lie in memory that the process may still write to: to be
    /// copied before anybody looks at them, and gone when this returns.
    std::function<void(const DecodeReply& reply, std::span<const std::byte> pixels)> take;
};

/// Used by one thread at a time.
class DecoderProcess {
public:
    /// Launches one (decoder_launch.h) and waits until it has given up its rights, at most 10 s.
    /// @param failure is set if the result is empty: `NotStarted` or `Cancelled`.
    [[nodiscard]] static std::optional<DecoderProcess> start(const std::stop_token& stop,
                                                             DecodeOutcome& failure);

    DecoderProcess(DecoderProcess&& other) noexcept;
    DecoderProcess& operator=(DecoderProcess&&) = delete;
    ~DecoderProcess() { end(); }

    /// Sends a request and waits for the answer. Memory and processor time of the process are limited to what
    /// such a picture may need. After any end but Answered the process is dead and must not be asked again.
    [[nodiscard]] DecodeOutcome ask(const DecodeCall& call, const std::stop_token& stop);

private:
    using Deadline = std::chrono::steady_clock::time_point;
    DecoderProcess(pid_t pid, int socket) : m_pid(pid), m_socket(socket) {}

    bool isSilent() const;
    bool setLimits(const DecodeRequest& request, std::chrono::milliseconds patience) const;
    bool send(const DecodeRequest& request, int file, int room) const;
    DecodeOutcome receive(Deadline deadline, const std::stop_token& stop);
    DecodeOutcome afterDeath();
    int end() noexcept;

    pid_t m_pid = -1;
    int m_socket = -1;
    std::uint64_t m_idleBytes = 0; ///< address space before the first picture
    std::uint32_t m_number = 0;
    std::optional<SharedMemory> m_room; ///< for pixels; what the process has mapped, too
};

} // namespace varad::imaging
