// core/imaging/jpeg_header.cpp - layer: varad_decoding (std only). Source: ITU-T T.81, annex B.
#include "core/imaging/byte_view.h"

using namespace std::string_view_literals;

namespace varad::imaging {
namespace {

enum Marker : std::uint8_t {
    Temporary = 0x01,
    FirstFrame = 0xc0,
    HuffmanTables = 0xc4,
    Extension = 0xc8,
    ArithmeticTables = 0xcc,
    LastFrame = 0xcf,
    FirstRestart = 0xd0,
    LastRestart = 0xd7,
    StartOfImage = 0xd8,
    EndOfImage = 0xd9,
    StartOfScan = 0xda,
    App1 = 0xe1,
};

/// A progressive picture needs about a dozen passes; thousands of them are an attack on the reader's time.
constexpr int kMaxScans = 64;

/// The least that a picture needs: one bit for every block of 8 x 8 pixels. A header that declares more than
/// the file's bytes can hold is refused before memory is set aside for it.
constexpr std::uint64_t kMaxPixelsPerByte = 8 * 64;

bool isFrame(std::uint8_t marker)
{
    return marker >= FirstFrame && marker <= LastFrame && marker != HuffmanTables && marker != Extension &&
           marker != ArithmeticTables;
}

void readFrame(const ByteView& segment, std::uint8_t marker, PictureHeader& header)
{
    if (header.width != 0 || header.height != 0)
        throw PictureProblem(PictureFault::DamagedHeader, "JPEG with two frames");
    if (marker > FirstFrame + 2)
        throw PictureProblem(PictureFault::UnsupportedKind, "lossless, hierarchical or arithmetic JPEG");
    header.bits = segment.u8(0);
    header.height = segment.u16(1);
    header.width = segment.u16(3);
    header.channels = segment.u8(5);
    if (header.width == 0 || header.height == 0)
        throw PictureProblem(PictureFault::DamagedHeader, "JPEG of width or height 0");
    if (header.bits != 8)
        throw PictureProblem(PictureFault::UnsupportedKind,
                             "JPEG with " + std::to_string(header.bits) + " bits");
    if (header.channels != 1 && header.channels != 3 && header.channels != 4)
        throw PictureProblem(PictureFault::UnsupportedKind,
                             "JPEG with " + std::to_string(header.channels) + " components");
}

/// Offset of the first marker after the coded data that starts at `at`.
std::uint64_t skipCodedData(const ByteView& view, std::uint64_t at)
{
    const std::byte* bytes = view.bytes().data();
    const std::uint64_t size = view.size();
    while (at < size) {
        const void* found = std::memchr(bytes + at, 0xff, size - at);
        if (!found)
            break;
        at = static_cast<const std::byte*>(found) - bytes;
        const std::uint8_t next = view.u8(at + 1);
        if (next != 0 && next != 0xff && !(next >= FirstRestart && next <= LastRestart))
            return at;
        at += next == 0xff ? 1 : 2;
    }
    throw PictureProblem(PictureFault::CutOff, "JPEG without an end marker");
}

} // namespace

PictureHeader checkJpeg(std::span<const std::byte> bytes)
{
    const ByteView view(bytes);
    PictureHeader header;
    header.format = PictureFormat::Jpeg;
    bool exifSeen = false;
    int scans = 0;
    std::uint64_t at = 2;
    for (;;) {
        if (view.u8(at) != 0xff)
            throw PictureProblem(PictureFault::DamagedHeader, "stray bytes between the segments of a JPEG");
        const std::uint8_t marker = view.u8(at + 1);
        if (marker == 0xff) { // fill byte
            ++at;
            continue;
        }
        at += 2;
        if (marker == EndOfImage)
            break;
        if (marker == Temporary || marker == StartOfImage ||
            (marker >= FirstRestart && marker <= LastRestart))
            continue;
        const std::uint16_t length = view.u16(at);
        if (length < 2)
            throw PictureProblem(PictureFault::DamagedHeader, "JPEG segment of impossible length");
        const ByteView segment = view.part(at, length).part(2, length - 2);
        at += length;
        if (marker == ArithmeticTables)
            throw PictureProblem(PictureFault::UnsupportedKind, "arithmetic JPEG");
        if (isFrame(marker))
            readFrame(segment, marker, header);
        if (marker == App1 && !exifSeen && segment.startsWith("Exif\0\0"sv)) {
            header.orientation = exifOrientation(segment.bytes().subspan(6));
            exifSeen = true;
        }
        if (marker == StartOfScan) {
            if (header.width == 0)
                throw PictureProblem(PictureFault::DamagedHeader, "JPEG data before its size");
            if (++scans > kMaxScans)
                throw PictureProblem(PictureFault::DamagedHeader, "JPEG of too many passes");
            at = skipCodedData(view, at);
        }
    }
    if (header.width * header.height > kMaxPixelsPerByte * view.size())
        throw PictureProblem(PictureFault::CutOff, "JPEG with less data than its size needs");
    if (scans == 0)
        throw PictureProblem(PictureFault::DamagedData, "JPEG without picture data");
    return header;
}

} // namespace varad::imaging
