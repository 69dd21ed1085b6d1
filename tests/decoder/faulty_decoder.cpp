// tests/decoder/faulty_decoder.cpp - a decoder process that goes wrong where a picture's width says so
#include "core/imaging/decoder_sandbox.h"
#include "core/imaging/decoder_service.h"
#include "tests/decoder/faults.h"

#include <opencv2/core/utility.hpp>

#include <array>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace varad::imaging;
using varad::test::Fault;

namespace {

[[noreturn]] void allocateWithoutEnd()
{
    std::vector<std::unique_ptr<char[]>> all;
    constexpr std::size_t piece = std::size_t{8} << 20;
    for (;;) {
        all.push_back(std::make_unique<char[]>(piece));
        std::memset(all.back().get(), 1, piece);
    }
}

void say(const void* message, std::size_t bytes)
{
    iovec what{const_cast<void*>(message), bytes};
    msghdr wrapped{};
    wrapped.msg_iov = &what;
    wrapped.msg_iovlen = 1;
    if (::sendmsg(kDecoderSocket, &wrapped, MSG_NOSIGNAL) < 0)
        std::abort();
}

bool forks()
{
    const pid_t pid = ::fork();
    if (pid == 0)
        ::_exit(0);
    return pid > 0;
}

bool executes()
{
    char name[] = "/bin/true";
    std::array<char*, 2> arguments{name, nullptr};
    ::execv(name, arguments.data()); // does not return if it succeeds: the process is gone then
    return false;
}

bool raisesItsLimit()
{
    rlimit both{};
    return ::getrlimit(RLIMIT_AS, &both) == 0 && (both.rlim_cur = both.rlim_max, true) &&
           ::setrlimit(RLIMIT_AS, &both) == 0;
}

std::string rightsLeft()
{
    const std::array<std::pair<const char*, bool>, 9> tried{{
        {"read", ::open("/etc/passwd", O_RDONLY) >= 0},
        {"write", ::open("/tmp/varad-faulty-decoder", O_WRONLY | O_CREAT, 0600) >= 0},
        {"network", ::socket(AF_INET, SOCK_STREAM, 0) >= 0},
        {"fork", forks()},
        {"exec", executes()},
        {"kill", ::kill(::getppid(), 0) == 0},
        {"limit", raisesItsLimit()},
        {"code",
         ::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED},
        {"folder", ::mkdir("/tmp/varad-faulty-folder", 0700) == 0},
    }};
    std::string left = "left:";
    for (const auto& [name, succeeded] : tried) {
        if (succeeded)
            left += std::string(" ") + name;
    }
    return left;
}

void work(const DecodeTask& task, DecodeReply& reply)
{
    decodeTask(task, reply);
    switch (static_cast<Fault>(task.request.storedWidth)) {
    case Fault::Abort:
        std::abort();
    case Fault::Segfault:
        std::raise(SIGSEGV);
        break;
    case Fault::Exit:
        ::_exit(42);
    case Fault::Hang:
        for (volatile bool forever = true; forever;) {
        }
        break;
    case Fault::Allocate:
        allocateWithoutEnd();
    case Fault::LieAboutSize:
        ++reply.height;
        break;
    case Fault::LieAboutColours:
        reply.channels = 200;
        break;
    case Fault::UnknownReason:
        reply.status = DecodeStatus::Refused;
        reply.fault = 77;
        break;
    case Fault::UnknownStatus:
        reply.status = static_cast<DecodeStatus>(77);
        break;
    case Fault::AnotherRequest:
        ++reply.number;
        break;
    case Fault::ShortAnswer:
        say("no", 3);
        break;
    case Fault::LongAnswer:
        say(std::vector<char>(sizeof reply + 1).data(), sizeof reply + 1);
        break;
    case Fault::TwoAnswers:
        say(&reply, sizeof reply);
        break;
    case Fault::ShortenMemory:
        if (::ftruncate(task.pixelsDescriptor, 1) == 0)
            std::abort();
        break;
    case Fault::TakeRights:
        throw PictureProblem(PictureFault::UnsupportedKind, rightsLeft());
    }
}

} // namespace

int main()
{
    cv::setNumThreads(1);
    giveUpRights();
    return serveDecoding(work);
}
