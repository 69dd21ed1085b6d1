// The kernels of the selective scan against its reference, against finite differences, and against themselves
// at other thread counts. ctest runs it once per instruction set.
#include "core/nn/mamba/scan_cpu.h"
#include "core/nn/mamba/selective_scan.h"
#include "tests/check.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

using varad::nn::ScanInput;
using varad::nn::ScanOutput;
using varad::nn::selectiveScan;
using varad::nn::selectiveScanReference;

namespace {

enum class Order { None, Columns, Reversed, Twice };

struct Case {
    std::int64_t pictures = 1, directions = 2, cells = 1, positions = 1, channels = 1, states = 1;
    Order order = Order::None;
    bool start = false, expanded = false, optionals = true;
    std::string name() const
    {
        std::string text;
        for (std::int64_t n : {pictures, directions, cells, positions, channels, states, std::int64_t(order)})
            text += std::to_string(n) + " ";
        return text + (start ? "start " : "") + (expanded ? "expanded" : "");
    }
};

/// Row k turns about every second direction.
at::Tensor orderOf(const Case& c)
{
    if (c.order == Order::None)
        return {};
    const std::int64_t width = c.cells % 11 == 0 ? 11 : 1;
    at::Tensor rows = at::arange(c.cells).repeat({c.directions, 1});
    for (std::int64_t k = 0; k < c.directions; ++k) {
        at::Tensor row = at::arange(c.cells);
        if (c.order == Order::Columns)
            row = row.reshape({-1, width}).t().reshape({-1});
        if (c.order == Order::Twice)
            row = at::floor_divide(row, 2);
        if (c.order == Order::Reversed || k % 2 == 1)
            row = row.flip(0);
        rows.select(0, k).copy_(row);
    }
    return rows.narrow(1, 0, c.positions);
}

/// The leaves that take gradients, and the input made of them (views and expansions included).
struct Problem {
    std::vector<at::Tensor> leaves;
    std::vector<const char*> names;
    ScanInput in;
    at::Tensor gradY, gradLast;
};

Problem make(const Case& c, at::ScalarType type)
{
    at::manual_seed(7);
    Problem p;
    const auto leaf = [&](const char* name, const at::Tensor& t) {
        p.leaves.push_back(t.to(type).detach().set_requires_grad(true));
        p.names.push_back(name);
        return p.leaves.back();
    };
    const auto normal = [](at::IntArrayRef shape) { return at::randn(shape, at::kDouble); };
    const std::int64_t b = c.pictures, k = c.directions, l = c.cells, d = c.channels, n = c.states;
    const at::Tensor u = leaf("u", normal({b, c.expanded ? 1 : k, l, d}));
    p.in.u = u.expand({b, k, l, d});
    p.in.delta = leaf("delta", normal({b, k, l, d}) * 2 - 1);
    p.in.a = leaf("a", -at::rand({k, d, n}, at::kDouble) * 3 - 0.01);
    const at::Tensor gates = leaf("gates", normal({b, k, l, 2 * n + 3})); // as slices of one product
    p.in.b = gates.narrow(3, 3, n);
    p.in.c = gates.narrow(3, 3 + n, n);
    if (c.optionals) {
        p.in.skip = leaf("skip", normal({k, d}));
        p.in.deltaBias = leaf("deltaBias", normal({k, d}));
    }
    if (c.start)
        p.in.start = leaf("start", normal({k, d, n}));
    p.in.order = orderOf(c);
    p.gradY = normal({b, k, c.positions, d}).to(type);
    p.gradLast = normal({b, k, d, n}).to(type);
    return p;
}

/// Output and gradients of sum(y gradY) + sum(last gradLast).
struct Answer {
    std::vector<at::Tensor> tensors;
    std::vector<std::string> names;
};

Answer solve(const Case& c, at::ScalarType type, ScanOutput (*scan)(const ScanInput&))
{
    const Problem p = make(c, type);
    const ScanOutput out = scan(p.in);
    ((out.y * p.gradY).sum() + (out.last * p.gradLast).sum()).backward();
    Answer answer{{out.y.detach(), out.last.detach()}, {"y", "last"}};
    for (std::size_t i = 0; i < p.leaves.size(); ++i) {
        const at::Tensor g = p.leaves[i].grad();
        answer.tensors.push_back(g.defined() ? g : at::zeros_like(p.leaves[i]));
        answer.names.push_back(std::string("gradient of ") + p.names[i]);
    }
    return answer;
}

void compare(const Case& c, const Answer& actual, const Answer& wanted, double valueTolerance,
             double gradTolerance)
{
    for (std::size_t i = 0; i < wanted.tensors.size(); ++i) {
        const at::Tensor& w = wanted.tensors[i];
        const double tolerance = i < 2 ? valueTolerance : gradTolerance;
        const double scale = w.numel() ? w.abs().max().item<double>() : 0;
        const double off = w.numel() ? (actual.tensors[i].to(at::kDouble) - w).abs().max().item<double>() : 0;
        CHECK_MESSAGE(off <= tolerance * (1 + scale), c.name() + ": " + wanted.names[i] + " is off by " +
                                                          std::to_string(off / (1 + scale) * 1e6) + "e-6");
    }
}

void checkCase(const Case& c)
{
    const Answer wanted = solve(c, at::kDouble, selectiveScanReference);
    compare(c, solve(c, at::kDouble, selectiveScan), wanted, 1e-11, 1e-11);
    compare(c, solve(c, at::kFloat, selectiveScan), wanted, 2e-6, 5e-6);
}

/// One cell after another through one channel and one state: y for every value of `delta`, float32.
at::Tensor probe(const at::Tensor& delta, double a, double u, double start)
{
    const std::int64_t n = delta.numel(); // as pictures, so that every value starts afresh
    ScanInput in;
    in.delta = delta.to(at::kFloat).reshape({n, 1, 1, 1});
    in.u = at::full({n, 1, 1, 1}, u, at::kFloat);
    in.b = in.c = at::ones({n, 1, 1, 1}, at::kFloat);
    in.a = at::full({1, 1, 1}, a, at::kFloat);
    in.start = at::full({1, 1, 1}, start, at::kFloat);
    return selectiveScan(in).y.reshape({n}).to(at::kDouble);
}

/// The message of the refusal, or "".
std::string refusal(const ScanInput& in)
{
    try {
        (void)selectiveScan(in);
    } catch (const std::invalid_argument& e) {
        return e.what();
    }
    return "";
}

} // namespace

