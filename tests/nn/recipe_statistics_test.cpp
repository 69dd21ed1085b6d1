// Moments, whitening, distances and k-means against their formulas in plain double arithmetic.

#include "core/nn/recipe/distance_term.h"
#include "core/nn/recipe/moments.h"
#include "core/nn/recipe/token_front.h"
#include "core/nn/runtime.h"
#include "tests/check.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

using namespace varad;
using namespace varad::nn;

namespace {

at::Tensor drawn(std::vector<std::int64_t> shape, std::uint64_t seed)
{
    return at::randn(shape, at::make_generator<at::CPUGeneratorImpl>(seed), at::TensorOptions(at::kFloat));
}

/// Correlated values with a mean far from 0.
at::Tensor correlated(std::vector<std::int64_t> shape, std::uint64_t seed)
{
    const std::int64_t channels = shape.back();
    return at::matmul(drawn(std::move(shape), seed), drawn({channels, channels}, 1000)) +
           drawn({channels}, 1001) * 3;
}

double worst(const at::Tensor& a, const at::Tensor& b)
{
    CHECK_MESSAGE(a.sizes() == b.sizes(), "shapes differ");
    return (a.to(at::kDouble) - b.to(at::kDouble)).abs().max().item<double>();
}

/// Mean over pictures and covariance of [n, C], directly.
at::Tensor directCovariance(const at::Tensor& rows)
{
    const at::Tensor x = rows.to(at::kDouble), centred = x - x.mean(0);
    return at::mm(centred.t(), centred) / double(x.size(0));
}

at::Tensor directShrunk(const at::Tensor& c)
{
    return 0.99 * c + 0.01 * c.trace().item<double>() / double(c.size(0)) * at::eye(c.size(0), at::kDouble);
}

/// Mean of the k x k cells around each cell, of those that exist.
at::Tensor directBox(const at::Tensor& grid, std::int64_t k)
{
    const at::Tensor out = at::zeros_like(grid);
    for (std::int64_t y = 0; y < grid.size(0); ++y)
        for (std::int64_t x = 0; x < grid.size(1); ++x) {
            const std::int64_t top = std::max<std::int64_t>(0, y - k / 2),
                               left = std::max<std::int64_t>(0, x - k / 2);
            const std::int64_t bottom = std::min(grid.size(0) - 1, y + k / 2),
                               right = std::min(grid.size(1) - 1, x + k / 2);
            out[y][x] = grid.slice(0, top, bottom + 1).slice(1, left, right + 1).mean(at::IntArrayRef{0, 1});
        }
    return out;
}

/// sqrt((q - mu)^T S^-1 (q - mu)) per row.
at::Tensor mahalanobis(const at::Tensor& rows, const at::Tensor& mean, const at::Tensor& covariance)
{
    const at::Tensor off = rows.to(at::kDouble) - mean.to(at::kDouble);
    return (at::mm(off, at::linalg_inv(covariance)) * off).sum(1).sqrt();
}

/// Good parts that were turned into one pose: what a cell shows follows the light, which came from one side
/// while the parts lay at all angles.
struct TurnedParts {
    static constexpr std::int64_t kRows = 6, kColumns = 5, kChannels = 4;
    at::Tensor mean = directBox(drawn({kRows, kColumns, kChannels}, 30), 5);
    at::Tensor cosine = directBox(drawn({kRows, kColumns, kChannels}, 31) + 3, 5);
    at::Tensor sine = directBox(drawn({kRows, kColumns, kChannels}, 32) - 2, 5);

    at::Tensor without(double turn) const { return mean + cosine * std::cos(turn) + sine * std::sin(turn); }
    at::Tensor picture(std::int64_t i) const
    {
        return without(turn(i)) + drawn({kRows, kColumns, kChannels}, std::uint64_t(40 + i));
    }
    static double turn(std::int64_t i) { return 2.4 * double(i); } // all around

