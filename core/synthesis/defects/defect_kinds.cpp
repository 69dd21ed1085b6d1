#include "core/synthesis/defects/defect_kinds.h"

#include "core/synthesis/defects/fields.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <vector>

namespace varad::synthesis {
namespace {

constexpr int kVisible = 4; // grey levels that a channel may change by without counting
constexpr float kLeastAlpha = 1e-3f;

using Colour = cv::Vec3f;

cv::Rect windowAround(const Trial& trial, cv::Point2d centre, double reach)
{
    const int half = static_cast<int>(std::ceil(reach));
    const cv::Rect square(static_cast<int>(std::lround(centre.x)) - half,
                          static_cast<int>(std::lround(centre.y)) - half, 2 * half + 1, 2 * half + 1);
    return square & cv::Rect({0, 0}, trial.rgb.size());
}

Field scaled(Field field, double factor)
{
    for (float& value : field)
        value *= static_cast<float>(factor);
    return field;
}

std::uint8_t toByte(float value)
{
    return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0f, 255.0f)));
}

/// Moves every pixel by its share `alpha` to colourAt(position in the picture, colour now).
template <class ColourAt>
Painted blend(const Trial& trial, const cv::Rect& window, const Field& alpha, ColourAt colourAt)
{
    Painted result{window, trial.rgb(window).clone(), cv::Mat(window.size(), CV_8U, cv::Scalar(0))};
    for (int y = 0; y < window.height; ++y)
        for (int x = 0; x < window.width; ++x) {
            const cv::Point at(x + window.x, y + window.y);
            const float share = alpha(y, x);
            if (share < kLeastAlpha || trial.allowed.at<uchar>(at) == 0)
                continue;
            cv::Vec3b& pixel = result.rgb.at<cv::Vec3b>(y, x);
            const Colour now(pixel);
            Colour next = now + (colourAt(at, now) - now) * share;
            if (trial.grey)
                next = Colour::all((next[0] + next[1] + next[2]) / 3);
            int change = 0;
            for (int c = 0; c < 3; ++c) {
                const std::uint8_t value = toByte(next[c]);
                change = std::max(change, std::abs(value - pixel[c]));
                pixel[c] = value;
            }
            if (change > kVisible)
                result.mask.at<uchar>(y, x) = 255;
        }
    return result;
}

Colour texel(const cv::Mat& picture, int x, int y) { return picture.at<cv::Vec3b>(y, x); }

/// Bilinear; positions outside count as the nearest pixel inside.
Colour sampled(const cv::Mat& picture, double x, double y)
{
    const double sx = std::clamp(x, 0.0, picture.cols - 1.0), sy = std::clamp(y, 0.0, picture.rows - 1.0);
    const int x0 = static_cast<int>(sx), y0 = static_cast<int>(sy);
    const int x1 = std::min(x0 + 1, picture.cols - 1), y1 = std::min(y0 + 1, picture.rows - 1);
    const float tx = static_cast<float>(sx - x0), ty = static_cast<float>(sy - y0);
    const Colour top = texel(picture, x0, y0) * (1 - tx) + texel(picture, x1, y0) * tx;
    const Colour bottom = texel(picture, x0, y1) * (1 - tx) + texel(picture, x1, y1) * tx;
    return top * (1 - ty) + bottom * ty;
}

