// core/imaging/decoder_sandbox.h - layer: varad_decoding (std and Linux only)
#pragma once

namespace varad::imaging {

/// Gives away for good what decoding does not need. Afterwards this process can compute, ask for memory and
/// talk over the descriptors below 4; it cannot open, create or write files, reach the network, start or
/// signal another process, or get rights back. Calls that are not allowed fail, they do not kill: so a newer
/// C library that asks for something else first keeps working.
///
/// The filter of system calls covers x86-64 and 64-bit ARM; elsewhere, and in builds with sanitizers (their
/// run time library needs more), the limits on descriptors, file sizes and processes remain.
///
/// Call first in main(), on its only thread. Ends the process with exit code 3 if the system refuses.
void giveUpRights();

} // namespace varad::imaging
