// core/imaging/bmp_header.cpp - layer: varad_decoding (std only). Source: the BITMAPINFOHEADER family.
#include "core/imaging/byte_view.h"

#include <algorithm>

namespace varad::imaging {
namespace {

struct Bmp {
    std::uint64_t dataOffset = 0;
    std::uint64_t infoSize = 0;
    int bits = 0;
    std::uint32_t compression = 0; ///< 0 none, 1 RLE8, 2 RLE4, 3 and 6 bit fields
    std::uint64_t colours = 0;
};

void readOldInfo(const ByteView& view, Bmp& bmp, PictureHeader& header)
{
    header.width = view.u16(18);
    header.height = view.u16(20);
    bmp.bits = view.u16(24);
}

void readInfo(const ByteView& view, Bmp& bmp, PictureHeader& header)
{
    const auto width = static_cast<std::int32_t>(view.u32(18));
    const std::int64_t height = static_cast<std::int32_t>(view.u32(22));
    if (width <= 0 || height == 0)
        throw PictureProblem(PictureFault::DamagedHeader, "BMP of impossible size");
    header.width = width;
    header.height = height < 0 ? -height : height;
    bmp.bits = view.u16(28);
    bmp.compression = view.u32(30);
    bmp.colours = view.u32(46);
}

/// Walks the run-length codes to their end mark: a picture whose codes stop early is cut off.
void checkRuns(const ByteView& view, const Bmp& bmp)
{
    std::uint64_t at = bmp.dataOffset;
    for (;;) {
        const int count = view.u8(at);
        const int code = view.u8(at + 1);
        at += 2;
        if (count > 0 || code == 0)
            continue;
        if (code == 1)
            return;
        if (code == 2) {
            at += 2;
            continue;
        }
        const std::uint64_t literal = bmp.compression == 1 ? code : (code + 1) / 2;
        at += literal + literal % 2;
    }
}

} // namespace

PictureHeader checkBmp(std::span<const std::byte> bytes)
{
    const ByteView view(bytes, ByteView::Order::Little);
    PictureHeader header;
    header.format = PictureFormat::Bmp;
    Bmp bmp;
    bmp.dataOffset = view.u32(10);
    bmp.infoSize = view.u32(14);
    if (bmp.infoSize == 12)
        readOldInfo(view, bmp, header);
    else if (bmp.infoSize >= 40 && bmp.infoSize <= 256)
        readInfo(view, bmp, header);
    else
        throw PictureProblem(PictureFault::DamagedHeader, "BMP header of unknown length");
    header.bits = std::min(bmp.bits, 8);
    header.channels = bmp.bits <= 8 ? 1 : 3;
    const bool indexed = bmp.bits == 1 || bmp.bits == 4 || bmp.bits == 8;
    if (!indexed && bmp.bits != 16 && bmp.bits != 24 && bmp.bits != 32)
        throw PictureProblem(PictureFault::UnsupportedKind, "BMP with " + std::to_string(bmp.bits) + " bits");
    if (indexed && bmp.colours > 256)
        throw PictureProblem(PictureFault::DamagedHeader, "BMP with an impossible palette");
    const bool runs = (bmp.compression == 1 && bmp.bits == 8) || (bmp.compression == 2 && bmp.bits == 4);
    const bool fields = (bmp.compression == 3 || bmp.compression == 6) && (bmp.bits == 16 || bmp.bits == 32);
    if (bmp.compression != 0 && !runs && !fields)
        throw PictureProblem(PictureFault::UnsupportedKind, "BMP of an unknown packing");
    if (bmp.dataOffset < 14 + bmp.infoSize)
        throw PictureProblem(PictureFault::DamagedHeader, "BMP whose pixels overlap its header");
    if (runs)
        checkRuns(view, bmp);
    else if (!view.holds(bmp.dataOffset, (header.width * bmp.bits + 31) / 32 * 4 * header.height))
        throw PictureProblem(PictureFault::CutOff, "BMP pixel data ends early");
    return header;
}

} // namespace varad::imaging
