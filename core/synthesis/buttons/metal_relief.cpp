#include "core/synthesis/buttons/metal_relief.h"

#include "core/synthesis/buttons/die_cutter.h"

namespace varad::buttons {

DieCutter::DieCutter(const ButtonDesign& design)
    : m_design(design),
      m_draws(streamKey({0xD1E, design.patternSeed})),
      m_seed(m_draws.noiseSeed()),
      m_map(kDieSide, kDieSide, 0.0f)
{
}

cv::Mat1f DieCutter::cut()
{
    rope();
    beads();
    switch (m_design.ornament) {
    case Ornament::Star:
        star();
        break;
    case Ornament::Anchor:
        anchor();
        break;
    case Ornament::Laurel:
        laurel();
        break;
    }
    return m_map;
}

void DieCutter::blade(const Blade& b)
{
    const float c = cosTurns(b.turn);
    const float s = sinTurns(b.turn);
    stamp(b.middle, 1.5f * b.length, [&](cv::Point2f p) {
        const cv::Point2f d = p - b.middle;
        const float x = (d.x * c + d.y * s) / b.length;
        if (x <= -1.0f || x >= 1.0f)
            return 0.0f;
        const float wobble = 0.10f * valueNoise(2.3f * x + 9.0f, 0.5f, b.seed);
        const float y = (d.y * c - d.x * s) / b.width - b.bend * (1.0f - x * x) - wobble;
        const float outline = std::sqrt(1.0f + x) * (1.0f - x) * (0.93f + 0.10f * x); // widest near the stalk
        const float q = y / outline;
        if (q * q >= 1.0f)
            return 0.0f;
        const float q2 = q * q;
        const float body = (1.0f - q2) * (1.0f + 0.35f * q2); // full, but flat towards the edge
        const float furrow = b.rib * bell(q / 0.34f) * (0.75f - 0.5f * x);
        const float vein = b.veins * sinTurns(3.2f * x - 1.3f * std::abs(q)) * std::abs(q);
        const float along = 0.35f + 0.65f * std::min(1.0f, 1.1f * outline); // thin where it is narrow
        return b.lift * (1.0f - q2 * q2) * clampUnit(2.0f * outline) +
               b.height * along * (body - furrow + vein + b.roll * q * body);
    });
}

Blade DieCutter::unevenBlade(float length, float width)
{
    Blade b;
    b.length = length * m_draws.between(0.80f, 1.18f);
    b.width = width * m_draws.between(0.80f, 1.15f);
    b.bend = m_draws.between(-0.45f, 0.45f);
    b.roll = m_draws.between(-0.28f, 0.28f);
    b.height = 0.021f * m_draws.between(0.80f, 1.15f);
    b.lift = m_draws.between(0.0f, 0.006f);
    b.rib = m_draws.between(0.14f, 0.38f);
    b.veins = m_draws.between(0.0f, 0.07f);
    b.seed = m_draws.noiseSeed();
    return b;
}

void DieCutter::rope()
{
    const auto strands = static_cast<float>(m_design.ropeTurns);
    stamp({0, 0}, 0.95f, [&](cv::Point2f p) {
        const float r = std::sqrt(p.dot(p)) + 0.004f * valueNoise(2.2f * p.x, 2.2f * p.y, m_seed);
        const float across = (r - 0.865f) / 0.060f;
        if (across * across >= 1.0f)
            return 0.0f;
        const float uneven = 0.22f * valueNoise(6.0f * p.x, 6.0f * p.y, m_seed + 1);
        const float turn = angleTurns(p.y, p.x) * strands + 0.45f * across + uneven;
        const float number = std::floor(turn);
        const float strand = turn - number - 0.5f;
        const float full = 0.88f + 0.12f * valueNoise(0.73f * number, 0.5f, m_seed + 2);
        const float body = 1.0f - across * across;
        return 0.031f * std::sqrt(body) * (0.45f + 0.55f * full * (1.0f - 4.0f * strand * strand));
    });
}

void DieCutter::beads()
{
    const int count = 46 + m_draws.below(24);
    const float pitch = 6.2831853f * 0.742f / static_cast<float>(count);
    for (int i = 0; i < count; ++i) {
        const float turn =
            (static_cast<float>(i) + m_draws.between(-0.07f, 0.07f)) / static_cast<float>(count);
        const float ring = 0.742f + m_draws.between(-0.0035f, 0.0035f);
        const cv::Point2f middle(ring * cosTurns(turn), ring * sinTurns(turn));
        const float size = std::min(0.034f, 0.43f * pitch) * m_draws.between(0.82f, 1.06f);
        const float height = 0.55f * size * m_draws.between(0.70f, 1.1f);
        const float lean = m_draws.between(-0.25f, 0.25f);
        const float oval = m_draws.between(0.88f, 1.12f);
        stamp(middle, 1.3f * size, [&](cv::Point2f p) {
            const cv::Point2f d = (p - middle) * (1.0f / size);
            const float q = d.x * d.x * oval + d.y * d.y / oval;
            return q >= 1.0f ? 0.0f : height * (1.0f - q) * (1.0f + lean * d.x);
        });
    }
}

cv::Mat1f cutDie(const ButtonDesign& design) { return DieCutter(design).cut(); }

} // namespace varad::buttons
