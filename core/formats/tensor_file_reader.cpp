// core/formats/tensor_file_reader.cpp - layer: formats
// The one place of this folder that reads from a disk.
#include "core/formats/file_descriptor.h"
#include "core/formats/file_kind.h"
#include "core/formats/tensor_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <sys/stat.h>
#include <unistd.h>

namespace varad::formats {

namespace {

std::string systemReason(int error) { return std::string("it cannot be read: ") + std::strerror(error); }

/// Fills `out` from the file's current place. Less than that is there: the file has shrunk meanwhile.
void readFully(int file, std::span<std::byte> out)
{
    while (!out.empty()) {
        const ssize_t got = ::read(file, out.data(), out.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            throw Refusal(systemReason(errno));
        if (got == 0)
            throw Refusal("it became shorter while it was read");
        out = out.subspan(static_cast<std::size_t>(got));
    }
}

std::vector<std::byte> readFile(const std::filesystem::path& path)
{
    // Without blocking: opening a pipe would wait for its writer. Regular files do not mind.
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    struct stat facts {};
    if (file.get() < 0 || ::fstat(file.get(), &facts) != 0)
        throw Refusal(systemReason(errno));
    if (!S_ISREG(facts.st_mode))
        throw Refusal("it is a folder or a device, not a file");

    // The first bytes decide whether the rest is worth the memory.
    const auto size = static_cast<std::size_t>(facts.st_size);
    std::vector<std::byte> bytes(std::min(size, kindHead));
    readFully(file.get(), bytes);
    static_cast<void>(fileKind(bytes, path.native()));
    std::vector<std::byte> whole(size);
    std::copy(bytes.begin(), bytes.end(), whole.begin());
    readFully(file.get(), std::span(whole).subspan(bytes.size()));
    return whole;
}

} // namespace

TensorFile readTensorFile(const std::filesystem::path& path)
{
    std::vector<std::byte> bytes;
    try {
        bytes = readFile(path);
    } catch (const Refusal& why) {
        throw FormatError(path.native() + ": " + why.what() + ".");
    } catch (const std::bad_alloc&) {
        throw FormatError(path.native() + ": there is not enough memory to read it.");
    }
    return parseTensorFile(std::move(bytes), path.native());
}

} // namespace varad::formats
