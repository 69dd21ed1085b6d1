#include "core/synthesis/buttons/visible_difference.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace varad::buttons {

namespace {

constexpr int kVisibleLevels = 4;
constexpr double kMaskingLevels = 12; // deviation of the surroundings that halves a difference's visibility

/// Standard deviation of the luminance around every pixel, grey levels. Sums of whole numbers, so that every
/// machine computes the same.
class LocalDeviation {
public:
    LocalDeviation(const cv::Mat3b& picture, float unit) : m_reach(std::max(2, static_cast<int>(9.0f * unit)))
    {
        cv::Mat1i weighted(picture.size()); // 8 times the luminance
        for (int y = 0; y < picture.rows; ++y)
            for (int x = 0; x < picture.cols; ++x) {
                const cv::Vec3b& c = picture(y, x);
                weighted(y, x) = 2 * c[0] + 5 * c[1] + c[2];
            }
        cv::Mat1d exact;
        weighted.convertTo(exact, CV_64F);
        cv::integral(exact, m_sums, m_squares, CV_64F, CV_64F);
    }

    double operator()(int y, int x) const
    {
        const int top = std::max(0, y - m_reach);
        const int bottom = std::min(m_sums.rows - 1, y + m_reach + 1);
        const int left = std::max(0, x - m_reach);
        const int right = std::min(m_sums.cols - 1, x + m_reach + 1);
        const auto over = [&](const cv::Mat1d& table) {
            return table(bottom, right) - table(top, right) - table(bottom, left) + table(top, left);
        };
        const double pixels = static_cast<double>(bottom - top) * (right - left);
        const double mean = over(m_sums) / pixels;
        return std::sqrt(std::max(0.0, over(m_squares) / pixels - mean * mean)) / 8.0;
    }

private:
    int m_reach;
    cv::Mat1d m_sums;
    cv::Mat1d m_squares;
};

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
    const LocalDeviation deviation(good, unit);
    std::vector<float> contrasts;
    for (int y = 1; y + 1 < good.rows; ++y) {
        for (int x = 1; x + 1 < good.cols; ++x) {
            if (part(y, x) == 0)
                continue;
            int sum = 0; // of 3 x 3 pixels and weights 2, 5, 1 for red, green, blue
            for (int k = 0; k < 9; ++k) {
                const cv::Vec3b& a = good(y + k / 3 - 1, x + k % 3 - 1);
                const cv::Vec3b& b = bad(y + k / 3 - 1, x + k % 3 - 1);
                sum += 2 * (a[0] - b[0]) + 5 * (a[1] - b[1]) + (a[2] - b[2]);
            }
            const double masking = sum == 0 ? 1.0 : 1.0 + deviation(y, x) / kMaskingLevels;
            contrasts.push_back(static_cast<float>(std::abs(sum) / (72.0 * masking)));
        }
    }
    const auto rank = static_cast<std::size_t>(std::max(4.0f, 60.0f * unit * unit));
    if (contrasts.size() <= rank)
        return 0.0f;
    std::nth_element(contrasts.begin(), contrasts.begin() + static_cast<std::ptrdiff_t>(rank),
                     contrasts.end(), std::greater<>());
    return contrasts[rank];
}

} // namespace varad::buttons
