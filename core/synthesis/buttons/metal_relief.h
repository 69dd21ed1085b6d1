// core/synthesis/buttons/metal_relief.h - layer: varad_core (OpenCV core, std)
#pragma once

#include "core/synthesis/buttons/surface.h"

#include <memory>

namespace varad::buttons {

/// What a product's die strikes into every blank: maps over the button's face, in button radii.
struct StruckDie {
    cv::Mat1f relief; ///< height above the disc, its slopes as soft as metal flows
    cv::Mat1f around; ///< the same, averaged over the neighbourhood: tells hollows from high spots

    /// Height at `p` out of one of the maps; smooth, so that the light shows no cells.
    static float at(const cv::Mat1f& map, cv::Point2f p);
};

/// The die of the product: rope rim, bead ring, ornament. A pure function of the design, kept for the next
/// picture of the same product; safe to call from any thread.
std::shared_ptr<const StruckDie> struckDie(const ButtonDesign& design);

/// Height of the pattern before metal has flowed into it: a map as StruckDie's.
cv::Mat1f cutDie(const ButtonDesign& design);

inline constexpr int kDieSide = 1024;    ///< cells
inline constexpr float kDieHalf = 1.06f; ///< button radii from the middle to the map's border
inline constexpr float kDieCell = 2.0f * kDieHalf / static_cast<float>(kDieSide);

/// A blank after strike, tarnish and handling.
class MetalSkin {
public:
    MetalSkin(const ButtonDesign& design, const ButtonPose& pose);

    SurfaceLook look(cv::Point2f p, float r) const;

    /// Hairlines and small nicks of boxes, tills and pockets: part of good photographs.
    void handle(SurfaceTile& tile) const;

private:
    /// > 0 in hollows beside relief, < 0 on high spots; button radii.
    float hollow(cv::Point2f p) const;
    void hairline(SurfaceTile& tile, cv::Point2f from, cv::Point2f to, float bow, float depth) const;
    void nick(SurfaceTile& tile, cv::Point2f middle, float size, float depth) const;

    const ButtonDesign& m_design;
    const ButtonPose& m_pose;
    std::shared_ptr<const StruckDie> m_die;
    std::uint32_t m_seed = 0; ///< of the specimen's noise
    cv::Point2f m_shift;      ///< so that specimens show different places of the noise
    cv::Point2f m_rubbed;     ///< unit; the side that handling has worn most
    float m_worn = 0;         ///< 0 fresh .. 1
    float m_tarnish = 0;      ///< 0 bright .. 1
};

} // namespace varad::buttons
