#include "core/synthesis/buttons/flaw.h"

#include <algorithm>
#include <cmath>

namespace varad::buttons {

namespace {

/// Where a pixel lies relative to a line: distance, side and arc length, px.
struct LinePlace {
    float distance = 1e6f; ///< signed, px
    float along = 0;       ///< px from the start
};

LinePlace placeOnLine(const std::vector<cv::Point2f>& path, cv::Point2f p)
{
    LinePlace best;
    float start = 0.0f;
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        const cv::Point2f a = path[i];
        const cv::Point2f ab = path[i + 1] - a;
        const float length = std::sqrt(ab.dot(ab));
        const float t = clampUnit((p - a).dot(ab) / (length * length));
        const cv::Point2f d = p - a - ab * t;
        const float distance = std::sqrt(d.dot(d));
        if (distance < std::abs(best.distance)) {
            best.distance = d.x * ab.y - d.y * ab.x < 0.0f ? -distance : distance;
            best.along = start + t * length;
        }
        start += length;
    }
    return best;
}

/// One pixel of the button's maps.
struct Spot {
    float& height;
    float& cover;
    float& roughness;
    cv::Vec3f& colour;
    cv::Point2f at;   ///< px of the picture
    cv::Point2f part; ///< button coordinates
};

void blend(cv::Vec3f& colour, const cv::Vec3f& to, float weight)
{
    colour += (to - colour) * clampUnit(weight);
}

class FlawPainter {
public:
    FlawPainter(const Flaw& flaw, const ButtonDesign& design, const ButtonPose& pose)
        : m_flaw(flaw),
          m_design(design),
          m_pose(pose),
          m_unit(pose.unit()),
          m_cosine(cosTurns(flaw.turn)),
          m_sine(sinTurns(flaw.turn))
    {
    }

    void paint(const Spot& spot) const
    {
        switch (m_flaw.type) {
        case FlawType::Scratch:
            scratch(spot);
            break;
        case FlawType::Crack:
            crack(spot);
            break;
        case FlawType::Chip:
            chip(spot);
            break;
        case FlawType::Stain:
            stain(spot);
            break;
        case FlawType::Hole:
            plug(spot);
            break;
        case FlawType::Burr:
            burr(spot);
            break;
        case FlawType::Dent:
            dent(spot);
            break;
        case FlawType::Discolouration:
            discolour(spot);
            break;
        }
    }

private:
    float noise(cv::Point2f at, float size, int octaves, std::uint32_t salt = 0) const
    {
        const float scale = 1.0f / (size * m_unit);
        return fractalNoise(at.x * scale, at.y * scale, m_flaw.seed + salt, octaves);
    }

    /// 0 in the middle, 1 on the flaw's ellipse, its outline made ragged by noise.
    float radial(cv::Point2f at, float ragged, float grain) const
    {
        const cv::Point2f d = at - m_flaw.path[0];
        const float along = (m_cosine * d.x + m_sine * d.y) / m_flaw.length;
        const float across = (m_cosine * d.y - m_sine * d.x) / m_flaw.width;
        return std::sqrt(along * along + across * across) + ragged * noise(at, grain, 3);
    }

    /// Like radial(), for a polygon with uneven sides: breaks are angular.
    float facets(cv::Point2f at) const
    {
        const cv::Point2f d = at - m_flaw.path[0];
        const float along = (m_cosine * d.x + m_sine * d.y) / m_flaw.length;
        const float across = (m_cosine * d.y - m_sine * d.x) / m_flaw.width;
        float q = 0.0f;
        for (int i = 0; i < 6; ++i) {
            const float turn = (static_cast<float>(i) + 0.7f * latticeUnit(i, 0, m_flaw.seed)) / 6.0f;
            const float side = 0.72f + 0.35f * latticeUnit(i, 1, m_flaw.seed);
            q = std::max(q, (along * cosTurns(turn) + across * sinTurns(turn)) / side);
        }
        return q;
    }

