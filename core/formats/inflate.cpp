// core/formats/inflate.cpp - layer: formats
#include "core/formats/inflate.h"

#ifdef VARAD_HAVE_ZLIB
#include <algorithm>
#include <limits>
#include <memory>
#include <zlib.h>
#endif

namespace varad::formats {

#ifdef VARAD_HAVE_ZLIB

std::vector<std::byte> inflateExactly(Bytes packed, std::size_t size)
{
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        throw Refusal("there is no memory to unpack it");
    const std::unique_ptr<z_stream, int (*)(z_stream*)> guard(&stream, inflateEnd);

    // One byte more than promised: a stream that goes on is noticed there. zlib counts in 32 bits, so long
    // streams are fed piece by piece.
    std::vector<std::byte> out(size + 1);
    constexpr std::size_t piece = std::numeric_limits<uInt>::max();
    std::size_t used = 0;
    std::size_t written = 0;
    int state = Z_OK;
    while (state == Z_OK) {
        // zlib declares its input without const but does not write to it.
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(packed.data() + used));
        stream.avail_in = static_cast<uInt>(std::min(piece, packed.size() - used));
        stream.next_out = reinterpret_cast<Bytef*>(out.data() + written);
        stream.avail_out = static_cast<uInt>(std::min(piece, out.size() - written));
        const uInt offered = stream.avail_in;
        const uInt room = stream.avail_out;
        state = inflate(&stream, Z_NO_FLUSH);
        used += offered - stream.avail_in;
        written += room - stream.avail_out;
    }
    if (state != Z_STREAM_END && written <= size)
        throw Refusal("its packed data is damaged or cut off");
    if (written != size || used != packed.size())
        throw Refusal("it unpacks to another size than declared");
    out.resize(size);
    return out;
}

#else

std::vector<std::byte> inflateExactly(Bytes, std::size_t)
{
    throw Refusal("it is packed, and this program was built without zlib; save the file unpacked");
}

#endif

} // namespace varad::formats
