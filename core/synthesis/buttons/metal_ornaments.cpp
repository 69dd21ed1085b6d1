#include "core/synthesis/buttons/die_cutter.h"

#include <array>

namespace varad::buttons {

namespace {

float fraction(float v) { return v - std::floor(v); }

float capsule(cv::Point2f p, cv::Point2f a, cv::Point2f b)
{
    const cv::Point2f ab = b - a;
    const float t = clampUnit((p - a).dot(ab) / ab.dot(ab));
    const cv::Point2f d = p - a - ab * t;
    return std::sqrt(d.dot(d));
}

} // namespace

/// A five-pointed star of facets; points and facets differ as a graver leaves them.
void DieCutter::star()
{
    std::array<float, 5> tips{};
    for (float& tip : tips)
        tip = m_draws.between(0.49f, 0.535f);
    const float relief = m_draws.between(0.30f, 0.40f);
    stamp({0, 0}, 0.58f, [&](cv::Point2f at) {
        const cv::Point2f p = at + cv::Point2f(0.006f * valueNoise(4.0f * at.x, 4.0f * at.y, m_seed + 3),
                                               0.006f * valueNoise(4.0f * at.x, 4.0f * at.y, m_seed + 4));
        const float r = std::sqrt(p.dot(p));
        const float point = angleTurns(p.y, p.x) * 5.0f + 5.5f;
        const float outer = tips[static_cast<std::size_t>(point) % 5];
        const float sector = std::abs(fraction(point) - 0.5f) / 5.0f; // 0 .. 0.1 turns
        const float x = r * cosTurns(sector);
        const float y = r * sinTurns(sector);
        const float edgeX = 0.215f * cosTurns(0.1f) - outer;
        const float edgeY = 0.215f * sinTurns(0.1f);
        const float length = std::sqrt(edgeX * edgeX + edgeY * edgeY);
        const float inside = ((x - outer) * edgeY - y * edgeX) / -length; // > 0 within the star
        return inside <= 0.0f ? 0.0f : 0.006f * smoothStep(0.0f, 0.02f, inside) + relief * inside;
    });
    sprigs();
}

/// Small leaves between the points, so that the field is not bare.
void DieCutter::sprigs()
{
    for (int i = 0; i < 5; ++i) {
        const float turn = (static_cast<float>(i) + 0.5f) / 5.0f;
        for (int k = -1; k <= 1; ++k) {
            Blade b = unevenBlade(0.094f, 0.029f);
            b.height *= 0.65f;
            b.turn = turn + 0.135f * static_cast<float>(k) + m_draws.between(-0.02f, 0.02f);
            b.middle = cv::Point2f(cosTurns(turn), sinTurns(turn)) * 0.40f +
                       cv::Point2f(cosTurns(b.turn), sinTurns(b.turn)) * (0.93f * b.length);
            blade(b);
        }
    }
}

void DieCutter::anchor()
{
    stamp({0, 0}, 0.62f, [&](cv::Point2f at) {
        cv::Point2f p = at + cv::Point2f(0.008f * valueNoise(3.0f * at.x, 3.0f * at.y, m_seed + 3),
                                         0.008f * valueNoise(3.0f * at.x, 3.0f * at.y, m_seed + 4));
        p.x = std::abs(p.x);
        const float thick = 0.044f + 0.020f * clampUnit(p.y + 0.3f); // the shank swells to the crown
        float h = ridge(capsule(p, {0, -0.30f}, {0, 0.42f}), thick);
        h = std::max(h, 0.9f * ridge(capsule(p, {0, -0.22f}, {0.21f, -0.25f}), 0.038f));
        h = std::max(h, ridge(capsule(p, {0.21f, -0.25f}, {0.22f, -0.25f}), 0.046f));
        const float eyeR = std::sqrt(p.x * p.x + (p.y + 0.40f) * (p.y + 0.40f));
        h = std::max(h, 0.85f * ridge(eyeR - 0.085f, 0.032f));
        const float armR = std::sqrt(p.x * p.x + (p.y - 0.06f) * (p.y - 0.06f));
        if (p.y > 0.14f)
            h = std::max(h, ridge(armR - 0.36f, 0.058f - 0.07f * p.x));
        return 0.030f * h;
    });
    for (const float side : {-1.0f, 1.0f}) {
        Blade fluke = unevenBlade(0.115f, 0.070f);
        fluke.middle = {side * 0.345f, 0.135f};
        fluke.turn = side > 0 ? -0.19f : -0.31f;
        fluke.lift = 0.010f;
        fluke.height = 0.026f;
        fluke.veins = 0.0f;
        blade(fluke);
    }
    cable();
}

/// The cable that fouls the anchor: strands laid along a swinging line.
void DieCutter::cable()
{
    for (int i = 0; i < 66; ++i) {
        const float t = static_cast<float>(i) / 65.0f;
        const auto line = [](float u) {
            return cv::Point2f(0.17f * sinTurns(1.25f * u + 0.05f) * (0.6f + 0.8f * u), -0.46f + 0.98f * u);
        };
        const cv::Point2f ahead = line(t + 0.01f) - line(t);
        Blade strand = unevenBlade(0.034f, 0.0155f);
        strand.middle = line(t);
        strand.turn = angleTurns(ahead.y, ahead.x) + 0.11f;
        strand.height = 0.017f;
        strand.lift = 0.012f * smoothStep(-0.35f, 0.35f, sinTurns(2.5f * t + 0.1f));
        strand.rib = 0.0f;
        strand.veins = 0.0f;
        blade(strand);
    }
}

/// Two branches that grow up from below, each its own, and a rosette in the middle.
void DieCutter::laurel()
{
    for (const float side : {-1.0f, 1.0f})
        branch(side);
    rosette();
}

/// One branch: a stalk that wanders, leaves on both flanks, a berry here and there.
void DieCutter::branch(float side)
{
    const float wander = m_draws.between(0.008f, 0.02f);
    const float phase = m_draws.unit();
    const auto line = [&](float t) { // 0 at the stalk below .. 1 at the tip
        const float ring = 0.480f + wander * sinTurns(1.6f * t + phase) - 0.03f * t;
        const float turn = 0.25f - side * (0.430f * t - 0.025f);
        return cv::Point2f(ring * cosTurns(turn), ring * sinTurns(turn));
    };
    for (int i = 0; i < 30; ++i) {
        const float t = static_cast<float>(i) / 30.0f;
        const cv::Point2f a = line(t);
        const cv::Point2f b = line(t + 1.0f / 30.0f);
        const float thick = 0.021f - 0.008f * t;
        stamp(a, 0.08f, [&](cv::Point2f p) { return 0.72f * thick * ridge(capsule(p, a, b), thick); });
    }
    float t = 0.13f;
    while (t < 1.02f) {
        const cv::Point2f foot = line(t);
        const cv::Point2f ahead = line(t + 0.02f) - foot;
        const float heading = angleTurns(ahead.y, ahead.x);
        const float size = (1.12f - 0.38f * t);
        for (const float flank : {-1.0f, 1.0f}) {
            if (t < 0.9f && m_draws.chance(0.03f))
                continue; // a leaf that the engraver left away
            Blade b = unevenBlade(0.088f * size, 0.036f * size);
            b.turn = heading + flank * m_draws.between(0.055f, 0.125f);
            b.middle = foot + cv::Point2f(cosTurns(b.turn), sinTurns(b.turn)) * (0.95f * b.length);
            blade(b);
        }
        if (t < 0.85f && m_draws.chance(0.45f)) { // a berry
            const float at = heading + (m_draws.chance(0.5f) ? 0.19f : -0.19f);
            const cv::Point2f berry =
                foot + cv::Point2f(cosTurns(at), sinTurns(at)) * m_draws.between(0.045f, 0.065f);
            const float ball = m_draws.between(0.015f, 0.021f);
            stamp(berry, ball, [&](cv::Point2f p) {
                const cv::Point2f d = p - berry;
                return 0.75f * ball * ridge(std::sqrt(d.dot(d)), ball);
            });
        }
        t += m_draws.between(0.052f, 0.082f);
    }
}

void DieCutter::rosette()
{
    const int petals = 5 + m_draws.below(4);
    for (int layer = 0; layer < 2; ++layer) {
        for (int i = 0; i < petals; ++i) {
            const float reach = layer == 0 ? 0.085f : 0.058f;
            Blade b = unevenBlade(reach, 2.1f * reach / static_cast<float>(petals) * 1.25f);
            b.turn =
                (static_cast<float>(i) + 0.5f * static_cast<float>(layer) + m_draws.between(-0.06f, 0.06f)) /
                static_cast<float>(petals);
            b.middle = cv::Point2f(cosTurns(b.turn), sinTurns(b.turn)) * (1.08f * reach);
            b.lift = 0.008f * static_cast<float>(layer);
            blade(b);
        }
    }
    stamp({0, 0}, 0.05f, [&](cv::Point2f p) {
        return 0.028f *
               ridge(std::sqrt(p.dot(p)) + 0.005f * valueNoise(40.0f * p.x, 40.0f * p.y, m_seed + 6), 0.042f);
    });
}

} // namespace varad::buttons
