// core/imaging/decoder_service.h - layer: varad_decoding (std and POSIX only)
//
// The decoder process: answers one request after the other until the program closes its end of the socket.
#pragma once

#include "core/imaging/decoder_protocol.h"

#include <cstddef>
#include <functional>
#include <span>

namespace varad::imaging {

struct DecodeTask {
    const DecodeRequest& request;
    std::span<const std::byte> file;
    std::span<std::byte> pixels; ///< pixelRoom() bytes
    int pixelsDescriptor;
};

/// Fills the pixels, and channels and size in the reply. What it throws becomes the reply's status.
using DecodeWork = std::function<void(const DecodeTask& task, DecodeReply& reply)>;

/// Decodes what is asked for; the work of the shipped process.
void decodeTask(const DecodeTask& task, DecodeReply& reply);

/// Says `Ready` on kDecoderSocket and serves. @return exit code: 0 when the program hung up, else 1.
[[nodiscard]] int serveDecoding(const DecodeWork& work);

} // namespace varad::imaging
