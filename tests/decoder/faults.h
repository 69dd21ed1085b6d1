// tests/decoder/faults.h - what the stand-in does to a picture, chosen by the picture's width
#pragma once

#include <cstdint>

namespace varad::test {

enum class Fault : std::uint32_t {
    Abort = 1001,
    Segfault,
    Exit,
    Hang,
    Allocate,        ///< without end
    LieAboutSize,    ///< one row more than agreed
    LieAboutColours, ///< 200 channels
    UnknownReason,   ///< a fault that does not exist
    UnknownStatus,
    AnotherRequest, ///< answers what was not asked
    ShortAnswer,
    LongAnswer,
    TwoAnswers,    ///< both right; the second one waits for the next picture
    ShortenMemory, ///< tries to cut the pixels' memory, then answers as usual
    TakeRights,    ///< tries what it must not do; refuses the picture with the list of what succeeded
};

} // namespace varad::test
