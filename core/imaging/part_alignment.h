// core/imaging/part_alignment.h - layer: varad_core (OpenCV core, imgproc)
#pragma once

#include <opencv2/core/mat.hpp>
#include <opencv2/core/types.hpp>

#include <functional>
#include <optional>

namespace varad::imaging {

/// Brings a part that lies anywhere, at any angle, into one pose: centre in the middle of the picture, one
/// size, and the angle at which its relief, holes or print agree best with a template learned from good
/// parts. A part without such features comes out at some angle, which does not matter for it.
///
/// The angle is found in polar coordinates around the part's centre, from the strength of edges, which hardly
/// depends on the light. What stays where it is in the picture whatever the part's angle (shading of the rim,
/// shadow) is the mean of the unturned training pictures and is taken away first. Immutable; thread-safe;
/// about 40 ms at 1024 x 1024.
class PartAlignment {
public:
    /// @param pictures how many; @param square the i-th picture, CV_8UC3, all of one square size.
    /// @return nothing where the part is not found in nearly all pictures at nearly one size.
    static std::optional<PartAlignment> learn(int pictures, const std::function<cv::Mat(int)>& square);

    struct Pose {
        cv::Mat picture;    ///< CV_8UC3, same size, the part in its pose
        cv::Matx23d toPose; ///< pixel of the original -> pixel of `picture`
    };
    /// @return nothing where no part of about the right size is found.
    std::optional<Pose> align(const cv::Mat& square) const;

    /// What a file has to hold. CV_32FC1 each.
    const cv::Mat& polarTemplate() const { return m_template; } ///< radii x angles, turned pictures' mean
    const cv::Mat& fixedPattern() const { return m_fixed; }     ///< radii x angles, unturned pictures' mean
    double radiusShare() const
    {
        return m_radiusShare;
    } ///< radius of the part / side, of the training pictures
    PartAlignment(cv::Mat polarTemplate, cv::Mat fixedPattern, double radiusShare);

    static constexpr int kRadii = 96, kAngles = 720;

private:
    cv::Mat m_template, m_fixed;
    double m_radiusShare;
};

} // namespace varad::imaging
