// core/inspection/regions.cpp - layer: varad_core (OpenCV imgproc)
#include "core/inspection/regions.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace varad {
namespace {

/// Cells of the sampled map. A cell covers the map's rows [edge(i), edge(i+1)).
struct Cells {
    int count;
    int side;
    int edge(int i) const { return static_cast<int>(static_cast<qint64>(i) * side / count); }
    cv::Rect block(int row, int column) const
    {
        return {cv::Point(edge(column), edge(row)), cv::Point(edge(column + 1), edge(row + 1))};
    }
};

} // namespace

std::vector<Region> findRegions(const cv::Mat& map, const Scale& scale, double threshold, cv::Size picture)
{
    CV_Assert(map.type() == CV_32F && map.rows == map.cols && map.rows >= 4);
    const Cells cells{map.rows / 4, map.rows};
    cv::Point top;
    cv::minMaxLoc(map, nullptr, nullptr, nullptr, &top);
    cv::Mat mean(cells.count, cells.count, CV_64F);
    cv::Mat hot(cells.count, cells.count, CV_8U);
    for (int r = 0; r < cells.count; ++r) {
        for (int c = 0; c < cells.count; ++c) {
            const cv::Rect block = cells.block(r, c);
            mean.at<double>(r, c) = cv::mean(map(block))[0];
            const double value = block.contains(top) ? map.at<float>(top) : mean.at<double>(r, c);
            hot.at<uchar>(r, c) = scale.score(value) >= threshold ? 255 : 0;
        }
    }
    cv::Mat labels, boxes, centres;
    const int found = cv::connectedComponentsWithStats(hot, labels, boxes, centres, 8, CV_32S);
    std::vector<Region> regions(static_cast<size_t>(std::max(0, found - 1)));
    std::vector<double> peak(regions.size(), -HUGE_VAL), sum(regions.size(), 0.0);
    for (int r = 0; r < cells.count; ++r) {
        for (int c = 0; c < cells.count; ++c) {
            const int label = labels.at<int>(r, c);
            if (label == 0)
                continue;
            double high = 0;
            cv::minMaxLoc(map(cells.block(r, c)), nullptr, &high);
            const size_t at = static_cast<size_t>(label - 1);
            peak[at] = std::max(peak[at], high);
            sum[at] += mean.at<double>(r, c);
        }
    }
    const double cellWidth = static_cast<double>(picture.width) / cells.count;
    const double cellHeight = static_cast<double>(picture.height) / cells.count;
    for (size_t i = 0; i < regions.size(); ++i) {
        const int* box = boxes.ptr<int>(static_cast<int>(i) + 1);
        Region& region = regions[i];
        region.x = std::min(static_cast<int>(box[cv::CC_STAT_LEFT] * cellWidth), picture.width - 1);
        region.y = std::min(static_cast<int>(box[cv::CC_STAT_TOP] * cellHeight), picture.height - 1);
        const double right = (box[cv::CC_STAT_LEFT] + box[cv::CC_STAT_WIDTH]) * cellWidth;
        const double bottom = (box[cv::CC_STAT_TOP] + box[cv::CC_STAT_HEIGHT]) * cellHeight;
        region.width =
            std::max(1, std::min(picture.width, static_cast<int>(std::ceil(right - 1e-9))) - region.x);
        region.height =
            std::max(1, std::min(picture.height, static_cast<int>(std::ceil(bottom - 1e-9))) - region.y);
        const int area = box[cv::CC_STAT_AREA];
        region.areaPx = area * cellWidth * cellHeight;
        region.peak = scale.score(peak[i]);
        region.mean = scale.score(sum[i] / area);
    }
    std::stable_sort(regions.begin(), regions.end(),
                     [](const Region& a, const Region& b) { return a.peak > b.peak; });
    return regions;
}

double largestArea(const std::vector<Region>& regions)
{
    double largest = 0;
    for (const Region& region : regions)
        largest = std::max(largest, region.areaPx);
    return largest;
}

} // namespace varad