    PlaceMoments moments(std::int64_t from, std::int64_t to) const
    {
        PlaceMoments sums;
        for (std::int64_t i = from; i < to; ++i)
            sums.add(picture(i), turn(i));
        return sums;
    }
};

/// Least squares of every cell on (1, cos, sin), the latter two drawn to 0 a little; then smoothed.
at::Tensor directTurnMean(const TurnedParts& parts, std::int64_t pictures)
{
    std::vector<at::Tensor> factors, values;
    for (std::int64_t i = 0; i < pictures; ++i) {
        factors.push_back(at::tensor({1.0, std::cos(parts.turn(i)), std::sin(parts.turn(i))}, at::kDouble));
        values.push_back(parts.picture(i).to(at::kDouble));
    }
    const at::Tensor x = at::stack(factors), y = at::stack(values);
    at::Tensor normal = at::mm(x.t(), x);
    for (const std::int64_t j : {1, 2})
        normal[j][j] += 0.05 * double(pictures);
    at::Tensor fit = at::mm(at::linalg_inv(normal), at::mm(x.t(), y.flatten(1)));
    fit = fit.view({3, parts.kRows, parts.kColumns, parts.kChannels});
    return at::stack({directBox(fit[0], 3), directBox(fit[1], 3), directBox(fit[2], 3)});
}

bool refuses(const NamedTensors& stored, const std::string& name)
{
    try {
        (void)DistanceTerm::from(stored, "x.", DistanceKind::ByPlace);
    } catch (const std::invalid_argument& e) {
        return std::string(e.what()).find(name) != std::string::npos;
    }
    return false;
}

} // namespace

TEST_CASE(tokenMomentsAreMeanAndCovariance)
{
    const at::Tensor rows = correlated({301, 7}, 1);
    TokenMoments all;
    all.add(rows);
    CHECK(all.count() == 301);
    CHECK(worst(all.mean(), rows.to(at::kDouble).mean(0)) < 1e-12);
    CHECK(worst(all.covariance(), directCovariance(rows)) < 1e-10);
}

TEST_CASE(momentsOfDisjointSetsAdd)
{
    const at::Tensor rows = correlated({90, 5}, 2);
    TokenMoments first, second, sum, empty;
    first.add(rows.slice(0, 0, 20));
    first.add(rows.slice(0, 20, 33));
    second.add(rows.slice(0, 33));
    sum.add(empty);
    sum.add(first);
    sum.add(second);
    CHECK(sum.count() == 90);
    CHECK(worst(sum.covariance(), directCovariance(rows)) < 1e-10);
    CHECK(first.count() == 33); // what was added from is not changed
    CHECK(worst(first.covariance(), directCovariance(rows.slice(0, 0, 33))) < 1e-10);
}

TEST_CASE(placeMomentsKnowEveryCell)
{
    const at::Tensor grids = correlated({6, 4, 5, 3}, 3) + 5 * drawn({4, 5, 3}, 4);
    PlaceMoments even, odd, all;
    for (std::int64_t i = 0; i < 6; ++i)
        (i % 2 ? odd : even).add(grids[i]);
    all.add(even);
    all.add(odd);
    CHECK(all.pictures() == 6 && even.pictures() == 3);
    const at::Tensor mean = directBox(grids.to(at::kDouble).mean(0), 3);
    CHECK(worst(all.placeMean().reshape({4, 5, 3}), mean) < 1e-12);
    CHECK(worst(all.covarianceAround(all.placeMean()),
                directCovariance((grids.to(at::kDouble) - mean).reshape({-1, 3}))) < 1e-10);
}

TEST_CASE(placeMeanFollowsTheLightsTurn)
{
    const TurnedParts parts;
    PlaceMoments all = parts.moments(0, 17);
    all.add(parts.moments(17, 40));
    const at::Tensor mean = directTurnMean(parts, 40);
    CHECK(worst(all.placeMean(), mean) < 1e-9);
    std::vector<at::Tensor> residuals;
    for (std::int64_t i = 0; i < 40; ++i) {
        const double c = std::cos(parts.turn(i)), s = std::sin(parts.turn(i));
        residuals.push_back(parts.picture(i).to(at::kDouble) - mean[0] - mean[1] * c - mean[2] * s);
    }
    CHECK(worst(all.covarianceAround(mean),
                directCovariance(at::stack(residuals).reshape({-1, parts.kChannels}))) < 1e-9);
}

