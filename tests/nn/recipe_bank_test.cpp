// The nearest-neighbour peer against brute force.

#include "core/nn/recipe/bank_model.h"
#include "tests/check.h"
#include "tests/nn/small_recipe.h"

#include <ATen/ATen.h>

#include <cmath>
#include <vector>

using namespace varad;
using namespace varad::nn;
using varad::test::drawn;

namespace {

constexpr std::int64_t kSide = 48;

std::vector<at::Tensor> features(std::int64_t picture)
{
    return {2 * drawn({12, 12, 3}, std::uint64_t(picture) + 1) + 5,
            drawn({6, 6, 4}, std::uint64_t(picture) + 100), drawn({3, 3, 2}, std::uint64_t(picture) + 200)};
}

BankModel::Parts smallBank(std::int64_t size)
{
    BankModel::Parts parts = buildBank(4, features, size, 9);
    parts.side = kSide;
    return parts;
}

} // namespace

TEST_CASE(bankHoldsStandardisedTokens)
{
    const BankModel::Parts parts = smallBank(50);
    CHECK(parts.rows == 6 && parts.columns == 6 && parts.bank.sizes() == at::IntArrayRef({50, 9}));
    std::vector<at::Tensor> all;
    for (std::int64_t i = 0; i < 4; ++i)
        all.push_back(bankTokens(features(i)).reshape({-1, 9}));
    const at::Tensor rows = at::cat(all).to(at::kDouble);
    const std::vector<std::int64_t> channels{3, 4, 2};
    std::int64_t from = 0;
    for (std::size_t tap = 0; tap < 3; ++tap) {
        const at::Tensor mine = rows.narrow(1, from, channels[tap]);
        CHECK((parts.mean[tap] - mine.mean(0)).abs().max().item<double>() < 1e-5);
        const at::Tensor scale = 1 / (mine.std(0, false) * std::sqrt(double(channels[tap])));
        CHECK((parts.inverseStd[tap] / scale - 1).abs().max().item<double>() < 1e-4);
        from += channels[tap];
    }
    // Each of them is a token of the pictures.
    const at::Tensor standard = (rows - at::cat(parts.mean)) * at::cat(parts.inverseStd);
    for (std::int64_t k = 0; k < 50; ++k)
        CHECK((standard - parts.bank[k]).abs().amax(1).min().item<double>() < 1e-5);
    CHECK(at::equal(smallBank(50).bank, parts.bank));
    BankModel::Parts other = buildBank(4, features, 50, 10);
    CHECK(!at::equal(other.bank, parts.bank));
}

TEST_CASE(tokensAreBroughtToTheSecondGrid)
{
    const std::vector<at::Tensor> taps = features(0);
    const at::Tensor tokens = bankTokens(taps);
    CHECK(tokens.sizes() == at::IntArrayRef({6, 6, 9}));
    const at::Tensor fine = boxMean(taps[0], 3);
    for (std::int64_t y = 0; y < 6; ++y)
        for (std::int64_t x = 0; x < 6; ++x) {
            const at::Tensor mean = (fine[2 * y][2 * x] + fine[2 * y + 1][2 * x] + fine[2 * y][2 * x + 1] +
                                     fine[2 * y + 1][2 * x + 1]) /
                                    4;
            CHECK((tokens[y][x].slice(0, 0, 3) - mean).abs().max().item<double>() < 1e-5);
        }
    CHECK(at::allclose(tokens.slice(2, 3, 7), boxMean(taps[1], 3)));
    CHECK(at::allclose(bankTokens({taps[2]}), boxMean(taps[2], 3))); // one tap: its own grid
}

TEST_CASE(scoresAreDistancesToTheNearest)
{
    const BankModel::Parts parts = smallBank(80);
    const BankModel model(parts);
    const std::vector<at::Tensor> fresh = features(20);
    const ModelScore score = model.score(fresh);
    const at::Tensor rows =
        ((bankTokens(fresh).reshape({-1, 9}) - at::cat(parts.mean)) * at::cat(parts.inverseStd))
            .to(at::kDouble);
    const at::Tensor brute =
        (rows.unsqueeze(1) - parts.bank.to(at::kDouble)).square().sum(2).sqrt().amin(1).view({6, 6});
    CHECK(score.terms.size() == 1 && score.terms[0].name == "NearestNeighbour");
    CHECK((score.terms[0].grid - brute).abs().max().item<double>() < 1e-4);
    CHECK(score.map.sizes() == at::IntArrayRef({kSide, kSide}));
    CHECK(score.score == score.peak && score.score == score.map.max().item<double>());
    CHECK((score.map - MapCanvas(kSide, 4, {{6, 6, {3.5, 8.0}}}).sum({score.terms[0].grid}))
              .abs()
              .max()
              .item<double>() < 1e-6);
    // A bank of all tokens is at no distance from them.
    const BankModel all(smallBank(20000));
    CHECK(all.score(features(1)).terms[0].grid.max().item<double>() < 5e-3);
    CHECK(score.score > 0.1);
}

TEST_MAIN()
