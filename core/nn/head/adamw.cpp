#include "core/nn/head/adamw.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <cmath>
#include <stdexcept>

namespace varad::nn {

namespace {

at::Tensor moment(const NamedTensors& state, const std::string& name, const at::Tensor& weight)
{
    const at::Tensor stored = takeTensor(state, name, weight.sizes().vec());
    if (stored.scalar_type() != weight.scalar_type())
        throw std::invalid_argument("tensor '" + name + "' holds another type of number than its weight");
    return stored.clone();
}

} // namespace

AdamW::AdamW(NamedTensors parameters, Settings settings)
    : m_parameters(std::move(parameters)), m_settings(settings)
{
    for (const auto& [name, tensor] : m_parameters) {
        m_first[name] = at::zeros_like(tensor.detach());
        m_second[name] = at::zeros_like(tensor.detach());
    }
}

void AdamW::step(double learningRate)
{
    const c10::NoGradGuard noGrad;
    ++m_steps;
    const double correction1 = 1.0 - std::pow(m_settings.beta1, double(m_steps));
    const double correction2 = std::sqrt(1.0 - std::pow(m_settings.beta2, double(m_steps)));
    for (auto& [name, weight] : m_parameters) {
        at::Tensor& gradient = weight.mutable_grad();
        if (!gradient.defined())
            continue;
        weight.mul_(1.0 - learningRate * m_settings.weightDecay);
        at::Tensor &first = m_first[name], &second = m_second[name];
        first.mul_(m_settings.beta1).add_(gradient, 1.0 - m_settings.beta1);
        second.mul_(m_settings.beta2).addcmul_(gradient, gradient, 1.0 - m_settings.beta2);
        weight.addcdiv_(first, second.sqrt().div_(correction2).add_(m_settings.eps),
                        -learningRate / correction1);
        gradient = at::Tensor();
    }
}

NamedTensors AdamW::state() const
{
    NamedTensors all;
    for (const auto& [name, tensor] : m_first)
        all["first." + name] = tensor;
    for (const auto& [name, tensor] : m_second)
        all["second." + name] = tensor;
    all["steps"] = at::scalar_tensor(m_steps, at::kLong);
    return all;
}

void AdamW::restore(const NamedTensors& state)
{
    for (const auto& [name, weight] : m_parameters) {
        m_first[name] = moment(state, "first." + name, weight);
        m_second[name] = moment(state, "second." + name, weight);
    }
    const at::Tensor steps = takeTensor(state, "steps", {});
    if (steps.scalar_type() != at::kLong || steps.item<std::int64_t>() < 0)
        throw std::invalid_argument("tensor 'steps' is no count");
    m_steps = steps.item<std::int64_t>();
}

} // namespace varad::nn
