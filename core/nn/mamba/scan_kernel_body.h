// core/nn/mamba/scan_kernel_body.h - layer: varad_nn (std only)
//
// The kernels, written once over a set of vector types S and compiled once per instruction set. Everything is
// in an unnamed namespace and uses no inline function of the library: a function that one file compiles for
// AVX-512 must never be the copy that the linker keeps for all.
//
// Lanes are channels: the sum over states needs no exchange between lanes. Positions are cut into chunks
// outside and channel groups go inside, so the gates of a chunk and the states of a block stay in cache while
// u, delta and y stream through once.
#pragma once

#include "core/nn/mamba/scan_kernel.h"

namespace varad::nn::scan {
namespace {

template <class S>
struct Kernel {
    using T = typename S::Scalar;
    using V = typename S::V;
    static constexpr int W = S::lanes;
    static constexpr int statesAtOnce = 4; // in backward; more spills registers

    /// One task, resolved: where it is and its rows of the current chunk.
    struct Task {
        std::int64_t picture, direction, block;
        std::int64_t firstChannel, channels, groups;
        std::int64_t cells[kChunk];
        const T* u[kChunk];
        const T* delta[kChunk];
        const T* b[kChunk];
        const T* c[kChunk];
    };

    static VARAD_INLINE V splat(T value) { return V{} + value; }

    static VARAD_INLINE V load(const T* from)
    {
        V v;
        __builtin_memcpy(&v, from, sizeof v);
        return v;
    }
    static VARAD_INLINE void store(T* to, V v) { __builtin_memcpy(to, &v, sizeof v); }

    /// Lanes past `valid` read 0.
    static VARAD_INLINE V load(const T* from, std::int64_t valid)
    {
        if (valid >= W)
            return load(from);
        V v{};
        for (std::int64_t i = 0; i < valid; ++i)
            v[i] = from[i];
        return v;
    }
    static VARAD_INLINE void store(T* to, V v, std::int64_t valid)
    {
        if (valid >= W)
            return store(to, v);
        for (std::int64_t i = 0; i < valid; ++i)
            to[i] = v[i];
    }
    static VARAD_INLINE V loadOr0(const T* from, std::int64_t valid)
    {
        return from ? load(from, valid) : V{};
    }

    /// Sum of the lanes, halves upon halves.
    static VARAD_INLINE T sum(V v)
    {
        T part[W];
        __builtin_memcpy(part, &v, sizeof v);
        for (int half = W / 2; half > 0; half /= 2)
            for (int i = 0; i < half; ++i)
                part[i] += part[i + half];
        return part[0];
    }

    static Task taskOf(const Arguments<T>& in, std::int64_t index)
    {
        Task t;
        t.block = index % in.blocks();
        t.direction = index / in.blocks() % in.directions;
        t.picture = index / in.blocks() / in.directions;
        t.firstChannel = t.block * kBlockChannels;
        const std::int64_t rest = in.channels - t.firstChannel;
        t.channels = rest < kBlockChannels ? rest : kBlockChannels;
        t.groups = (t.channels + W - 1) / W;
        return t;
    }

    /// Points the task at a chunk; returns its number of positions.
    static std::int64_t enterChunk(const Arguments<T>& in, Task& t, std::int64_t chunk)
    {
        const std::int64_t first = chunk * kChunk;
        const std::int64_t count = in.positions - first < kChunk ? in.positions - first : kChunk;
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t cell = in.cellOf(t.direction, first + i);
            t.cells[i] = cell;
            t.u[i] = in.u.row(t.picture, t.direction, cell) + t.firstChannel;
            t.delta[i] = in.delta.row(t.picture, t.direction, cell) + t.firstChannel;
            t.b[i] = in.b.row(t.picture, t.direction, cell);
            t.c[i] = in.c.row(t.picture, t.direction, cell);
        }
        return count;
    }

