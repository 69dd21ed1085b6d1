// core/evaluation/metrics.cpp - layer: varad_core (OpenCV core, imgproc)
//
// A test set has 10^8 pixels and more, too many to sort as one list of numbers with their origin. Each
// picture is sorted on its own when it is added; computing walks the range of values from above in buckets
// small enough to merge, and a bucket that consists of one value only is counted, not merged.
#include "core/evaluation/metrics.h"

#include "core/evaluation/curves.h"

#include <opencv2/imgproc.hpp>

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>
#include <span>

namespace varad {
namespace {

using evaluation::ClassCurve;
using evaluation::ExactSum;
using evaluation::OverlapCurve;

/// Unsigned number in the order of the float; -0 and +0 are one value.
std::uint32_t keyOf(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value + 0.0f);
    return (bits & 0x80000000u) != 0 ? ~bits : bits | 0x80000000u;
}

/// Ascending, by three passes of 11 bits; several times as fast as comparing for a megapixel.
void radixSort(std::vector<std::uint32_t>& keys)
{
    constexpr int bits = 11;
    constexpr std::uint32_t mask = (1u << bits) - 1;
    std::vector<std::uint32_t> other(keys.size());
    for (int shift = 0; shift < 32; shift += bits) {
        std::array<std::size_t, 1u << bits> at{};
        for (const std::uint32_t key : keys)
            ++at[key >> shift & mask];
        std::exclusive_scan(at.begin(), at.end(), at.begin(), std::size_t{0});
        for (const std::uint32_t key : keys)
            other[at[key >> shift & mask]++] = key;
        keys.swap(other);
    }
}

std::uint32_t keyOfEntry(std::uint64_t entry) { return static_cast<std::uint32_t>(entry >> 32); }

/// Keys first .. last, both included, so that the whole range can be said.
struct KeyRange {
    std::uint32_t first;
    std::uint32_t last;
};

std::span<const std::uint32_t> cut(std::span<const std::uint32_t> keys, KeyRange range)
{
    const auto begin = std::lower_bound(keys.begin(), keys.end(), range.first);
    return {begin, std::upper_bound(begin, keys.end(), range.last)};
}

std::span<const std::uint64_t> cut(std::span<const std::uint64_t> entries, KeyRange range)
{
    const auto begin = std::lower_bound(entries.begin(), entries.end(), std::uint64_t{range.first} << 32);
    const std::uint64_t last = std::uint64_t{range.last} << 32 | 0xffffffffu;
    return {begin, std::upper_bound(begin, entries.end(), last)};
}

/// The part of every picture that a range of keys holds.
struct Slice {
    std::vector<std::span<const std::uint32_t>> good;
    std::vector<std::span<const std::uint64_t>> defect;

    Slice within(KeyRange range) const
    {
        Slice result;
        for (const auto& keys : good) {
            if (const auto part = cut(keys, range); !part.empty())
                result.good.push_back(part);
        }
        for (const auto& entries : defect) {
            if (const auto part = cut(entries, range); !part.empty())
                result.defect.push_back(part);
        }
        return result;
    }
    std::size_t goodCount() const
    {
        return std::accumulate(good.begin(), good.end(), std::size_t{0},
                               [](auto n, auto& s) { return n + s.size(); });
    }
    std::size_t defectCount() const
    {
        return std::accumulate(defect.begin(), defect.end(), std::size_t{0},
                               [](auto n, auto& s) { return n + s.size(); });
    }
};

/// Walks all pixels from the highest value to the lowest and feeds the curves one step per distinct value.
class Walk {
public:
    Walk(std::uint64_t good, std::uint64_t defect, const std::vector<std::uint32_t>& areas)
        : m_curve(good, defect), m_allGood(good), m_areas(areas)
    {
    }

    void run(const Slice& slice, KeyRange range)
    {
        const std::size_t good = slice.goodCount();
        const std::size_t defect = slice.defectCount();
        if (good + defect == 0)
            return;
        if (range.first == range.last) {
            for (const auto& entries : slice.defect)
                cover(entries);
            step(good, defect);
        } else if (good + 2 * defect <= kBucket) {
            merge(slice, good, defect);
        } else {
            const std::uint32_t middle = range.first + (range.last - range.first) / 2;
            const KeyRange upper{middle + 1, range.last};
            const KeyRange lower{range.first, middle};
            run(slice.within(upper), upper);
            run(slice.within(lower), lower);
        }
    }

    PixelResult result() const
    {
        PixelResult result{m_curve.auroc(), m_curve.ap(), m_curve.maxF1(), {}, {}};
        if (m_allGood > 0 && !m_areas.empty()) {
            result.aupro030 = m_at030.value();
            result.aupro005 = m_at005.value();
        }
        return result;
    }

private:
    static constexpr std::size_t kBucket = std::size_t{1}
                                           << 22; // keys merged at a time: 16 MiB and as much to sort

    void cover(std::span<const std::uint64_t> entries)
    {
        for (const std::uint64_t entry : entries)
            m_covered.add(1.0 / m_areas[static_cast<std::uint32_t>(entry)]);
    }

