#include "core/synthesis/buttons/counter_noise.h"
#include "core/synthesis/buttons/metal_relief.h"

#include <algorithm>
#include <cmath>

namespace varad::buttons {

namespace {

constexpr float kSteepest = 0.985f; ///< keeps the slope of the round edge finite

float brushed(cv::Point2f p, std::uint32_t seed)
{
    const float along = 0.8f * p.x + 0.6f * p.y;
    const float across = 0.8f * p.y - 0.6f * p.x;
    return valueNoise(6.0f * along + 0.4f * across, 120.0f * across + 1.7f * along, seed);
}

/// Depth of scattered pits: one at most per lattice cell, few cells have one.
float pits(cv::Point2f p, std::uint32_t seed)
{
    const float x = 34.0f * p.x;
    const float y = 34.0f * p.y;
    const int ix = static_cast<int>(std::floor(x));
    const int iy = static_cast<int>(std::floor(y));
    const float size = 0.06f + 0.16f * latticeUnit(ix, iy, seed + 1) * latticeUnit(ix, iy, seed + 2);
    if (latticeUnit(ix, iy, seed) > 0.11f)
        return 0.0f;
    const float dx = x - static_cast<float>(ix) - 0.3f - 0.4f * latticeUnit(ix, iy, seed + 3);
    const float dy = y - static_cast<float>(iy) - 0.3f - 0.4f * latticeUnit(ix, iy, seed + 4);
    return bell(std::sqrt(dx * dx + dy * dy) / size);
}

} // namespace

MetalSkin::MetalSkin(const ButtonDesign& design, const ButtonPose& pose)
    : m_design(design), m_pose(pose), m_die(struckDie(design))
{
    Draws draws(streamKey({0x3E7A1, pose.specimenKey}));
    m_seed = draws.noiseSeed();
    m_shift = {draws.between(20.0f, 60.0f), draws.between(20.0f, 60.0f)};
    const float turn = draws.unit();
    m_rubbed = {cosTurns(turn), sinTurns(turn)};
    m_worn = draws.between(0.2f, 0.9f);
    m_tarnish = draws.between(0.60f, 0.95f);
}

float MetalSkin::hollow(cv::Point2f p) const
{
    return StruckDie::at(m_die->around, p) - StruckDie::at(m_die->relief, p);
}

SurfaceLook MetalSkin::look(cv::Point2f p, float r) const
{
    const cv::Point2f q = p + m_shift;
    const float edge = std::min(kSteepest, clampUnit((r - (1.0f - m_design.edge)) / m_design.edge));
    const float struck = StruckDie::at(m_die->relief, p);
    const float hollow = StruckDie::at(m_die->around, p) - struck;
    const float cloud = fractalNoise(3.1f * q.x, 3.1f * q.y, m_seed, 4);
    const float blotch = fractalNoise(11.0f * q.x, 11.0f * q.y, m_seed + 10, 3);
    const float peel = fractalNoise(24.0f * q.x - 10.0f * q.y, 24.0f * q.y + 10.0f * q.x, m_seed + 20, 2);
    const float grain = fractalNoise(84.0f * q.x + 63.0f * q.y, 84.0f * q.y - 63.0f * q.x, m_seed + 30, 2);
    const float brush = brushed(p, m_seed + 40);
    const float pit = pits(p, m_seed + 50) * clampUnit(0.6f + blotch);

    // Handling takes the tops off, more on one side than on the other.
    const float rub = clampUnit(m_worn * (0.7f + 0.5f * p.dot(m_rubbed)) + 0.25f * cloud);
    const float above = struck - (0.030f - 0.014f * rub);
    const float rubbedOff = 0.5f * rub * 0.5f * (above + std::sqrt(above * above + 0.000016f));
    const float rim = -1.1f * m_design.edge * (1.0f - std::sqrt(std::max(0.0f, 1.0f - edge * edge)));
    SurfaceLook look;
    look.height = m_design.thickness - 0.10f * r * r + rim + struck - rubbedOff + 0.0008f * peel +
                  0.00050f * grain + 0.00020f * brush + 0.0009f * blotch - 0.0016f * pit;

    const float high = smoothStep(0.002f, -0.010f, hollow) * (0.55f + 0.45f * rub);
    const float settled = smoothStep(-0.0055f, 0.0075f, hollow + 0.0042f * cloud + 0.0022f * blotch);
    const float freckle = smoothStep(0.05f, 0.95f, blotch + 0.30f * grain + 0.45f * cloud);
    const float dark =
        clampUnit(m_tarnish * (0.22f + 1.1f * settled + 0.18f * freckle) * (1.0f - 0.8f * high) +
                  0.10f * grain + 0.6f * pit + (r > 0.94f ? 0.10f : 0.0f));
    const float green = 0.20f * settled * smoothStep(0.05f, 0.75f, blotch - 0.4f * cloud) * m_tarnish;
    look.roughness = clampUnit(m_design.roughness * (0.95f + 1.0f * dark - 0.30f * high + 0.20f * cloud +
                                                     0.12f * grain + 0.10f * brush));
    const cv::Vec3f tarnished(m_design.fleck[0] * 0.82f, m_design.fleck[1] * 0.68f,
                              m_design.fleck[2] * 0.62f);
    const cv::Vec3f verdigris(0.13f, 0.19f, 0.16f);
    const float tone = 1.0f + m_design.mottle * (cloud + 0.5f * brush) + 0.14f * high;
    for (int c = 0; c < 3; ++c) {
        const float metal = mixLinear(m_design.colour[c] * tone, tarnished[c], dark);
        look.colour[c] = clampUnit(mixLinear(metal, verdigris[c], green));
    }
    return look;
}

void MetalSkin::hairline(SurfaceTile& tile, cv::Point2f from, cv::Point2f to, float bow, float depth) const
{
    const float half = std::max(0.55f, 0.8f * m_pose.unit()); // px
    const cv::Point2f along = to - from;
    const float length = std::sqrt(along.dot(along));
    const float reach = std::abs(bow) * length + 2.0f * half + 1.0f;
    const cv::Point2f unit = along * (1.0f / length);
    const int top = std::max(tile.area.y, static_cast<int>(std::floor(std::min(from.y, to.y) - reach)));
    const int bottom = std::min(tile.area.br().y, static_cast<int>(std::max(from.y, to.y) + reach) + 1);
    for (int y = top; y < bottom; ++y) {
        // Of the row only what the line can touch: lines are long and thin.
        const float steep = std::max(0.02f, std::abs(unit.y));
        const float down = static_cast<float>(y) + 0.5f - from.y;
        const float middle = unit.y < 0.0f ? from.x - down * unit.x / steep : from.x + down * unit.x / steep;
        const float wide = reach / steep;
        const float left = std::max(middle - wide, std::min(from.x, to.x) - reach);
        const float right = std::min(middle + wide, std::max(from.x, to.x) + reach);
        const int first = std::max(tile.area.x, static_cast<int>(std::floor(left)));
        const int last = std::min(tile.area.br().x, static_cast<int>(std::floor(right)) + 1);
        for (int x = first; x < last; ++x) {
            const cv::Point2f at(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f);
            const cv::Point2f d = at - from;
            const float t = d.dot(unit) / length;
            if (t <= 0.0f || t >= 1.0f)
                continue;
            const float off = d.y * unit.x - d.x * unit.y - 4.0f * bow * length * t * (1.0f - t);
            const float cross = bell(off / (1.6f * half));
            if (cross <= 0.0f || tile.cover(y - tile.area.y, x - tile.area.x) <= 0.0f)
                continue;
            const cv::Point2f p = m_pose.toButton(at.x, at.y);
            const float touch =
                0.10f + 0.90f * smoothStep(0.005f, -0.003f, hollow(p)); // hollows are out of reach
            const float force = depth * cross * touch * smoothStep(0.0f, 0.3f, t) * smoothStep(1.0f, 0.6f, t);
            tile.height(y - tile.area.y, x - tile.area.x) -= 0.6f * m_pose.unit() * force;
            cv::Vec3f& colour = tile.colour(y - tile.area.y, x - tile.area.x);
            colour += (m_design.colour - colour) * clampUnit(0.55f * force);
        }
    }
}

void MetalSkin::nick(SurfaceTile& tile, cv::Point2f middle, float size, float depth) const
{
    const int reach = static_cast<int>(2.0f * size) + 2;
    const cv::Point at(static_cast<int>(middle.x), static_cast<int>(middle.y));
    const cv::Rect touched = cv::Rect(at.x - reach, at.y - reach, 2 * reach, 2 * reach) & tile.area;
    for (int y = touched.y; y < touched.br().y; ++y) {
        for (int x = touched.x; x < touched.br().x; ++x) {
            const cv::Point2f d =
                cv::Point2f(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f) - middle;
            const float q = std::sqrt(d.dot(d)) / size;
            const float ragged = q + 0.35f * valueNoise(0.4f * d.x, 0.4f * d.y, m_seed + 60);
            tile.height(y - tile.area.y, x - tile.area.x) -=
                depth * (bell(ragged) - 0.3f * bell((ragged - 1.0f) / 0.6f));
        }
    }
}

void MetalSkin::handle(SurfaceTile& tile) const
{
    Draws draws(streamKey({0x5C4A, m_pose.specimenKey}));
    const int lines = 50 + static_cast<int>(90.0f * m_worn);
    float main = draws.unit();
    for (int i = 0; i < lines; ++i) {
        if (draws.chance(0.12f))
            main = draws.unit(); // lines come in bundles of like direction
        const float turn = main + draws.between(-0.05f, 0.05f);
        const float share = draws.unit();
        const float length = (0.05f + 0.5f * share * share) * m_pose.radius;
        const cv::Point2f middle =
            m_pose.toPixel({draws.between(-0.95f, 0.95f), draws.between(-0.95f, 0.95f)});
        const cv::Point2f step = cv::Point2f(cosTurns(turn), sinTurns(turn)) * (0.5f * length);
        const float bow = draws.between(-0.05f, 0.05f);
        hairline(tile, middle - step, middle + step, bow, draws.between(0.2f, 1.0f));
    }
    const int nicks = 6 + static_cast<int>(18.0f * m_worn);
    for (int i = 0; i < nicks; ++i) {
        const cv::Point2f middle =
            m_pose.toPixel({draws.between(-0.95f, 0.95f), draws.between(-0.95f, 0.95f)});
        const float size = draws.between(1.8f, 4.5f) * m_pose.unit();
        nick(tile, middle, size, draws.between(0.06f, 0.22f) * size);
    }
}

} // namespace varad::buttons
