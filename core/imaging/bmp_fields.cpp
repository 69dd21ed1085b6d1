// core/imaging/bmp_fields.cpp - layer: varad_decoding (OpenCV core). Source: BITMAPINFOHEADER, BITMAPV4HEADER.
#include "core/imaging/bmp_fields.h"

#include "core/imaging/byte_view.h"

#include <bit>

namespace varad::imaging {
namespace {

struct Field {
    std::uint32_t mask = 0;
    int shift = 0;
    std::uint32_t most = 1; ///< largest value

    explicit Field(std::uint32_t bits) : mask(bits)
    {
        if (mask == 0) // a channel that is not there stays black
            return;
        shift = std::countr_zero(mask);
        most = mask >> shift;
        if ((most & (most + 1)) != 0)
            throw PictureProblem(PictureFault::UnsupportedKind, "BMP bit mask with gaps");
    }
    std::uint8_t value(std::uint32_t pixel) const
    {
        const std::uint64_t v = (pixel & mask) >> shift;
        return static_cast<std::uint8_t>((v * 255 + most / 2) / most);
    }
};

} // namespace

bool hasBitFields(std::span<const std::byte> bytes)
{
    const ByteView view(bytes, ByteView::Order::Little);
    const std::uint32_t compression = view.u32(14) == 12 ? 0 : view.u32(30);
    return compression == 3 || compression == 6;
}

cv::Mat decodeBitFields(std::span<const std::byte> bytes)
{
    const ByteView view(bytes, ByteView::Order::Little);
    const int width = static_cast<std::int32_t>(view.u32(18));
    const int storedHeight = static_cast<std::int32_t>(view.u32(22)); // negative: first row on top
    const int height = storedHeight < 0 ? -storedHeight : storedHeight;
    const int pixelBytes = view.u16(28) / 8;
    const Field fields[3] = {Field(view.u32(54)), Field(view.u32(58)), Field(view.u32(62))};
    const std::uint64_t stride = (static_cast<std::uint64_t>(width) * pixelBytes + 3) / 4 * 4;
    const std::uint64_t start = view.u32(10);
    cv::Mat rgb(height, width, CV_8UC3);
    for (int y = 0; y < height; ++y) {
        const ByteView row = view.part(start + stride * y, stride);
        std::uint8_t* to = rgb.ptr(storedHeight < 0 ? y : height - 1 - y);
        for (int x = 0; x < width; ++x, to += 3) {
            const std::uint64_t at = static_cast<std::uint64_t>(x) * pixelBytes;
            const std::uint32_t pixel = pixelBytes == 2 ? row.u16(at) : row.u32(at);
            for (int c = 0; c < 3; ++c)
                to[c] = fields[c].value(pixel);
        }
    }
    return rgb;
}

} // namespace varad::imaging
