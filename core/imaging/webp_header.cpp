// core/imaging/webp_header.cpp - layer: varad_decoding (std only). Source: the WebP container specification, RFC
// 6386.
#include "core/imaging/byte_view.h"

using namespace std::string_view_literals;

namespace varad::imaging {
namespace {

void readLossy(const ByteView& chunk, PictureHeader& header)
{
    if (chunk.u8(3) != 0x9d || chunk.u8(4) != 0x01 || chunk.u8(5) != 0x2a)
        throw PictureProblem(PictureFault::DamagedHeader, "WebP frame without its start code");
    header.width = chunk.u16(6) & 0x3fff;
    header.height = chunk.u16(8) & 0x3fff;
}

void readLossless(const ByteView& chunk, PictureHeader& header)
{
    if (chunk.u8(0) != 0x2f)
        throw PictureProblem(PictureFault::DamagedHeader, "lossless WebP without its signature");
    const std::uint32_t bits = chunk.u32(1);
    header.width = (bits & 0x3fff) + 1;
    header.height = (bits >> 14 & 0x3fff) + 1;
}

} // namespace

PictureHeader checkWebP(std::span<const std::byte> bytes)
{
    const ByteView whole(bytes, ByteView::Order::Little);
    const ByteView view = whole.part(0, 8 + static_cast<std::uint64_t>(whole.u32(4)));
    PictureHeader header;
    header.format = PictureFormat::WebP;
    bool dataSeen = false;
    for (std::uint64_t at = 12; at < view.size();) {
        const std::uint64_t length = view.u32(at + 4);
        const ByteView chunk = view.part(at + 8, length);
        if (view.startsWith("VP8X"sv, at)) {
            constexpr int animated = 0x02;
            if ((chunk.u8(0) & animated) != 0)
                throw PictureProblem(PictureFault::UnsupportedKind, "animated WebP");
            header.width = (chunk.u32(4) & 0xffffff) + 1;
            header.height = (chunk.u32(6) >> 8) + 1;
        } else if (view.startsWith("VP8 "sv, at) || view.startsWith("VP8L"sv, at)) {
            if (dataSeen)
                throw PictureProblem(PictureFault::DamagedHeader, "WebP with two pictures");
            const PictureHeader canvas = header;
            view.startsWith("VP8L"sv, at) ? readLossless(chunk, header) : readLossy(chunk, header);
            if (canvas.width != 0 && (canvas.width != header.width || canvas.height != header.height))
                throw PictureProblem(PictureFault::DamagedHeader,
                                     "WebP whose canvas is not its picture's size");
            dataSeen = true;
        } else if (view.startsWith("EXIF"sv, at)) {
            std::span<const std::byte> exif = chunk.bytes();
            if (chunk.startsWith("Exif\0\0"sv)) // some writers keep the JPEG prefix
                exif = exif.subspan(6);
            header.orientation = exifOrientation(exif);
        }
        at += 8 + length + length % 2;
    }
    if (header.width > 0 && !dataSeen && header.width <= 16383)
        throw PictureProblem(PictureFault::CutOff, "WebP without picture data");
    if (header.width == 0)
        throw PictureProblem(PictureFault::DamagedHeader, "WebP without a picture");
    return header;
}

} // namespace varad::imaging
