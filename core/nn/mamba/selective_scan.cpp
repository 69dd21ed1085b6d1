#include "core/nn/mamba/selective_scan.h"

#include "core/nn/mamba/scan_cpu.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>

#include <stdexcept>

namespace varad::nn {

namespace {

// The one place that knows which devices there are.

scan::ForwardResult forwardOn(const ScanInput& in, const ScanSizes& sizes, bool keepCheckpoints)
{
    if (in.u.is_cpu())
        return scan::forwardCpu(in, sizes, keepCheckpoints);
    throw std::invalid_argument("selectiveScan: u is on the device " + in.u.device().str() +
                                ", for which there is no kernel; move the network to the CPU.");
}

scan::BackwardResult backwardOn(const ScanInput& in, const ScanSizes& sizes, const at::Tensor& checkpoints,
                                const at::Tensor& gradY, const at::Tensor& gradLast)
{
    return scan::backwardCpu(in, sizes, checkpoints, gradY, gradLast); // forward refused all else
}

using torch::autograd::variable_list;

class ScanFunction : public torch::autograd::Function<ScanFunction> {
public:
    using Optional = c10::optional<at::Tensor>; // LibTorch takes an undefined tensor in no other way

    static variable_list forward(torch::autograd::AutogradContext* context, const at::Tensor& u,
                                 const at::Tensor& delta, const at::Tensor& a, const at::Tensor& b,
                                 const at::Tensor& c, const Optional& skip, const Optional& deltaBias,
                                 const Optional& start, const Optional& order)
    {
        const ScanInput in{u, delta, a, b, c, skip.value(), deltaBias.value(), start.value(), order.value()};
        const scan::ForwardResult result = forwardOn(in, sizesOf(in), true);
        context->save_for_backward(
            {u, delta, a, b, c, in.skip, in.deltaBias, in.start, in.order, result.checkpoints});
        context->set_materialize_grads(false);
        return {result.output.y, result.output.last};
    }

    static variable_list backward(torch::autograd::AutogradContext* context, const variable_list& upstream)
    {
        if (c10::GradMode::is_enabled())
            throw std::logic_error("selectiveScan: the gradient itself is not differentiable; "
                                   "do not ask for a graph of it.");
        const variable_list saved = context->get_saved_variables();
        const ScanInput in{saved[0], saved[1], saved[2], saved[3], saved[4],
                           saved[5], saved[6], saved[7], saved[8]};
        const scan::BackwardResult grad = backwardOn(in, sizesOf(in), saved[9], upstream[0], upstream[1]);
        const auto ifGiven = [](const at::Tensor& input, const at::Tensor& g) {
            return input.defined() ? g : at::Tensor();
        };
        return {grad.u,
                grad.delta,
                grad.a,
                grad.b,
                grad.c,
                ifGiven(in.skip, grad.skip),
                ifGiven(in.deltaBias, grad.deltaBias),
                ifGiven(in.start, grad.start),
                at::Tensor()};
    }
};

bool wantsGradient(const ScanInput& in)
{
    if (!c10::GradMode::is_enabled())
        return false;
    for (const at::Tensor* t : {&in.u, &in.delta, &in.a, &in.b, &in.c, &in.skip, &in.deltaBias, &in.start})
        if (t->defined() && t->requires_grad())
            return true;
    return false;
}

} // namespace

ScanOutput selectiveScan(const ScanInput& in)
{
    const ScanSizes sizes = checkScan(in);
    if (!wantsGradient(in))
        return forwardOn(in, sizes, false).output;
    const variable_list out =
        ScanFunction::apply(in.u, in.delta, in.a, in.b, in.c, ScanFunction::Optional(in.skip),
                            ScanFunction::Optional(in.deltaBias), ScanFunction::Optional(in.start),
                            ScanFunction::Optional(in.order));
    return {out[0], out[1]};
}

} // namespace varad::nn
