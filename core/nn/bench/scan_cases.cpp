// The selective scan, forward and backward, against a scalar loop.
#include "core/nn/bench/bench_case.h"
#include "core/nn/bench/scalar_scan.h"
#include "core/nn/mamba/scan_cpu.h"
#include "core/nn/mamba/selective_scan.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>

namespace varad::bench {

namespace {

using nn::ScanInput;

struct Size {
    const char* name;
    std::int64_t positions, channels, states;
};

constexpr std::int64_t kDirections = 4;
constexpr Size kSizes[] = {
    {"vits14/504", 1040, 768, 64},
    {"cnn/80x7", 4096, 80, 7},
    {"cnn/224x19", 4096, 224, 19},
};
/// Positions that the slow reference sees: several chunks and a broken one.
constexpr std::int64_t kCheckedPositions = 100;
/// Vector operations of an element at the least: 9 products (exp of degree 5 included), rounding, scaling.
constexpr double kOperationsPerElement = 11;

ScanInput makeInput(const Size& size)
{
    at::manual_seed(1);
    const std::int64_t k = kDirections, p = size.positions, d = size.channels, n = size.states;
    ScanInput in;
    in.u = at::randn({1, k, p, d});
    in.delta = at::randn({1, k, p, d}) - 3;
    in.a = -at::rand({k, d, n}) * 16 - 0.01;
    in.b = at::randn({1, k, p, n});
    in.c = at::randn({1, k, p, n});
    in.skip = at::randn({k, d});
    in.deltaBias = at::randn({k, d}) * 0.1;
    return in;
}

/// The first positions of the same problem.
ScanInput shortened(const ScanInput& in, at::ScalarType type)
{
    const auto part = [&](const at::Tensor& t) {
        return t.narrow(2, 0, std::min(kCheckedPositions, t.size(2))).contiguous().to(type);
    };
    return {part(in.u),       part(in.delta),        in.a.to(type), part(in.b),  part(in.c),
            in.skip.to(type), in.deltaBias.to(type), at::Tensor(),  at::Tensor()};
}

ScalarScan scalarOf(const ScanInput& in, const at::Tensor& y)
{
    return {in.u.size(1),
            in.u.size(2),
            in.u.size(3),
            in.a.size(2),
            in.u.data_ptr<float>(),
            in.delta.data_ptr<float>(),
            in.a.data_ptr<float>(),
            in.b.data_ptr<float>(),
            in.c.data_ptr<float>(),
            in.skip.data_ptr<float>(),
            in.deltaBias.data_ptr<float>(),
            y.data_ptr<float>()};
}

/// y, then the gradients of sum(y gradY) by u, delta, a, b, c, skip, deltaBias.
using Tensors = std::vector<at::Tensor>;

Tensors ours(const ScanInput& in, const at::Tensor& gradY)
{
    const c10::NoGradGuard guard;
    if (!gradY.defined())
        return {nn::selectiveScan(in).y};
    const nn::ScanSizes sizes = nn::checkScan(in);
    const nn::scan::ForwardResult f = nn::scan::forwardCpu(in, sizes, true);
    const nn::scan::BackwardResult g = nn::scan::backwardCpu(in, sizes, f.checkpoints, gradY, at::Tensor());
    return {f.output.y, g.u, g.delta, g.a, g.b, g.c, g.skip, g.deltaBias};
}

Tensors scalar(const ScanInput& in, const at::Tensor& gradY)
{
    Tensors out{at::empty_like(in.u)};
    const ScalarScan scan = scalarOf(in, out[0]);
    if (!gradY.defined()) {
        scalarScanForward(scan);
        return out;
    }
    for (const at::Tensor* t : {&in.u, &in.delta, &in.a, &in.b, &in.c, &in.skip, &in.deltaBias})
        out.push_back(at::zeros_like(*t));
    const auto at = [&](int i) { return out[static_cast<std::size_t>(i)].data_ptr<float>(); };
    scalarScanBackward(scan, {gradY.data_ptr<float>(), at(1), at(2), at(3), at(4), at(5), at(6), at(7)});
    return out;
}

Tensors reference(const ScanInput& given, const at::Tensor& gradY)
{
    ScanInput in = given;
    if (!gradY.defined()) {
        const c10::NoGradGuard guard;
        return {nn::selectiveScanReference(in).y};
    }
    at::Tensor* const leaves[] = {&in.u, &in.delta, &in.a, &in.b, &in.c, &in.skip, &in.deltaBias};
    for (at::Tensor* leaf : leaves)
        *leaf = leaf->detach().clone().set_requires_grad(true);
    const at::Tensor y = nn::selectiveScanReference(in).y;
    (y * gradY).sum().backward();
    Tensors out{y.detach()};
    for (const at::Tensor* leaf : leaves)
        out.push_back(leaf->grad());
    return out;
}

/// Largest deviation, each tensor relative to its largest value.
void compare(const Tensors& actual, const Tensors& wanted, Check& check)
{
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const at::Tensor w = wanted[i].to(at::kDouble), off = actual[i].to(at::kDouble) - w;
        check.maxAbs = std::max(check.maxAbs, (off.abs().max() / w.abs().max()).item<double>());
        check.relL2 = std::max(check.relL2, (off.norm() / w.norm()).item<double>());
    }
}

/// Both variants against the float64 reference on the first positions, and against each other on all.
Check checkBoth(const ScanInput& in, const at::Tensor& gradY)
{
    Check check;
    check.reference =
        "ATen operations in float64, first 100 positions; scalar loop, all positions; max_abs is "
        "relative to the largest value of each tensor";
    const auto gradPart = [&](at::ScalarType type) {
        return gradY.defined()
                   ? gradY.narrow(2, 0, std::min(kCheckedPositions, gradY.size(2))).contiguous().to(type)
                   : gradY;
    };
    const ScanInput single = shortened(in, at::kFloat);
    const Tensors wanted = reference(shortened(in, at::kDouble), gradPart(at::kDouble));
    compare(ours(single, gradPart(at::kFloat)), wanted, check);
    compare(scalar(single, gradPart(at::kFloat)), wanted, check);
    compare(ours(in, gradY), scalar(in, gradY), check);
    check.ok = check.maxAbs < 2e-5 && check.relL2 < 2e-5;
    return check;
}

Outcome run(const Size& size, bool backward, const Settings& settings)
{
    const ScanInput in = makeInput(size);
    const at::Tensor gradY = backward ? at::randn_like(in.u) : at::Tensor();
    Outcome outcome;
    outcome.scanGelem =
        1e-9 * static_cast<double>(kDirections * size.positions * size.channels * size.states);
    outcome.check = checkBoth(in, gradY);
    const PairedTiming timing =
        timePairs([&] { (void)ours(in, gradY); }, [&] { (void)scalar(in, gradY); }, settings.runs);
    outcome.total = timing.candidate;
    outcome.peer = Peer{"scalar loop", "-O2 -fno-tree-vectorize, one thread", timing.peer};
    if (!backward) // GFLOP of products count 2, so a vector operation is half of them
        outcome.boundS =
            outcome.scanGelem * kOperationsPerElement * 2 / settings.calibration.fmaGflops.back();
    outcome.stages.push_back(
        {std::string("kernel ") + nn::scan::cpuKernelName(), timing.candidate, 0, outcome.boundS});
    return outcome;
}

const bool registered = [] {
    for (const Size& size : kSizes)
        for (const bool backward : {false, true})
            RegisterCase(
                std::string(backward ? "scan-backward/" : "scan/") + size.name,
                [size, backward](const Settings& settings) { return run(size, backward, settings); });
    return true;
}();

} // namespace

} // namespace varad::bench
