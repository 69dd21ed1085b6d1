#include "core/synthesis/buttons/lighting.h"

#include "core/synthesis/buttons/counter_noise.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace varad::buttons {

namespace {

constexpr float kKey = 1.25f;  ///< irradiance of the softbox, head-on
constexpr float kFill = 0.42f; ///< irradiance of the open dome
constexpr float kPenumbra = 0.42f;

/// Visibility of the softbox and of the dome, at half size.
struct Occlusion {
    cv::Mat1f key;
    cv::Mat1f dome;
};

cv::Mat1f halfSizeHeights(const SurfaceTile& tile)
{
    cv::Mat1f half(tile.area.height / 2, tile.area.width / 2);
    for (int y = 0; y < half.rows; ++y) {
        for (int x = 0; x < half.cols; ++x) {
            float sum = 0.0f;
            for (int k = 0; k < 4; ++k) {
                const int row = 2 * y + k / 2;
                const int column = 2 * x + k % 2;
                sum += mixLinear(tile.ground(row, column), tile.height(row, column), tile.cover(row, column));
            }
            half(y, x) = 0.25f * sum;
        }
    }
    return half;
}

float sampleClamped(const cv::Mat1f& m, float x, float y)
{
    x = std::clamp(x, 0.0f, static_cast<float>(m.cols - 1) - 0.001f);
    y = std::clamp(y, 0.0f, static_cast<float>(m.rows - 1) - 0.001f);
    const int ix = static_cast<int>(x);
    const int iy = static_cast<int>(y);
    const float fx = x - static_cast<float>(ix);
    const float fy = y - static_cast<float>(iy);
    const float* top = m[iy] + ix;
    const float* bottom = m[std::min(iy + 1, m.rows - 1)] + ix;
    return mixLinear(mixLinear(top[0], top[1], fx), mixLinear(bottom[0], bottom[1], fx), fy);
}

/// Steepest rise over the distances `steps` (px of the half-size map) in the direction (dx, dy).
template <std::size_t N>
float steepestRise(const cv::Mat1f& half, cv::Point at, cv::Point2f direction,
                   const std::array<float, N>& steps)
{
    const float here = half(at);
    float steepest = -10.0f;
    for (const float t : steps) {
        const float there = sampleClamped(half, static_cast<float>(at.x) + direction.x * t,
                                          static_cast<float>(at.y) + direction.y * t);
        steepest = std::max(steepest, (there - here) / (2.0f * t)); // heights are in full-size px
    }
    return steepest;
}

/// Averages over 3 x 3 pixels with weights 1 2 1: no crease is sharper than the camera's grid.
cv::Mat1f smoothed(const cv::Mat1f& h)
{
    cv::Mat1f out(h.size());
    for (int y = 0; y < h.rows; ++y) {
        const float* rows[3] = {h[std::max(y - 1, 0)], h[y], h[std::min(y + 1, h.rows - 1)]};
        const auto column = [&](int x) { return rows[0][x] + 2.0f * rows[1][x] + rows[2][x]; };
        for (int x = 0; x < h.cols; ++x)
            out(y, x) =
                (column(std::max(x - 1, 0)) + 2.0f * column(x) + column(std::min(x + 1, h.cols - 1))) / 16.0f;
    }
    return out;
}

Occlusion findOcclusion(const SurfaceTile& tile, const ButtonPose& pose)
{
    const cv::Mat1f half = halfSizeHeights(tile);
    std::array<float, 18> shadowSteps{};
    float step = 0.9f;
    for (float& s : shadowSteps) {
        s = std::max(0.75f, step * pose.unit());
        step *= 1.28f; // the last is 60: 120 px at full size
    }
    std::array<float, 6> domeSteps{};
    step = 1.0f;
    for (float& s : domeSteps) {
        s = std::max(0.75f, step * pose.unit());
        step *= 2.1f;
    }
    const float flat =
        std::sqrt(pose.light.val[0] * pose.light.val[0] + pose.light.val[1] * pose.light.val[1]);
    const cv::Point2f toLight(pose.light[0] / flat, pose.light[1] / flat);
    const float rise = pose.light[2] / flat;
    Occlusion result{cv::Mat1f(half.size()), cv::Mat1f(half.size())};
    for (int y = 0; y < half.rows; ++y) {
        for (int x = 0; x < half.cols; ++x) {
            const float steepest = steepestRise(half, {x, y}, toLight, shadowSteps);
            result.key(y, x) = 1.0f - smoothStep(rise - kPenumbra, rise + kPenumbra, steepest);
            float open = 0.0f;
            for (int k = 0; k < 8; ++k) {
                const float turn = (static_cast<float>(k) + 0.5f) / 8.0f;
                const float slope =
                    std::max(0.0f, steepestRise(half, {x, y}, {cosTurns(turn), sinTurns(turn)}, domeSteps));
                open += 1.0f - slope / std::sqrt(1.0f + slope * slope); // 1 - sine of the horizon
            }
            result.dome(y, x) = open / 8.0f;
        }
    }
    result.key = smoothed(result.key);
    result.dome = smoothed(result.dome);
    return result;
}

cv::Vec3f normalised(const cv::Vec3f& v) { return v * (1.0f / std::sqrt(v.dot(v))); }

/// The surroundings as a mirror sees them: softbox, a weaker strip opposite, dome, dark camera, ground.
struct Surroundings {
    cv::Vec3f light;
    cv::Vec3f side;  ///< unit, across the light, level
    cv::Vec3f up;    ///< unit, across the light, upwards
    cv::Vec3f strip; ///< unit, to the weaker lamp
    cv::Vec3f ground;

