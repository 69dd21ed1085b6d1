#include "core/nn/head/layer_norm.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

#include <array>

namespace varad::nn {
namespace {

constexpr double kEps = 1e-5;

struct LayerNorm : torch::autograd::Function<LayerNorm> {
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& x,
                              const at::Tensor& weight, const at::Tensor& bias)
    {
        const at::Tensor in = x.contiguous();
        auto [out, mean, inverseStd] = at::native_layer_norm(in, {x.size(-1)}, weight, bias, kEps);
        context->save_for_backward({in, weight, bias, mean, inverseStd});
        return out;
    }
    static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::tensor_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const at::Tensor &x = saved[0], &weight = saved[1], &bias = saved[2], &mean = saved[3],
                         &inverseStd = saved[4];
        const std::int64_t channels = x.size(-1);
        const at::Tensor dy = gradients[0].contiguous();
        const at::Tensor dx = std::get<0>(at::native_layer_norm_backward(
            dy, x, {channels}, mean, inverseStd, weight, bias, std::array<bool, 3>{true, false, false}));
        const at::Tensor dyRows = dy.view({-1, channels});
        at::Tensor scaled = x.view({-1, channels}).sub(mean.view({-1, 1}));
        scaled.mul_(inverseStd.view({-1, 1})).mul_(dyRows);
        return {dx, scaled.sum(0), dyRows.sum(0)};
    }
};

} // namespace

at::Tensor layerNorm(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias)
{
    return LayerNorm::apply(x, weight, bias);
}

} // namespace varad::nn