    /// [channels, N] of a block -> [groups, N, W] times `factor`, empty lanes 0. `from` null: zeros.
    static void pack(const T* from, const Task& t, std::int64_t states, T factor, T* to)
    {
        for (std::int64_t g = 0; g < t.groups; ++g)
            for (std::int64_t n = 0; n < states; ++n)
                for (std::int64_t i = 0; i < W; ++i) {
                    const std::int64_t channel = g * W + i;
                    *to++ = from && channel < t.channels ? from[channel * states + n] * factor : T(0);
                }
    }
    /// The way back.
    static void unpack(const T* from, const Task& t, std::int64_t states, T factor, T* to)
    {
        for (std::int64_t channel = 0; channel < t.channels; ++channel)
            for (std::int64_t n = 0; n < states; ++n)
                to[channel * states + n] = from[(channel / W * states + n) * W + channel % W] * factor;
    }

    static T* checkpointOf(const Arguments<T>& in, const Task& t, std::int64_t chunk)
    {
        const std::int64_t row = (t.picture * in.directions + t.direction) * in.chunks() + chunk;
        return in.checkpoints + (row * in.paddedChannels(W) + t.firstChannel) * in.states;
    }

    static void forwardGroup(const Arguments<T>& in, const Task& t, std::int64_t g, std::int64_t first,
                             std::int64_t count, const T* a, T* h)
    {
        const std::int64_t offset = g * W, valid = t.channels - offset, states = in.states;
        const std::int64_t parameter = t.direction * in.channels + t.firstChannel + offset;
        const V bias = loadOr0(in.deltaBias ? in.deltaBias + parameter : nullptr, valid);
        const V skip = loadOr0(in.skip ? in.skip + parameter : nullptr, valid);
        T* y = in.y + ((t.picture * in.directions + t.direction) * in.positions + first) * in.channels +
               t.firstChannel + offset;
        for (std::int64_t i = 0; i < count; ++i, y += in.channels) {
            const V step = S::softplus(load(t.delta[i] + offset, valid) + bias);
            const V u = load(t.u[i] + offset, valid);
            const V write = step * u;
            V out = skip * u;
            const T* const b = t.b[i];
            const T* const c = t.c[i];
            for (std::int64_t n = 0; n < states; ++n) {
                const V state = S::decay(step * load(a + n * W)) * load(h + n * W) + write * b[n];
                store(h + n * W, state);
                out += state * c[n];
            }
            store(y, out, valid);
        }
    }

    static void forward(const Arguments<T>& in, std::int64_t index, T* scratch)
    {
        Task t = taskOf(in, index);
        const std::int64_t perGroup = in.states * W, perBlock = t.groups * perGroup;
        T* const a = scratch;
        T* const h = scratch + perBlock;
        const std::int64_t parameter = (t.direction * in.channels + t.firstChannel) * in.states;
        pack(in.a + parameter, t, in.states, S::decayFactor, a);
        pack(in.start ? in.start + parameter : nullptr, t, in.states, T(1), h);
        for (std::int64_t chunk = 0; chunk < in.chunks(); ++chunk) {
            const std::int64_t count = enterChunk(in, t, chunk);
            if (in.checkpoints)
                __builtin_memcpy(checkpointOf(in, t, chunk), h, perBlock * sizeof(T));
            for (std::int64_t g = 0; g < t.groups; ++g)
                forwardGroup(in, t, g, chunk * kChunk, count, a + g * perGroup, h + g * perGroup);
        }
        T* const last = in.last + t.picture * in.directions * in.channels * in.states + parameter;
        unpack(h, t, in.states, T(1), last);
    }

    /// What backward keeps of a task.
    struct Work {
        T *a, *gradState, *gradA;                        // [groups, N, W]
        T *step, *write, *gradY, *gradDecay, *gradWrite; // [groups, chunk, W]
        T *gradSkip, *gradBias;                          // [groups, W]
        const T* checkpoint = nullptr;                   // [groups, N, W]
    };

    static Work layOut(const Arguments<T>& in, const Task& t, T* scratch)
    {
        Work w;
        const auto take = [&scratch](std::int64_t count) {
            T* const place = scratch;
            scratch += count;
            return place;
        };
        w.a = take(t.groups * in.states * W);
        w.gradState = take(t.groups * in.states * W);
        w.gradA = take(t.groups * in.states * W);
        w.step = take(t.groups * kChunk * W);
        w.write = take(t.groups * kChunk * W);
        w.gradY = take(t.groups * kChunk * W);
        w.gradDecay = take(t.groups * kChunk * W);
        w.gradWrite = take(t.groups * kChunk * W);
        w.gradSkip = take(t.groups * W);
        w.gradBias = take(t.groups * W);
        return w;
    }

