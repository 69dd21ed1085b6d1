#include "core/nn/linear.h"

#include "core/nn/runtime.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>

namespace varad::nn {
namespace {

constexpr std::int64_t kRowsPerTask = 512;
constexpr std::int64_t kRowsPerPartialSum = 2048; // pieces of the long sums of weight gradients

/// a^T b over the rows, [G, K, M]: fixed pieces of rows, added in their order. @param a [G, n, K], b [G, n,
/// M]
at::Tensor sumOfOuterProducts(const at::Tensor& a, const at::Tensor& b)
{
    const std::int64_t groups = a.size(0), rows = a.size(1);
    const std::int64_t pieces =
        std::max<std::int64_t>(1, (rows + kRowsPerPartialSum - 1) / kRowsPerPartialSum);
    const at::Tensor partial = at::empty({groups, pieces, a.size(2), b.size(2)}, a.options());
    at::parallel_for(0, groups * pieces, 1, [&](std::int64_t begin, std::int64_t end) {
        const c10::NoGradGuard noGrad;
        for (std::int64_t task = begin; task < end; ++task) {
            const std::int64_t group = task / pieces, piece = task % pieces,
                               from = piece * kRowsPerPartialSum;
            const std::int64_t count = std::min(kRowsPerPartialSum, rows - from);
            at::Tensor out = partial[group][piece];
            at::mm_out(out, a[group].narrow(0, from, count).t(), b[group].narrow(0, from, count));
        }
    });
    return pieces == 1 ? partial.squeeze(1) : partial.sum(1);
}

struct Linear : torch::autograd::Function<Linear> {
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& x,
                              const at::Tensor& weight)
    {
        context->save_for_backward({x, weight});
        const at::Tensor out = at::empty({x.size(0), x.size(1), weight.size(1)}, x.options());
        multiplyInto(out, x, weight.transpose(1, 2));
        return out;
    }
    static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::tensor_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const at::Tensor &x = saved[0], &weight = saved[1], dy = gradients[0].contiguous();
        const at::Tensor dx = at::empty(x.sizes(), x.options());
        multiplyInto(dx, dy, weight);
        return {dx, sumOfOuterProducts(dy, x)};
    }
};

} // namespace

void multiplyInto(const at::Tensor& out, const at::Tensor& a, const at::Tensor& b)
{
    useOneBlasThread();
    const std::int64_t groups = a.size(0), rows = a.size(1),
                       blocks = (rows + kRowsPerTask - 1) / kRowsPerTask;
    at::parallel_for(0, groups * blocks, 1, [&](std::int64_t begin, std::int64_t end) {
        const c10::NoGradGuard noGrad; // the caller's is per thread
        for (std::int64_t task = begin; task < end; ++task) {
            const std::int64_t group = task / blocks, from = task % blocks * kRowsPerTask;
            const std::int64_t count = std::min(kRowsPerTask, rows - from);
            at::Tensor piece = out[group].narrow(0, from, count);
            at::mm_out(piece, a[group].narrow(0, from, count), b[group]);
        }
    });
}

at::Tensor linearMap(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias)
{
    std::vector<std::int64_t> shape = x.sizes().vec();
    shape.back() = weight.size(0);
    const at::Tensor rows = x.reshape({1, -1, x.size(-1)});
    const at::Tensor out = Linear::apply(rows, weight.unsqueeze(0)).view(shape);
    return bias.defined() ? out + bias : out;
}

at::Tensor groupedLinear(const at::Tensor& x, const at::Tensor& weight)
{
    return Linear::apply(x.contiguous(), weight);
}

} // namespace varad::nn
