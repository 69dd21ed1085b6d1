#include "core/synthesis/buttons/counter_noise.h"
#include "core/synthesis/buttons/surface.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace varad::buttons {

namespace {

/// A speck or a piece of a fibre: lighter or darker than what it lies on, and a little above it.
struct Stroke {
    std::array<cv::Point2f, 4> bend; ///< px, control points of a cubic curve
    float half = 1;                  ///< px, half width
    float opacity = 0.5f;
    float rise = 0; ///< px
    cv::Vec3f colour;
    float twist = 0; ///< px per turn of the plies; 0: a single fibre
    bool onButton = false;
};

cv::Point2f curvePoint(const std::array<cv::Point2f, 4>& b, float t)
{
    const float s = 1.0f - t;
    return b[0] * (s * s * s) + b[1] * (3 * s * s * t) + b[2] * (3 * s * t * t) + b[3] * (t * t * t);
}

void stampDisc(SurfaceTile& tile, const Stroke& stroke, cv::Point2f at, float along)
{
    const float half = stroke.half;
    const int x0 = std::max(0, static_cast<int>(std::floor(at.x - half)) - 1 - tile.area.x);
    const int x1 = std::min(tile.area.width - 1, static_cast<int>(std::ceil(at.x + half)) + 1 - tile.area.x);
    const int y0 = std::max(0, static_cast<int>(std::floor(at.y - half)) - 1 - tile.area.y);
    const int y1 = std::min(tile.area.height - 1, static_cast<int>(std::ceil(at.y + half)) + 1 - tile.area.y);
    const float ply = stroke.twist > 0.0f ? 0.78f + 0.22f * sinTurns(along / stroke.twist) : 1.0f;
    for (int y = y0; y <= y1; ++y) {
        for (int x = x0; x <= x1; ++x) {
            const float dx = static_cast<float>(x + tile.area.x) + 0.5f - at.x;
            const float dy = static_cast<float>(y + tile.area.y) + 0.5f - at.y;
            const float d = std::sqrt(dx * dx + dy * dy);
            const float weight = stroke.opacity * clampUnit(half - d + 0.5f) * std::min(1.0f, 2.0f * half);
            if (weight <= 0.0f)
                continue;
            const float rise = stroke.rise * std::sqrt(std::max(0.0f, 1.0f - d * d / (half * half + 0.25f)));
            const bool button = stroke.onButton && tile.cover(y, x) > 0.5f;
            cv::Vec3f& colour = button ? tile.colour(y, x) : tile.groundColour(y, x);
            colour += (stroke.colour * ply - colour) * weight;
            if (!button)
                tile.ground(y, x) = std::max(tile.ground(y, x), rise);
        }
    }
}

void drawStroke(SurfaceTile& tile, const Stroke& stroke)
{
    float length = 0.0f;
    for (std::size_t i = 0; i < 3; ++i) {
        const cv::Point2f d = stroke.bend[i + 1] - stroke.bend[i];
        length += std::sqrt(d.dot(d));
    }
    const int steps = std::max(1, static_cast<int>(length / 0.8f));
    // Opacity adds up where discs overlap; each takes its share.
    Stroke share = stroke;
    if (steps > 1)
        share.opacity = stroke.opacity * std::min(1.0f, 0.8f / (stroke.half + 0.3f));
    for (int i = 0; i <= steps; ++i)
        stampDisc(tile, share, curvePoint(stroke.bend, static_cast<float>(i) / static_cast<float>(steps)),
                  0.8f * static_cast<float>(i));
}

cv::Point2f somewhere(Draws& draws, const ButtonPose& pose, bool onButton)
{
    const auto side = static_cast<float>(pose.side);
    if (!onButton)
        return {draws.between(0, side), draws.between(0, side)};
    const float r = 0.97f * std::sqrt(draws.unit());
    const float turn = draws.unit();
    return pose.toPixel({r * cosTurns(turn), r * sinTurns(turn)});
}

cv::Vec3f dustColour(Draws& draws)
{
    const float grey = draws.chance(0.7f) ? draws.between(0.35f, 0.65f) : draws.between(0.02f, 0.08f);
    const float warm = draws.between(-0.06f, 0.08f);
    return {grey * (1.0f + warm), grey, grey * (1.0f - warm)};
}

void speck(SurfaceTile& tile, Draws& draws, const ButtonPose& pose, bool onButton)
{
    Stroke s;
    s.onButton = onButton;
    const cv::Point2f at = somewhere(draws, pose, onButton);
    s.half = pose.unit() * (onButton ? draws.between(0.5f, 1.1f) : draws.between(0.6f, 2.2f));
    const cv::Point2f stretch(draws.between(-1, 1) * s.half, draws.between(-1, 1) * s.half);
    s.bend = {at, at + stretch * 0.3f, at + stretch * 0.7f, at + stretch};
    s.opacity = onButton ? draws.between(0.08f, 0.22f) : draws.between(0.2f, 0.7f);
    s.rise = onButton ? 0.0f : s.half + 1.5f * pose.unit();
    s.colour = dustColour(draws);
    drawStroke(tile, s);
}

void fibre(SurfaceTile& tile, Draws& draws, const ButtonPose& pose, bool onButton)
{
    Stroke s;
    s.onButton = onButton;
    const float unit = pose.unit();
    const float length = unit * (onButton ? draws.between(20, 60) : draws.between(30, 130));
    const float turn = draws.unit();
    const cv::Point2f along(length * cosTurns(turn), length * sinTurns(turn));
    const cv::Point2f across(-along.y, along.x);
    const cv::Point2f at = somewhere(draws, pose, onButton);
    s.bend = {at, at + along * 0.33f + across * draws.between(-0.4f, 0.4f),
              at + along * 0.66f + across * draws.between(-0.4f, 0.4f), at + along};
    s.half = unit * draws.between(0.45f, 0.75f);
    s.opacity = onButton ? draws.between(0.06f, 0.14f) : draws.between(0.35f, 0.8f);
    s.rise = onButton ? 0.0f : 4.0f * unit;
    s.colour = dustColour(draws);
    drawStroke(tile, s);
}

void threadEnd(SurfaceTile& tile, Draws& draws, const ButtonPose& pose)
{
    static const std::array<cv::Vec3f, 4> kThreads = {
        cv::Vec3f{0.55f, 0.53f, 0.48f}, cv::Vec3f{0.02f, 0.02f, 0.03f}, cv::Vec3f{0.30f, 0.04f, 0.05f},
        cv::Vec3f{0.05f, 0.10f, 0.28f}};
    Stroke s;
    const float unit = pose.unit();
    const float length = unit * draws.between(60, 190);
    const float turn = draws.unit();
    const cv::Point2f along(length * cosTurns(turn), length * sinTurns(turn));
    const cv::Point2f across(-along.y, along.x);
    const cv::Point2f at = somewhere(draws, pose, false);
    s.bend = {at, at + along * 0.4f + across * draws.between(-0.7f, 0.7f),
              at + along * 0.8f + across * draws.between(-0.7f, 0.7f), at + along};
    s.half = unit * draws.between(1.6f, 2.6f);
    s.opacity = 1.0f;
    s.rise = 2.0f * s.half + 2.0f * unit;
    s.twist = 5.5f * s.half;
    s.colour = kThreads[static_cast<std::size_t>(draws.below(4))];
    drawStroke(tile, s);
}

} // namespace

void scatterDust(SurfaceTile& tile, const ButtonDesign&, const ButtonPose& pose)
{
    Draws draws(streamKey({0xD057, pose.specimenKey}));
    const int threads = draws.chance(0.55f) ? 1 + draws.below(2) : 0;
    for (int i = 0; i < threads; ++i)
        threadEnd(tile, draws, pose);
    for (int i = 4 + draws.below(9); i > 0; --i)
        fibre(tile, draws, pose, false);
    for (int i = 25 + draws.below(50); i > 0; --i)
        speck(tile, draws, pose, false);
    for (int i = 6 + draws.below(14); i > 0; --i)
        speck(tile, draws, pose, true);
    for (int i = draws.below(3); i > 0; --i)
        fibre(tile, draws, pose, true);
}

} // namespace varad::buttons
