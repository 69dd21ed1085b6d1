#include "core/imaging/part_mask.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace varad::imaging {
namespace {

constexpr int kWorkSide = 256;           // px, longer side of the working picture
constexpr int kLeastSide = 16;           // px, shorter side; below it there is no frame to speak of
constexpr int kColours = 4;              // of the background
constexpr double kRing = 0.04;           // width of the frame, share of the shorter side
constexpr double kSmallestPart = 0.03;   // share of the picture
constexpr double kLargestPart = 0.85;    // share of the picture
constexpr double kMostFrame = 0.25;      // share of the picture's outline that a part may touch
constexpr double kLeastSolidity = 0.80;  // area over area of the convex hull
constexpr double kLeastContrast = 2.5;   // typical distance inside over the frame's 95 % distance
constexpr float kDarkestShadow = 0.30f;  // of the lit lightness
constexpr double kLeastUnshadowed = 0.6; // share of a region that must be left without its shadow

using Feature = cv::Vec4f; // lightness, a, b, local contrast

/// [h, w] Feature. The contrast is a local deviation, shrunk again by its window so that an edge between two
/// smooth surfaces does not count as texture.
cv::Mat features(const cv::Mat& rgb)
{
    cv::Mat bytes, lab, smooth;
    cv::cvtColor(rgb, bytes, cv::COLOR_RGB2Lab);
    bytes.convertTo(lab, CV_32FC3);
    cv::subtract(lab, cv::Scalar(0, 128, 128), lab);
    cv::multiply(lab, cv::Scalar(100.0 / 255.0, 1, 1), lab);
    cv::GaussianBlur(lab, smooth, {}, 1.2, 1.2, cv::BORDER_REFLECT);

    cv::Mat light, mean, square, contrast;
    cv::extractChannel(lab, light, 0);
    const cv::Size window(9, 9);
    cv::boxFilter(light, mean, -1, window, {-1, -1}, true, cv::BORDER_REFLECT);
    cv::sqrBoxFilter(light, square, CV_32F, window, {-1, -1}, true, cv::BORDER_REFLECT);
    contrast = cv::max(square - mean.mul(mean), 0.0);
    cv::sqrt(contrast, contrast);
    cv::erode(contrast, contrast, cv::Mat::ones(window, CV_8U));

    cv::Mat all;
    cv::merge(std::vector<cv::Mat>{smooth, contrast}, all);
    return all;
}

struct Colour {
    Feature mean;
    cv::Matx44f inverse; // of the covariance
};

cv::Matx44f covariance(const std::vector<Feature>& points, const Feature& mean)
{
    cv::Matx44f sum = cv::Matx44f::zeros();
    for (const Feature& point : points) {
        const Feature d = point - mean;
        sum += d * d.t();
    }
    return sum * (1.0f / static_cast<float>(std::max<std::size_t>(1, points.size())));
}

Feature meanOf(const std::vector<Feature>& points)
{
    Feature sum;
    for (const Feature& point : points)
        sum += point;
    return sum * (1.0f / static_cast<float>(std::max<std::size_t>(1, points.size())));
}

float squaredLength(const Feature& v) { return v.dot(v); }

/// The centres start along the principal axis of the points, so that nothing is left to chance.
std::vector<std::vector<Feature>> clusters(std::vector<Feature> points)
{
    const Feature mean = meanOf(points);
    cv::Mat values, vectors;
    cv::eigen(cv::Mat(covariance(points, mean)), values, vectors);
    const Feature axis(vectors.ptr<float>(0));
    std::stable_sort(points.begin(), points.end(),
                     [&](const Feature& x, const Feature& y) { return x.dot(axis) < y.dot(axis); });

    std::array<Feature, kColours> centres;
    for (int k = 0; k < kColours; ++k)
        centres[k] = points[points.size() * (2 * k + 1) / (2 * kColours)];
    std::vector<std::vector<Feature>> groups;
    for (int round = 0; round < 8; ++round) {
        groups.assign(kColours, {});
        for (const Feature& point : points) {
            int best = 0;
            for (int k = 1; k < kColours; ++k)
                if (squaredLength(point - centres[k]) < squaredLength(point - centres[best]))
                    best = k;
            groups[best].push_back(point);
        }
        for (int k = 0; k < kColours; ++k)
            if (!groups[k].empty())
                centres[k] = meanOf(groups[k]);
    }
    return groups;
}

/// Colours of the frame; those of under 5 % of it are threads and dust.
std::vector<Colour> backgroundColours(const cv::Mat& picture, const cv::Mat& ring)
{
    std::vector<Feature> points;
    for (int y = 0; y < picture.rows; ++y)
        for (int x = y % 2; x < picture.cols; x += 2)
            if (ring.at<uchar>(y, x))
                points.push_back(picture.at<Feature>(y, x));
    // What a camera and a lamp vary on an even surface, so that a clean background does not see dust as a
    // part.
    const cv::Matx44f floor = cv::Matx44f::diag(Feature(2.0f * 2.0f, 1.0f, 1.0f, 1.0f));
    std::vector<Colour> colours;
    for (const std::vector<Feature>& group : clusters(points)) {
        if (group.size() * 20 < points.size())
            continue;
        const Feature mean = meanOf(group);
        colours.push_back({mean, (covariance(group, mean) + floor).inv()});
    }
    return colours;
}

/// [h, w] float32: Mahalanobis distance to the nearest background colour.
cv::Mat distances(const cv::Mat& picture, const std::vector<Colour>& colours)
{
    cv::Mat result(picture.size(), CV_32F);
    for (int y = 0; y < picture.rows; ++y)
        for (int x = 0; x < picture.cols; ++x) {
            float best = 1e12f;
            for (const Colour& colour : colours) {
                const Feature d = picture.at<Feature>(y, x) - colour.mean;
                best = std::min(best, d.dot(colour.inverse * d));
            }
            result.at<float>(y, x) = std::sqrt(best);
        }
    return result;
}

/// A shadow scales a colour: in Lab, L + 16 and with it a and b (cube roots). 255 where that explains a
/// pixel.
cv::Mat shadows(const cv::Mat& picture, const std::vector<Colour>& colours)
{
    cv::Mat result(picture.size(), CV_8U, cv::Scalar(0));
    for (int y = 0; y < picture.rows; ++y)
        for (int x = 0; x < picture.cols; ++x)
            for (const Colour& colour : colours) {
                const Feature& pixel = picture.at<Feature>(y, x);
                const float scale = (pixel[0] + 16) / (colour.mean[0] + 16);
                const float a = pixel[1] - scale * colour.mean[1], b = pixel[2] - scale * colour.mean[2];
                if (scale > kDarkestShadow && scale < 1 && a * a + b * b < 4.0f * 4.0f)
                    result.at<uchar>(y, x) = 255;
            }
    return result;
}

float quantile(const cv::Mat& values, const cv::Mat& where, double share)
{
    std::vector<float> list;
    for (int y = 0; y < values.rows; ++y)
        for (int x = 0; x < values.cols; ++x)
            if (where.at<uchar>(y, x))
                list.push_back(values.at<float>(y, x));
    if (list.empty())
        return 0;
    const auto nth = list.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(list.size() - 1));
    std::nth_element(list.begin(), nth, list.end());
    return *nth;
}

