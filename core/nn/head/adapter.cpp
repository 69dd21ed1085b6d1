#include "core/nn/head/adapter.h"
#include "core/nn/linear.h"

#include <ATen/ATen.h>

#include <cmath>

namespace varad::nn {
namespace {

constexpr double kBatchNormEps = 1e-5, kBatchNormMomentum = 0.1, kSmallestLength = 1e-12;

at::Tensor uniform(at::IntArrayRef shape, double bound, at::Generator g)
{
    return at::empty(shape).uniform_(-bound, bound, g);
}

} // namespace

TokenAdapter::TokenAdapter(AdapterKind kind, std::int64_t d, at::Generator g) : m_kind(kind)
{
    if (kind != AdapterKind::Resblock) {
        const double bound = 1.0 / std::sqrt(double(d));
        m_trainable["weight"] = uniform({d, d, 1, 1}, bound, g);
        m_trainable["bias"] = uniform({d}, bound, g);
        return;
    }
    const double bound = 1.0 / std::sqrt(double(d * 9));
    for (const std::string i : {"1", "2"}) {
        m_trainable["conv" + i + ".weight"] = uniform({d, d, 3, 3}, bound, g);
        m_trainable["conv" + i + ".bias"] = uniform({d}, bound, g);
        m_trainable["bn" + i + ".weight"] = at::ones({d});
        m_trainable["bn" + i + ".bias"] = at::zeros({d});
        m_buffers["bn" + i + ".running_mean"] = at::zeros({d});
        m_buffers["bn" + i + ".running_var"] = at::ones({d});
        m_buffers["bn" + i + ".num_batches_tracked"] = at::zeros({}, at::kLong);
    }
}

TokenAdapter::TokenAdapter(AdapterKind kind, std::int64_t d, const NamedTensors& all,
                           const std::string& prefix)
    : m_kind(kind)
{
    if (kind != AdapterKind::Resblock) {
        m_trainable["weight"] = takeTensor(all, prefix + "weight", {d, d, 1, 1});
        m_trainable["bias"] = takeTensor(all, prefix + "bias", {d});
        return;
    }
    for (const std::string i : {"1", "2"}) {
        m_trainable["conv" + i + ".weight"] = takeTensor(all, prefix + "conv" + i + ".weight", {d, d, 3, 3});
        for (const std::string& name : {"conv" + i + ".bias", "bn" + i + ".weight", "bn" + i + ".bias"})
            m_trainable[name] = takeTensor(all, prefix + name, {d});
        for (const std::string& name : {"bn" + i + ".running_mean", "bn" + i + ".running_var"})
            m_buffers[name] = takeTensor(all, prefix + name, {d});
        m_buffers["bn" + i + ".num_batches_tracked"] =
            takeTensor(all, prefix + "bn" + i + ".num_batches_tracked", {});
    }
}

at::Tensor TokenAdapter::residualBranch(const at::Tensor& planes, Mode mode)
{
    const auto normalised = [&](const std::string& i, const at::Tensor& x) {
        if (mode == Mode::Training)
            m_buffers["bn" + i + ".num_batches_tracked"].add_(1);
        return at::batch_norm(x, m_trainable["bn" + i + ".weight"], m_trainable["bn" + i + ".bias"],
                              m_buffers["bn" + i + ".running_mean"], m_buffers["bn" + i + ".running_var"],
                              mode == Mode::Training, kBatchNormMomentum, kBatchNormEps, false);
    };
    const auto convolved = [&](const std::string& i, const at::Tensor& x) {
        return at::conv2d(x, m_trainable["conv" + i + ".weight"], m_trainable["conv" + i + ".bias"], 1, 1);
    };
    const at::Tensor inner = at::relu(normalised("1", convolved("1", planes)));
    return at::relu(planes + normalised("2", convolved("2", inner)));
}

at::Tensor TokenAdapter::operator()(const at::Tensor& x, Mode mode)
{
    switch (m_kind) {
    case AdapterKind::None:
        return x;
    case AdapterKind::Linear:
        return x + linearMap(x, m_trainable["weight"].flatten(1), m_trainable["bias"]);
    case AdapterKind::Resblock:
        return x + residualBranch(x.permute({0, 3, 1, 2}).contiguous(), mode).permute({0, 2, 3, 1});
    }
    return x;
}

void TokenAdapter::listInto(NamedTensors& trainable, NamedTensors& buffers, const std::string& prefix) const
{
    // Without an adapter the published program keeps the tensors in its file, but nothing trains them.
    NamedTensors& mine = m_kind == AdapterKind::None ? buffers : trainable;
    for (const auto& [name, tensor] : m_trainable)
        mine[prefix + name] = tensor;
    for (const auto& [name, tensor] : m_buffers)
        buffers[prefix + name] = tensor;
}

at::Tensor unitTokens(const at::Tensor& x)
{
    return x / x.square().sum(-1, true).sqrt().clamp_min(kSmallestLength);
}

} // namespace varad::nn
