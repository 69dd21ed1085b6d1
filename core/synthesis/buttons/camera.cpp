#include "core/synthesis/buttons/camera.h"

#include "core/synthesis/buttons/counter_noise.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace varad::buttons {

namespace {

constexpr int kCurveSteps = 4096;
constexpr float kCurveEnd = 2.0f; ///< linear light at the curve's end

using Curve = std::array<float, kCurveSteps + 2>;

/// Shoulder above middle tones, then the sRGB transfer function; 0 .. 255.
Curve makeCurve()
{
    Curve curve{};
    for (std::size_t i = 0; i < curve.size(); ++i) {
        const double x = kCurveEnd * static_cast<double>(i) / kCurveSteps;
        const double shoulder = x < 0.55 ? x : 0.55 + 0.45 * (1.0 - std::exp(-(x - 0.55) / 0.45));
        const double srgb =
            shoulder <= 0.0031308 ? 12.92 * shoulder : 1.055 * std::pow(shoulder, 1.0 / 2.4) - 0.055;
        const double punch = srgb * srgb * (3.0 - 2.0 * srgb); // what cameras do to flat scenes
        curve[i] = static_cast<float>(255.0 * (0.68 * srgb + 0.32 * punch));
    }
    return curve;
}

float developed(const Curve& curve, float v)
{
    const float at = std::clamp(v / kCurveEnd, 0.0f, 1.0f) * kCurveSteps;
    const int i = static_cast<int>(at);
    return mixLinear(curve[static_cast<std::size_t>(i)], curve[static_cast<std::size_t>(i) + 1],
                     at - static_cast<float>(i));
}

/// Separable blur with a bell of the given sigma, at most 5 taps each side, borders repeated.
template <class Pixel>
void blurInPlace(cv::Mat_<Pixel>& image, float sigma)
{
    const int reach = std::clamp(static_cast<int>(std::ceil(2.2f * sigma)), 1, 3);
    std::array<float, 7> taps{};
    float total = 0.0f;
    for (int k = -reach; k <= reach; ++k) {
        const auto q = static_cast<double>(k) / sigma;
        taps[static_cast<std::size_t>(k + reach)] = static_cast<float>(std::exp(-0.5 * q * q));
        total += taps[static_cast<std::size_t>(k + reach)];
    }
    for (float& tap : taps)
        tap /= total;
    cv::Mat_<Pixel> rows(image.size());
    for (int y = 0; y < image.rows; ++y) {
        for (int x = 0; x < image.cols; ++x) {
            Pixel sum = image(y, std::clamp(x - reach, 0, image.cols - 1)) * taps[0];
            for (int k = 1 - reach; k <= reach; ++k)
                sum += image(y, std::clamp(x + k, 0, image.cols - 1)) *
                       taps[static_cast<std::size_t>(k + reach)];
            rows(y, x) = sum;
        }
    }
    for (int y = 0; y < image.rows; ++y) {
        for (int x = 0; x < image.cols; ++x) {
            Pixel sum = rows(std::clamp(y - reach, 0, image.rows - 1), x) * taps[0];
            for (int k = 1 - reach; k <= reach; ++k)
                sum +=
                    rows(std::clamp(y + k, 0, image.rows - 1), x) * taps[static_cast<std::size_t>(k + reach)];
            image(y, x) = sum;
        }
    }
}

/// Nearly normal number of variance 1 for a pixel: the sum of four 16-bit numbers.
float sensorNoise(std::uint64_t key, int column, int row)
{
    const std::uint64_t b = mixBits(key ^ (static_cast<std::uint64_t>(static_cast<std::uint32_t>(row)) << 32 |
                                           static_cast<std::uint32_t>(column)));
    const std::uint64_t sum = (b & 0xFFFF) + ((b >> 16) & 0xFFFF) + ((b >> 32) & 0xFFFF) + (b >> 48);
    return (static_cast<float>(sum) * (1.0f / 65536.0f) - 2.0f) * 1.7320508f;
}

/// Colour of the filter in front of a pixel: 0 red, 1 green, 2 blue.
int filterColour(int column, int row)
{
    if (((column ^ row) & 1) != 0)
        return 1;
    return (row & 1) == 0 ? 0 : 2;
}

cv::Mat1f exposeSensor(const cv::Mat3f& light, const cv::Rect& area, const ButtonPose& pose)
{
    const std::uint64_t key = streamKey({0x5E45, pose.specimenKey});
    const float half = 0.5f * static_cast<float>(pose.side);
    cv::Mat1f raw(light.size());
    for (int y = 0; y < raw.rows; ++y) {
        for (int x = 0; x < raw.cols; ++x) {
            const int column = x + area.x;
            const int row = y + area.y;
            const int c = filterColour(column, row);
            const float dx = (static_cast<float>(column) + 0.5f - half) / half;
            const float dy = (static_cast<float>(row) + 0.5f - half) / half;
            const float vignette = 1.0f - 0.11f * (dx * dx + dy * dy);
            const float signal =
                std::max(0.0f, light(y, x)[c] * pose.exposure * pose.whiteBalance[c] * vignette);
            const float deviation = std::sqrt(0.00011f * signal + 0.0000035f);
            raw(y, x) = signal + deviation * sensorNoise(key, column, row);
        }
    }
    return raw;
}

cv::Mat3f interpolateColours(const cv::Mat1f& raw, const cv::Rect& area)
{
    cv::Mat3f full(raw.size());
    for (int y = 0; y < raw.rows; ++y) {
        const int up = std::max(y - 1, 0);
        const int down = std::min(y + 1, raw.rows - 1);
        for (int x = 0; x < raw.cols; ++x) {
            const int left = std::max(x - 1, 0);
            const int right = std::min(x + 1, raw.cols - 1);
            const float level = 0.5f * (raw(y, left) + raw(y, right));
            const float plumb = 0.5f * (raw(up, x) + raw(down, x));
            const float slanted =
                0.25f * (raw(up, left) + raw(up, right) + raw(down, left) + raw(down, right));
            const float here = raw(y, x);
            cv::Vec3f& out = full(y, x);
            const int c = filterColour(x + area.x, y + area.y);
            if (c == 1) {
                const bool redRow = ((y + area.y) & 1) == 0;
                out = redRow ? cv::Vec3f(level, here, plumb) : cv::Vec3f(plumb, here, level);
            } else {
                const float across = std::abs(raw(y, left) - raw(y, right));
                const float along = std::abs(raw(up, x) - raw(down, x));
                const float green =
                    across < along ? mixLinear(level, plumb, 0.3f) : mixLinear(plumb, level, 0.3f);
                out = c == 0 ? cv::Vec3f(here, green, slanted) : cv::Vec3f(slanted, green, here);
            }
        }
    }
    return full;
}

} // namespace

cv::Mat3b photograph(const cv::Mat3f& light, const cv::Rect& area, const ButtonPose& pose)
{
    static const Curve curve = makeCurve();
    cv::Mat3f optical = light.clone();
    blurInPlace(optical, std::clamp(pose.blur * pose.unit(), 0.35f, 1.3f));
    cv::Mat3f colour = interpolateColours(exposeSensor(optical, area, pose), area);
    for (int y = 0; y < colour.rows; ++y) {
        for (int x = 0; x < colour.cols; ++x) {
            for (int c = 0; c < 3; ++c)
                colour(y, x)[c] = developed(curve, colour(y, x)[c]);
        }
    }
    cv::Mat3f soft = colour.clone();
    blurInPlace(soft, 1.1f);
    cv::Mat3b picture(light.size());
    for (int y = 0; y < picture.rows; ++y) {
        for (int x = 0; x < picture.cols; ++x) {
            const cv::Vec3f sharp = colour(y, x) + (colour(y, x) - soft(y, x)) * 0.55f;
            for (int c = 0; c < 3; ++c)
                picture(y, x)[c] = static_cast<uchar>(std::clamp(sharp[c] + 0.5f, 0.0f, 255.0f));
        }
    }
    return picture;
}

} // namespace varad::buttons
