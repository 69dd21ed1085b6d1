#include "core/synthesis/buttons/button_generator.h"

#include "core/synthesis/buttons/button_design.h"
#include "core/synthesis/buttons/camera.h"
#include "core/synthesis/buttons/flaw.h"
#include "core/synthesis/buttons/lighting.h"
#include "core/synthesis/buttons/surface.h"
#include "core/synthesis/buttons/visible_difference.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace varad {

namespace {

using namespace varad::buttons;

constexpr int kFullMargin = 16; ///< px round the picture, for blur and slopes at its border
constexpr int kAttempts = 5;
constexpr std::uint64_t kPlaces = 8;     ///< tries at a place where the defect can be seen
constexpr float kEnoughOfWanted = 0.75f; ///< of the wanted contrast; less, and another place is tried

void checkSide(int side)
{
    if (side < kSmallestButtonSide || side > kLargestButtonSide)
        throw std::invalid_argument("The side of a button picture must lie between " +
                                    std::to_string(kSmallestButtonSide) + " and " +
                                    std::to_string(kLargestButtonSide) + " px.");
}

/// The same rectangle, grown to even borders, as the light's half-size maps need.
cv::Rect evenRect(const cv::Rect& r)
{
    const int x0 = r.x - (r.x & 1);
    const int y0 = r.y - (r.y & 1);
    const int x1 = r.br().x + (r.br().x & 1);
    const int y1 = r.br().y + (r.br().y & 1);
    return {x0, y0, x1 - x0, y1 - y0};
}

cv::Rect grown(const cv::Rect& r, int by)
{
    return {r.x - by, r.y - by, r.width + 2 * by, r.height + 2 * by};
}

cv::Rect pictureArea(int side) { return {0, 0, side, side}; }
cv::Rect fullArea(int side) { return evenRect(grown(pictureArea(side), kFullMargin)); }

SurfaceTile makeTile(const cv::Rect& area, const ButtonDesign& design, const ButtonPose& pose)
{
    SurfaceTile tile;
    tile.area = area;
    for (cv::Mat1f* map : {&tile.height, &tile.ground, &tile.cover, &tile.roughness})
        *map = cv::Mat1f(area.size(), 0.0f);
    tile.colour = cv::Mat3f(area.size(), cv::Vec3f(0, 0, 0));
    tile.groundColour = cv::Mat3f(area.size(), cv::Vec3f(0, 0, 0));
    buildButton(tile, design, pose);
    buildGround(tile, design, pose);
    return tile;
}

SurfaceTile copyTile(const SurfaceTile& tile)
{
    SurfaceTile copy;
    copy.area = tile.area;
    copy.height = tile.height.clone();
    copy.ground = tile.ground.clone();
    copy.cover = tile.cover.clone();
    copy.roughness = tile.roughness.clone();
    copy.colour = tile.colour.clone();
    copy.groundColour = tile.groundColour.clone();
    return copy;
}

/// The photograph of the rectangle `wanted`, cut out of the tile.
cv::Mat3b expose(const SurfaceTile& tile, const cv::Rect& wanted, const ButtonDesign& design,
                 const ButtonPose& pose)
{
    const cv::Mat3b all = photograph(lightSurface(tile, design, pose), tile.area, pose);
    return all(wanted - tile.area.tl()).clone();
}

/// Grey levels by which the most changed pixels of a defect should differ, as strongContrast() measures.
float wantedContrast(DefectLevel level, Draws& draws)
{
    const float spread = draws.between(0.8f, 1.25f);
    switch (level) {
    case DefectLevel::Easy:
        return 52.0f * spread;
    case DefectLevel::Middle:
        return 27.0f * spread;
    case DefectLevel::Hard:
        return 12.0f * spread;
    }
    return 0.0f;
}

/// One try at a defect: the changed cut-out and what of it can be seen.
struct Attempt {
    cv::Mat3b picture;
    cv::Mat1b mask;
    float contrast = 0;
};

class DefectStudio {
public:
    DefectStudio(const ButtonPictureId& id, const ButtonDesign& design, const ButtonPose& pose,
                 const Flaw& flaw)
        : m_design(design), m_flawed(flawedDesign(design, flaw)), m_pose(pose)
    {
        const int shadow = static_cast<int>(std::ceil(56.0f * pose.unit()));
        const int reach = static_cast<int>(std::ceil(kLightReach * pose.unit())) + kCameraReach;
        m_cut = grown(flawBounds(flaw, design, pose), shadow) & pictureArea(id.side);
        const cv::Rect area = evenRect(grown(m_cut, reach)) & fullArea(id.side);
        m_surface = makeTile(area, m_flawed, pose);
        scatterDust(m_surface, design, pose);
        m_part = partRegion(m_cut, pose, kBurrReach * pose.unit());
    }

    const cv::Rect& cut() const { return m_cut; }

    /// Metal gives way to a blow only so far; elsewhere depth is a matter of the wanted contrast.
    float greatestStrength(FlawType type) const
    {
        return m_design.metallic && type == FlawType::Dent ? 2.2f : 6.0f;
    }