TEST_CASE(agreesWithTheReferenceAtOddSizes)
{
    int index = 0;
    for (std::int64_t cells : {1, 31, 33, 257})
        for (std::int64_t channels : {1, 15, 17, 80})
            for (std::int64_t states : {1, 7, 19, 64}) {
                if (cells == 257 && channels * states > 1600)
                    continue; // the reference stores every state
                Case c{cells < 100 && index % 3 == 0 ? 3 : 1, 2, cells, cells, channels, states};
                c.order = static_cast<Order>(index % 4);
                c.positions = c.order != Order::None && index % 2 ? (cells + 1) / 2 : cells;
                c.start = index % 5 < 2;
                c.expanded = index % 3 == 1;
                c.optionals = index % 7 != 0;
                checkCase(c);
                ++index;
            }
}

TEST_CASE(agreesBeyondOneChannelBlock)
{
    checkCase({2, 1, 40, 40, 300, 5, Order::Reversed, true});
    checkCase({1, 4, 33, 20, 513, 2, Order::Columns, false, true});
}

TEST_CASE(noPositionKeepsTheStart)
{
    Case c{2, 2, 9, 0, 20, 5, Order::Reversed, true};
    checkCase(c);
    const Problem p = make(c, at::kFloat);
    const ScanOutput out = selectiveScan(p.in);
    CHECK(out.y.sizes() == at::IntArrayRef({2, 2, 0, 20}));
    CHECK(at::equal(out.last.select(0, 1), p.in.start));
    checkCase({0, 2, 9, 9, 20, 5});
}

