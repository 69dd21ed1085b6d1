#include "core/imaging/part_alignment.h"

#include "core/imaging/part_mask.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace varad::imaging {
namespace {

constexpr double kPoseRadius = 0.41; // of the side: the part fills the picture, with some ground around it
constexpr double kInnermost = 0.08;  // of the radius; nearer to the centre an angle says nothing
constexpr double kOutermost = 0.97;  // the rim itself is round
constexpr double kSmallest = 0.12, kLargest = 0.49; // radius / side of a part that is worth aligning
constexpr double kSizeTolerance = 0.25;             // of the radius, around the training pictures' median
constexpr double kFoundShare = 0.95;
constexpr int kEdgeSide = 512; // edges are measured at this side
constexpr int kRefinements = 3;

struct Disc {
    cv::Point2d centre; ///< pixels
    double radius = 0;
};

std::optional<Disc> findDisc(const cv::Mat& square)
{
    const cv::Mat mask = partMask(square);
    const cv::Moments m = cv::moments(mask, true);
    if (m.m00 <= 0)
        return std::nullopt;
    const Disc disc{{m.m10 / m.m00, m.m01 / m.m00}, std::sqrt(m.m00 / std::numbers::pi)};
    const double share = disc.radius / square.cols;
    return share < kSmallest || share > kLargest ? std::nullopt : std::optional(disc);
}

/// Strength of edges around the part's centre, radii x angles, every radius with mean 0.
cv::Mat polarEdges(const cv::Mat& square, const Disc& disc)
{
    cv::Mat grey, small, dx, dy, strength, polar;
    cv::cvtColor(square, grey, cv::COLOR_RGB2GRAY);
    const double scale = double(kEdgeSide) / square.cols;
    cv::resize(grey, small, cv::Size(kEdgeSide, kEdgeSide), 0, 0,
               scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    small.convertTo(small, CV_32F);
    cv::GaussianBlur(small, small, cv::Size(), 1.5);
    cv::Sobel(small, dx, CV_32F, 1, 0);
    cv::Sobel(small, dy, CV_32F, 0, 1);
    cv::magnitude(dx, dy, strength);
    cv::log(strength + 4.0f, strength); // weak relief counts beside deep holes
    const cv::Point2f centre(float((disc.centre.x + 0.5) * scale - 0.5),
                             float((disc.centre.y + 0.5) * scale - 0.5));
    // Rows are angles here; OpenCV's polar grid begins at radius 0.
    const int rings = int(std::lround(PartAlignment::kRadii / (kOutermost - kInnermost) * kOutermost));
    cv::warpPolar(strength, polar, cv::Size(rings, PartAlignment::kAngles), centre,
                  disc.radius * scale * kOutermost, cv::INTER_LINEAR | cv::WARP_POLAR_LINEAR);
    cv::Mat byRadius = polar.colRange(rings - PartAlignment::kRadii, rings).t();
    cv::GaussianBlur(byRadius, byRadius, cv::Size(5, 1), 1.0, 0, cv::BORDER_REPLICATE);
    for (int r = 0; r < byRadius.rows; ++r)
        byRadius.row(r) -= cv::mean(byRadius.row(r))[0];
    return byRadius.clone();
}

cv::Mat turned(const cv::Mat& polar, int steps)
{
    const int columns = polar.cols, by = ((steps % columns) + columns) % columns;
    if (by == 0)
        return polar.clone();
    cv::Mat out(polar.size(), polar.type());
    polar.colRange(0, columns - by).copyTo(out.colRange(by, columns));
    polar.colRange(columns - by, columns).copyTo(out.colRange(0, by));
    return out;
}

/// By how many steps `polar` has to be turned to agree best with the template: circular correlation over all
/// radii, outer ones weighing more since they are longer.
int bestTurn(const cv::Mat& polar, const cv::Mat& wanted)
{
    cv::Mat a, b, product;
    cv::dft(wanted, a, cv::DFT_ROWS | cv::DFT_COMPLEX_OUTPUT);
    cv::dft(polar, b, cv::DFT_ROWS | cv::DFT_COMPLEX_OUTPUT);
    cv::mulSpectrums(a, b, product, cv::DFT_ROWS, true);
    cv::Mat sum = cv::Mat::zeros(1, polar.cols, CV_32FC2);
    for (int r = 0; r < product.rows; ++r)
        sum += product.row(r) * (kInnermost + (kOutermost - kInnermost) * (r + 0.5) / product.rows);
    cv::Mat correlation;
    cv::dft(sum, correlation, cv::DFT_INVERSE | cv::DFT_REAL_OUTPUT);
    cv::Point best;
    cv::minMaxLoc(correlation, nullptr, nullptr, nullptr, &best);
    return best.x;
}

} // namespace

PartAlignment::PartAlignment(cv::Mat polarTemplate, cv::Mat fixedPattern, double radiusShare)
    : m_template(std::move(polarTemplate)), m_fixed(std::move(fixedPattern)), m_radiusShare(radiusShare)
{
}

std::optional<PartAlignment> PartAlignment::learn(int pictures, const std::function<cv::Mat(int)>& square)
{
    std::vector<cv::Mat> edges;
    std::vector<double> shares;
    for (int i = 0; i < pictures; ++i) {
        const cv::Mat picture = square(i);
        if (const auto disc = findDisc(picture)) {
            edges.push_back(polarEdges(picture, *disc));
            shares.push_back(disc->radius / picture.cols);
        }
    }
    if (edges.empty() || double(edges.size()) < kFoundShare * pictures)
        return std::nullopt;
    std::vector<double> sorted = shares;
    std::nth_element(sorted.begin(), sorted.begin() + std::ptrdiff_t(sorted.size() / 2), sorted.end());
    const double median = sorted[sorted.size() / 2];
    const auto odd = std::count_if(shares.begin(), shares.end(),
                                   [&](double s) { return std::abs(s - median) > kSizeTolerance * median; });
    if (double(odd) > (1 - kFoundShare) * pictures)
        return std::nullopt;

    cv::Mat fixed = cv::Mat::zeros(kRadii, kAngles, CV_32F);
    for (const cv::Mat& e : edges)
        fixed += e / double(edges.size());
    for (cv::Mat& e : edges)
        e -= fixed;
    cv::Mat wanted = edges[0].clone();
    for (int round = 0; round < kRefinements; ++round) {
        cv::Mat mean = cv::Mat::zeros(kRadii, kAngles, CV_32F);
        for (const cv::Mat& e : edges)
            mean += turned(e, bestTurn(e, wanted)) / double(edges.size());
        wanted = mean;
    }
    return PartAlignment(wanted, fixed, median);
}

std::optional<PartAlignment::Pose> PartAlignment::align(const cv::Mat& square) const
{
    const auto disc = findDisc(square);
    if (!disc || std::abs(disc->radius / square.cols - m_radiusShare) > kSizeTolerance * m_radiusShare)
        return std::nullopt;
    const double angle =
        bestTurn(polarEdges(square, *disc) - m_fixed, m_template) * 2 * std::numbers::pi / kAngles;
    const double zoom = kPoseRadius * square.cols / disc->radius, c = zoom * std::cos(angle),
                 s = zoom * std::sin(angle);
    const double middle = (square.cols - 1) / 2.0; // polar angles grow from x to y, as this turn does
    Pose pose;
    pose.toPose = {c, -s, middle - c * disc->centre.x + s * disc->centre.y,
                   s, c,  middle - s * disc->centre.x - c * disc->centre.y};
    cv::warpAffine(square, pose.picture, pose.toPose, square.size(), cv::INTER_CUBIC, cv::BORDER_REFLECT_101);
    return pose;
}

} // namespace varad::imaging
