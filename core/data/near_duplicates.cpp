// core/data/near_duplicates.cpp - layer: varad_core (OpenCV)
#include "core/data/near_duplicates.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace varad {
namespace {

constexpr int kSide = 32;
constexpr double kLargestDifference =
    1.5; ///< grey levels, root mean square: noise and compression, not another part
constexpr double kShareOfUsual = 0.25; ///< of the median distance between two pictures of the set

/// Root mean square difference after removing the difference of means (another exposure is still a twin).
double distance(const cv::Mat& a, const cv::Mat& b)
{
    double sum = 0;
    double squares = 0;
    for (int y = 0; y < a.rows; ++y) {
        const uchar* p = a.ptr(y);
        const uchar* q = b.ptr(y);
        int rowSum = 0;
        int rowSquares = 0;
        for (int x = 0; x < a.cols; ++x) {
            const int d = p[x] - q[x];
            rowSum += d;
            rowSquares += d * d;
        }
        sum += rowSum;
        squares += rowSquares;
    }
    const double count = static_cast<double>(a.total());
    return std::sqrt(std::max(0.0, squares / count - (sum / count) * (sum / count)));
}

int rootOf(std::vector<int>& parent, int i)
{
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}

/// Median of the distances, from counts in fine bins, so that memory does not grow with the pairs.
class Median {
public:
    void add(double value)
    {
        ++m_counts[std::min<std::size_t>(static_cast<std::size_t>(value / kBin), m_counts.size() - 1)];
        ++m_total;
    }
    double value() const
    {
        std::size_t bin = 0;
        std::int64_t below = m_counts[0];
        while (2 * below < m_total)
            below += m_counts[++bin];
        return static_cast<double>(bin) * kBin;
    }

private:
    static constexpr double kBin = 1.0 / 32; // grey levels
    std::vector<std::int64_t> m_counts = std::vector<std::int64_t>(256 * 32, 0);
    std::int64_t m_total = 0;
};

/// Groups of more than half of the set are ordinary likeness: their members stand alone. Numbers by
/// appearance.
std::vector<int> numbered(std::vector<int>& parent)
{
    const int count = static_cast<int>(parent.size());
    std::vector<int> members(count, 0);
    for (int i = 0; i < count; ++i)
        ++members[rootOf(parent, i)];
    std::vector<int> numberOfRoot(count, -1);
    std::vector<int> numbers(count);
    int next = 0;
    for (int i = 0; i < count; ++i) {
        const int root = rootOf(parent, i);
        if (2 * members[root] > count) {
            numbers[i] = next++;
            continue;
        }
        if (numberOfRoot[root] < 0)
            numberOfRoot[root] = next++;
        numbers[i] = numberOfRoot[root];
    }
    return numbers;
}

} // namespace

cv::Mat nearDuplicateThumb(const cv::Mat& rgb)
{
    cv::Mat small;
    cv::resize(rgb, small, {kSide, kSide}, 0, 0, cv::INTER_AREA);
    if (small.channels() == 1)
        return small;
    cv::Mat grey;
    cv::cvtColor(small, grey, cv::COLOR_RGB2GRAY);
    return grey;
}

std::vector<int> groupNearDuplicates(const std::vector<cv::Mat>& thumbs)
{
    const int count = static_cast<int>(thumbs.size());
    struct Pair {
        int a, b;
        double distance;
    };
    std::vector<Pair> close;
    Median median;
    for (int a = 0; a < count; ++a) {
        for (int b = a + 1; b < count; ++b) {
            const double d = distance(thumbs[a], thumbs[b]);
            median.add(d);
            if (d <= kLargestDifference)
                close.push_back({a, b, d});
        }
    }
    std::vector<int> parent(count);
    std::iota(parent.begin(), parent.end(), 0);
    const double limit = count > 1 ? std::min(kLargestDifference, kShareOfUsual * median.value()) : 0.0;
    for (const Pair& pair : close) {
        if (pair.distance <= limit)
            parent[rootOf(parent, pair.b)] = rootOf(parent, pair.a);
    }
    return numbered(parent);
}

} // namespace varad