TEST_CASE(unvisitedCellsGetNoGradient)
{
    const Case c{1, 2, 40, 13, 17, 3, Order::Columns};
    const Problem p = make(c, at::kFloat);
    const ScanOutput out = selectiveScan(p.in);
    out.y.sum().backward();
    const at::Tensor perCell = p.leaves[1].grad().abs().sum(-1); // of delta, [1, 2, 40]
    CHECK((perCell != 0).sum().item<std::int64_t>() == 2 * 13);
}

TEST_CASE(gradientMatchesFiniteDifferences)
{
    const Case c{2, 2, 35, 34, 3, 2, Order::Reversed, true, true};
    Problem p = make(c, at::kDouble);
    const auto loss = [&] {
        const ScanOutput out = selectiveScan(p.in);
        return (out.y * p.gradY).sum() + (out.last * p.gradLast).sum();
    };
    loss().backward();
    const c10::NoGradGuard guard;
    const double step = 1e-5;
    for (std::size_t i = 0; i < p.leaves.size(); ++i) {
        double* const value = p.leaves[i].data_ptr<double>();
        const at::Tensor gradient = p.leaves[i].grad().contiguous();
        double worst = 0;
        for (std::int64_t at = 0; at < p.leaves[i].numel(); ++at) {
            const double before = value[at];
            value[at] = before + step;
            const double up = loss().item<double>();
            value[at] = before - step;
            const double down = loss().item<double>();
            value[at] = before;
            const double slope = (up - down) / (2 * step);
            worst =
                std::max(worst, std::abs(slope - gradient.data_ptr<double>()[at]) / (1 + std::abs(slope)));
        }
        CHECK_MESSAGE(worst < 1e-7, std::string(p.names[i]) + ": " + std::to_string(worst * 1e6) + "e-6");
    }
}

TEST_CASE(threadCountChangesNoBit)
{
    const int before = at::get_num_threads();
    for (const Case& c : {Case{3, 2, 70, 66, 17, 7, Order::Columns, true, true},
                          Case{1, 1, 40, 40, 600, 9, Order::None, false, false}}) {
        at::set_num_threads(1);
        const Answer one = solve(c, at::kFloat, selectiveScan);
        for (int threads : {2, 3}) {
            at::set_num_threads(threads);
            const Answer many = solve(c, at::kFloat, selectiveScan);
            for (std::size_t i = 0; i < one.tensors.size(); ++i)
                CHECK_MESSAGE(at::equal(one.tensors[i], many.tensors[i]), c.name() + ": " + one.names[i]);
        }
    }
    at::set_num_threads(before);
}

TEST_CASE(softplusIsAccurateEverywhere)
{
    const at::Tensor x =
        at::cat({at::linspace(-86, 40, 4001, at::kDouble), at::linspace(-0.01, 0.01, 201, at::kDouble)})
            .to(at::kFloat)
            .to(at::kDouble);
    const at::Tensor wanted = at::where(x > 20, x, at::log1p(at::exp(x)));
    const at::Tensor off = ((probe(x, -1, 1, 0) - wanted) / wanted).abs();
    CHECK_MESSAGE(off.max().item<double>() < 6e-7, std::to_string(off.max().item<double>() * 1e6) + "e-6");
}

