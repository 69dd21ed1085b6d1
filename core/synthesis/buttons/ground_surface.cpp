#include "core/synthesis/buttons/counter_noise.h"
#include "core/synthesis/buttons/surface.h"

#include <cmath>

namespace varad::buttons {

namespace {

/// One point of the ground. `height` in px of a 1024 px picture.
struct GroundPoint {
    float height = 0;
    float tone = 1;
};

GroundPoint fabricPoint(float x, float y, std::uint32_t seed)
{
    const float wobbleX =
        1.6f * valueNoise(x / 55.0f, y / 120.0f, seed) + 0.8f * valueNoise(x / 9.0f, y / 30.0f, seed + 1);
    const float wobbleY =
        1.6f * valueNoise(x / 120.0f, y / 55.0f, seed + 2) + 0.8f * valueNoise(x / 30.0f, y / 9.0f, seed + 3);
    const float u = (x + wobbleX) / 11.0f;
    const float v = (y + wobbleY) / 11.0f;
    const float iu = std::floor(u);
    const float iv = std::floor(v);
    const float fu = u - iu - 0.5f;
    const float fv = v - iv - 0.5f;
    const bool warpUp = ((static_cast<int>(iu) + static_cast<int>(iv)) & 1) == 0;
    // The upper yarn arches over the lower one; its fibres run along it, slightly twisted.
    const float across = warpUp ? fu : fv;
    const float along = warpUp ? fv : fu;
    const float body = std::sqrt(std::max(0.0f, 1.0f - 3.4f * across * across));
    const float arch = 1.0f - 2.2f * along * along;
    const float fibre = warpUp ? valueNoise(x / 1.5f + 0.18f * y, y / 9.0f, seed + 4)
                               : valueNoise(x / 9.0f, y / 1.5f + 0.18f * x, seed + 5);
    const auto yarn = static_cast<std::int32_t>(warpUp ? iu : iv);
    const float shade = latticeUnit(yarn, warpUp ? 0 : 1, seed + 6) - 0.5f;
    GroundPoint point;
    point.height = 3.6f * body * arch + 0.35f * fibre;
    point.tone = (0.50f + 0.50f * body * (0.35f + 0.65f * arch)) * (1.0f + 0.12f * fibre + 0.14f * shade);
    return point;
}

GroundPoint beltPoint(float x, float y, std::uint32_t seed)
{
    // Rubber that carries the imprint of a fine cloth, worn along the direction of travel.
    const float wear = fractalNoise(x / 260.0f, y / 60.0f, seed, 4);
    const float imprint = sinTurns(x / 13.0f + 0.05f * wear) * sinTurns(y / 13.0f + 0.08f * wear);
    const float grain = fractalNoise(x / 3.2f, y / 3.2f, seed + 7, 2);
    const float scuff = valueNoise(x / 90.0f, y / 1.8f, seed + 13);
    const float scuffs = smoothStep(0.70f, 0.98f, scuff) * smoothStep(0.0f, 0.4f, wear);
    GroundPoint point;
    point.height = 1.1f * imprint * (0.8f - 0.5f * wear) + 0.55f * grain;
    point.tone = 1.0f + 0.22f * wear + 0.12f * grain + 0.45f * scuffs;
    return point;
}

GroundPoint feltPoint(float x, float y, std::uint32_t seed)
{
    // Matted fibres: stretched noise in four directions, bent by a slow warp.
    const float bend = 14.0f * fractalNoise(x / 40.0f, y / 40.0f, seed, 2);
    GroundPoint point;
    float fibres = 0.0f;
    float highest = -1.0f;
    for (int i = 0; i < 4; ++i) {
        const float turn = 0.11f + 0.25f * static_cast<float>(i) * 0.5f;
        const float c = cosTurns(turn);
        const float s = sinTurns(turn);
        const float along = c * x + s * y;
        const float across = c * y - s * x + bend;
        const float n = valueNoise(along / 22.0f, across / 2.1f, seed + 20 + static_cast<std::uint32_t>(i));
        fibres += n;
        highest = std::max(highest, n);
    }
    const float clump = fractalNoise(x / 70.0f, y / 70.0f, seed + 31, 3);
    point.height = 1.5f * highest + 0.5f * fibres + 2.0f * clump;
    point.tone = 1.0f + 0.20f * fibres * 0.5f + 0.30f * (highest - 0.5f) + 0.16f * clump;
    return point;
}

GroundPoint trayPoint(float x, float y, std::uint32_t seed)
{
    // Grained moulded plastic with faint marks of use.
    const float grain = fractalNoise(x / 5.5f, y / 5.5f, seed, 3);
    const float cells = valueNoise(x / 8.0f + 0.8f * grain, y / 8.0f, seed + 3);
    const float slow = fractalNoise(x / 220.0f, y / 220.0f, seed + 5, 3);
    const float mark = valueNoise((x + 0.6f * y) / 240.0f, (y - 0.6f * x) / 1.6f, seed + 9);
    GroundPoint point;
    point.height = 1.1f * grain + 0.9f * std::abs(cells);
    point.tone = 1.0f + 0.07f * grain + 0.10f * slow + 0.16f * smoothStep(0.82f, 0.99f, mark) * (0.5f + slow);
    return point;
}

} // namespace

void buildGround(SurfaceTile& tile, const ButtonDesign& design, const ButtonPose& pose)
{
    const float c = cosTurns(pose.groundTurn);
    const float s = sinTurns(pose.groundTurn);
    const float unit = pose.unit();
    for (int row = 0; row < tile.area.height; ++row) {
        for (int column = 0; column < tile.area.width; ++column) {
            const float px = (static_cast<float>(tile.area.x + column) + 0.5f) / unit;
            const float py = (static_cast<float>(tile.area.y + row) + 0.5f) / unit;
            const float x = c * px + s * py + pose.groundShift.x;
            const float y = c * py - s * px + pose.groundShift.y;
            GroundPoint point;
            switch (design.ground) {
            case GroundKind::Fabric:
                point = fabricPoint(x, y, design.patternSeed);
                break;
            case GroundKind::Belt:
                point = beltPoint(x, y, design.patternSeed);
                break;
            case GroundKind::Felt:
                point = feltPoint(x, y, design.patternSeed);
                break;
            case GroundKind::Tray:
                point = trayPoint(x, y, design.patternSeed);
                break;
            }
            tile.ground(row, column) = point.height * unit;
            tile.groundColour(row, column) = design.groundColour * point.tone;
        }
    }
}

} // namespace varad::buttons
