// core/imaging/decoder_protocol.h - layer: varad_decoding (std only)
//
// What the program and its decoder process say to each other over a socket that keeps messages apart. Both
// come from one build, so plain structs do. The program believes nothing that comes back (decoder_process.h).
#pragma once

#include "core/imaging/picture_header.h"

#include <cstdint>

namespace varad::imaging {

/// Where the decoder process finds its end of the socket.
constexpr int kDecoderSocket = 3;

/// Changes with every change of the structs below: two builds side by side must not talk past each other.
constexpr std::uint32_t kProtocol = 0x56441102;

/// Goes with one or two descriptors: the file's bytes, read-only, and room for the pixels of fixed size,
/// unless the room of the request before is used again.
struct DecodeRequest {
    std::uint32_t protocol = kProtocol;
    std::uint32_t number = 0; ///< the answer carries it
    PictureFormat format = PictureFormat::Png;
    std::int32_t bits = 8;
    std::int32_t channels = 3;
    std::int32_t orientation = 1;
    std::uint64_t storedWidth = 0; ///< pixels
    std::uint64_t storedHeight = 0;
    std::uint64_t fileBytes = 0;
    std::uint64_t roomBytes = 0; ///< size of the room for pixels; at least pixelRoom()
    std::uint32_t width = 0;     ///< pixels of the answer, shown orientation; at most those of the picture
    std::uint32_t height = 0;
};

enum class DecodeStatus : std::uint32_t { Ready, Decoded, Refused, OutOfMemory };

/// `Ready` is said once, after the process has given its rights away, before it gets a request.
struct DecodeReply {
    std::uint32_t protocol = kProtocol;
    std::uint32_t number = 0;
    DecodeStatus status = DecodeStatus::Ready;
    std::uint32_t fault = 0; ///< PictureFault; with `Refused`
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint32_t channels = 0; ///< 1: grey, 3: RGB; rows follow each other without gaps
    char reason[200] = {};      ///< English, for the log; ends with 0
};

/// Room up to this size is kept for the next picture, which saves both sides a page fault every 4 KiB.
constexpr std::uint64_t kKeptRoom = std::uint64_t{96} << 20;

/// Bytes that the pixels of an answer may take.
constexpr std::uint64_t pixelRoom(const DecodeRequest& request)
{
    return std::uint64_t{3} * request.width * request.height;
}

} // namespace varad::imaging
