// core/imaging/decoder_service.cpp - layer: varad_decoding (OpenCV core, POSIX)
#include "core/imaging/decoder_service.h"

#include "core/imaging/picture_decoding.h"
#include "core/imaging/shared_memory.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>

#include <sys/socket.h>

namespace varad::imaging {
namespace {

enum class Heard { Request, HungUp, Nonsense };

/// What came with a request. The second descriptor is -1 where the room for pixels stays.
using Descriptors = std::array<int, 2>;

Heard hear(DecodeRequest& request, Descriptors& descriptors)
{
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(Descriptors))];
    iovec where{&request, sizeof request};
    msghdr message{};
    message.msg_iov = &where;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    ssize_t count = 0;
    do
        count = ::recvmsg(kDecoderSocket, &message, MSG_CMSG_CLOEXEC);
    while (count < 0 && errno == EINTR);
    if (count == 0)
        return Heard::HungUp;
    const cmsghdr* header = CMSG_FIRSTHDR(&message);
    if (count != sizeof request || (message.msg_flags & MSG_CTRUNC) != 0 || request.protocol != kProtocol ||
        !header || header->cmsg_type != SCM_RIGHTS || header->cmsg_len > CMSG_LEN(sizeof(Descriptors)))
        return Heard::Nonsense;
    descriptors = {-1, -1};
    std::memcpy(descriptors.data(), CMSG_DATA(header), header->cmsg_len - CMSG_LEN(0));
    return Heard::Request;
}

bool say(const DecodeReply& reply)
{
    iovec what{const_cast<DecodeReply*>(&reply), sizeof reply};
    msghdr message{};
    message.msg_iov = &what;
    message.msg_iovlen = 1;
    ssize_t count = 0;
    do
        count = ::sendmsg(kDecoderSocket, &message, MSG_NOSIGNAL);
    while (count < 0 && errno == EINTR);
    return count == sizeof reply;
}

void explain(DecodeReply& reply, DecodeStatus status, const char* reason)
{
    reply.status = status;
    std::strncpy(reply.reason, reason, sizeof reply.reason - 1);
}

using Room = std::optional<SharedMemory>;

DecodeReply answer(const DecodeRequest& request, const Descriptors& descriptors, Room& room,
                   const DecodeWork& work)
{
    DecodeReply reply;
    reply.number = request.number;
    try {
        const SharedMemory file =
            SharedMemory::adopt(descriptors[0], request.fileBytes, SharedMemory::Access::Read);
        if (descriptors[1] >= 0) {
            room.reset(); // first: both together may be more than the limit
            room = SharedMemory::adopt(descriptors[1], request.roomBytes, SharedMemory::Access::Write);
        }
        reply.status = DecodeStatus::Decoded;
        work({request, file.bytes(), room.value().bytes().first(pixelRoom(request)), room->descriptor()},
             reply);
    } catch (const PictureProblem& problem) {
        explain(reply, DecodeStatus::Refused, problem.what());
        reply.fault = static_cast<std::uint32_t>(problem.fault());
    } catch (const std::exception& e) { // no memory for the pixels or for working on them
        explain(reply, DecodeStatus::OutOfMemory, e.what());
    }
    if (request.roomBytes > kKeptRoom)
        room.reset();
    return reply;
}

} // namespace

void decodeTask(const DecodeTask& task, DecodeReply& reply)
{
    const DecodeRequest& request = task.request;
    PictureHeader header;
    header.format = request.format;
    header.width = request.storedWidth;
    header.height = request.storedHeight;
    header.bits = request.bits;
    header.channels = request.channels;
    header.orientation = request.orientation;
    const cv::Size size(static_cast<int>(request.width), static_cast<int>(request.height));
    reply.channels = static_cast<std::uint32_t>(decodePicture(task.file, header, size, task.pixels));
    reply.width = request.width;
    reply.height = request.height;
}

int serveDecoding(const DecodeWork& work)
{
    if (!say({}))
        return 1;
    Room room;
    for (;;) {
        DecodeRequest request;
        Descriptors descriptors{};
        const Heard heard = hear(request, descriptors);
        if (heard != Heard::Request)
            return heard == Heard::HungUp ? 0 : 1;
        if (!say(answer(request, descriptors, room, work)))
            return 1;
    }
}

} // namespace varad::imaging