/// A turned box of this or the donor's surface, brightened or darkened.
Painted pasteBox(const Trial& trial, cv::Size2d box, Random& random)
{
    const cv::Mat& from = random.coin() ? trial.donor : trial.rgb;
    const double angle = random.between(0, 2 * CV_PI), c = std::cos(angle), s = std::sin(angle);
    const float gain = static_cast<float>(random.between(0.75, 1.25));
    const float offset = static_cast<float>(random.between(-15, 15));
    const cv::Rect window = windowAround(trial, trial.centre, std::hypot(box.width, box.height) / 2 + 5);
    const auto turned = [&](cv::Point at) {
        const double dx = at.x - trial.centre.x, dy = at.y - trial.centre.y;
        return cv::Point2d(dx * c + dy * s, dy * c - dx * s);
    };
    Field alpha(window.size(), 0.0f);
    for (int y = 0; y < window.height; ++y)
        for (int x = 0; x < window.width; ++x) {
            const cv::Point2d at = turned({x + window.x, y + window.y});
            if (std::abs(at.x) <= (box.width + 1) / 2 && std::abs(at.y) <= (box.height + 1) / 2)
                alpha(y, x) = 1;
        }
    return blend(trial, window, blurred(alpha, 0.7), [&](cv::Point at, const Colour&) {
        const cv::Point2d offsetInSource = turned(at);
        return sampled(from, trial.source.x + offsetInSource.x, trial.source.y + offsetInSource.y) * gain +
               Colour::all(offset);
    });
}

Painted patch(const Trial& trial, Random& random)
{
    const double ratio = random.between(1, 1.6), height = std::max(3.0, std::sqrt(trial.area / ratio));
    return pasteBox(trial, {height * ratio, height}, random);
}

Painted strip(const Trial& trial, Random& random)
{
    const double height = std::max(2.0, std::sqrt(trial.area / random.between(6, 15)));
    return pasteBox(trial, {trial.area / height, height}, random);
}

/// A walk of even steps whose direction drifts, its mean on the defect's centre.
std::vector<cv::Point2d> walk(const Trial& trial, double length, Random& random)
{
    const double step = std::max(1.5, length / 40);
    double direction = random.between(0, 2 * CV_PI);
    std::vector<cv::Point2d> points{{0, 0}};
    cv::Point2d sum(0, 0);
    while (static_cast<double>(points.size()) * step < length) {
        direction += 0.12 * random.normal();
        points.push_back(points.back() + step * cv::Point2d(std::cos(direction), std::sin(direction)));
        sum += points.back();
    }
    const cv::Point2d shift = cv::Point2d(trial.centre) - sum * (1.0 / static_cast<double>(points.size()));
    for (cv::Point2d& point : points)
        point += shift;
    return points;
}

Painted scratch(const Trial& trial, Random& random)
{
    const double width = random.between(1, 3) * trial.grain;
    const std::vector<cv::Point2d> points = walk(trial, std::max(6.0, trial.area / width), random);
    const float change = static_cast<float>(random.sign() * random.between(15, 70));
    double reach = 0;
    for (const cv::Point2d& point : points)
        reach = std::max({reach, std::abs(point.x - trial.centre.x), std::abs(point.y - trial.centre.y)});
    const cv::Rect window = windowAround(trial, trial.centre, reach + width + 2);

    constexpr int fractionBits = 3;
    std::vector<cv::Point> line;
    for (const cv::Point2d& point : points)
        line.emplace_back(static_cast<int>(std::lround((point.x - window.x) * (1 << fractionBits))),
                          static_cast<int>(std::lround((point.y - window.y) * (1 << fractionBits))));
    cv::Mat drawn(window.size(), CV_8U, cv::Scalar(0));
    cv::polylines(drawn, line, false, cv::Scalar(255), std::max(1, static_cast<int>(std::lround(width))),
                  cv::LINE_AA, fractionBits);
    Field alpha;
    drawn.convertTo(alpha, CV_32F, 1.0 / 255.0);
    return blend(trial, window, alpha,
                 [&](cv::Point, const Colour& now) { return now + Colour::all(change); });
}

/// How far an uneven blob and the blur of its outline reach.
double blobReach(double area, double sigma) { return 1.6 * std::sqrt(area) + 6 + 3 * sigma; }