/// Otsu on the logarithm, for the part may differ a hundred times more than the background varies.
cv::Mat standsOut(const cv::Mat& distance, float ordinary)
{
    cv::Mat logs, bytes, binary;
    cv::log(distance + 1.0, logs);
    logs.convertTo(bytes, CV_8U, 255.0 / std::log(101.0));
    const double otsu = cv::threshold(bytes, binary, 0, 255, cv::THRESH_OTSU);
    const double level = std::max(std::exp(otsu * std::log(101.0) / 255.0) - 1.0, 1.2 * ordinary);
    return distance > level;
}

/// The largest component, those near the middle preferred, with its holes filled. Empty mask if there is
/// none.
cv::Mat mainRegion(const cv::Mat& binary)
{
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(binary, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
    const cv::Point2d middle(binary.cols / 2.0, binary.rows / 2.0);
    double best = 0;
    int chosen = -1;
    for (int i = 0; i < static_cast<int>(outlines.size()); ++i) {
        const cv::Rect box = cv::boundingRect(outlines[i]);
        const cv::Point2d centre(box.x + box.width / 2.0, box.y + box.height / 2.0);
        const double away = cv::norm(centre - middle) / cv::norm(middle);
        const double weight = cv::contourArea(outlines[i]) * (1.5 - std::min(1.0, away));
        if (weight > best) {
            best = weight;
            chosen = i;
        }
    }
    cv::Mat region(binary.size(), CV_8U, cv::Scalar(0));
    if (chosen >= 0)
        cv::drawContours(region, outlines, chosen, cv::Scalar(255), cv::FILLED);
    return region;
}

/// Morphology with a disc of any radius at the price of one distance transform. Beyond the frame lies nothing
/// for dilation and more of the same for erosion.
cv::Mat dilated(const cv::Mat& region, double radius)
{
    cv::Mat away;
    cv::distanceTransform(~region, away, cv::DIST_L2, cv::DIST_MASK_5);
    return away <= radius;
}

cv::Mat eroded(const cv::Mat& region, double radius) { return ~dilated(~region, radius); }

/// Closed by a seventh of its radius. Padded, for closing must not stick to the frame.
cv::Mat withoutBites(const cv::Mat& region)
{
    const double closing = std::max(1.0, 0.15 * std::sqrt(cv::countNonZero(region) / CV_PI));
    const int pad = 2 + static_cast<int>(closing);
    cv::Mat padded;
    cv::copyMakeBorder(region, padded, pad, pad, pad, pad, cv::BORDER_CONSTANT, cv::Scalar(0));
    padded = eroded(dilated(padded, closing), closing);
    return mainRegion(padded(cv::Rect(pad, pad, region.cols, region.rows)));
}

/// Opens threads away, keeps the main region and fills its holes and bites.
cv::Mat tidied(const cv::Mat& binary)
{
    const cv::Mat main = mainRegion(eroded(dilated(binary, 1.5), 1.5));
    const double opening = std::max(2.0, 0.10 * std::sqrt(cv::countNonZero(main) / CV_PI));
    return withoutBites(mainRegion(dilated(eroded(main, opening), opening)));
}

/// The blurred edge between a dark part and a light background looks like shadow, too, but is thin: it stays.
cv::Mat withoutShadow(const cv::Mat& region, const cv::Mat& shadow)
{
    const cv::Mat rest = tidied(region & ~shadow);
    if (cv::countNonZero(rest) < kLeastUnshadowed * cv::countNonZero(region))
        return region;
    const cv::Mat removed = region & ~rest;
    // Where it is thick, and its tapering ends.
    const cv::Mat cast = dilated(eroded(removed, 2.0), 24.0) & removed;
    return region & ~cast;
}

/// Takes the outermost two pixels away where they are nearer to the background than to the part beside them:
/// a logarithmic threshold lies outside of a blurred edge.
cv::Mat trimmed(const cv::Mat& region, const cv::Mat& distance)
{
    cv::Mat beside;
    cv::dilate(distance, beside, cv::Mat::ones(5, 5, CV_8U));
    return tidied(withoutBites(region & (eroded(region, 2.0) | (distance >= 0.5 * beside))));
}

double shareOfFrame(const cv::Mat& region)
{
    const int touched = cv::countNonZero(region.row(0)) + cv::countNonZero(region.row(region.rows - 1)) +
                        cv::countNonZero(region.col(0)) + cv::countNonZero(region.col(region.cols - 1));
    return touched / (2.0 * (region.rows + region.cols));
}

double solidity(const cv::Mat& region)
{
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(region, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
    std::vector<cv::Point> hull;
    cv::convexHull(outlines.front(), hull);
    return cv::contourArea(outlines.front()) / std::max(1.0, cv::contourArea(hull));
}

bool looksLikePart(const cv::Mat& region, const cv::Mat& distance, float ordinary)
{
    const double area = cv::countNonZero(region) / static_cast<double>(region.total());
    return area >= kSmallestPart && area <= kLargestPart && shareOfFrame(region) <= kMostFrame &&
           solidity(region) >= kLeastSolidity && quantile(distance, region, 0.5) >= kLeastContrast * ordinary;
}

/// At working size; empty where there is no part.
cv::Mat partRegion(const cv::Mat& small)
{
    const cv::Mat picture = features(small);
    const int width = std::max(2, static_cast<int>(std::lround(kRing * std::min(small.rows, small.cols))));
    cv::Mat ring(small.size(), CV_8U, cv::Scalar(255));
    ring(cv::Rect(width, width, small.cols - 2 * width, small.rows - 2 * width)).setTo(0);

    const std::vector<Colour> colours = backgroundColours(picture, ring);
    const cv::Mat distance = distances(picture, colours);
    const float ordinary = quantile(distance, ring, 0.95);
    cv::Mat region = tidied(standsOut(distance, ordinary));
    if (cv::countNonZero(region) == 0 || !looksLikePart(region, distance, ordinary))
        return {};
    region = trimmed(withoutShadow(region, shadows(picture, colours)), distance);
    return looksLikePart(region, distance, ordinary) ? region : cv::Mat();
}

} // namespace

cv::Mat partMask(const cv::Mat& rgb)
{
    CV_Assert(!rgb.empty() && (rgb.type() == CV_8UC3 || rgb.type() == CV_8UC1));
    const cv::Mat whole(rgb.size(), CV_8U, cv::Scalar(255));
    const double scale = std::min(1.0, kWorkSide / static_cast<double>(std::max(rgb.rows, rgb.cols)));
    const cv::Size size(static_cast<int>(std::lround(rgb.cols * scale)),
                        static_cast<int>(std::lround(rgb.rows * scale)));
    if (std::min(size.width, size.height) < kLeastSide)
        return whole;

    cv::Mat small;
    cv::resize(rgb, small, size, 0, 0, cv::INTER_AREA);
    if (small.channels() == 1)
        cv::cvtColor(small, small, cv::COLOR_GRAY2RGB);
    const cv::Mat region = partRegion(small);
    if (region.empty())
        return whole;

    cv::Mat soft, mask;
    cv::GaussianBlur(region, soft, {}, 2.0);
    cv::resize(soft, mask, rgb.size(), 0, 0, cv::INTER_LINEAR);
    return mask > 127;
}

} // namespace varad::imaging
