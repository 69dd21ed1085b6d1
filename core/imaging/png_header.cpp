// core/imaging/png_header.cpp - layer: varad_decoding (std, zlib). Source: the PNG specification, third edition.
#include "core/imaging/byte_view.h"

#include <algorithm>

#include <zlib.h>

using namespace std::string_view_literals;

namespace varad::imaging {
namespace {

bool depthFits(int colour, int bits)
{
    switch (colour) {
    case 0:
        return bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
    case 3:
        return bits == 1 || bits == 2 || bits == 4 || bits == 8;
    case 2:
    case 4:
    case 6:
        return bits == 8 || bits == 16;
    default:
        return false;
    }
}

/// @return true if the picture needs a palette.
bool readImageHeader(const ByteView& chunk, PictureHeader& header)
{
    if (chunk.size() != 13)
        throw PictureProblem(PictureFault::DamagedHeader, "PNG header of wrong length");
    header.width = chunk.u32(0);
    header.height = chunk.u32(4);
    header.bits = chunk.u8(8);
    const int colour = chunk.u8(9);
    if (!depthFits(colour, header.bits) || chunk.u8(10) != 0 || chunk.u8(11) != 0 || chunk.u8(12) > 1)
        throw PictureProblem(PictureFault::DamagedHeader, "PNG header with impossible values");
    constexpr int channels[] = {1, 0, 3, 1, 2, 0, 4};
    header.channels = channels[colour];
    return colour == 3;
}

struct Seen {
    bool palette = false;
    std::uint64_t dataBytes = 0;
    bool exif = false;
};

void readChunk(std::string_view type, const ByteView& chunk, Seen& seen, PictureHeader& header)
{
    if (type == "PLTE"sv)
        seen.palette = true;
    else if (type == "IDAT"sv)
        seen.dataBytes += chunk.size();
    else if (type == "acTL"sv && (chunk.size() != 8 || chunk.u32(0) == 0))
        throw PictureProblem(PictureFault::DamagedHeader, "animated PNG without frames");
    else if (type == "eXIf"sv && !seen.exif) {
        header.orientation = exifOrientation(chunk.bytes());
        seen.exif = true;
    }
}

/// Refuses a size that the data cannot fill, before memory is set aside for it.
void checkAmount(const PictureHeader& header, std::uint64_t dataBytes)
{
    constexpr std::uint64_t bestRatio = 1032; // of deflate
    if (dataBytes == 0)
        throw PictureProblem(PictureFault::DamagedData, "PNG without picture data");
    const std::uint64_t row = (header.width * header.bits * header.channels + 7) / 8 + 1;
    if (row > dataBytes * bestRatio / std::max<std::uint64_t>(header.height, 1))
        throw PictureProblem(PictureFault::CutOff, "PNG with less data than its size needs");
}

} // namespace

PictureHeader checkPng(std::span<const std::byte> bytes)
{
    const ByteView view(bytes);
    PictureHeader header;
    header.format = PictureFormat::Png;
    Seen seen;
    bool paletteNeeded = false;
    std::uint64_t at = 8;
    for (bool first = true;; first = false) {
        const std::uint64_t length = view.u32(at);
        const ByteView whole = view.part(at + 4, length + 8); // type, data, checksum
        const std::string_view type(reinterpret_cast<const char*>(whole.bytes().data()), 4);
        const auto* checked = reinterpret_cast<const Bytef*>(whole.bytes().data());
        if (crc32_z(0, checked, length + 4) != whole.u32(length + 4))
            throw PictureProblem(PictureFault::WrongChecksum, "PNG chunk with a wrong checksum");
        const ByteView chunk = whole.part(4, length);
        if (first != (type == "IHDR"sv))
            throw PictureProblem(PictureFault::DamagedHeader, "PNG without its header in front");
        if (first)
            paletteNeeded = readImageHeader(chunk, header);
        else
            readChunk(type, chunk, seen, header);
        at += length + 12;
        if (type == "IEND"sv)
            break;
    }
    if (paletteNeeded && !seen.palette)
        throw PictureProblem(PictureFault::DamagedHeader, "PNG without its palette");
    checkAmount(header, seen.dataBytes);
    return header;
}

} // namespace varad::imaging
