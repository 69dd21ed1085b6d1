#include "core/synthesis/buttons/metal_relief.h"

#include "core/synthesis/buttons/counter_noise.h"

#include <algorithm>
#include <cmath>

namespace varad::buttons {

namespace {

float fraction(float v) { return v - std::floor(v); }

/// A ridge with a round cross-section: height 1 in the middle, 0 at distance `half`.
float roundRidge(float distance, float half)
{
    const float q = distance / half;
    return q * q >= 1.0f ? 0.0f : std::sqrt(1.0f - q * q);
}

float rope(const ButtonDesign& design, float r, float angle)
{
    const float across = (r - 0.865f) / 0.062f;
    const float body = roundRidge(across, 1.0f);
    if (body == 0.0f)
        return 0.0f;
    const float strand = fraction(angle * static_cast<float>(design.ropeTurns) + 0.45f * across) - 0.5f;
    return 0.050f * body * (0.28f + 0.72f * std::sqrt(1.0f - 3.7f * strand * strand));
}

/// A five-pointed star with facets that meet in ridges.
float star(cv::Point2f p, float r, float angle)
{
    const float sector = std::abs(fraction(angle * 5.0f + 0.5f) - 0.5f) / 5.0f; // 0 .. 0.1 turns
    const float x = r * cosTurns(sector);
    const float y = r * sinTurns(sector);
    const float outer = 0.52f;
    const float notchX = 0.205f * cosTurns(0.1f);
    const float notchY = 0.205f * sinTurns(0.1f);
    const float edgeX = notchX - outer;
    const float edgeY = notchY;
    const float length = std::sqrt(edgeX * edgeX + edgeY * edgeY);
    const float inside = ((x - outer) * edgeY - y * edgeX) / -length; // > 0 within the star
    (void)p;
    return std::clamp(0.72f * inside, 0.0f, 0.10f);
}

float capsule(cv::Point2f p, cv::Point2f a, cv::Point2f b)
{
    const cv::Point2f ab = b - a;
    const float t = clampUnit((p - a).dot(ab) / ab.dot(ab));
    const cv::Point2f d = p - a - ab * t;
    return std::sqrt(d.dot(d));
}

float anchor(cv::Point2f p)
{
    p.x = std::abs(p.x);
    float h = roundRidge(capsule(p, {0, -0.30f}, {0, 0.42f}), 0.050f);
    h = std::max(h, roundRidge(capsule(p, {0, -0.24f}, {0.20f, -0.24f}), 0.042f));
    const float eyeR = std::sqrt(p.x * p.x + (p.y + 0.40f) * (p.y + 0.40f));
    h = std::max(h, roundRidge(eyeR - 0.085f, 0.034f));
    const float armR = std::sqrt(p.x * p.x + (p.y - 0.06f) * (p.y - 0.06f));
    if (p.y > 0.16f)
        h = std::max(h, roundRidge(armR - 0.36f, 0.055f));
    h = std::max(h, roundRidge(capsule(p, {0.30f, 0.18f}, {0.37f, 0.10f}), 0.050f));
    h = std::max(h, roundRidge(capsule(p, {0.345f, 0.15f}, {0.27f, 0.15f}), 0.040f));
    return 0.060f * h;
}

float leaf(cv::Point2f p, float atTurn, float ring, float lean)
{
    const float c = cosTurns(atTurn);
    const float s = sinTurns(atTurn);
    const cv::Point2f d = p - cv::Point2f(ring * c, ring * s);
    const float lc = cosTurns(atTurn + 0.25f + lean);
    const float ls = sinTurns(atTurn + 0.25f + lean);
    const float along = (d.x * lc + d.y * ls) / 0.105f;
    const float across = std::abs(d.y * lc - d.x * ls) / 0.042f;
    const float outline = 1.0f - along * along;
    if (outline <= 0.0f || across >= outline)
        return 0.0f;
    const float rib = bell(across / 0.22f) * 0.25f;
    return 0.050f * (std::min(1.0f, 1.8f * (1.0f - across / outline)) - rib);
}

/// Two branches that meet below, and a bead field in the middle.
float laurel(cv::Point2f p, float r, float angle)
{
    float h = 0.0f;
    if (r > 0.30f && r < 0.66f) {
        const float fromBottom = std::abs(fraction(angle - 0.25f + 0.5f) - 0.5f); // 0 below .. 0.5 above
        const cv::Point2f m(std::abs(p.x), p.y);
        const int near = static_cast<int>(fromBottom * 20.0f);
        for (int i = std::max(0, near - 1); i <= std::min(8, near + 1); ++i) {
            const float turn = 0.25f - (static_cast<float>(i) + 0.6f) / 20.0f;
            h = std::max(h, leaf(m, turn, 0.525f, -0.10f));
            h = std::max(h, leaf(m, turn - 0.02f, 0.435f, -0.42f));
        }
        h = std::max(h, 0.035f * roundRidge(r - 0.48f, 0.018f) * smoothStep(0.46f, 0.43f, fromBottom));
    }
    h = std::max(h, 0.055f * roundRidge(r, 0.13f));
    h = std::max(h, 0.030f * roundRidge(r - 0.20f, 0.030f));
    return h;
}

} // namespace

float metalRelief(const ButtonDesign& design, cv::Point2f p, float r, float angle)
{
    float h = rope(design, r, angle);
    const float beadTurn = fraction(angle * 72.0f) - 0.5f;
    const float beadAlong = beadTurn * 6.2831853f * 0.745f / 72.0f;
    const float beadR = std::sqrt(beadAlong * beadAlong + (r - 0.745f) * (r - 0.745f));
    h = std::max(h, 0.032f * roundRidge(beadR, 0.027f));
    switch (design.ornament) {
    case Ornament::Star:
        return std::max(h, r < 0.56f ? star(p, r, angle) : 0.0f);
    case Ornament::Anchor:
        return std::max(h, r < 0.60f ? anchor(p) : 0.0f);
    case Ornament::Laurel:
        return std::max(h, laurel(p, r, angle));
    }
    return h;
}

} // namespace varad::buttons