    /// Steps, writes and upstream gradients of a chunk; clears its sums.
    static void openChunk(const Arguments<T>& in, const Gradients<T>& grad, const Task& t, std::int64_t first,
                          std::int64_t count, const Work& w)
    {
        const std::int64_t row = (t.picture * in.directions + t.direction) * in.positions + first;
        for (std::int64_t g = 0; g < t.groups; ++g) {
            const std::int64_t offset = g * W, valid = t.channels - offset;
            const std::int64_t parameter = t.direction * in.channels + t.firstChannel + offset;
            const V bias = loadOr0(in.deltaBias ? in.deltaBias + parameter : nullptr, valid);
            for (std::int64_t i = 0; i < count; ++i) {
                const std::int64_t at = (g * kChunk + i) * W;
                const V step = S::softplus(load(t.delta[i] + offset, valid) + bias);
                store(w.step + at, step);
                store(w.write + at, step * load(t.u[i] + offset, valid));
                const T* gradY =
                    grad.y ? grad.y + (row + i) * in.channels + t.firstChannel + offset : nullptr;
                store(w.gradY + at, loadOr0(gradY, valid));
                store(w.gradDecay + at, V{});
                store(w.gradWrite + at, V{});
            }
        }
    }

    /// M states of one channel group: the chunk forward again, then back.
    template <int M>
    static VARAD_INLINE void walkGroup(const Task& t, std::int64_t count, std::int64_t n0, std::int64_t g,
                                       std::int64_t states, const Work& w, V (*gradB)[statesAtOnce],
                                       V (*gradC)[statesAtOnce])
    {
        V h[kChunk + 1][M], e[kChunk][M];
        const std::int64_t at = (g * states + n0) * W, rows = g * kChunk * W;
        V a[M], gh[M], ga[M];
        for (int j = 0; j < M; ++j) {
            a[j] = load(w.a + at + j * W);
            h[0][j] = load(w.checkpoint + at + j * W);
            gh[j] = load(w.gradState + at + j * W);
            ga[j] = load(w.gradA + at + j * W);
        }
        for (std::int64_t i = 0; i < count; ++i) {
            const V step = load(w.step + rows + i * W), write = load(w.write + rows + i * W);
            for (int j = 0; j < M; ++j) {
                e[i][j] = S::decay(step * a[j]);
                h[i + 1][j] = e[i][j] * h[i][j] + write * t.b[i][n0 + j];
            }
        }
        for (std::int64_t i = count; i-- > 0;) {
            const V step = load(w.step + rows + i * W), write = load(w.write + rows + i * W);
            const V gy = load(w.gradY + rows + i * W);
            V gradDecay = load(w.gradDecay + rows + i * W), gradWrite = load(w.gradWrite + rows + i * W);
            for (int j = 0; j < M; ++j) {
                gradC[i][j] += gy * h[i + 1][j];
                gh[j] += gy * t.c[i][n0 + j];
                gradB[i][j] += gh[j] * write;
                gradWrite += gh[j] * t.b[i][n0 + j];
                gh[j] *= e[i][j];
                const V exponent = gh[j] * h[i][j]; // gradient of step * a
                ga[j] += exponent * step;
                gradDecay += exponent * a[j];
            }
            store(w.gradDecay + rows + i * W, gradDecay);
            store(w.gradWrite + rows + i * W, gradWrite);
        }
        for (int j = 0; j < M; ++j) {
            store(w.gradState + at + j * W, gh[j]);
            store(w.gradA + at + j * W, ga[j]);
        }
    }

    /// M states of all groups of the block.
    template <int M>
    static void walkStates(const Arguments<T>& in, const Gradients<T>& grad, const Task& t,
                           std::int64_t count, std::int64_t n0, const Work& w)
    {
        V gradB[kChunk][statesAtOnce], gradC[kChunk][statesAtOnce];
        for (std::int64_t i = 0; i < count; ++i)
            for (int j = 0; j < M; ++j)
                gradB[i][j] = gradC[i][j] = V{};
        for (std::int64_t g = 0; g < t.groups; ++g)
            walkGroup<M>(t, count, n0, g, in.states, w, gradB, gradC);
        const std::int64_t plane =
            ((t.block * in.pictures + t.picture) * in.directions + t.direction) * in.cells;
        for (std::int64_t i = 0; i < count; ++i)
            for (int j = 0; j < M; ++j) {
                const std::int64_t at = (plane + t.cells[i]) * in.states + n0 + j;
                grad.b[at] += sum(gradB[i][j]);
                grad.c[at] += sum(gradC[i][j]);
            }
    }