TEST_CASE(turnsCountOnlyWithEnoughOfThem)
{
    const TurnedParts parts;
    CHECK(parts.moments(0, 23).placeMean().size(0) == 1);
    CHECK(parts.moments(0, 24).placeMean().size(0) == 3);
    PlaceMoments alike, twoWays;
    for (std::int64_t i = 0; i < 40; ++i) {
        alike.add(parts.picture(i), 0.01 * double(i));
        twoWays.add(parts.picture(i), i % 2 ? 0.0 : 3.14);
    }
    CHECK(alike.placeMean().size(0) == 1 && twoWays.placeMean().size(0) == 1);
}

TEST_CASE(boxMeanCountsCellsInsideOnly)
{
    const at::Tensor grid = drawn({6, 5, 3}, 5);
    for (const std::int64_t k : {1, 3, 5, 9})
        CHECK_MESSAGE(worst(boxMean(grid, k), directBox(grid, k)) < 1e-6, std::to_string(k));
    const at::Tensor two = at::stack({grid, drawn({6, 5, 3}, 6)});
    CHECK(worst(boxMean(two, 3)[1], directBox(two[1], 3)) < 1e-6);
}

TEST_CASE(rootsOfTheInverse)
{
    const at::Tensor c = directCovariance(correlated({200, 6}, 7)), eye = at::eye(6, at::kDouble);
    CHECK(worst(shrunk(c), directShrunk(c)) < 1e-12);
    const at::Tensor root = inverseRoot(c), factor = inverseFactor(c);
    CHECK(worst(root, root.t()) < 1e-10);
    CHECK(worst(at::mm(at::mm(root, root), c), eye) < 1e-9);
    CHECK(worst(at::mm(at::mm(factor, factor.t()), c), eye) < 1e-9);
    bool refused = false;
    try {
        shrunk(at::zeros({4, 4}, at::kDouble)).sum();
    } catch (const std::invalid_argument&) {
        refused = true;
    }
    CHECK(refused);
}

TEST_CASE(whitenedTokensAreUncorrelated)
{
    const at::Tensor rows = correlated({500, 8}, 8);
    TokenMoments moments;
    moments.add(rows);
    const at::Tensor white = Whitening::from(moments)(rows);
    CHECK(white.scalar_type() == at::kFloat);
    CHECK(white.to(at::kDouble).mean(0).abs().max().item<double>() < 1e-4);
    // Without the shrinkage this would be the identity; with it C_w (0.99 I + 0.01 t C^-1) is, C_w commuting
    // with C.
    const at::Tensor c = directCovariance(rows), covariance = directCovariance(white);
    const at::Tensor correction = at::mm(directShrunk(c), at::linalg_inv(c));
    CHECK(worst(at::mm(covariance, correction), at::eye(8, at::kDouble)) < 2e-3);
    // A grid is whitened token by token.
    CHECK(worst(Whitening::from(moments)(rows.view({20, 25, 8})), white.view({20, 25, 8})) < 1e-5);
}

TEST_CASE(distanceByPlaceIsMahalanobisFromTheCellsMean)
{
    const at::Tensor grids = correlated({7, 5, 4, 3}, 9) + drawn({5, 4, 3}, 10);
    PlaceMoments moments;
    for (std::int64_t i = 0; i < 7; ++i)
        moments.add(grids[i]);
    const at::Tensor mean = directBox(grids.to(at::kDouble).mean(0), 3);
    const at::Tensor covariance =
        directShrunk(directCovariance((grids.to(at::kDouble) - mean).reshape({-1, 3})));
    const at::Tensor query = correlated({5, 4, 3}, 11);
    const DistanceTerm term = DistanceTerm::byPlace(moments);
    const at::Tensor expected =
        mahalanobis(query.reshape({-1, 3}), mean.reshape({-1, 3}), covariance).view({5, 4});
    CHECK(worst(term(query), expected) < 1e-4);

    NamedTensors stored;
    term.listInto(stored, "x.");
    CHECK(at::equal(DistanceTerm::from(stored, "x.", DistanceKind::ByPlace)(query), term(query)));
}