    Surroundings(const ButtonDesign& design, const ButtonPose& pose) : light(pose.light)
    {
        side = normalised({-light[1], light[0], 0.0f});
        up = light.cross(side);
        strip = normalised({-light[0], -light[1], 0.9f * light[2]});
        ground = design.groundColour * 0.55f;
        if (design.metallic) // what lies low beside relief is mostly more of the same metal
            ground = ground * 0.4f + design.colour * 0.16f;
    }

    float softbox(const cv::Vec3f& r, float blur) const
    {
        const float c = r.dot(light);
        if (c <= 0.05f)
            return 0.0f;
        const float u = std::abs(r.dot(side)) / c;
        const float v = std::abs(r.dot(up)) / c;
        const float soft = 0.04f + 0.9f * blur;
        const float a = 1.0f - smoothStep(0.55f - soft, 0.55f + soft, u);
        const float b = 1.0f - smoothStep(0.36f - soft, 0.36f + soft, v);
        return a * b / (1.0f + 2.2f * blur * blur); // a wider lobe sees less of the box
    }

    /// Radiance from direction `r`; `seen` is the softbox's visibility, `open` the dome's.
    cv::Vec3f radiance(const cv::Vec3f& r, float blur, float seen, float open) const
    {
        const float box = 2.6f * softbox(r, blur) * seen;
        const float c = r.dot(strip);
        const float lamp = 0.55f * smoothStep(0.88f - 0.6f * blur, 0.95f + 0.05f * blur, c);
        const float camera = 1.0f - 0.35f * smoothStep(0.90f - blur, 1.0f + blur, r[2]);
        const float dome = (0.20f + 0.30f * smoothStep(-0.1f, 0.9f, r[2])) * camera;
        const float below = smoothStep(0.12f + 0.5f * blur, -0.12f - 0.5f * blur, r[2]);
        const float sky = box + (dome + lamp) * open;
        cv::Vec3f sum;
        for (int k = 0; k < 3; ++k)
            sum[k] = mixLinear(sky, ground[k] * open, below);
        return sum;
    }
};

cv::Vec3f normalAt(const cv::Mat1f& h, int row, int column, int reach)
{
    const int x0 = std::max(column - reach, 0);
    const int x1 = std::min(column + reach, h.cols - 1);
    const int y0 = std::max(row - reach, 0);
    const int y1 = std::min(row + reach, h.rows - 1);
    const float gx = (h(row, x1) - h(row, x0)) / static_cast<float>(std::max(1, x1 - x0));
    const float gy = (h(y1, column) - h(y0, column)) / static_cast<float>(std::max(1, y1 - y0));
    return normalised({-gx, -gy, 1.0f});
}

float fresnel(float base, float cosine)
{
    const float m = clampUnit(1.0f - cosine);
    const float m2 = m * m;
    return base + (1.0f - base) * m2 * m2 * m;
}

/// Light that a surface sends out by scattering below its skin; `wrap` lets it creep round edges.
float scattered(const cv::Vec3f& n, const cv::Vec3f& light, float wrap, float seen, float open)
{
    const float lambert = std::max(0.0f, (n.dot(light) + wrap) / (1.0f + wrap));
    return kKey * lambert * seen + kFill * open * (0.65f + 0.35f * n[2]);
}

/// The straight view from above, mirrored at a surface.
cv::Vec3f mirroredView(const cv::Vec3f& n)
{
    return {2 * n[2] * n[0], 2 * n[2] * n[1], 2 * n[2] * n[2] - 1.0f};
}

/// Struck metal is satin: a gleam, and round it a broad haze that follows the larger forms only. Relief
/// throws light into its own hollows, so that they are dim but never black.
cv::Vec3f metalGlow(const Surroundings& around, const cv::Vec3f& n, const cv::Vec3f& soft,
                    const cv::Vec3f& colour, float rough, float seen, float open)
{
    const float lit = 0.25f + 0.75f * seen;
    const float clear = 0.50f + 0.50f * open;
    const cv::Vec3f gleam = around.radiance(mirroredView(n), rough, lit, clear);
    const cv::Vec3f haze = around.radiance(mirroredView(soft), clampUnit(rough + 0.40f), lit, clear);
    cv::Vec3f sum;
    for (int k = 0; k < 3; ++k)
        sum[k] = (0.68f * gleam[k] + 0.32f * haze[k]) * fresnel(colour[k], n[2]);
    return sum;
}

} // namespace

