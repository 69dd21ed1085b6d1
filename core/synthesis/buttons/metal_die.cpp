#include "core/synthesis/buttons/counter_noise.h"
#include "core/synthesis/buttons/metal_relief.h"

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

namespace varad::buttons {

namespace {

/// Mean over 2 * reach + 1 cells along the rows; the result is turned, so that twice makes both directions.
cv::Mat1f meanAlongRowsTurned(const cv::Mat1f& map, int reach)
{
    cv::Mat1f out(map.cols, map.rows);
    const double share = 1.0 / (2 * reach + 1);
    for (int y = 0; y < map.rows; ++y) {
        const float* row = map[y];
        double sum = 0.0;
        for (int k = -reach; k <= reach; ++k)
            sum += row[std::clamp(k, 0, map.cols - 1)];
        for (int x = 0; x < map.cols; ++x) {
            out(x, y) = static_cast<float>(sum * share);
            sum += row[std::min(x + reach + 1, map.cols - 1)] - row[std::max(x - reach, 0)];
        }
    }
    return out;
}

/// Three means in a row: close to a Gaussian.
cv::Mat1f softened(cv::Mat1f map, int reach)
{
    for (int pass = 0; pass < 3; ++pass)
        map = meanAlongRowsTurned(meanAlongRowsTurned(map, reach), reach);
    return map;
}

struct DieKey {
    std::uint32_t pattern = 0;
    Ornament ornament = Ornament::Star;
    int ropeTurns = 0;

    bool operator==(const DieKey&) const = default;
};

std::shared_ptr<const StruckDie> strikeDie(const ButtonDesign& design)
{
    const cv::Mat1f cut = cutDie(design);
    auto die = std::make_shared<StruckDie>();
    const cv::Mat1f crisp = softened(cut, 1);
    const cv::Mat1f flowed = softened(cut, 4);
    // Metal fills a die's corners badly: edges are round above and run out in a fillet below.
    die->relief = 0.62f * crisp + 0.38f * flowed;
    die->around = softened(flowed, 13);
    return die;
}

} // namespace

float StruckDie::at(const cv::Mat1f& map, cv::Point2f p)
{
    // Quadratic B-spline: slopes are continuous across cells.
    const float x = std::clamp((p.x + kDieHalf) / kDieCell, 1.0f, static_cast<float>(kDieSide) - 2.0f);
    const float y = std::clamp((p.y + kDieHalf) / kDieCell, 1.0f, static_cast<float>(kDieSide) - 2.0f);
    const int ix = static_cast<int>(x);
    const int iy = static_cast<int>(y);
    const float fx = x - static_cast<float>(ix);
    const float fy = y - static_cast<float>(iy);
    const float wx[3] = {0.5f * (1.0f - fx) * (1.0f - fx), 0.75f - (fx - 0.5f) * (fx - 0.5f), 0.5f * fx * fx};
    const float wy[3] = {0.5f * (1.0f - fy) * (1.0f - fy), 0.75f - (fy - 0.5f) * (fy - 0.5f), 0.5f * fy * fy};
    float sum = 0.0f;
    for (int k = 0; k < 3; ++k) {
        const float* row = map[iy + k - 1] + ix - 1;
        sum += wy[k] * (wx[0] * row[0] + wx[1] * row[1] + wx[2] * row[2]);
    }
    return sum;
}

std::shared_ptr<const StruckDie> struckDie(const ButtonDesign& design)
{
    constexpr std::size_t kKept = 2; // a set has one product per kind; sets of two seeds may be in the making
    static std::mutex guard;
    static std::vector<std::pair<DieKey, std::shared_ptr<const StruckDie>>> kept;
    const DieKey key{design.patternSeed, design.ornament, design.ropeTurns};
    const std::scoped_lock lock(guard);
    for (const auto& [known, die] : kept) {
        if (known == key)
            return die;
    }
    if (kept.size() == kKept)
        kept.erase(kept.begin());
    kept.emplace_back(key, strikeDie(design));
    return kept.back().second;
}

} // namespace varad::buttons
