#include "core/nn/bench/scalar_scan.h"

#include <cmath>
#include <vector>

namespace varad::bench {

namespace {

float softplus(float x) { return x > 20 ? x : std::log1p(std::exp(x)); }

/// One channel forward; `states` null: only the last state is kept. Returns nothing but y.
void forwardChannel(const ScalarScan& in, std::int64_t k, std::int64_t d, std::vector<float>& h,
                    float* states)
{
    const std::int64_t n = in.states;
    const float* const a = in.a + (k * in.channels + d) * n;
    h.assign(static_cast<std::size_t>(n), 0.0f);
    for (std::int64_t p = 0; p < in.positions; ++p) {
        const std::int64_t row = k * in.positions + p, at = row * in.channels + d;
        const float s = softplus(in.delta[at] + in.deltaBias[k * in.channels + d]);
        const float write = s * in.u[at];
        float y = in.skip[k * in.channels + d] * in.u[at];
        for (std::int64_t j = 0; j < n; ++j) {
            h[j] = std::exp(s * a[j]) * h[j] + write * in.b[row * n + j];
            y += in.c[row * n + j] * h[j];
            if (states)
                states[p * n + j] = h[j];
        }
        in.y[at] = y;
    }
}

void backwardChannel(const ScalarScan& in, const ScalarGradients& grad, std::int64_t k, std::int64_t d,
                     std::vector<float>& gh, const float* states)
{
    const std::int64_t n = in.states, channel = k * in.channels + d;
    const float* const a = in.a + channel * n;
    float* const gradA = grad.a + channel * n;
    gh.assign(static_cast<std::size_t>(n), 0.0f);
    for (std::int64_t j = 0; j < n; ++j)
        gradA[j] = 0;
    float gradSkip = 0, gradBias = 0;
    for (std::int64_t p = in.positions; p-- > 0;) {
        const std::int64_t row = k * in.positions + p, at = row * in.channels + d;
        const float x = in.delta[at] + in.deltaBias[channel], s = softplus(x), u = in.u[at], gy = grad.y[at];
        float gradStep = 0, gradWrite = 0;
        for (std::int64_t j = 0; j < n; ++j) {
            const float b = in.b[row * n + j], before = p > 0 ? states[(p - 1) * n + j] : 0;
            grad.c[row * n + j] += gy * states[p * n + j];
            gh[j] += gy * in.c[row * n + j];
            grad.b[row * n + j] += gh[j] * s * u;
            gradWrite += gh[j] * b;
            gh[j] *= std::exp(s * a[j]);
            gradA[j] += gh[j] * before * s;
            gradStep += gh[j] * before * a[j];
        }
        const float slope = x > 20 ? 1 : 1 / (1 + std::exp(-x));
        grad.u[at] = gy * in.skip[channel] + gradWrite * s;
        grad.delta[at] = (gradStep + gradWrite * u) * slope;
        gradSkip += gy * u;
        gradBias += grad.delta[at];
    }
    grad.skip[channel] = gradSkip;
    grad.deltaBias[channel] = gradBias;
}

} // namespace

void scalarScanForward(const ScalarScan& scan)
{
    std::vector<float> h;
    for (std::int64_t k = 0; k < scan.directions; ++k)
        for (std::int64_t d = 0; d < scan.channels; ++d)
            forwardChannel(scan, k, d, h, nullptr);
}

void scalarScanBackward(const ScalarScan& scan, const ScalarGradients& grad)
{
    std::vector<float> h, states(static_cast<std::size_t>(scan.positions * scan.states));
    for (std::int64_t k = 0; k < scan.directions; ++k)
        for (std::int64_t d = 0; d < scan.channels; ++d) {
            forwardChannel(scan, k, d, h, states.data());
            backwardChannel(scan, grad, k, d, h, states.data());
        }
}

} // namespace varad::bench
