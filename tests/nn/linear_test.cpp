// Matrix products against at::linear in double, and the promise that the thread count changes no bit.

#include "core/nn/linear.h"
#include "tests/check.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>

#include <string>

using namespace varad;
using namespace varad::nn;

namespace {

at::Tensor drawn(std::vector<std::int64_t> shape, std::uint64_t seed, at::ScalarType type = at::kDouble)
{
    return at::randn(shape, at::make_generator<at::CPUGeneratorImpl>(seed), at::TensorOptions(at::kDouble))
        .to(type);
}

double distance(const at::Tensor& a, const at::Tensor& b)
{
    CHECK_MESSAGE(a.sizes() == b.sizes(), "shapes differ");
    return (a.to(at::kDouble) - b.to(at::kDouble)).abs().max().item<double>();
}

struct Gradients {
    at::Tensor value, x, weight, bias;
};

/// Value and gradients of a weighted sum of the outputs.
template <class Map>
Gradients gradientsOf(const Map& map, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias)
{
    const at::Tensor a = x.detach().clone().requires_grad_(true), w = weight.detach().requires_grad_(true);
    const at::Tensor b = bias.defined() ? bias.detach().clone().requires_grad_(true) : at::Tensor();
    const at::Tensor out = map(a, w, b);
    const at::Tensor share = drawn(out.sizes().vec(), 99, out.scalar_type());
    (out * share).sum().backward();
    return {out.detach(), a.grad(), w.grad(), b.defined() ? b.grad() : at::Tensor()};
}

void compare(const Gradients& mine, const Gradients& theirs, double tolerance, const std::string& what)
{
    CHECK_MESSAGE(distance(mine.value, theirs.value) < tolerance, what + ": value");
    CHECK_MESSAGE(distance(mine.x, theirs.x) < tolerance, what + ": gradient of x");
    CHECK_MESSAGE(distance(mine.weight, theirs.weight) < tolerance, what + ": gradient of the weight");
    if (mine.bias.defined())
        CHECK_MESSAGE(distance(mine.bias, theirs.bias) < tolerance, what + ": gradient of the bias");
}

Gradients mineOf(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias)
{
    return gradientsOf([](const auto& a, const auto& w, const auto& b) { return linearMap(a, w, b); }, x,
                       weight, bias);
}

bool same(const Gradients& a, const Gradients& b)
{
    return at::equal(a.value, b.value) && at::equal(a.x, b.x) && at::equal(a.weight, b.weight);
}

} // namespace

TEST_CASE(linearMapIsAtLinear)
{
    const std::vector<std::vector<std::int64_t>> leading{{1}, {7}, {513}, {3, 5, 11}, {2, 1300}};
    std::uint64_t seed = 1;
    for (const auto& shape : leading)
        for (const auto& [k, m] : {std::pair<std::int64_t, std::int64_t>{1, 1}, {13, 29}, {64, 3}}) {
            std::vector<std::int64_t> sizes = shape;
            sizes.push_back(k);
            for (const bool withBias : {false, true}) {
                const at::Tensor x = drawn(sizes, ++seed), weight = drawn({m, k}, ++seed);
                const at::Tensor bias = withBias ? drawn({m}, ++seed) : at::Tensor();
                const Gradients theirs = gradientsOf(
                    [](const auto& a, const auto& w, const auto& b) { return at::linear(a, w, b); }, x,
                    weight, bias);
                const std::string what =
                    std::to_string(x.numel() / k) + "x" + std::to_string(k) + "x" + std::to_string(m);
                compare(mineOf(x, weight, bias), theirs, 1e-10, what);
                const Gradients single = mineOf(x.to(at::kFloat), weight.to(at::kFloat),
                                                withBias ? bias.to(at::kFloat) : at::Tensor());
                CHECK(single.value.scalar_type() == at::kFloat);
                compare(single, theirs, 2e-3, what + " single");
            }
        }
}

TEST_CASE(stridedOperandsAreUnderstood)
{
    const at::Tensor weight = drawn({17, 9}, 1).t(),
                     x = drawn({9, 5, 17}, 2).permute({1, 0, 2}); // neither contiguous
    CHECK(!weight.is_contiguous() && !x.is_contiguous());
    compare(mineOf(x, weight, {}),
            gradientsOf([](const auto& a, const auto& w, const auto&) { return at::linear(a, w); }, x, weight,
                        {}),
            1e-11, "strided");
}

TEST_CASE(groupsAreIndependentMaps)
{
    const at::Tensor x = drawn({4, 700, 11}, 3), weight = drawn({4, 5, 11}, 4);
    const auto reference = [](const at::Tensor& a, const at::Tensor& w, const at::Tensor&) {
        return at::bmm(a, w.transpose(1, 2));
    };
    const auto mine = [](const at::Tensor& a, const at::Tensor& w, const at::Tensor&) {
        return groupedLinear(a, w);
    };
    compare(gradientsOf(mine, x, weight, {}), gradientsOf(reference, x, weight, {}), 1e-10, "grouped");
}

TEST_CASE(multiplyIntoWritesWhereItIsTold)
{
    const at::Tensor a = drawn({2, 1025, 6}, 5), b = drawn({2, 7, 6}, 6).transpose(1, 2);
    const at::Tensor wide = at::full({2, 1025, 10}, 7.0, at::kDouble);
    multiplyInto(wide.narrow(2, 1, 7), a, b);
    CHECK(distance(wide.narrow(2, 1, 7), at::bmm(a, b)) < 1e-12);
    CHECK((wide.select(2, 0) == 7).all().item<bool>() && (wide.narrow(2, 8, 2) == 7).all().item<bool>());
}

TEST_CASE(threadsChangeNoBit)
{
    struct Size {
        std::int64_t rows, k, m;
    };
    for (const Size size : {Size{37, 13, 29}, {1500, 24, 96}, {5000, 384, 768}}) {
        const at::Tensor x = drawn({size.rows, size.k}, 7, at::kFloat),
                         weight = drawn({size.m, size.k}, 8, at::kFloat);
        at::set_num_threads(1);
        const Gradients one = mineOf(x, weight, {});
        for (const int threads : {2, 3}) {
            at::set_num_threads(threads);
            CHECK_MESSAGE(same(mineOf(x, weight, {}), one),
                          std::to_string(size.rows) + " rows, " + std::to_string(threads) + " threads");
        }
        at::set_num_threads(1);
    }
}

TEST_CASE(gradientIsNotAskedForWhereNobodyWantsIt)
{
    const c10::NoGradGuard noGrad;
    const at::Tensor weight = drawn({3, 4}, 9).requires_grad_(true);
    CHECK(!linearMap(drawn({5, 4}, 10), weight).requires_grad());
}

TEST_MAIN()
