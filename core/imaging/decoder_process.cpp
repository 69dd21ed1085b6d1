// core/imaging/decoder_process.cpp - layer: varad_core (std and Linux only)
#include "core/imaging/decoder_process.h"

#include "core/imaging/decoder_launch.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <fstream>
#include <utility>

#include <csignal>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace varad::imaging {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto kStartPatience = 10s;
constexpr std::uint64_t kSpareBytes = std::uint64_t{64} << 20; ///< tables, buffers, fragments of the heap

std::uint64_t addressSpaceOf(pid_t pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/statm");
    std::uint64_t pages = 0;
    file >> pages;
    return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

bool limit(pid_t pid, __rlimit_resource resource, rlim_t most)
{
    rlimit both{};
    if (::prlimit(pid, resource, nullptr, &both) != 0)
        return false;
    both.rlim_cur = std::min(most, both.rlim_max); // the hard limit stays: it could not be raised again
    return ::prlimit(pid, resource, &both, nullptr) == 0;
}

/// What a picture may take besides its file and its pixels: three times the decoded samples, and the file
/// once more for decoders that copy coded data.
std::uint64_t workBytes(const DecodeRequest& request)
{
    const auto channels = static_cast<std::uint64_t>(std::max(request.channels, 3));
    const auto sampleBytes = static_cast<std::uint64_t>(request.bits + 7) / 8;
    return 3 * channels * sampleBytes * request.storedWidth * request.storedHeight + request.fileBytes;
}

bool fits(const DecodeReply& reply, const DecodeRequest& request)
{
    if (reply.number != request.number)
        return false;
    if (reply.status == DecodeStatus::Decoded)
        return reply.width == request.width && reply.height == request.height &&
               (reply.channels == 1 || reply.channels == 3);
    return reply.status == DecodeStatus::OutOfMemory ||
           (reply.status == DecodeStatus::Refused &&
            reply.fault <= static_cast<std::uint32_t>(PictureFault::FloatRange));
}

std::string printable(const DecodeReply& reply)
{
    std::string text(reply.reason, ::strnlen(reply.reason, sizeof reply.reason));
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c > 0x7e; }, '?');
    return text;
}

} // namespace

std::optional<DecoderProcess> DecoderProcess::start(const std::stop_token& stop, DecodeOutcome& failure)
{
    failure = {DecodeEnd::NotStarted, {}, {}};
    const std::optional<LaunchedDecoder> launched = launchDecoder(failure.detail);
    if (!launched)
        return {};
    DecoderProcess process(launched->pid, launched->socket);
    DecodeOutcome ready = process.receive(Clock::now() + kStartPatience, stop);
    if (ready.end == DecodeEnd::Answered && ready.reply.status == DecodeStatus::Ready) {
        process.m_idleBytes = addressSpaceOf(launched->pid);
        if (process.m_idleBytes > 0)
            return process;
    }
    failure.end = ready.end == DecodeEnd::Cancelled ? DecodeEnd::Cancelled : DecodeEnd::NotStarted;
    failure.detail = launched->program + ": did not get ready; " + ready.detail;
    return {};
}

DecoderProcess::DecoderProcess(DecoderProcess&& other) noexcept
    : m_pid(std::exchange(other.m_pid, -1)),
      m_socket(std::exchange(other.m_socket, -1)),
      m_idleBytes(other.m_idleBytes),
      m_number(other.m_number),
      m_room(std::move(other.m_room))
{
}

DecodeOutcome DecoderProcess::ask(const DecodeCall& call, const std::stop_token& stop)
{
    DecodeRequest request = call.request;
    request.number = ++m_number;
    const Clock::time_point deadline = Clock::now() + call.patience;
    const bool newRoom = !m_room || m_room->bytes().size() < pixelRoom(request);
    if (newRoom)
        m_room = SharedMemory::create(pixelRoom(request));
    request.roomBytes = m_room->bytes().size();
    if (!isSilent() || !setLimits(request, call.patience) ||
        !send(request, call.file, newRoom ? m_room->descriptor() : -1)) {
        end();
        return {DecodeEnd::NotDelivered, {}, "no idle decoder was left"};
    }
    call.meanwhile();
    DecodeOutcome outcome;
    do // an answer to a request before was nobody's
        outcome = receive(deadline, stop);
    while (outcome.end == DecodeEnd::Answered && outcome.reply.number < request.number);
    if (outcome.end != DecodeEnd::Answered)
        return outcome;
    outcome.detail = printable(outcome.reply);
    if (!fits(outcome.reply, request))
        outcome = {DecodeEnd::Misbehaved, {}, "the decoder's answer does not fit the picture"};
    else if (outcome.reply.status == DecodeStatus::OutOfMemory)
        outcome.end = DecodeEnd::OutOfMemory;
    if (outcome.end != DecodeEnd::Answered)
        end();
    else if (outcome.reply.status == DecodeStatus::Decoded)
        call.take(outcome.reply, std::as_const(*m_room).bytes());
    if (request.roomBytes > kKeptRoom)
        m_room.reset(); // as the process does
    return outcome;
}

