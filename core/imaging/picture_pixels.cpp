// core/imaging/picture_pixels.cpp - layer: varad_decoding (OpenCV core, imgproc)
#include "core/imaging/picture_pixels.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <sys/mman.h>

namespace varad::imaging {
namespace {

cv::Mat narrow(const cv::Mat& decoded)
{
    if (decoded.depth() == CV_8U)
        return decoded;
    if (decoded.depth() != CV_16U)
        throw PictureProblem(PictureFault::UnsupportedKind, "samples of an unsupported type");
    cv::Mat result(decoded.size(), CV_MAKETYPE(CV_8U, decoded.channels()));
    const int values = decoded.cols * decoded.channels();
    for (int y = 0; y < decoded.rows; ++y) {
        const auto* from = decoded.ptr<std::uint16_t>(y);
        uchar* to = result.ptr(y);
        for (int i = 0; i < values; ++i)
            to[i] =
                static_cast<uchar>((from[i] + 128u) / 257u); // round(v / 257): 257 is odd, there are no ties
    }
    return result;
}

/// Fresh memory costs a page fault every 4 KiB, which takes longer than copying a large picture into it.
void askForLargePages(cv::Mat& picture)
{
    constexpr std::uintptr_t page = std::uintptr_t{2} << 20;
    const auto first = (reinterpret_cast<std::uintptr_t>(picture.datastart) + page - 1) & ~(page - 1);
    const auto last = reinterpret_cast<std::uintptr_t>(picture.dataend) & ~(page - 1);
    if (last > first) // advice: the kernel may not follow it
        ::madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
}

} // namespace

void toEightBit(const cv::Mat& decoded, cv::Mat& result)
{
    const cv::Mat narrowed = narrow(decoded);
    switch (narrowed.channels()) {
    case 1:
        result = narrowed;
        return;
    case 3:
        cv::cvtColor(narrowed, result, cv::COLOR_BGR2RGB);
        return;
    case 4:
        cv::cvtColor(narrowed, result, cv::COLOR_BGRA2RGB);
        return;
    default:
        throw PictureProblem(PictureFault::UnsupportedKind,
                             "picture with " + std::to_string(narrowed.channels()) + " channels");
    }
}

cv::Mat applyOrientation(const cv::Mat& picture, int orientation)
{
    cv::Mat turned = picture;
    if (orientation >= 5) // 5..8 are 1..4 after exchanging rows and columns, in another order
        cv::transpose(picture, turned);
    constexpr int keep = 2;
    constexpr int flips[] = {keep, keep, 1, -1, 0, keep, 1, -1, 0}; // cv::flip codes by EXIF value
    if (flips[orientation] == keep)
        return turned;
    cv::Mat flipped;
    cv::flip(turned, flipped, flips[orientation]);
    return flipped;
}

cv::Mat copyAsRgb(const cv::Mat& picture)
{
    cv::Mat rgb(picture.size(), CV_8UC3);
    askForLargePages(rgb);
    if (picture.channels() == 3)
        picture.copyTo(rgb);
    else
        cv::cvtColor(picture, rgb, cv::COLOR_GRAY2RGB);
    return rgb;
}

cv::Mat toGrey(const cv::Mat& picture)
{
    if (picture.channels() == 1)
        return picture.clone();
    cv::Mat grey(picture.size(), CV_8UC1);
    for (int y = 0; y < picture.rows; ++y) {
        const uchar* from = picture.ptr(y);
        uchar* to = grey.ptr(y);
        for (int x = 0; x < picture.cols; ++x, from += 3)
            to[x] =
                static_cast<uchar>((19595u * from[0] + 38470u * from[1] + 7471u * from[2] + 32768u) >> 16);
    }
    return grey;
}

cv::Size shownSize(const PictureHeader& header)
{
    const cv::Size stored(static_cast<int>(header.width), static_cast<int>(header.height));
    return header.orientation >= 5 ? cv::Size(stored.height, stored.width) : stored;
}

cv::Size previewSize(const PictureHeader& header, int longestSide)
{
    const cv::Size full = shownSize(header);
    const int longest = std::max(full.width, full.height);
    if (longest <= longestSide)
        return full;
    for (const int divisor : {2, 4, 8}) {
        const int side = (longest + divisor - 1) / divisor;
        if (header.format == PictureFormat::Jpeg && side <= longestSide && 4 * side >= 3 * longestSide)
            return {(full.width + divisor - 1) / divisor, (full.height + divisor - 1) / divisor};
    }
    const auto fit = [&](int side) {
        return std::max(1, static_cast<int>(std::lround(static_cast<double>(side) * longestSide / longest)));
    };
    return {fit(full.width), fit(full.height)};
}

} // namespace varad::imaging
