// ui/viewer/picture_pyramid.cpp - layer: ui (Qt Gui, OpenCV imgproc)
#include "ui/viewer/picture_pyramid.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace varad::ui {
namespace {

constexpr qint64 keptAsItIs = 40'000'000; // pixels; above, four bytes each would be too much
constexpr int smallestSide = 64;          // a level smaller than this gains nothing

/// Borrows the pixels; RGB888 has three channels, the others four.
cv::Mat view(const QImage& image)
{
    const int type = image.format() == QImage::Format_RGB888 ? CV_8UC3 : CV_8UC4;
    return {image.height(), image.width(), type, const_cast<uchar*>(image.constBits()),
            static_cast<size_t>(image.bytesPerLine())};
}

QImage half(const QImage& image)
{
    QImage out((image.width() + 1) / 2, (image.height() + 1) / 2, QImage::Format_RGB32);
    cv::Mat to(out.height(), out.width(), CV_8UC4, out.bits(), static_cast<size_t>(out.bytesPerLine()));
    if (image.format() != QImage::Format_RGB888) {
        cv::resize(view(image), to, to.size(), 0, 0, cv::INTER_AREA);
        return out;
    }
    cv::Mat small;
    cv::resize(view(image), small, to.size(), 0, 0, cv::INTER_AREA);
    cv::cvtColor(small, to, cv::COLOR_RGB2BGRA);
    return out;
}

QImage firstLevel(const QImage& picture)
{
    const bool paintsFast = picture.format() == QImage::Format_RGB32;
    const bool large = qint64{picture.width()} * picture.height() > keptAsItIs;
    if (paintsFast || (large && picture.format() == QImage::Format_RGB888))
        return picture;
    return picture.convertToFormat(QImage::Format_RGB32);
}

} // namespace

std::shared_ptr<const PicturePyramid> PicturePyramid::make(const QImage& picture, const std::stop_token& stop)
{
    if (picture.isNull())
        return nullptr;
    const std::shared_ptr<PicturePyramid> pyramid(new PicturePyramid);
    std::vector<QImage>& levels = pyramid->m_levels;
    levels.push_back(firstLevel(picture));
    if (levels.back().isNull()) { // no memory for a copy: slower and coarser, but there
        levels.back() = picture;
        return pyramid;
    }
    while (std::max(levels.back().width(), levels.back().height()) > 2 * smallestSide) {
        if (stop.stop_requested())
            return nullptr;
        levels.push_back(half(levels.back()));
    }
    return pyramid;
}

const QImage& PicturePyramid::levelFor(double scale) const
{
    size_t level = 0;
    while (level + 1 < m_levels.size() && scale <= 0.5) {
        scale *= 2;
        ++level;
    }
    return m_levels[level];
}

} // namespace varad::ui