/// Whether it waits for a request: it has not died, nor said something that nobody asked for.
bool DecoderProcess::isSilent() const
{
    char byte = 0;
    return ::recv(m_socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 &&
           (errno == EAGAIN || errno == EWOULDBLOCK);
}

/// The limit on processor time is for a decoder whose program has died: else patience ends first.
bool DecoderProcess::setLimits(const DecodeRequest& request, std::chrono::milliseconds patience) const
{
    clockid_t clock{};
    timespec used{};
    if (::clock_getcpuclockid(m_pid, &clock) != 0 || ::clock_gettime(clock, &used) != 0)
        return false;
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(patience).count() + used.tv_sec + 1;
    if (!limit(m_pid, RLIMIT_CPU, static_cast<rlim_t>(seconds)))
        return false;
#if defined(__SANITIZE_ADDRESS__) // its shadow memory is larger than any limit
    return true;
#else
    return limit(m_pid, RLIMIT_AS,
                 m_idleBytes + workBytes(request) + request.roomBytes + request.fileBytes + kSpareBytes);
#endif
}

bool DecoderProcess::send(const DecodeRequest& request, int file, int room) const
{
    const std::array<int, 2> descriptors{file, room};
    const std::size_t bytes = (room < 0 ? 1 : 2) * sizeof(int);
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof descriptors)] = {};
    iovec what{const_cast<DecodeRequest*>(&request), sizeof request};
    msghdr message{};
    message.msg_iov = &what;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = CMSG_SPACE(bytes);
    cmsghdr* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(bytes);
    std::memcpy(CMSG_DATA(header), descriptors.data(), bytes);
    ssize_t count = 0;
    do
        count = ::sendmsg(m_socket, &message, MSG_NOSIGNAL);
    while (count < 0 && errno == EINTR);
    return count == sizeof request;
}

DecodeOutcome DecoderProcess::receive(Deadline deadline, const std::stop_token& stop)
{
    int ready = 0;
    {
        // Hanging up wakes poll() below at once.
        const std::stop_callback hangUp(stop, [this] { ::shutdown(m_socket, SHUT_RDWR); });
        pollfd wait{m_socket, POLLIN, 0};
        do {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
            ready = ::poll(&wait, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
        } while (ready < 0 && errno == EINTR);
    }
    if (stop.stop_requested()) {
        end();
        return {DecodeEnd::Cancelled, {}, "cancelled"};
    }
    if (ready <= 0) {
        end();
        return {DecodeEnd::TimedOut, {}, "the decoder took too long"};
    }
    DecodeOutcome outcome;
    const ssize_t count = ::recv(m_socket, &outcome.reply, sizeof outcome.reply, MSG_TRUNC | MSG_DONTWAIT);
    if (count <= 0)
        return afterDeath();
    if (count != sizeof outcome.reply || outcome.reply.protocol != kProtocol) {
        end();
        return {DecodeEnd::Misbehaved, {}, "the decoder's answer has another form"};
    }
    return outcome;
}

DecodeOutcome DecoderProcess::afterDeath()
{
    const int status = end();
    if (WIFEXITED(status))
        return {DecodeEnd::Died, {}, "the decoder ended with code " + std::to_string(WEXITSTATUS(status))};
    if (!WIFSIGNALED(status))
        return {DecodeEnd::Died, {}, "the decoder ended"};
    const int signal = WTERMSIG(status);
    const std::string detail = "the decoder was ended by signal " + std::to_string(signal);
    if (signal == SIGXCPU)
        return {DecodeEnd::TimedOut, {}, detail};
    return {DecodeEnd::Died, {}, detail};
}

/// @return how it ended, as waitpid() says it; -1 if unknown. A process that has ended already keeps its
/// status.
int DecoderProcess::end() noexcept
{
    if (m_socket >= 0)
        ::close(std::exchange(m_socket, -1));
    if (m_pid < 0)
        return -1;
    const pid_t pid = std::exchange(m_pid, -1);
    ::kill(pid, SIGKILL);
    int status = -1;
    pid_t reaped = 0;
    do
        reaped = ::waitpid(pid, &status, 0);
    while (reaped < 0 && errno == EINTR);
    return reaped == pid ? status : -1;
}

} // namespace varad::imaging
