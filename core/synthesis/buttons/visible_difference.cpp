#include "core/synthesis/buttons/visible_difference.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace varad::buttons {

namespace {

constexpr int kVisibleLevels = 4;

/// Drops regions that are both small by themselves and small beside the largest one.
void dropStrayRegions(cv::Mat1b& mask, float unit)
{
    cv::Mat1i labels;
    cv::Mat1i stats;
    cv::Mat1d centres;
    const int count = cv::connectedComponentsWithStats(mask, labels, stats, centres, 8);
    int largest = 0;
    for (int i = 1; i < count; ++i)
        largest = std::max(largest, stats(i, cv::CC_STAT_AREA));
    const int small = std::max(2, static_cast<int>(10.0f * unit * unit));
    for (int y = 0; y < mask.rows; ++y) {
        for (int x = 0; x < mask.cols; ++x) {
            const int label = labels(y, x);
            if (label > 0 && stats(label, cv::CC_STAT_AREA) < small &&
                stats(label, cv::CC_STAT_AREA) < largest)
                mask(y, x) = 0;
        }
    }
}

/// A dent's unchanged bottom belongs to the dent.
void fillHoles(cv::Mat1b& mask)
{
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(mask, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
    cv::drawContours(mask, outlines, -1, cv::Scalar(255), cv::FILLED);
}

} // namespace

cv::Mat1b partRegion(const cv::Rect& area, const ButtonPose& pose, float margin)
{
    cv::Mat1b region(area.size(), static_cast<uchar>(0));
    const float limit = 1.0f + margin / pose.radius;
    for (int y = 0; y < area.height; ++y) {
        for (int x = 0; x < area.width; ++x) {
            const cv::Point2f p =
                pose.toButton(static_cast<float>(area.x + x) + 0.5f, static_cast<float>(area.y + y) + 0.5f);
            if (p.dot(p) <= limit * limit)
                region(y, x) = 255;
        }
    }
    return region;
}

cv::Mat1b visibleDifference(const cv::Mat3b& good, const cv::Mat3b& bad, const cv::Mat1b& part, float unit)
{
    cv::Mat1b mask(good.size(), static_cast<uchar>(0));
    for (int y = 0; y < mask.rows; ++y) {
        for (int x = 0; x < mask.cols; ++x) {
            int most = 0;
            for (int c = 0; c < 3; ++c)
                most = std::max(most, std::abs(good(y, x)[c] - bad(y, x)[c]));
            if (most > kVisibleLevels)
                mask(y, x) = 255;
        }
    }
    const int gap = 2 * static_cast<int>(4.0f * unit) + 1; // px; 9 in a 1024 px picture
    cv::morphologyEx(mask, mask, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_ELLIPSE, {gap, gap}));
    mask &= part;
    dropStrayRegions(mask, unit);
    fillHoles(mask);
    return mask;
}

float strongContrast(const cv::Mat3b& good, const cv::Mat3b& bad, const cv::Mat1b& part, float unit)
{
    std::vector<int> sums; // of 3 x 3 pixels and weights 2, 5, 1 for red, green, blue
    for (int y = 1; y + 1 < good.rows; ++y) {
        for (int x = 1; x + 1 < good.cols; ++x) {
            if (part(y, x) == 0)
                continue;
            int sum = 0;
            for (int k = 0; k < 9; ++k) {
                const cv::Vec3b& a = good(y + k / 3 - 1, x + k % 3 - 1);
                const cv::Vec3b& b = bad(y + k / 3 - 1, x + k % 3 - 1);
                sum += 2 * (a[0] - b[0]) + 5 * (a[1] - b[1]) + (a[2] - b[2]);
            }
            sums.push_back(std::abs(sum));
        }
    }
    const auto rank = static_cast<std::size_t>(std::max(4.0f, 60.0f * unit * unit));
    if (sums.size() <= rank)
        return 0.0f;
    std::nth_element(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(rank), sums.end(),
                     std::greater<>());
    return static_cast<float>(sums[rank]) / 72.0f;
}

} // namespace varad::buttons