TEST_CASE(distanceByPlaceFollowsTheLightsTurn)
{
    const TurnedParts parts;
    const DistanceTerm term = DistanceTerm::byPlace(parts.moments(0, 60));
    const at::Tensor mean = directTurnMean(parts, 60);
    double near = 0, far = 1e9;
    for (const double turn : {0.3, 1.7, 2.3, 2.9, 4.4, 5.6}) // none of them among the pictures
        near = std::max(near, term(parts.without(turn), turn).max().item<double>());
    for (const double turn : {1.7, 2.3, 2.9}) // looked at as if they had not been turned
        far = std::min(far, term(parts.without(turn)).min().item<double>());
    CHECK_MESSAGE(near < 1 && far > 6 * near, std::to_string(near) + " against " + std::to_string(far));

    NamedTensors stored;
    term.listInto(stored, "x.");
    CHECK(stored.at("x.mean").size(0) == 3 && worst(stored.at("x.mean"), mean) < 1e-5);
    const at::Tensor query = parts.picture(70);
    CHECK(at::equal(DistanceTerm::from(stored, "x.", DistanceKind::ByPlace)(query, 1.0), term(query, 1.0)));
    for (const std::int64_t count : {0, 2, 4}) {
        NamedTensors wrong = stored;
        wrong["x.mean"] = at::ones({count, parts.kRows, parts.kColumns, parts.kChannels});
        CHECK_MESSAGE(refuses(wrong, "x.mean"), std::to_string(count));
    }
}

TEST_CASE(distanceByComponentsIsMahalanobisFromTheNearest)
{
    const at::Tensor rows = correlated({400, 5}, 12), few = rows.slice(0, 0, 40);
    TokenMoments moments;
    moments.add(rows);
    const at::Tensor covariance = directShrunk(directCovariance(rows)), query = correlated({6, 7, 5}, 13);
    const auto nearest = [&](const at::Tensor& centres) {
        at::Tensor least;
        for (std::int64_t k = 0; k < centres.size(0); ++k) {
            const at::Tensor one = mahalanobis(query.reshape({-1, 5}), centres[k], covariance);
            least = least.defined() ? at::minimum(least, one) : one;
        }
        return least.view({6, 7});
    };
    // No more tokens than components: each is one.
    CHECK(worst(DistanceTerm::components(moments, few, 1)(query), nearest(few)) < 1e-3);
    const DistanceTerm term = DistanceTerm::components(moments, rows, 1);
    NamedTensors stored;
    term.listInto(stored, "x.");
    CHECK(stored.at("x.mean").size(0) < 400);
    CHECK(worst(term(query), nearest(stored.at("x.mean"))) < 1e-3);
    CHECK(at::equal(DistanceTerm::from(stored, "x.", DistanceKind::Components)(query), term(query)));
    bool refused = false;
    try {
        (void)DistanceTerm::from(stored, "x.", DistanceKind::ByPlace);
    } catch (const std::invalid_argument&) {
        refused = true;
    }
    CHECK(refused);
}

TEST_CASE(kMeansFindsHeaps)
{
    const at::Tensor left = drawn({60, 3}, 14), right = drawn({40, 3}, 15) + 50;
    const at::Tensor both = at::cat({left, right});
    const at::Tensor centres = kMeans(both, spreadCentres(both, 2, 3));
    const bool swapped = centres[0][0].item<double>() > 25;
    CHECK(worst(centres[swapped ? 1 : 0], left.mean(0)) < 1e-4);
    CHECK(worst(centres[swapped ? 0 : 1], right.mean(0)) < 1e-4);
    const at::Tensor nobody = at::full({1, 3}, -1e6f);
    CHECK(kMeans(both, at::cat({both.slice(0, 0, 1), nobody})).size(0) == 1);
}

