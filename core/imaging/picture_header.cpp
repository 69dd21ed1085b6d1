// core/imaging/picture_header.cpp - layer: varad_decoding (std only)
#include "core/imaging/picture_header.h"

#include "core/imaging/byte_view.h"

using namespace std::string_view_literals;

namespace varad::imaging {
namespace {

PictureFormat sniff(const ByteView& view)
{
    if (view.size() == 0)
        throw PictureProblem(PictureFault::Empty, "the file is empty");
    if (view.startsWith("\xff\xd8\xff"sv))
        return PictureFormat::Jpeg;
    if (view.startsWith("\x89PNG\r\n\x1a\n"sv))
        return PictureFormat::Png;
    if (view.startsWith("II*\0"sv) || view.startsWith("MM\0*"sv) || view.startsWith("II+\0"sv) ||
        view.startsWith("MM\0+"sv))
        return PictureFormat::Tiff;
    if (view.startsWith("RIFF"sv) && view.startsWith("WEBP"sv, 8))
        return PictureFormat::WebP;
    if (view.startsWith("BM"sv))
        return PictureFormat::Bmp;
    throw PictureProblem(PictureFault::NotAPicture, "first bytes of no supported format");
}

PictureHeader check(std::span<const std::byte> bytes)
{
    switch (sniff(ByteView(bytes))) {
    case PictureFormat::Jpeg:
        return checkJpeg(bytes);
    case PictureFormat::Png:
        return checkPng(bytes);
    case PictureFormat::Bmp:
        return checkBmp(bytes);
    case PictureFormat::Tiff:
        return checkTiff(bytes);
    case PictureFormat::WebP:
        break;
    }
    return checkWebP(bytes);
}

} // namespace

PictureHeader checkPicture(std::span<const std::byte> bytes, const PictureBounds& bounds)
{
    const PictureHeader header = check(bytes);
    if (header.width == 0 || header.height == 0)
        throw PictureProblem(PictureFault::DamagedHeader, "width or height is 0");
    if (header.width > bounds.maxSide || header.height > bounds.maxSide ||
        header.width > bounds.maxPixels / header.height)
        throw PictureProblem(PictureFault::TooLarge, std::to_string(header.width) + " x " +
                                                         std::to_string(header.height) + " pixels declared");
    return header;
}

int exifOrientation(std::span<const std::byte> tiff) noexcept
{
    constexpr std::uint16_t orientationTag = 274;
    try {
        const bool little = ByteView(tiff).startsWith("II*\0"sv);
        if (!little && !ByteView(tiff).startsWith("MM\0*"sv))
            return 1;
        const ByteView view(tiff, little ? ByteView::Order::Little : ByteView::Order::Big);
        const std::uint64_t directory = view.u32(4);
        const int entries = view.u16(directory);
        for (int i = 0; i < entries; ++i) {
            const std::uint64_t entry = directory + 2 + 12 * static_cast<std::uint64_t>(i);
            if (view.u16(entry) != orientationTag)
                continue;
            const int value = view.u16(entry + 8);
            return value >= 1 && value <= 8 ? value : 1;
        }
    } catch (const PictureProblem&) {
        return 1;
    }
    return 1;
}

} // namespace varad::imaging
