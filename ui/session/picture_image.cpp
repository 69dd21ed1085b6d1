// ui/session/picture_image.cpp - layer: ui
#include "ui/session/picture_image.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace varad::ui {

QImage imageOf(const cv::Mat& rgb)
{
    const QImage view(rgb.data, rgb.cols, rgb.rows, static_cast<qsizetype>(rgb.step), QImage::Format_RGB888);
    return view.convertToFormat(QImage::Format_RGB32);
}

QImage thumbnailOf(const cv::Mat& rgb)
{
    const double factor = std::min(1.0, static_cast<double>(thumbnailSide) / std::max(rgb.cols, rgb.rows));
    const auto scaled = [factor](int length) {
        return std::max(1, static_cast<int>(std::lround(length * factor)));
    };
    cv::Mat small;
    cv::resize(rgb, small, {scaled(rgb.cols), scaled(rgb.rows)}, 0, 0, cv::INTER_AREA);
    return imageOf(small);
}

} // namespace varad::ui