    void step(std::size_t good, std::size_t defect)
    {
        m_good += good;
        m_curve.step(good, defect);
        if (m_allGood == 0 || m_areas.empty())
            return;
        const double fpr = static_cast<double>(m_good) / static_cast<double>(m_allGood);
        const double overlap = m_covered.value() / static_cast<double>(m_areas.size());
        m_at030.step(fpr, overlap);
        m_at005.step(fpr, overlap);
    }

    void merge(const Slice& slice, std::size_t goodCount, std::size_t defectCount)
    {
        std::vector<std::uint32_t> good;
        good.reserve(goodCount);
        for (const auto& keys : slice.good)
            good.insert(good.end(), keys.begin(), keys.end());
        std::vector<std::uint64_t> defect;
        defect.reserve(defectCount);
        for (const auto& entries : slice.defect)
            defect.insert(defect.end(), entries.begin(), entries.end());
        if (slice.good.size() > 1)
            radixSort(good);
        std::sort(defect.begin(), defect.end());
        std::size_t i = good.size();
        std::size_t j = defect.size();
        while (i > 0 || j > 0) {
            const std::uint32_t key =
                std::max(i > 0 ? good[i - 1] : 0, j > 0 ? keyOfEntry(defect[j - 1]) : 0);
            const std::size_t goodEnd = i;
            const std::size_t defectEnd = j;
            while (i > 0 && good[i - 1] == key)
                --i;
            while (j > 0 && keyOfEntry(defect[j - 1]) == key)
                --j;
            cover(std::span(defect).subspan(j, defectEnd - j));
            step(goodEnd - i, defectEnd - j);
        }
    }

    ClassCurve m_curve;
    OverlapCurve m_at030{0.30};
    OverlapCurve m_at005{0.05};
    std::uint64_t m_allGood;
    std::uint64_t m_good = 0;
    ExactSum m_covered; // covered fractions, summed over regions
    const std::vector<std::uint32_t>& m_areas;
};

Error unusable(const QString& detail)
{
    return {ErrorKind::Internal,
            QCoreApplication::translate("Metrics",
                                        "Scores could not be evaluated: they are not numbers or do not fit "
                                        "their pictures."),
            detail, QStringLiteral("internal")};
}

} // namespace

Result<ImageResult> imageMetrics(const std::vector<double>& scores, const std::vector<bool>& defect)
{
    if (scores.size() != defect.size())
        return unusable(QStringLiteral("%1 scores, %2 labels").arg(scores.size()).arg(defect.size()));
    if (!std::all_of(scores.begin(), scores.end(), [](double score) { return std::isfinite(score); }))
        return unusable(QStringLiteral("a score is not finite"));
    std::vector<std::size_t> order(scores.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    const auto defects = static_cast<std::uint64_t>(std::count(defect.begin(), defect.end(), true));
    ClassCurve curve(defect.size() - defects, defects);
    for (std::size_t i = 0; i < order.size();) {
        std::uint64_t counts[2] = {0, 0};
        const double score = scores[order[i]];
        for (; i < order.size() && scores[order[i]] == score; ++i)
            ++counts[defect[order[i]] ? 1 : 0];
        curve.step(counts[0], counts[1]);
    }
    return ImageResult{curve.auroc(), curve.ap(), curve.maxF1()};
}

Status PixelMetrics::add(const cv::Mat& map, const cv::Mat& mask)
{
    if (map.empty() || map.type() != CV_32FC1)
        return unusable(QStringLiteral("a map is empty or of another type"));
    if (!mask.empty() && (mask.type() != CV_8UC1 || mask.size() != map.size()))
        return unusable(QStringLiteral("mask %1x%2, map %3x%4")
                            .arg(mask.cols)
                            .arg(mask.rows)
                            .arg(map.cols)
                            .arg(map.rows));
    if (!cv::checkRange(map))
        return unusable(QStringLiteral("a map value is not finite"));
    cv::Mat regions = cv::Mat::zeros(map.size(), CV_32S);
    const int count = mask.empty() ? 1 : cv::connectedComponents(mask, regions, 8, CV_32S);
    const std::size_t firstRegion = m_regionAreas.size();
    m_regionAreas.resize(firstRegion + count - 1, 0);
    Block block;
    block.good.reserve(map.total() - (mask.empty() ? 0 : cv::countNonZero(mask)));
    for (int y = 0; y < map.rows; ++y) {
        const float* values = map.ptr<float>(y);
        const int* labels = regions.ptr<int>(y);
        for (int x = 0; x < map.cols; ++x) {
            if (labels[x] == 0) {
                block.good.push_back(keyOf(values[x]));
                continue;
            }
            const std::size_t region = firstRegion + labels[x] - 1;
            ++m_regionAreas[region];
            block.defect.push_back(std::uint64_t{keyOf(values[x])} << 32 | region);
        }
    }
    radixSort(block.good);
    std::sort(block.defect.begin(), block.defect.end());
    block.defect.shrink_to_fit();
    m_blocks.push_back(std::move(block));
    return {};
}

PixelResult PixelMetrics::compute() const
{
    Slice all;
    for (const Block& block : m_blocks) {
        all.good.emplace_back(block.good);
        all.defect.emplace_back(block.defect);
    }
    Walk walk(all.goodCount(), all.defectCount(), m_regionAreas);
    walk.run(all, {0, 0xffffffffu});
    return walk.result();
}

} // namespace varad