    void scratch(const Spot& s) const
    {
        const LinePlace place = placeOnLine(m_flaw.path, s.at);
        const float t = place.along / m_flaw.length;
        const float ends = smoothStep(0.0f, 0.18f, t) * smoothStep(1.0f, 0.75f, t);
        const float chatter = 0.75f + 0.35f * valueNoise(place.along / (7.0f * m_unit), 0.5f, m_flaw.seed);
        const float width = m_flaw.width * (0.55f + 0.45f * ends);
        const float groove = bell(place.distance / (1.35f * width));
        const float ridge = bell((std::abs(place.distance) - 1.5f * width) / (0.9f * width));
        const float force = m_flaw.strength * ends * chatter;
        s.height += m_unit * force * (0.30f * ridge - 0.75f * groove);
        if (m_design.metallic) { // bare metal, bright from wherever one looks
            blend(s.colour, m_design.colour * 1.2f + cv::Vec3f(0.1f, 0.1f, 0.1f),
                  0.95f * std::min(1.0f, force) * groove);
            s.roughness = mixLinear(s.roughness, 0.5f, 0.8f * groove * ends);
            return;
        }
        const cv::Vec3f raw = s.colour * 1.35f + cv::Vec3f(0.05f, 0.05f, 0.05f);
        blend(s.colour, raw, 0.5f * std::min(1.2f, force) * groove);
        s.roughness = clampUnit(s.roughness + 0.25f * std::min(1.0f, force) * groove);
    }

    void crack(const Spot& s) const
    {
        const LinePlace place = placeOnLine(m_flaw.path, s.at);
        const float t = place.along / m_flaw.length;
        const float gape = std::sqrt(std::max(0.0f, 1.02f - t)); // widest at the edge that it starts from
        const float width = m_flaw.width * (0.35f + 0.75f * gape);
        const float gap = bell(place.distance / (1.5f * width)) * m_flaw.strength;
        const float lip = bell((place.distance - 2.2f * width) / (1.6f * width)) * m_flaw.strength;
        s.height -= m_unit * (1.6f * gap - 0.25f * lip);
        blend(s.colour, s.colour * 0.15f, 0.75f * gap);
        blend(s.colour, s.colour * 1.3f + cv::Vec3f(0.02f, 0.02f, 0.02f), 0.25f * lip);
    }

    /// A shell-shaped break at the rim or at a hole.
    void chip(const Spot& s) const
    {
        const float q =
            0.35f * radial(s.at, 0.0f, 1.0f) + 0.65f * facets(s.at) + 0.20f * noise(s.at, 6.0f, 3);
        if (q >= 1.0f)
            return;
        const float scoop = 1.0f - q;
        const float shells =
            noise(s.at, 3.5f, 2, 3) + 0.8f * sinTurns(2.6f * q + 0.3f * noise(s.at, 9.0f, 1, 5));
        const float depth =
            m_flaw.width * (0.55f * scoop + 0.05f * shells * scoop) * std::min(1.6f, m_flaw.strength);
        s.height -= depth;
        const float fresh = smoothStep(1.0f, 0.86f, q) * std::min(1.3f, m_flaw.strength);
        const cv::Vec3f raw = m_design.metallic ? cv::Vec3f(0.32f, 0.31f, 0.30f)
                                                : s.colour * 1.28f + cv::Vec3f(0.03f, 0.03f, 0.03f);
        blend(s.colour, raw, 0.55f * fresh);
        s.roughness = clampUnit(mixLinear(s.roughness, 0.55f, clampUnit(fresh)));
        if (m_flaw.hole < 0 && m_flaw.level != DefectLevel::Hard) { // the outline itself is broken
            const float r = std::sqrt(s.part.dot(s.part));
            const float notch = 0.75f * m_flaw.width * scoop;
            s.cover = std::min(s.cover, clampUnit((1.0f - r) * m_pose.radius - notch + 0.5f));
        }
    }

    void stain(const Spot& s) const
    {
        const float q = radial(s.at, 0.42f, 16.0f);
        const float soft = 0.12f + 0.45f * latticeUnit(1, 2, m_flaw.seed); // dried with an edge, or soaked in
        const float body = smoothStep(1.02f, 1.02f - soft, q);
        const float brim = bell((q - 0.86f) / 0.16f) * clampUnit(1.3f - 2.4f * soft);
        const float cloud = 0.75f + 0.35f * noise(s.at, 7.0f, 2, 7);
        const float weight = m_flaw.strength * (0.50f * body * cloud + 0.22f * brim);
        blend(s.colour, m_flaw.tint, std::min(0.97f, weight));
        s.roughness = clampUnit(s.roughness +
                                (m_design.metallic ? 0.5f : 0.22f) * body * std::min(1.0f, m_flaw.strength));
    }

    void dent(const Spot& s) const
    {
        const float q = radial(s.at, 0.06f, 20.0f);
        const float bowl = q < 1.0f ? (1.0f - q * q) * (1.0f - q * q) : 0.0f;
        const float brow = bell((q - 1.05f) / 0.35f);
        if (m_design.metallic) { // the blow flattens what was struck
            const float disc = (m_design.thickness - 0.10f * s.part.dot(s.part) + 0.012f) * m_pose.radius;
            const float flat = smoothStep(1.0f, 0.75f, q) * std::min(1.0f, 0.6f * m_flaw.strength);
            s.height = std::min(s.height, mixLinear(s.height, disc, flat));
        }
        s.height -= m_flaw.width * m_flaw.strength * (0.16f * bowl - 0.018f * brow);
    }

