#include "core/synthesis/buttons/counter_noise.h"
#include "core/synthesis/buttons/metal_relief.h"
#include "core/synthesis/buttons/surface.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace varad::buttons {

namespace {

/// Noise seeds that belong to one specimen.
struct Grain {
    std::uint32_t coarse;
    std::uint32_t fine;
    std::uint32_t flow;
    cv::Point2f shift; ///< so that specimens show different places of the noise
    cv::Point2f light; ///< unit, to the light along the face, turned with the part
};

using Look = SurfaceLook;

constexpr float kSteepest = 0.985f; ///< keeps the slope of the round edge finite
constexpr float kOverhang = 4.0f; ///< px that the surface goes on outside its outline, for slopes at the rim

float square(float v) { return v * v; }

/// The turned profile that all kinds share: round edge, rim, slope, dish. 0 at the rim's top.
float turnedProfile(const ButtonDesign& d, float r)
{
    float h = 0.0f;
    const float t = std::min(kSteepest, clampUnit((r - (1.0f - d.edge)) / d.edge));
    h -= 1.15f * d.edge * (1.0f - std::sqrt(std::max(0.0f, 1.0f - t * t)));
    const float rimMiddle = 0.5f * (1.0f - d.edge + d.rimInner);
    const float within = smoothStep(d.rimInner - d.rimSlope, d.rimInner + 0.3f * d.rimSlope, r);
    h -= d.dish * (1.0f - within);
    if (r < d.rimInner)
        h -= 0.25f * d.dish * (1.0f - square(r / d.rimInner)); // the dish is a shallow bowl
    else
        h -= 0.10f * d.dish * square((r - rimMiddle) / (1.0f - rimMiddle));
    return h;
}

float plasticHeight(const ButtonDesign& d, cv::Point2f p, float r)
{
    float h = turnedProfile(d, r);
    if (d.groove > 0.0f)
        h -= 0.016f * bell((r - d.groove) / 0.026f);
    if (d.kind == ButtonKind::Plastic2) { // fish eye: a hollow along the holes
        const float q = std::sqrt(square(p.x / 0.50f) + square(p.y / 0.20f));
        h -= 0.045f * (1.0f - smoothStep(0.70f, 1.05f, q));
    } else {
        h += 0.020f * smoothStep(0.48f, 0.44f, r);
    }
    const float gate = std::sqrt(square(p.x - d.gate.x) + square(p.y - d.gate.y));
    h -= 0.005f * bell((gate - 0.026f) / 0.012f); // ring left by the filling point
    return h;
}

Look plasticLook(const ButtonDesign& d, cv::Point2f p, float r, const Grain& grain)
{
    Look look;
    const cv::Point2f q = p + grain.shift;
    const float warp = fractalNoise(2.3f * q.x, 2.3f * q.y, grain.coarse, 3);
    const float flow = valueNoise(7.0f * q.x + 3.0f * warp, 26.0f * q.y + 5.0f * warp, grain.flow);
    const float fine = valueNoise(95.0f * q.x, 95.0f * q.y, grain.fine);
    const float peel = fractalNoise(34.0f * q.x, 34.0f * q.y, grain.flow + 9, 2);
    look.height = d.thickness + plasticHeight(d, p, r) + 0.00042f * peel + 0.00010f * fine;
    look.roughness = d.roughness * (1.0f + 0.22f * warp + 0.10f * peel);
    float tone = 1.0f + d.mottle * (0.8f * warp + 0.35f * flow) + 0.010f * fine;
    const float fleck = valueNoise(58.0f * q.x + 40.0f, 58.0f * q.y, grain.fine + 77);
    const float flecks = 0.16f * smoothStep(0.80f, 0.97f, fleck);
    for (int c = 0; c < 3; ++c)
        look.colour[c] = mixLinear(d.colour[c] * tone, d.fleck[c], flecks);
    return look;
}

/// Mother-of-pearl: growth layers cut at a shallow angle, so that their edges flow like contour lines. The
/// layers' own tilt decides where they gleam towards the light.
Look pearlLook(const ButtonDesign& d, cv::Point2f p, float r, const Grain& grain)
{
    Look look;
    const cv::Point2f q = p + grain.shift;
    const float warpA = fractalNoise(0.8f * q.x, 1.3f * q.y, grain.coarse, 3);
    const float warpB = fractalNoise(2.1f * q.x + 1.2f * warpA, 3.2f * q.y, grain.coarse + 5, 4);
    const float layers = 0.7f * q.x + 2.0f * q.y + 1.3f * warpA + 0.22f * warpB;
    const float bands = valueNoise(2.6f * layers, 0.8f * q.x, grain.flow);
    const float lines = valueNoise(13.0f * layers, 1.6f * q.x, grain.flow + 1);
    const float hairs = valueNoise(55.0f * layers, 2.5f * q.x, grain.flow + 2);
    const float silk = valueNoise(40.0f * q.x + 9.0f * warpB, 12.0f * q.y, grain.fine);
    const float tiltX = valueNoise(1.9f * layers + 40.0f, 0.9f * q.x + 0.8f * warpB, grain.fine + 3);
    const float tiltY = valueNoise(1.9f * layers + 80.0f, 0.9f * q.x + 0.8f * warpB, grain.fine + 4);
    const float gleam = tiltX * grain.light.x + tiltY * grain.light.y;
    const float sheen = smoothStep(0.0f, 0.75f, gleam) - 0.35f * smoothStep(0.0f, -0.8f, gleam);
    look.height = d.thickness + turnedProfile(d, r) + 0.0009f * warpB + 0.00014f * lines + 0.00006f * hairs;
    look.roughness = d.roughness * (1.0f + 0.25f * warpB + 0.15f * lines);
    const float tone = 0.80f +
                       d.mottle * (0.55f * bands + 0.30f * lines + 0.20f * hairs * (0.6f + bands) +
                                   0.18f * silk + 0.5f * warpA) +
                       0.20f * sheen;
    const float hue = 0.75f * bands + 0.55f * gleam + 0.5f * warpA + 0.12f * lines;
    const float strength = 0.030f + 0.055f * clampUnit(0.5f + gleam);
    for (int c = 0; c < 3; ++c)
        look.colour[c] =
            clampUnit(d.colour[c] * tone * (1.0f + strength * cosTurns(hue + 0.31f * static_cast<float>(c))));
    return look;
}

/// Rounds the hole's edge and lets its wall fall to the ground. `d` < 0 inside.
void sinkHole(const ButtonDesign& design, float d, Look& look)
{
    const float u = 1.0f - d / design.bevel;
    if (u <= 0.0f)
        return;
    const float rounded = std::min(u, 1.0f);
    look.height -= 0.85f * design.bevel * (1.0f - std::sqrt(1.0f - 0.98f * rounded * rounded));
    if (d < 0.0f) {
        const float down = std::min(1.0f, -d / (0.26f * design.holeRadius));
        look.height -= 0.80f * down * design.thickness;
    }
}

} // namespace