    /// `good`: the photograph without the defect, cut out at cut().
    Attempt tryFlaw(const Flaw& flaw, const cv::Mat3b& good) const
    {
        SurfaceTile tile = copyTile(m_surface);
        applyFlaw(tile, flaw, m_design, m_pose);
        Attempt attempt;
        attempt.picture = expose(tile, m_cut, m_flawed, m_pose);
        attempt.mask = visibleDifference(good, attempt.picture, m_part, m_pose.unit());
        attempt.contrast = strongContrast(good, attempt.picture, m_part, m_pose.unit());
        return attempt;
    }

private:
    ButtonDesign m_design;
    ButtonDesign m_flawed;
    ButtonPose m_pose;
    cv::Rect m_cut;
    SurfaceTile m_surface;
    cv::Mat1b m_part;
};

/// Adjusts the flaw's strength until it stands out as its level asks, as far as its shape allows.
Attempt calibrated(const DefectStudio& studio, Flaw flaw, const cv::Mat3b& good, float wanted)
{
    const float limit = studio.greatestStrength(flaw.type);
    Attempt best;
    float bestError = 1e9f;
    float before = -1.0f;
    for (int i = 0; i < kAttempts; ++i) {
        Attempt attempt = studio.tryFlaw(flaw, good);
        const float contrast = attempt.contrast;
        const float ratio = wanted / std::max(0.5f, contrast);
        const bool seen = cv::countNonZero(attempt.mask) > 0;
        const float error = (ratio > 1.0f ? ratio : 1.0f / ratio) + (seen ? 0.0f : 1e3f);
        if (error < bestError) {
            bestError = error;
            best = std::move(attempt);
        }
        const bool settled =
            std::abs(contrast - before) < 0.02f * contrast; // the shape decides, not the strength
        if (seen && ((ratio > 0.85f && ratio < 1.18f) || settled))
            break;
        before = contrast;
        flaw.strength = std::clamp(flaw.strength * std::clamp(ratio, 0.35f, 2.8f), 0.04f, limit);
    }
    return best;
}

} // namespace

std::string buttonKindName(ButtonKind kind)
{
    switch (kind) {
    case ButtonKind::Plastic2:
        return "plastic2";
    case ButtonKind::Plastic4:
        return "plastic4";
    case ButtonKind::Metal:
        return "metal";
    case ButtonKind::Pearl:
        return "pearl";
    }
    return {};
}

std::string defectLevelName(DefectLevel level)
{
    switch (level) {
    case DefectLevel::Easy:
        return "easy";
    case DefectLevel::Middle:
        return "middle";
    case DefectLevel::Hard:
        return "hard";
    }
    return {};
}

std::vector<ButtonKind> allButtonKinds()
{
    return {ButtonKind::Plastic2, ButtonKind::Plastic4, ButtonKind::Metal, ButtonKind::Pearl};
}

std::vector<DefectLevel> allDefectLevels()
{
    return {DefectLevel::Easy, DefectLevel::Middle, DefectLevel::Hard};
}

std::vector<std::string> buttonDefectTypes(ButtonKind kind)
{
    std::vector<std::string> names;
    for (const FlawType type : flawTypes(kind))
        names.push_back(flawName(type));
    return names;
}

ButtonPicture makeGoodButton(const ButtonPictureId& id)
{
    checkSide(id.side);
    const ButtonDesign design = makeDesign(id.kind, id.seed);
    const ButtonPose pose = makePose(design, id);
    SurfaceTile tile = makeTile(fullArea(id.side), design, pose);
    scatterDust(tile, design, pose);
    return {expose(tile, pictureArea(id.side), design, pose), cv::Mat::zeros(id.side, id.side, CV_8UC1), {}};
}

ButtonPicture makeDefectiveButton(const ButtonPictureId& id, DefectLevel level, const std::string& type)
{
    const std::vector<FlawType> types = flawTypes(id.kind);
    const auto wantedType =
        std::find_if(types.begin(), types.end(), [&](FlawType t) { return flawName(t) == type; });
    if (wantedType == types.end())
        throw std::invalid_argument("A " + buttonKindName(id.kind) + " button has no defect \"" + type +
                                    "\".");
    ButtonPicture picture = makeGoodButton(id);
    const ButtonDesign design = makeDesign(id.kind, id.seed);
    const ButtonPose pose = makePose(design, id);
    picture.defectType = type;
    Attempt best;
    cv::Rect bestCut;
    float bestShare = 0.0f; // of the wanted contrast
    for (std::uint64_t place = 0; place < kPlaces && bestShare < kEnoughOfWanted; ++place) {
        Draws draws(streamKey({0xF1A3, pose.specimenKey, static_cast<std::uint64_t>(*wantedType), place}));
        const Flaw flaw = planFlaw(*wantedType, level, design, pose, draws);
        const float wanted = wantedContrast(level, draws);
        const DefectStudio studio(id, design, pose, flaw);
        const cv::Mat3b good = cv::Mat3b(picture.rgb)(studio.cut()).clone();
        Attempt attempt = calibrated(studio, flaw, good, wanted);
        const float share = attempt.contrast / wanted;
        if (cv::countNonZero(attempt.mask) > 0 && share > bestShare) { // else it lies in a deep shadow
            bestShare = share;
            bestCut = studio.cut();
            best = std::move(attempt);
        }
    }
    if (!best.mask.empty()) {
        best.picture.copyTo(picture.rgb(bestCut));
        best.mask.copyTo(picture.mask(bestCut));
        return picture;
    }
    throw std::runtime_error("The defect \"" + type +
                             "\" cannot be seen in so small a picture; choose a larger size.");
}

cv::Mat buttonPartRegion(const ButtonPictureId& id)
{
    checkSide(id.side);
    const ButtonPose pose = makePose(makeDesign(id.kind, id.seed), id);
    return partRegion(pictureArea(id.side), pose, 0.0f);
}

} // namespace varad