TEST_CASE(decayIsAccurateAndUnderflowsToZero)
{
    const at::Tensor s = at::linspace(20.5, 800, 4001, at::kDouble).to(at::kFloat).to(at::kDouble);
    const at::Tensor actual = probe(s, -0.1, 0, 1), wanted = at::exp(s * static_cast<double>(-0.1f));
    const at::Tensor off = ((actual - wanted) / wanted).abs();
    CHECK_MESSAGE(off.max().item<double>() < 1e-5, std::to_string(off.max().item<double>() * 1e6) + "e-6");
    CHECK(probe(at::full({1}, 5000.0), -1, 0, 1).item<double>() == 0);
    CHECK(probe(at::full({1}, 3e38), -1e3, 0, 1).item<double>() == 0);
    CHECK(std::isnan(probe(at::full({1}, std::nan("")), -1, 0, 1).item<double>()));
}

TEST_CASE(slowDecayStaysRightOverManySteps)
{
    const std::int64_t steps = 5000;
    ScanInput in;
    in.delta = at::full({1, 1, steps, 1}, 21, at::kFloat);
    in.u = at::zeros({1, 1, steps, 1}, at::kFloat);
    in.b = in.c = at::ones({1, 1, steps, 1}, at::kFloat);
    in.start = at::ones({1, 1, 1}, at::kFloat);
    for (double rate : {1e-6, 1e-5, 1e-4}) {
        in.a = at::full({1, 1, 1}, -rate, at::kFloat);
        const double wanted = std::exp(-21.0 * steps * static_cast<float>(rate));
        const double off = selectiveScan(in).last.item<double>() / wanted - 1;
        CHECK_MESSAGE(std::abs(off) < 1e-4, std::to_string(off));
    }
}

TEST_CASE(denormalsAreFlushedInsideOnly)
{
    const Problem p = make({1, 1, 5, 5, 3, 2}, at::kFloat);
    (void)selectiveScan(p.in);
    volatile float tiny = 1e-39f; // below the normal numbers
    CHECK(tiny * 0.5f != 0);
}

TEST_CASE(storesNothingWithoutGradient)
{
    const Problem p = make({1, 2, 70, 70, 17, 3}, at::kFloat);
    const c10::NoGradGuard guard;
    CHECK(!selectiveScan(p.in).y.requires_grad());
    const varad::nn::ScanSizes sizes = varad::nn::checkScan(p.in);
    CHECK(!varad::nn::scan::forwardCpu(p.in, sizes, false).checkpoints.defined());
    CHECK(varad::nn::scan::forwardCpu(p.in, sizes, true).checkpoints.size(2) == 3);
}

TEST_CASE(refusalsNameTheTensor)
{
    const auto good = [] { return make({1, 2, 6, 6, 4, 3, Order::Reversed, true}, at::kFloat).in; };
    CHECK(refusal(good()).empty());
    ScanInput in = good();
    in.delta = in.delta.narrow(2, 0, 5);
    CHECK(refusal(in).find("delta must have the shape [1, 2, 6, 4], not [1, 2, 5, 4]") != std::string::npos);
    in = good();
    in.b = in.b.to(at::kDouble);
    CHECK(refusal(in).find("b must be of the type of u") != std::string::npos);
    in = good();
    in.order.select(0, 1).narrow(0, 2, 1).fill_(6);
    CHECK(refusal(in).find("order must name cells from 0 to 5") != std::string::npos);
    in = good();
    in.c = at::Tensor();
    CHECK(refusal(in).find("c is missing") != std::string::npos);
    in = good();
    in.u = in.u.transpose(2, 3).contiguous().transpose(2, 3);
    CHECK(refusal(in).find("u must be contiguous along its last axis") != std::string::npos);
    in = good();
    in.u = in.u.to(at::kHalf);
    CHECK(refusal(in).find("u must be of the type Float or Double, not Half") != std::string::npos);
    in = good();
    in.order = at::Tensor();
    for (at::Tensor* t : {&in.u, &in.delta, &in.a, &in.b, &in.c, &in.skip, &in.deltaBias, &in.start})
        *t = at::empty(t->sizes(), t->options().device(at::kMeta).requires_grad(false));
    CHECK(refusal(in).find("u is on the device meta, for which there is no kernel") != std::string::npos);
}

TEST_MAIN()
