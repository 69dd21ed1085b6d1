#include "core/synthesis/defects/fields.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace varad::synthesis {
namespace {

constexpr double kMeansFrom = 2.5; // sigma in px

/// Position in 0 .. size-1 of a position outside, mirrored without repeating the last pixel.
int mirrored(int at, int size)
{
    if (size == 1)
        return 0;
    const int period = 2 * (size - 1);
    const int within = ((at % period) + period) % period;
    return within < size ? within : period - within;
}

/// A row with `margin` mirrored pixels on both sides.
void padRow(const float* row, int size, int margin, std::vector<float>& padded)
{
    padded.resize(static_cast<std::size_t>(size + 2 * margin));
    for (int i = 0; i < margin; ++i) {
        padded[i] = row[mirrored(i - margin, size)];
        padded[size + margin + i] = row[mirrored(size + i, size)];
    }
    std::copy_n(row, size, padded.begin() + margin);
}

std::vector<float> gaussian(double sigma)
{
    const int radius = static_cast<int>(std::ceil(4 * sigma));
    std::vector<double> exact;
    double sum = 0;
    for (int i = -radius; i <= radius; ++i) {
        exact.push_back(std::exp(-i * i / (2 * sigma * sigma)));
        sum += exact.back();
    }
    std::vector<float> kernel;
    for (const double value : exact)
        kernel.push_back(static_cast<float>(value / sum));
    return kernel;
}

void convolveRows(Field& field, const std::vector<float>& kernel)
{
    std::vector<float> padded;
    for (int y = 0; y < field.rows; ++y) {
        float* row = field[y];
        padRow(row, field.cols, static_cast<int>(kernel.size() / 2), padded);
        std::fill_n(row, field.cols, 0.0f);
        for (std::size_t j = 0; j < kernel.size(); ++j)
            for (int x = 0; x < field.cols; ++x)
                row[x] += kernel[j] * padded[x + j];
    }
}

/// Radii of three means whose variances, (4 r^2 + 4 r) / 12 each, add up to sigma^2 as nearly as they can.
std::array<int, 3> meanRadii(double sigma)
{
    const int low = static_cast<int>((std::sqrt(4 * sigma * sigma + 1) - 1) / 2);
    const auto variance = [](int r) { return (r * r + r) / 3.0; };
    std::array<int, 3> radii{low, low, low};
    for (int i = 0; i < 3; ++i) {
        const double sum = variance(radii[0]) + variance(radii[1]) + variance(radii[2]);
        const double step = variance(low + 1) - variance(low);
        if (sum + step / 2 < sigma * sigma)
            radii[i] = low + 1;
    }
    return radii;
}

void meanRows(Field& field, int radius)
{
    std::vector<float> padded;
    const double share = 1.0 / (2 * radius + 1);
    for (int y = 0; y < field.rows; ++y) {
        float* row = field[y];
        padRow(row, field.cols, radius, padded);
        double sum = 0;
        for (int i = 0; i < 2 * radius; ++i)
            sum += padded[i];
        for (int x = 0; x < field.cols; ++x) {
            sum += padded[x + 2 * radius];
            row[x] = static_cast<float>(sum * share);
            sum -= padded[x];
        }
    }
}

void blurRows(Field& field, double sigma)
{
    if (sigma < kMeansFrom) {
        convolveRows(field, gaussian(sigma));
        return;
    }
    for (const int radius : meanRadii(sigma))
        meanRows(field, radius);
}

struct Tap {
    int cell = 0;
    std::array<float, 4> weight{};
};

/// Cubic interpolation (Keys 1981) with a = -0.75 at every pixel of one axis.
std::vector<Tap> cubicTaps(int size, double cell, double shift)
{
    constexpr double a = -0.75;
    std::vector<Tap> taps(static_cast<std::size_t>(size));
    for (int i = 0; i < size; ++i) {
        const double at = i / cell + shift;
        const int base = static_cast<int>(at);
        const double t = at - base, u = 1 - t;
        const double w0 = a * t * u * u, w3 = a * u * t * t;
        const double w1 = ((a + 2) * t - (a + 3)) * t * t + 1;
        taps[i].cell = base;
        taps[i].weight = {static_cast<float>(w0), static_cast<float>(w1),
                          static_cast<float>(1 - w0 - w1 - w3), static_cast<float>(w3)};
    }
    return taps;
}

} // namespace

Field blurred(const Field& field, double sigma)
{
    Field result = field.clone();
    if (sigma <= 0)
        return result;
    blurRows(result, sigma);
    Field turned;
    cv::transpose(result, turned);
    blurRows(turned, sigma);
    cv::transpose(turned, result);
    return result;
}

Field smoothNoise(cv::Size size, double cell, Random& random)
{
    const std::vector<Tap> across = cubicTaps(size.width, cell, random.unit());
    const std::vector<Tap> down = cubicTaps(size.height, cell, random.unit());
    Field grid(down.back().cell + 4, across.back().cell + 4);
    for (float& value : grid)
        value = static_cast<float>(random.normal());

    Field rows(grid.rows, size.width);
    for (int y = 0; y < grid.rows; ++y)
        for (int x = 0; x < size.width; ++x) {
            const Tap& tap = across[x];
            const float* at = grid[y] + tap.cell;
            rows(y, x) =
                at[0] * tap.weight[0] + at[1] * tap.weight[1] + at[2] * tap.weight[2] + at[3] * tap.weight[3];
        }
    Field result(size);
    for (int y = 0; y < size.height; ++y) {
        const Tap& tap = down[y];
        const float *r0 = rows[tap.cell], *r1 = rows[tap.cell + 1], *r2 = rows[tap.cell + 2],
                    *r3 = rows[tap.cell + 3];
        for (int x = 0; x < size.width; ++x)
            result(y, x) =
                r0[x] * tap.weight[0] + r1[x] * tap.weight[1] + r2[x] * tap.weight[2] + r3[x] * tap.weight[3];
    }
    return result;
}

double Ellipse::longRadius() const { return std::sqrt(area * ratio / CV_PI); }

void fillEllipse(Field& field, const cv::Rect& window, const Ellipse& ellipse)
{
    const double a = ellipse.longRadius(), b = a / ellipse.ratio;
    const double c = std::cos(ellipse.angle), s = std::sin(ellipse.angle);
    for (int y = 0; y < field.rows; ++y)
        for (int x = 0; x < field.cols; ++x) {
            const double dx = x + window.x - ellipse.centre.x, dy = y + window.y - ellipse.centre.y;
            const double u = (dx * c + dy * s) / a, v = (dy * c - dx * s) / b;
            if (u * u + v * v <= 1)
                field(y, x) = 1;
        }
}

Field unevenBlob(const cv::Rect& window, cv::Point2d centre, double area, Random& random)
{
    const double radius = std::max(2.0, std::sqrt(area) / 2);
    const double ratio = random.between(1, 2.5), angle = random.between(0, CV_PI);
    Field core(window.size(), 0.0f), around(window.size(), 0.0f);
    fillEllipse(core, window, {centre, area, ratio, angle});
    fillEllipse(around, window, {centre, 3 * area, 1.3, 0});
    core = blurred(core, radius / 2);
    around = blurred(around, radius / 2);
    const Field noise = smoothNoise(window.size(), std::max(2.0, 0.7 * radius), random);

    Field blob(window.size());
    for (int y = 0; y < blob.rows; ++y)
        for (int x = 0; x < blob.cols; ++x)
            blob(y, x) = core(y, x) + 0.18f * noise(y, x) * around(y, x) > 0.5f ? 1.0f : 0.0f;
    return blob;
}

} // namespace varad::synthesis
