#include "core/synthesis/buttons/button_design.h"

#include "core/synthesis/buttons/counter_noise.h"

#include <cmath>

namespace varad::buttons {

namespace {

std::uint64_t number(ButtonKind kind) { return static_cast<std::uint64_t>(kind); }

cv::Vec3f pick(Draws& draws, const std::vector<cv::Vec3f>& colours)
{
    cv::Vec3f colour = colours[static_cast<std::size_t>(draws.below(static_cast<int>(colours.size())))];
    for (int c = 0; c < 3; ++c)
        colour[c] *= draws.between(0.93f, 1.07f);
    return colour;
}

void placeHoles(ButtonDesign& design, int count, float ring)
{
    for (int i = 0; i < count; ++i) {
        const float turn = static_cast<float>(i) / static_cast<float>(count) + (count == 4 ? 0.125f : 0.0f);
        design.holes.emplace_back(ring * cosTurns(turn), ring * sinTurns(turn));
    }
}

void designPlastic(ButtonDesign& design, Draws& draws, int holes)
{
    static const std::vector<cv::Vec3f> kTwo = {
        {0.030f, 0.060f, 0.150f}, {0.20f, 0.035f, 0.030f}, {0.045f, 0.110f, 0.075f}, {0.26f, 0.15f, 0.075f}};
    static const std::vector<cv::Vec3f> kFour = {
        {0.62f, 0.57f, 0.47f}, {0.55f, 0.56f, 0.55f}, {0.42f, 0.50f, 0.56f}, {0.58f, 0.44f, 0.30f}};
    design.colour = pick(draws, holes == 2 ? kTwo : kFour);
    design.fleck = design.colour * draws.between(0.45f, 0.7f);
    design.thickness = draws.between(0.24f, 0.32f);
    design.edge = draws.between(0.09f, 0.14f);
    design.rimInner = draws.between(0.66f, 0.76f);
    design.rimSlope = draws.between(0.10f, 0.18f);
    design.dish = draws.between(0.055f, 0.085f);
    design.groove = draws.chance(0.5f) ? design.rimInner + 0.07f : 0.0f;
    design.holeRadius = holes == 2 ? draws.between(0.080f, 0.092f) : draws.between(0.072f, 0.086f);
    placeHoles(design, holes, holes == 2 ? draws.between(0.20f, 0.24f) : draws.between(0.22f, 0.26f));
    design.roughness = holes == 2 ? draws.between(0.12f, 0.22f) : draws.between(0.22f, 0.34f);
    design.mottle = draws.between(0.05f, 0.08f);
    const float turn = draws.unit();
    design.gate = cv::Point2f(0.86f * cosTurns(turn), 0.86f * sinTurns(turn));
}

void designMetal(ButtonDesign& design, Draws& draws)
{
    static const std::vector<cv::Vec3f> kMetals = {
        {0.78f, 0.58f, 0.28f}, {0.66f, 0.62f, 0.56f}, {0.72f, 0.44f, 0.28f}, {0.62f, 0.50f, 0.32f}};
    design.colour = pick(draws, kMetals);
    design.fleck = design.colour * 0.4f;
    design.metallic = true;
    design.thickness = draws.between(0.26f, 0.34f);
    design.edge = draws.between(0.07f, 0.10f);
    design.rimInner = 0.74f;
    design.roughness = draws.between(0.22f, 0.34f);
    design.mottle = 0.06f;
    design.ornament = static_cast<Ornament>(draws.below(3));
    design.ropeTurns = 48 + 4 * draws.below(7);
}

void designPearl(ButtonDesign& design, Draws& draws)
{
    static const std::vector<cv::Vec3f> kShells = {
        {0.66f, 0.63f, 0.56f}, {0.60f, 0.60f, 0.60f}, {0.40f, 0.40f, 0.38f}, {0.62f, 0.54f, 0.44f}};
    design.colour = pick(draws, kShells);
    design.fleck = design.colour * 0.7f;
    design.thickness = draws.between(0.16f, 0.22f);
    design.edge = draws.between(0.06f, 0.09f);
    design.rimInner = draws.between(0.60f, 0.74f);
    design.rimSlope = draws.between(0.10f, 0.20f);
    design.dish = draws.between(0.025f, 0.045f);
    design.holeRadius = draws.between(0.075f, 0.095f);
    const int holes = draws.chance(0.5f) ? 2 : 4;
    placeHoles(design, holes, draws.between(0.20f, 0.25f));
    design.roughness = draws.between(0.16f, 0.26f);
    design.mottle = 0.16f;
}

void designStation(ButtonDesign& design, Draws& draws, std::uint64_t seed)
{
    static const std::vector<cv::Vec3f> kFabric = {
        {0.30f, 0.30f, 0.29f}, {0.16f, 0.20f, 0.27f}, {0.42f, 0.37f, 0.29f}};
    static const std::vector<cv::Vec3f> kBelt = {
        {0.055f, 0.060f, 0.062f}, {0.035f, 0.085f, 0.070f}, {0.16f, 0.17f, 0.18f}};
    static const std::vector<cv::Vec3f> kFelt = {
        {0.13f, 0.13f, 0.14f}, {0.05f, 0.11f, 0.08f}, {0.11f, 0.05f, 0.055f}};
    static const std::vector<cv::Vec3f> kTray = {
        {0.10f, 0.11f, 0.13f}, {0.045f, 0.075f, 0.12f}, {0.20f, 0.21f, 0.20f}};
    design.ground = static_cast<GroundKind>((number(design.kind) + seed + 3) % 4);
    switch (design.ground) {
    case GroundKind::Fabric:
        design.groundColour = pick(draws, kFabric);
        break;
    case GroundKind::Belt:
        design.groundColour = pick(draws, kBelt);
        break;
    case GroundKind::Felt:
        design.groundColour = pick(draws, kFelt);
        break;
    case GroundKind::Tray:
        design.groundColour = pick(draws, kTray);
        break;
    }
    design.groundTurn = draws.between(-0.03f, 0.03f);
    design.lightAzimuth = draws.between(0.52f, 0.75f);
    design.lightRise = draws.between(1.1f, 1.5f);
}

} // namespace

ButtonDesign makeDesign(ButtonKind kind, std::uint64_t seed)
{
    Draws draws(streamKey({0xB0770A, seed, number(kind)}));
    ButtonDesign design;
    design.kind = kind;
    design.radius = draws.between(0.305f, 0.350f);
    design.patternSeed = draws.noiseSeed();
    switch (kind) {
    case ButtonKind::Plastic2:
        designPlastic(design, draws, 2);
        break;
    case ButtonKind::Plastic4:
        designPlastic(design, draws, 4);
        break;
    case ButtonKind::Metal:
        designMetal(design, draws);
        break;
    case ButtonKind::Pearl:
        designPearl(design, draws);
        break;
    }
    designStation(design, draws, seed);
    return design;
}

ButtonPose makePose(const ButtonDesign& design, const ButtonPictureId& id)
{
    Draws draws(streamKey({0x905E, id.seed, number(id.kind), static_cast<std::uint64_t>(id.split),
                           static_cast<std::uint64_t>(id.index)}));
    const auto side = static_cast<float>(id.side);
    ButtonPose pose;
    pose.side = id.side;
    pose.centre = {side * (0.5f + draws.between(-0.035f, 0.035f)),
                   side * (0.5f + draws.between(-0.035f, 0.035f))};
    pose.radius = side * design.radius * draws.between(0.97f, 1.03f);
    const float turn = draws.unit();
    pose.cosine = cosTurns(turn);
    pose.sine = sinTurns(turn);
    pose.distortion = -0.004f;
    pose.exposure = draws.between(0.92f, 1.08f);
    const float warmth = draws.between(-0.03f, 0.03f);
    pose.whiteBalance = {1.0f + warmth, 1.0f, 1.0f - warmth};
    const float azimuth = design.lightAzimuth + draws.between(-15.0f, 15.0f) / 360.0f;
    const float rise = design.lightRise * draws.between(0.92f, 1.08f);
    const float length = std::sqrt(1.0f + rise * rise);
    pose.light = {cosTurns(azimuth) / length, sinTurns(azimuth) / length, rise / length};
    pose.groundShift = {draws.between(-4000.0f, 4000.0f), draws.between(-4000.0f, 4000.0f)};
    pose.groundTurn = design.groundTurn + draws.between(-0.01f, 0.01f);
    pose.blur = draws.between(0.6f, 0.85f);
    pose.specimenKey = draws.bits();
    return pose;
}

} // namespace varad::buttons
