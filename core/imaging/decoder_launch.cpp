// core/imaging/decoder_launch.cpp - layer: varad_core (std and Linux only)
#include "core/imaging/decoder_launch.h"

#include "core/imaging/decoder_protocol.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <vector>

#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <unistd.h>

namespace varad::imaging {
namespace {

std::filesystem::path findDecoder(std::string& tried)
{
    std::vector<std::filesystem::path> places;
    if (const char* chosen = std::getenv("VARAD_DECODER"); chosen && *chosen) {
        places = {chosen};
    } else {
        std::error_code failed;
        const auto folder = std::filesystem::read_symlink("/proc/self/exe", failed).parent_path();
        if (failed) { // a relative place would be somebody else's folder
            tried = "/proc/self/exe: " + failed.message();
            return {};
        }
        for (const char* way : {".", "..", "../lib/varad"})
            places.push_back((folder / way / "varad-picture-decoder").lexically_normal());
    }
    for (const auto& place : places) {
        if (::access(place.c_str(), X_OK) == 0)
            return place;
        tried += (tried.empty() ? "not found: " : ", ") + place.string();
    }
    return {};
}

/// @return -1 with errno if it failed.
/// Streams to nowhere, the socket where it is looked for, no foreign signals, a group of its own: Ctrl+C is
/// the program's to handle.
pid_t spawn(const std::filesystem::path& program, int socket)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&files, socket, kDecoderSocket); // first: it may be one of the streams
    for (int stream = 0; stream < 3; ++stream)
        posix_spawn_file_actions_addopen(&files, stream, "/dev/null", O_RDWR, 0);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes,
                             POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    // Nothing of the user's environment but where libraries are; the numeric libraries that come along with
    // OpenCV would start threads.
    std::string libraries = "LD_LIBRARY_PATH=";
    if (const char* path = std::getenv("LD_LIBRARY_PATH"))
        libraries += path;
    std::string blas = "OPENBLAS_NUM_THREADS=1", openMp = "OMP_NUM_THREADS=1", name = program.string();
    std::array<char*, 4> environment{blas.data(), openMp.data(),
                                     libraries.ends_with('=') ? nullptr : libraries.data(), nullptr};
    std::array<char*, 2> arguments{name.data(), nullptr};
    pid_t pid = -1;
    const int failed =
        ::posix_spawn(&pid, name.c_str(), &files, &attributes, arguments.data(), environment.data());
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    errno = failed;
    return failed == 0 ? pid : -1;
}

} // namespace

std::optional<LaunchedDecoder> launchDecoder(std::string& failure)
{
    const std::filesystem::path program = findDecoder(failure);
    if (program.empty())
        return {};
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        failure = std::string("socketpair: ") + std::strerror(errno);
        return {};
    }
    const pid_t pid = spawn(program, ends[1]);
    const int error = errno;
    ::close(ends[1]);
    if (pid < 0) {
        ::close(ends[0]);
        failure = program.string() + ": " + std::strerror(error);
        return {};
    }
    return LaunchedDecoder{pid, ends[0], program.string()};
}

} // namespace varad::imaging