float holeDistance(const ButtonDesign& design, cv::Point2f p)
{
    float nearest = 10.0f;
    for (const cv::Point2f& hole : design.holes) {
        const cv::Point2f d = p - hole;
        nearest = std::min(nearest, std::sqrt(d.dot(d)) - design.holeRadius);
    }
    return nearest;
}

void buildButton(SurfaceTile& tile, const ButtonDesign& design, const ButtonPose& pose)
{
    Draws draws(streamKey({0x6A41, pose.specimenKey}));
    Grain grain{draws.noiseSeed(), draws.noiseSeed(), draws.noiseSeed(), {}, {}};
    const float level = std::sqrt(square(pose.light[0]) + square(pose.light[1]));
    grain.light = cv::Point2f(pose.cosine * pose.light[0] + pose.sine * pose.light[1],
                              pose.cosine * pose.light[1] - pose.sine * pose.light[0]) *
                  (1.0f / level);
    grain.shift = {draws.between(20.0f, 60.0f), draws.between(20.0f, 60.0f)};
    std::optional<MetalSkin> skin;
    if (design.kind == ButtonKind::Metal)
        skin.emplace(design, pose);
    const float throughHole = -0.26f * design.holeRadius;
    for (int row = 0; row < tile.area.height; ++row) {
        for (int column = 0; column < tile.area.width; ++column) {
            const cv::Point2f p = pose.toButton(static_cast<float>(tile.area.x + column) + 0.5f,
                                                static_cast<float>(tile.area.y + row) + 0.5f);
            const float r = std::sqrt(p.dot(p));
            float cover = clampUnit((1.0f - r) * pose.radius + 0.5f);
            if ((r - 1.0f) * pose.radius > kOverhang)
                continue;
            Look look;
            switch (design.kind) {
            case ButtonKind::Plastic2:
            case ButtonKind::Plastic4:
                look = plasticLook(design, p, r, grain);
                break;
            case ButtonKind::Metal:
                look = skin->look(p, r);
                break;
            case ButtonKind::Pearl:
                look = pearlLook(design, p, r, grain);
                break;
            }
            const float hole = holeDistance(design, p);
            sinkHole(design, hole, look);
            cover *= clampUnit((hole - throughHole) * pose.radius + 0.5f);
            tile.height(row, column) = look.height * pose.radius;
            tile.cover(row, column) = cover;
            tile.roughness(row, column) = look.roughness;
            tile.colour(row, column) = look.colour;
        }
    }
    if (skin)
        skin->handle(tile);
}

} // namespace varad::buttons