cv::Mat3f lightSurface(const SurfaceTile& tile, const ButtonDesign& design, const ButtonPose& pose)
{
    const Occlusion occlusion = findOcclusion(tile, pose);
    const cv::Mat1f height = smoothed(tile.height);
    const Surroundings around(design, pose);
    const float wrap = design.metallic ? 0.0f : 0.16f;
    const int softReach = std::max(1, static_cast<int>(3.0f * pose.unit() + 0.5f));
    cv::Mat3f light(tile.area.size());
    for (int row = 0; row < light.rows; ++row) {
        for (int column = 0; column < light.cols; ++column) {
            const float hx = 0.5f * static_cast<float>(column) - 0.25f;
            const float hy = 0.5f * static_cast<float>(row) - 0.25f;
            const float seen = sampleClamped(occlusion.key, hx, hy);
            const float open = sampleClamped(occlusion.dome, hx, hy);
            const float cover = tile.cover(row, column);
            cv::Vec3f sum(0, 0, 0);
            if (cover < 1.0f) {
                const cv::Vec3f n = normalAt(tile.ground, row, column, 1);
                sum = tile.groundColour(row, column) *
                      (scattered(n, pose.light, 0.1f, seen, open) * (1.0f - cover));
            }
            if (cover > 0.0f) {
                const cv::Vec3f n = normalAt(height, row, column, 1);
                const float rough = tile.roughness(row, column);
                const cv::Vec3f colour = tile.colour(row, column);
                if (design.metallic) {
                    const cv::Vec3f soft = normalised(n + normalAt(height, row, column, softReach));
                    sum += metalGlow(around, n, soft, colour, rough, seen, open) * cover;
                } else {
                    const cv::Vec3f glow = around.radiance(mirroredView(n), rough, seen, open);
                    const cv::Vec3f soft = normalised(n + normalAt(height, row, column, softReach));
                    sum += colour * (cover * scattered(soft, pose.light, wrap, seen, open));
                    sum += glow * (cover * fresnel(0.042f, n[2]) * (1.0f - 0.5f * rough));
                }
            }
            light(row, column) = sum;
        }
    }
    return light;
}

} // namespace varad::buttons
