#include "core/synthesis/buttons/flaw.h"

#include <algorithm>
#include <cmath>

namespace varad::buttons {

namespace {

/// A number that depends on the level: easy, middle, hard.
float byLevel(DefectLevel level, float easy, float middle, float hard)
{
    switch (level) {
    case DefectLevel::Easy:
        return easy;
    case DefectLevel::Middle:
        return middle;
    case DefectLevel::Hard:
        return hard;
    }
    return middle;
}

bool onPart(const ButtonDesign& design, cv::Point2f p, float margin)
{
    return std::sqrt(p.dot(p)) < 1.0f - margin && holeDistance(design, p) > margin;
}

/// A place on the part, `margin` away from rim and holes (button radii).
cv::Point2f placeOnPart(const ButtonDesign& design, Draws& draws, float margin)
{
    cv::Point2f p;
    for (int attempt = 0; attempt < 200; ++attempt) {
        p = {draws.between(-1, 1), draws.between(-1, 1)};
        if (onPart(design, p, margin))
            return p;
    }
    return {0.0f, 0.5f};
}

void planScratch(Flaw& flaw, const ButtonDesign& design, const ButtonPose& pose, Draws& draws)
{
    const float unit = pose.unit();
    flaw.length =
        unit * byLevel(flaw.level, draws.between(110, 210), draws.between(60, 190), draws.between(50, 120));
    flaw.width = unit * byLevel(flaw.level, draws.between(1.6f, 2.4f), draws.between(1.1f, 1.9f),
                                draws.between(0.9f, 1.3f));
    for (int attempt = 0; attempt < 200; ++attempt) {
        const cv::Point2f middle = placeOnPart(design, draws, 0.05f);
        const float turn = draws.unit();
        const float bow = draws.between(-0.12f, 0.12f);
        const cv::Point2f along =
            cv::Point2f(cosTurns(turn), sinTurns(turn)) * (0.5f * flaw.length / pose.radius);
        const cv::Point2f across(-along.y * bow, along.x * bow);
        flaw.path.clear();
        bool fits = true;
        for (int i = 0; i <= 12; ++i) {
            const float t = static_cast<float>(i) / 6.0f - 1.0f;
            const cv::Point2f p = middle + along * t + across * (1.0f - t * t);
            fits = fits && onPart(design, p, 0.03f);
            flaw.path.push_back(pose.toPixel(p));
        }
        if (fits)
            return;
    }
}

void planCrack(Flaw& flaw, const ButtonDesign& design, const ButtonPose& pose, Draws& draws)
{
    const float unit = pose.unit();
    flaw.length =
        unit * byLevel(flaw.level, draws.between(90, 150), draws.between(55, 120), draws.between(40, 80));
    flaw.width = unit * byLevel(flaw.level, 1.3f, 0.95f, 0.75f);
    float heading = draws.unit();
    cv::Point2f p(0.985f * cosTurns(heading), 0.985f * sinTurns(heading));
    heading += 0.5f + draws.between(-0.08f, 0.08f);    // from the rim inwards
    if (!design.holes.empty() && draws.chance(0.5f)) { // from a hole outwards
        const cv::Point2f hole =
            design.holes[static_cast<std::size_t>(draws.below(static_cast<int>(design.holes.size())))];
        heading = angleTurns(hole.y, hole.x) + draws.between(-0.1f, 0.1f);
        p = hole + cv::Point2f(cosTurns(heading), sinTurns(heading)) * design.holeRadius;
    }
    const int pieces = 26;
    const float step = flaw.length / pose.radius / static_cast<float>(pieces);
    flaw.path.push_back(pose.toPixel(p));
    for (int i = 0; i < pieces; ++i) {
        const float kink = draws.chance(0.2f) ? 0.17f : 0.06f;
        const float bent = heading + draws.between(-kink, kink);
        p += cv::Point2f(cosTurns(bent), sinTurns(bent)) * (step * draws.between(0.6f, 1.4f));
        if (i > 1 && !onPart(design, p, 0.012f))
            break;
        heading += draws.between(-0.02f, 0.02f);
        flaw.path.push_back(pose.toPixel(p));
    }
}

void planChip(Flaw& flaw, const ButtonDesign& design, const ButtonPose& pose, Draws& draws)
{
    const float unit = pose.unit();
    flaw.length =
        unit * byLevel(flaw.level, draws.between(17, 25), draws.between(10, 17), draws.between(7, 10));
    flaw.width = flaw.length * draws.between(0.55f, 0.8f);
    float turn = draws.unit();
    cv::Point2f p(0.975f * cosTurns(turn), 0.975f * sinTurns(turn));
    if (!design.holes.empty() && draws.chance(0.4f)) {
        flaw.hole = draws.below(static_cast<int>(design.holes.size()));
        const cv::Point2f hole = design.holes[static_cast<std::size_t>(flaw.hole)];
        p = hole + cv::Point2f(cosTurns(turn), sinTurns(turn)) * (design.holeRadius + 0.01f);
    }
    flaw.turn = turn + 0.25f; // the long axis follows the edge
    flaw.path = {pose.toPixel(p)};
}

void planPatch(Flaw& flaw, const ButtonDesign& design, const ButtonPose& pose, Draws& draws)
{
    const float unit = pose.unit();
    switch (flaw.type) {
    case FlawType::Dent:
        flaw.length = unit * (design.metallic ? 1.3f : 1.0f) *
                      byLevel(flaw.level, draws.between(16, 26), draws.between(10, 19), draws.between(8, 13));
        break;
    case FlawType::Stain:
        flaw.length =
            unit * byLevel(flaw.level, draws.between(16, 28), draws.between(9, 20), draws.between(7, 13));
        break;
    default:
        flaw.length =
            unit * byLevel(flaw.level, draws.between(32, 46), draws.between(22, 36), draws.between(18, 30));
    }
    flaw.width = flaw.length * draws.between(0.6f, 1.0f);
    flaw.turn = draws.unit();
    flaw.path = {pose.toPixel(placeOnPart(design, draws, 0.4f * flaw.length / pose.radius + 0.04f))};
}

cv::Vec3f chooseTint(const Flaw& flaw, const ButtonDesign& design, Draws& draws)
{
    if (design.metallic) {
        static const std::array<cv::Vec3f, 3> kTarnish = {
            cv::Vec3f{0.19f, 0.27f, 0.23f}, cv::Vec3f{0.05f, 0.045f, 0.05f}, cv::Vec3f{0.16f, 0.06f, 0.03f}};
        return kTarnish[static_cast<std::size_t>(draws.below(3))];
    }
    const float luma = 0.3f * design.colour[0] + 0.6f * design.colour[1] + 0.1f * design.colour[2];
    if (flaw.type == FlawType::Stain) {
        static const std::array<cv::Vec3f, 3> kDark = {cv::Vec3f{0.10f, 0.055f, 0.025f},
                                                       cv::Vec3f{0.02f, 0.02f, 0.025f},
                                                       cv::Vec3f{0.05f, 0.05f, 0.16f}};
        static const std::array<cv::Vec3f, 2> kLight = {cv::Vec3f{0.55f, 0.53f, 0.47f},
                                                        cv::Vec3f{0.40f, 0.33f, 0.20f}};
        return luma > 0.15f ? kDark[static_cast<std::size_t>(draws.below(3))]
                            : kLight[static_cast<std::size_t>(draws.below(2))];
    }
    // Fading or yellowing: the part's own colour, shifted.
    const float lighter = luma > 0.3f ? draws.between(0.42f, 0.58f) : draws.between(1.6f, 2.2f);
    const float warm = draws.between(0.05f, 0.25f);
    return {design.colour[0] * lighter * (1.0f + warm) + 0.02f, design.colour[1] * lighter + 0.02f,
            design.colour[2] * lighter * (1.0f - warm) + 0.01f};
}

void planRim(Flaw& flaw, const ButtonPose& pose, Draws& draws)
{
    const float unit = pose.unit();
    flaw.length =
        unit * byLevel(flaw.level, draws.between(34, 55), draws.between(20, 40), draws.between(14, 26));
    flaw.width =
        unit * byLevel(flaw.level, draws.between(6, 8), draws.between(3.5f, 6), draws.between(2.2f, 3.2f));
    const float turn = draws.unit();
    flaw.turn = turn;
    flaw.path = {pose.toPixel({cosTurns(turn), sinTurns(turn)})};
}

void planHole(Flaw& flaw, const ButtonDesign& design, const ButtonPose& pose, Draws& draws)
{
    flaw.hole = draws.below(static_cast<int>(design.holes.size()));
    flaw.missingHole = flaw.level == DefectLevel::Easy && draws.chance(0.5f);
    flaw.length = design.holeRadius * pose.radius;
    // How much of the hole is closed: wholly, a good part, a sliver.
    flaw.width =
        flaw.length * byLevel(flaw.level, 2.0f, draws.between(0.5f, 1.0f), draws.between(0.28f, 0.45f));
    flaw.turn = draws.unit();
    flaw.path = {pose.toPixel(design.holes[static_cast<std::size_t>(flaw.hole)])};
}

} // namespace

std::vector<FlawType> flawTypes(ButtonKind kind)
{
    using enum FlawType;
    switch (kind) {
    case ButtonKind::Plastic2:
    case ButtonKind::Plastic4:
        return {Scratch, Crack, Chip, Stain, Hole, Burr, Dent, Discolouration};
    case ButtonKind::Metal:
        return {Scratch, Chip, Stain, Burr, Dent, Discolouration};
    case ButtonKind::Pearl:
        return {Scratch, Crack, Chip, Stain, Hole, Discolouration};
    }
    return {};
}

std::string flawName(FlawType type)
{
    switch (type) {
    case FlawType::Scratch:
        return "scratch";
    case FlawType::Crack:
        return "crack";
    case FlawType::Chip:
        return "chip";
    case FlawType::Stain:
        return "stain";
    case FlawType::Hole:
        return "hole";
    case FlawType::Burr:
        return "burr";
    case FlawType::Dent:
        return "dent";
    case FlawType::Discolouration:
        return "discolouration";
    }
    return {};
}

Flaw planFlaw(FlawType type, DefectLevel level, const ButtonDesign& design, const ButtonPose& pose,
              Draws& draws)
{
    Flaw flaw;
    flaw.type = type;
    flaw.level = level;
    flaw.seed = draws.noiseSeed();
    flaw.tint = chooseTint(flaw, design, draws);
    switch (type) {
    case FlawType::Scratch:
        planScratch(flaw, design, pose, draws);
        break;
    case FlawType::Crack:
        planCrack(flaw, design, pose, draws);
        break;
    case FlawType::Chip:
        planChip(flaw, design, pose, draws);
        break;
    case FlawType::Hole:
        planHole(flaw, design, pose, draws);
        break;
    case FlawType::Burr:
        planRim(flaw, pose, draws);
        break;
    case FlawType::Stain:
    case FlawType::Dent:
    case FlawType::Discolouration:
        planPatch(flaw, design, pose, draws);
        break;
    }
    return flaw;
}

ButtonDesign flawedDesign(const ButtonDesign& design, const Flaw& flaw)
{
    ButtonDesign changed = design;
    if (flaw.missingHole)
        changed.holes.erase(changed.holes.begin() + flaw.hole);
    return changed;
}

cv::Rect flawBounds(const Flaw& flaw, const ButtonDesign& design, const ButtonPose& pose)
{
    float reach = 3.0f * flaw.width + 3.0f * pose.unit();
    if (flaw.path.size() == 1)
        reach = 1.5f * std::max(flaw.length, flaw.width) + kBurrReach * pose.unit();
    if (flaw.type == FlawType::Hole)
        reach = (design.holeRadius + 2.0f * design.bevel) * pose.radius + 4.0f;
    float x0 = flaw.path[0].x;
    float y0 = flaw.path[0].y;
    float x1 = x0;
    float y1 = y0;
    for (const cv::Point2f& p : flaw.path) {
        x0 = std::min(x0, p.x);
        x1 = std::max(x1, p.x);
        y0 = std::min(y0, p.y);
        y1 = std::max(y1, p.y);
    }
    const cv::Point from(static_cast<int>(std::floor(x0 - reach)), static_cast<int>(std::floor(y0 - reach)));
    const cv::Point to(static_cast<int>(std::ceil(x1 + reach)) + 1,
                       static_cast<int>(std::ceil(y1 + reach)) + 1);
    return {from, to};
}

} // namespace varad::buttons
