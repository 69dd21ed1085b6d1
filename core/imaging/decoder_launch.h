// core/imaging/decoder_launch.h - layer: varad_core (std and Linux only)
#pragma once

#include <optional>
#include <string>

#include <sys/types.h>

namespace varad::imaging {

/// Both are the caller's: to be closed, and to be ended and waited for.
struct LaunchedDecoder {
    pid_t pid = -1;
    int socket = -1; ///< keeps messages apart; says `Ready` before anything else (decoder_protocol.h)
    std::string program;
};

/// Starts `varad-picture-decoder`: where the environment variable VARAD_DECODER points, else from the
/// program's folder, the one above or ../lib/varad. Thread-safe as long as nobody changes the environment.
/// @param failure says why, if the result is empty.
[[nodiscard]] std::optional<LaunchedDecoder> launchDecoder(std::string& failure);

} // namespace varad::imaging