Painted blotch(const Trial& trial, Random& random)
{
    const cv::Rect window = windowAround(trial, trial.centre, blobReach(trial.area, 0.8));
    const Field blob = unevenBlob(window, trial.centre, trial.area, random);
    const bool ofDonor = random.coin();
    const Field alpha = scaled(blurred(blob, 0.8), random.between(0.35, 0.9));
    if (ofDonor) {
        const int dx = static_cast<int>(random.below(trial.donor.cols));
        const int dy = static_cast<int>(random.below(trial.donor.rows));
        return blend(trial, window, alpha, [&](cv::Point at, const Colour&) {
            return texel(trial.donor, (at.x + dx) % trial.donor.cols, (at.y + dy) % trial.donor.rows);
        });
    }
    const Field noise = smoothNoise(window.size(), random.between(2, 8), random);
    Colour base;
    for (int c = 0; c < 3; ++c)
        base[c] = static_cast<float>(128 + random.between(-40, 40));
    return blend(trial, window, alpha, [&](cv::Point at, const Colour&) {
        return base + Colour::all(60 * noise(at.y - window.y, at.x - window.x));
    });
}

Painted holes(const Trial& trial, Random& random)
{
    const int count = 1 + static_cast<int>(random.below(3));
    const double spread = count > 1 ? std::sqrt(trial.area) : 0;
    std::vector<Ellipse> ellipses;
    double reach = 0;
    for (int i = 0; i < count; ++i) {
        Ellipse ellipse{cv::Point2d(trial.centre), trial.area / count, random.between(1, 2),
                        random.between(0, CV_PI)};
        ellipse.centre.x += spread * random.normal();
        ellipse.centre.y += spread * random.normal();
        const cv::Point2d away = ellipse.centre - cv::Point2d(trial.centre);
        reach = std::max(reach, std::max(std::abs(away.x), std::abs(away.y)) + ellipse.longRadius());
        ellipses.push_back(ellipse);
    }
    const cv::Rect window = windowAround(trial, trial.centre, reach + 4);
    Field shape(window.size(), 0.0f);
    for (const Ellipse& ellipse : ellipses)
        fillEllipse(shape, window, ellipse);

    const float change = static_cast<float>(random.sign() * random.between(30, 110));
    Colour colour = texel(trial.rgb, trial.centre.x, trial.centre.y) + Colour::all(change);
    for (int c = 0; c < 3; ++c)
        colour[c] = std::clamp(colour[c], 0.0f, 255.0f);
    const Field alpha = scaled(blurred(shape, 0.8), random.between(0.5, 1));
    return blend(trial, window, alpha, [&](cv::Point, const Colour&) { return colour; });
}

Painted stain(const Trial& trial, Random& random)
{
    const double sigma = std::max(1.0, std::sqrt(trial.area) * random.between(0.05, 0.25));
    const cv::Rect window = windowAround(trial, trial.centre, blobReach(trial.area, sigma));
    const Field blob = unevenBlob(window, trial.centre, trial.area, random);
    const double sign = random.sign(), strength = random.between(12, 50);
    Colour change;
    for (int c = 0; c < 3; ++c)
        change[c] = static_cast<float>((sign + 0.35 * random.normal()) * strength);
    return blend(trial, window, blurred(blob, sigma),
                 [&](cv::Point, const Colour& now) { return now + change; });
}

Painted blur(const Trial& trial, Random& random)
{
    const double area = 1.5 * trial.area, sigma = random.between(1.5, 4) * trial.grain;
    const cv::Rect window = windowAround(trial, trial.centre, blobReach(area, 1.5) + 2 * sigma);
    const Field blob = unevenBlob(window, trial.centre, area, random);
    std::array<Field, 3> smooth;
    for (int c = 0; c < 3; ++c) {
        cv::Mat bytes;
        Field channel;
        cv::extractChannel(trial.rgb(window), bytes, c);
        bytes.convertTo(channel, CV_32F);
        smooth[c] = blurred(channel, sigma);
    }
    return blend(trial, window, blurred(blob, 1.5), [&](cv::Point at, const Colour&) {
        const int y = at.y - window.y, x = at.x - window.x;
        return Colour(smooth[0](y, x), smooth[1](y, x), smooth[2](y, x));
    });
}

} // namespace

const DefectKind defectKinds[kDefectKinds] = {{"patch", patch},   {"strip", strip}, {"scratch", scratch},
                                              {"blotch", blotch}, {"holes", holes}, {"stain", stain},
                                              {"blur", blur}};

} // namespace varad::synthesis
