#include "core/synthesis/buttons/counter_noise.h"

#include <cmath>

namespace varad::buttons {

namespace {

std::int32_t floorInt(float v)
{
    const auto i = static_cast<std::int32_t>(v);
    return i - (static_cast<float>(i) > v ? 1 : 0);
}

} // namespace

float valueNoise(float x, float y, std::uint32_t seed)
{
    const std::int32_t ix = floorInt(x);
    const std::int32_t iy = floorInt(y);
    const float fx = x - static_cast<float>(ix);
    const float fy = y - static_cast<float>(iy);
    const float sx = fx * fx * fx * (fx * (fx * 6.0f - 15.0f) + 10.0f);
    const float sy = fy * fy * fy * (fy * (fy * 6.0f - 15.0f) + 10.0f);
    const float top = mixLinear(latticeUnit(ix, iy, seed), latticeUnit(ix + 1, iy, seed), sx);
    const float bottom = mixLinear(latticeUnit(ix, iy + 1, seed), latticeUnit(ix + 1, iy + 1, seed), sx);
    return 2.0f * mixLinear(top, bottom, sy) - 1.0f;
}

float fractalNoise(float x, float y, std::uint32_t seed, int octaves)
{
    float sum = 0.0f;
    float total = 0.0f;
    float weight = 1.0f;
    for (int i = 0; i < octaves; ++i) {
        sum += weight * valueNoise(x, y, seed + 0x9E3779B9u * static_cast<std::uint32_t>(i));
        total += weight;
        // Turning each octave by about 37 degrees hides the lattice.
        const float turnedX = 1.6f * x - 1.2f * y;
        y = 1.2f * x + 1.6f * y + 17.3f;
        x = turnedX + 5.1f;
        weight *= 0.5f;
    }
    return sum / total;
}

float sinTurns(float turns)
{
    float t = turns - static_cast<float>(floorInt(turns)); // [0, 1)
    float sign = 1.0f;
    if (t >= 0.5f) {
        t -= 0.5f;
        sign = -1.0f;
    }
    if (t > 0.25f)
        t = 0.5f - t;
    const float a = t * 6.28318531f;
    const float a2 = a * a;
    return sign * a * (1.0f - a2 * (0.16666667f - a2 * (0.00833333f - a2 * 0.00018491f)));
}

float angleTurns(float y, float x)
{
    const float ax = x < 0.0f ? -x : x;
    const float ay = y < 0.0f ? -y : y;
    const float larger = ax > ay ? ax : ay;
    if (larger == 0.0f)
        return 0.0f;
    const float q = (ax > ay ? ay : ax) / larger;
    const float q2 = q * q;
    float a = q * (0.159147f - q2 * (0.0520470f - q2 * (0.0260960f - q2 * 0.0083300f)));
    if (ay > ax)
        a = 0.25f - a;
    if (x < 0.0f)
        a = 0.5f - a;
    return y < 0.0f ? -a : a;
}

} // namespace varad::buttons