TEST_CASE(centresSpreadOverRareStructures)
{
    // 100 heaps of 60 rows and one of 6, far from them: too rare for a start drawn evenly.
    const at::Tensor common = (drawn({100, 1, 4}, 16) * 5 + drawn({100, 60, 4}, 17) * 0.1).flatten(0, 1);
    const at::Tensor rare = drawn({6, 4}, 18) * 0.1 + 20, rows = at::cat({common, rare});
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const at::Tensor start = spreadCentres(rows, 64, seed);
        CHECK(start.size(0) == 64);
        CHECK(at::equal(start, spreadCentres(rows, 64, seed)));
        CHECK(squaredDistances(rare, kMeans(rows, start)).amin(1).max().item<double>() < 1);
    }
    const at::Tensor few = rows.slice(0, 0, 5);
    CHECK(spreadCentres(few, 64, 3).size(0) == 5);
    CHECK(spreadCentres(at::cat({few, few}), 64, 3).size(0) == 5); // twins get one
    CHECK(at::equal(spreadCentres(few.slice(0, 0, 1), 64, 3), few.slice(0, 0, 1)));
}

TEST_CASE(heldOutAndFreshPartsSeeTheSameComponents)
{
    // Every picture shows 90 structures, more than there are components. Which of them get one is chance;
    // statistics without a fold must make the same choice as the final ones, or held-out parts look more or
    // less usual than fresh ones.
    const at::Tensor structures = drawn({90, 6}, 19) * 4;
    const auto picture = [&](std::uint64_t seed) { return structures + drawn({90, 6}, seed) * 0.2; };
    TokenMoments all, some;
    std::vector<at::Tensor> allRows, someRows;
    for (std::uint64_t i = 0; i < 40; ++i) {
        all.add(picture(100 + i));
        allRows.push_back(picture(100 + i));
        if (i % 5 != 0) {
            some.add(picture(100 + i));
            someRows.push_back(picture(100 + i));
        }
    }
    const auto peak = [&](const DistanceTerm& term, std::uint64_t seed) {
        return term(picture(seed).view({9, 10, 6})).max().item<double>();
    };
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const DistanceTerm final = DistanceTerm::components(all, at::cat(allRows), seed);
        const DistanceTerm without = DistanceTerm::componentsLike(final, some, at::cat(someRows));
        for (std::uint64_t fresh = 500; fresh < 505; ++fresh)
            CHECK(std::abs(peak(without, fresh) / peak(final, fresh) - 1) < 0.1);
    }
}

TEST_CASE(squaredDistancesAreThose)
{
    const at::Tensor rows = drawn({33, 6}, 16), centres = drawn({9, 6}, 17);
    const at::Tensor direct = (rows.unsqueeze(1) - centres).square().sum(2);
    CHECK(worst(squaredDistances(rows, centres), direct) < 1e-4);
    CHECK(squaredDistances(rows, rows).min().item<double>() >= 0);
}

TEST_CASE(threadsChangeNoBit)
{
    const at::Tensor rows = correlated({9000, 40}, 18), grid = correlated({96, 96, 40}, 19);
    struct Results {
        at::Tensor centres, covariance, white, byPlace, components;
    };
    const auto computed = [&](int threads, std::uint64_t seed) {
        setThreads(threads);
        TokenMoments tokens;
        PlaceMoments places;
        tokens.add(rows);
        places.add(grid);
        places.add(grid.flip({0}));
        Results r{kMeans(rows, spreadCentres(rows, 64, seed)), tokens.covariance(), Whitening::from(tokens)(rows),
                  DistanceTerm::byPlace(places)(grid), DistanceTerm::components(tokens, rows, seed)(grid)};
        setThreads(1);
        return r;
    };
    const Results one = computed(1, 5);
    for (const int threads : {1, 2, 3}) {
        const Results other = computed(threads, 5);
        const std::string what = std::to_string(threads) + " threads";
        CHECK_MESSAGE(at::equal(one.centres, other.centres), what);
        CHECK_MESSAGE(at::equal(one.covariance, other.covariance), what);
        CHECK_MESSAGE(at::equal(one.white, other.white), what);
        CHECK_MESSAGE(at::equal(one.byPlace, other.byPlace), what);
        CHECK_MESSAGE(at::equal(one.components, other.components), what);
    }
    CHECK(!at::equal(one.centres, computed(1, 6).centres));
}

TEST_MAIN()
