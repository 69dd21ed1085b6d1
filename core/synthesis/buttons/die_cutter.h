// core/synthesis/buttons/die_cutter.h - layer: varad_core (OpenCV core, std)
#pragma once

#include "core/synthesis/buttons/counter_noise.h"
#include "core/synthesis/buttons/metal_relief.h"

#include <algorithm>
#include <cmath>

namespace varad::buttons {

/// A round-topped ridge: 1 in the middle, 0 at distance `half`.
inline float ridge(float distance, float half)
{
    const float q = distance / half;
    return q * q >= 1.0f ? 0.0f : 1.0f - q * q;
}

inline cv::Point2f dieCellMiddle(int column, int row)
{
    return {(static_cast<float>(column) + 0.5f) * kDieCell - kDieHalf,
            (static_cast<float>(row) + 0.5f) * kDieCell - kDieHalf};
}

/// A leaf, a petal, a strand: pointed, bent, tilted, each a little different as an engraver cuts them.
struct Blade {
    cv::Point2f middle;
    float turn = 0;   ///< of the tip's direction
    float length = 0; ///< half
    float width = 0;  ///< half
    float bend = 0;   ///< of the midline, in half widths
    float roll = 0;   ///< tilt across
    float height = 0;
    float lift = 0; ///< of the whole blade above the ground: what lies on top
    float rib = 0;  ///< depth of the midrib's furrow
    float veins = 0;
    std::uint32_t seed = 0;
};

/// The engraver: adds shapes to the map; where shapes meet, the higher one stands.
class DieCutter {
public:
    explicit DieCutter(const ButtonDesign& design);

    cv::Mat1f cut();

private:
    template <class Shape>
    void stamp(cv::Point2f middle, float reach, const Shape& shape)
    {
        const auto cell = [](float v) { return static_cast<int>((v + kDieHalf) / kDieCell); };
        const int x0 = std::max(0, cell(middle.x - reach));
        const int y0 = std::max(0, cell(middle.y - reach));
        const int x1 = std::min(kDieSide - 1, cell(middle.x + reach));
        const int y1 = std::min(kDieSide - 1, cell(middle.y + reach));
        for (int y = y0; y <= y1; ++y)
            for (int x = x0; x <= x1; ++x)
                m_map(y, x) = std::max(m_map(y, x), shape(dieCellMiddle(x, y)));
    }

    void blade(const Blade& b);
    Blade unevenBlade(float length, float width);
    void rope();
    void beads();
    void star();
    void sprigs();
    void anchor();
    void cable();
    void laurel();
    void branch(float side);
    void rosette();

    const ButtonDesign& m_design;
    Draws m_draws;
    std::uint32_t m_seed;
    cv::Mat1f m_map;
};

} // namespace varad::buttons