    void discolour(const Spot& s) const
    {
        const float q = radial(s.at, 0.40f, 34.0f);
        const float weight = m_flaw.strength * 0.5f * smoothStep(1.15f, 0.15f, q);
        blend(s.colour, m_flaw.tint, std::min(0.95f, weight));
    }

    /// Material in a hole: flash that grows from one side, or a plug.
    void plug(const Spot& s) const
    {
        const cv::Point2f hole = m_design.holes[static_cast<std::size_t>(m_flaw.hole)];
        const cv::Point2f d = s.part - hole;
        const float inside = (m_design.holeRadius - std::sqrt(d.dot(d))) * m_pose.radius; // px, > 0 inside
        if (m_flaw.missingHole || inside <= 0.0f)
            return;
        const float across = (d.x * m_cosine + d.y * m_sine) * m_pose.radius;
        const float ragged = 0.14f * m_flaw.length * noise(s.at, 16.0f, 4);
        const float front = across + m_flaw.length - (2.0f * m_flaw.length - m_flaw.width) + ragged;
        const float material = clampUnit(front + 0.5f);
        if (material <= 0.0f)
            return;
        const float sunk = m_design.bevel * m_pose.radius * (1.25f + 0.10f * noise(s.at, 14.0f, 2, 2)) +
                           0.03f * m_pose.radius * smoothStep(0.0f, 0.3f * m_flaw.length, inside);
        const float level = m_design.thickness * m_pose.radius * 0.80f - sunk;
        const float rounded = std::sqrt(clampUnit(front / (0.35f * m_flaw.length)));
        s.height = std::max(s.height, level * (0.55f + 0.45f * rounded));
        s.cover = std::max(s.cover, material);
        s.colour = m_design.colour * (0.93f + 0.05f * noise(s.at, 8.0f, 3, 4));
        s.roughness = 0.45f;
    }

    /// A thin flash that the mould's parting left outside the rim.
    void burr(const Spot& s) const
    {
        const float r = std::sqrt(s.part.dot(s.part));
        const float turn = angleTurns(s.part.y, s.part.x) - m_flaw.turn;
        const float offset =
            (turn - std::floor(turn + 0.5f)) * 6.2831853f * m_pose.radius; // px along the rim
        const float t = offset / m_flaw.length;
        if (t * t >= 1.0f || r < 0.9f)
            return;
        const float ragged = 0.75f + 0.45f * valueNoise(offset / (6.0f * m_unit), 0.5f, m_flaw.seed) +
                             0.20f * valueNoise(offset / (2.2f * m_unit), 7.5f, m_flaw.seed);
        const float reach =
            std::min(kBurrReach * m_unit, m_flaw.width * std::sqrt(1.0f - t * t) * ragged * m_flaw.strength);
        const float beyond = (r - 1.0f) * m_pose.radius;
        const float cover = clampUnit(reach - beyond + 0.5f) * smoothStep(0.0f, 0.7f * m_unit, reach);
        const float lip = m_design.thickness * m_pose.radius - 0.9f * m_design.edge * m_pose.radius;
        const float curl = 0.35f * std::max(0.0f, beyond);
        if (beyond > -1.0f) {
            s.height = std::max(s.height, lip + curl);
            if (cover > s.cover) {
                s.cover = cover;
                s.colour = m_design.colour * 1.15f;
                s.roughness = std::max(0.2f, m_design.roughness);
            }
        }
    }

    const Flaw& m_flaw;
    const ButtonDesign& m_design;
    const ButtonPose& m_pose;
    float m_unit;
    float m_cosine;
    float m_sine;
};

} // namespace

void applyFlaw(SurfaceTile& tile, const Flaw& flaw, const ButtonDesign& design, const ButtonPose& pose)
{
    const FlawPainter painter(flaw, design, pose);
    const cv::Rect touched = flawBounds(flaw, design, pose) & tile.area;
    for (int y = touched.y; y < touched.br().y; ++y) {
        for (int x = touched.x; x < touched.br().x; ++x) {
            const cv::Point2f at(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f);
            const int row = y - tile.area.y;
            const int column = x - tile.area.x;
            if (tile.cover(row, column) <= 0.0f && flaw.type != FlawType::Burr && flaw.type != FlawType::Hole)
                continue;
            painter.paint({tile.height(row, column), tile.cover(row, column), tile.roughness(row, column),
                           tile.colour(row, column), at, pose.toButton(at.x, at.y)});
        }
    }
}

} // namespace varad::buttons