    /// Gradients of u and delta from the sums over states.
    static void closeChunk(const Arguments<T>& in, const Gradients<T>& grad, const Task& t,
                           std::int64_t count, const Work& w)
    {
        const std::int64_t plane = (t.picture * in.directions + t.direction) * in.cells;
        for (std::int64_t g = 0; g < t.groups; ++g) {
            const std::int64_t offset = g * W, valid = t.channels - offset;
            const std::int64_t parameter = t.direction * in.channels + t.firstChannel + offset;
            const V bias = loadOr0(in.deltaBias ? in.deltaBias + parameter : nullptr, valid);
            const V skip = loadOr0(in.skip ? in.skip + parameter : nullptr, valid);
            V gradSkip = load(w.gradSkip + offset), gradBias = load(w.gradBias + offset);
            for (std::int64_t i = 0; i < count; ++i) {
                const std::int64_t at = (g * kChunk + i) * W;
                const V u = load(t.u[i] + offset, valid), gy = load(w.gradY + at);
                const V gradWrite = load(w.gradWrite + at);
                const V gradStep = gradWrite * u + load(w.gradDecay + at) * S::exponentUnit;
                const V gradX = gradStep * S::softplusSlope(load(t.delta[i] + offset, valid) + bias);
                const V gradU = gy * skip + gradWrite * load(w.step + at);
                gradSkip += gy * u;
                gradBias += gradX;
                const std::int64_t to = (plane + t.cells[i]) * in.channels + t.firstChannel + offset;
                store(grad.u + to, load(grad.u + to, valid) + gradU, valid);
                store(grad.delta + to, load(grad.delta + to, valid) + gradX, valid);
            }
            store(w.gradSkip + offset, gradSkip);
            store(w.gradBias + offset, gradBias);
        }
    }

    static void backward(const Arguments<T>& in, const Gradients<T>& grad, std::int64_t index, T* scratch)
    {
        Task t = taskOf(in, index);
        Work w = layOut(in, t, scratch);
        const std::int64_t picture = t.picture * in.directions * in.channels;
        const std::int64_t channel = t.direction * in.channels + t.firstChannel;
        const std::int64_t states = in.states;
        pack(in.a + channel * states, t, states, S::decayFactor, w.a);
        pack(grad.last ? grad.last + (picture + channel) * states : nullptr, t, states, T(1), w.gradState);
        pack(nullptr, t, states, T(1), w.gradA);
        pack(nullptr, t, 1, T(1), w.gradSkip);
        pack(nullptr, t, 1, T(1), w.gradBias);
        for (std::int64_t chunk = in.chunks(); chunk-- > 0;) {
            const std::int64_t count = enterChunk(in, t, chunk);
            w.checkpoint = checkpointOf(in, t, chunk);
            openChunk(in, grad, t, chunk * kChunk, count, w);
            std::int64_t n = 0;
            for (; n + statesAtOnce <= states; n += statesAtOnce)
                walkStates<statesAtOnce>(in, grad, t, count, n, w);
            switch (states - n) {
            case 3:
                walkStates<3>(in, grad, t, count, n, w);
                break;
            case 2:
                walkStates<2>(in, grad, t, count, n, w);
                break;
            case 1:
                walkStates<1>(in, grad, t, count, n, w);
                break;
            default:
                break;
            }
            closeChunk(in, grad, t, count, w);
        }
        unpack(w.gradA, t, states, T(1), grad.a + (picture + channel) * states);
        unpack(w.gradState, t, states, T(1), grad.start + (picture + channel) * states);
        unpack(w.gradSkip, t, 1, T(1), grad.skip + picture + channel);
        unpack(w.gradBias, t, 1, T(1), grad.deltaBias + picture + channel);
    }
};

} // namespace
} // namespace varad::nn::scan
