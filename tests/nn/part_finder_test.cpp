// The part is told from its background where there is one.

#include "core/nn/recipe/part_finder.h"
#include "tests/check.h"
#include "tests/nn/small_recipe.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <string>

using namespace varad;
using namespace varad::nn;
using varad::test::drawn;

namespace {

constexpr std::int64_t kSide = 32, kChannels = 8;

at::Tensor discMask(double radius, double centreY, double centreX)
{
    at::Tensor mask = at::zeros({kSide, kSide}, at::kFloat);
    for (std::int64_t y = 0; y < kSide; ++y)
        for (std::int64_t x = 0; x < kSide; ++x)
            if (std::hypot(double(y) + 0.5 - centreY, double(x) + 0.5 - centreX) < radius)
                mask[y][x] = 1;
    return mask;
}

/// The disc of one picture: it moves a little from picture to picture.
at::Tensor truth(std::int64_t picture)
{
    return discMask(11, 16 + double(picture % 3) - 1, 16 + double(picture / 3 % 3) - 1);
}

at::Tensor tokensOf(const at::Tensor& mask, std::uint64_t seed, double contrast = 1)
{
    const at::Tensor part = drawn({kChannels}, 1), ground = drawn({kChannels}, 2);
    return ground + contrast * mask.unsqueeze(2) * (part - ground) +
           0.1 * drawn({kSide, kSide, kChannels}, 10 + seed);
}

double overlap(const at::Tensor& a, const at::Tensor& b)
{
    return (at::minimum(a, b).sum() / at::maximum(a, b).sum()).item<double>();
}

std::optional<PartFinder> learned(std::int64_t pictures = 8)
{
    return PartFinder::learn(pictures, [](std::int64_t i) { return tokensOf(truth(i), std::uint64_t(i)); });
}

bool holdsOnly0And1(const at::Tensor& mask) { return ((mask == 0).logical_or(mask == 1)).all().item<bool>(); }

} // namespace

TEST_CASE(aDiscIsFound)
{
    const std::optional<PartFinder> finder = learned();
    CHECK(finder.has_value());
    if (!finder)
        return;
    for (std::int64_t picture = 0; picture < 12; ++picture) { // the last four were not learned from
        const at::Tensor mask = (*finder)(tokensOf(truth(picture), std::uint64_t(picture)));
        CHECK(mask.scalar_type() == at::kFloat && holdsOnly0And1(mask));
        CHECK_MESSAGE(overlap(mask, truth(picture)) > 0.9, std::to_string(overlap(mask, truth(picture))));
    }
}

TEST_CASE(thePartIsOneRegionWithoutHoles)
{
    const std::optional<PartFinder> finder = learned();
    CHECK(finder.has_value());
    if (!finder)
        return;
    const at::Tensor disc = discMask(11, 16, 16);
    const at::Tensor holed = disc - discMask(4, 16, 16);
    const at::Tensor twice = at::maximum(disc, discMask(2.5, 3, 3)); // crumbs beside the part
    CHECK(overlap((*finder)(tokensOf(holed, 50)), disc) > 0.9);
    const at::Tensor mask = (*finder)(tokensOf(twice, 51));
    CHECK(overlap(mask, disc) > 0.9);
    CHECK(mask.slice(0, 0, 5).slice(1, 0, 5).sum().item<double>() == 0);
    CHECK((*finder)(tokensOf(at::zeros({kSide, kSide}), 52)).sum().item<double>() == 0); // an empty station
}

TEST_CASE(materialThatFillsThePictureHasNoBackground)
{
    const at::Tensor nothing = at::zeros({kSide, kSide});
    CHECK(!PartFinder::learn(8, [&](std::int64_t i) { return tokensOf(nothing, std::uint64_t(i)); }));
    // A pattern that repeats everywhere.
    at::Tensor stripes = at::zeros({kSide, kSide});
    stripes.slice(1, 0, kSide, 2).fill_(1);
    CHECK(!PartFinder::learn(8, [&](std::int64_t i) { return tokensOf(stripes, std::uint64_t(i)); }));
    // A middle that differs less than it varies.
    CHECK(!PartFinder::learn(8, [&](std::int64_t i) { return tokensOf(truth(i), std::uint64_t(i), 0.01); }));
}

TEST_CASE(onePictureProvesNothing)
{
    CHECK(!learned(1));
    CHECK(!PartFinder::learn(0, [](std::int64_t) { return at::Tensor(); }));
}

TEST_CASE(storedFinderIsTheSame)
{
    const std::optional<PartFinder> finder = learned();
    CHECK(finder.has_value());
    if (!finder)
        return;
    NamedTensors stored;
    finder->listInto(stored, "part.");
    const PartFinder other = PartFinder::from(stored, "part.");
    for (std::uint64_t seed = 60; seed < 64; ++seed) {
        const at::Tensor tokens = tokensOf(truth(std::int64_t(seed)), seed, 0.5); // at the limit
        CHECK(at::equal(other(tokens), (*finder)(tokens)));
    }
    CHECK(learned().has_value());
    NamedTensors again;
    learned()->listInto(again, "part.");
    CHECK(at::equal(again.at("part.weights"), stored.at("part.weights")));
}

TEST_CASE(dilationReachesInEachAxis)
{
    const at::Tensor mask = (drawn({9, 11}, 70) > 1.3).to(at::kFloat);
    for (const std::int64_t cells : {0, 1, 3}) {
        const at::Tensor got = dilated(mask, cells);
        for (std::int64_t y = 0; y < 9; ++y)
            for (std::int64_t x = 0; x < 11; ++x) {
                const at::Tensor around = mask.slice(0, std::max<std::int64_t>(0, y - cells), y + cells + 1)
                                              .slice(1, std::max<std::int64_t>(0, x - cells), x + cells + 1);
                CHECK(got[y][x].item<double>() == around.max().item<double>());
            }
    }
}

TEST_MAIN()
