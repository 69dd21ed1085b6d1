// Calibration, groups of terms, folds and cross-fitting.

#include "core/nn/recipe/calibration_field.h"
#include "core/nn/recipe/cross_fit.h"
#include "core/nn/recipe/recipe_model.h"
#include "tests/check.h"
#include "tests/nn/small_recipe.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

using namespace varad;
using namespace varad::nn;
using varad::test::drawn;

namespace {

constexpr std::int64_t kRows = 9, kColumns = 8;

TermGrid termOf(std::uint64_t seed)
{
    const at::Tensor distance = drawn({kRows, kColumns}, seed).abs() + at::arange(kColumns, at::kFloat) * 0.3;
    const at::Tensor part = (drawn({kRows, kColumns}, seed + 1000) > -0.5).to(at::kFloat);
    const at::Tensor context =
        (drawn({kRows, kColumns}, seed + 2000).abs() * 4).to(at::kLong).clamp_max(SceneReader::kClasses - 1);
    return {distance, part, context};
}

double worst(const at::Tensor& a, const at::Tensor& b)
{
    return (a.to(at::kDouble) - b.to(at::kDouble)).abs().max().item<double>();
}

bool same(const CalibrationField& a, const CalibrationField& b, const TermGrid& term, double tolerance)
{
    return worst(a.anywhere(term), b.anywhere(term)) < tolerance &&
           worst(a.here(term), b.here(term)) < tolerance &&
           worst(a.inContext(term), b.inContext(term)) < tolerance;
}

CalibrationSums sumsOf(const std::vector<TermGrid>& terms)
{
    CalibrationSums sums;
    for (const TermGrid& term : terms)
        sums.add(term);
    return sums;
}

std::vector<TermGrid> someTerms(std::uint64_t count)
{
    std::vector<TermGrid> terms;
    for (std::uint64_t i = 0; i < count; ++i)
        terms.push_back(termOf(i + 1));
    return terms;
}

double cell(const at::Tensor& grid, std::int64_t y, std::int64_t x)
{
    y = std::clamp<std::int64_t>(y, 0, kRows - 1);
    x = std::clamp<std::int64_t>(x, 0, kColumns - 1);
    return grid[y][x].item<double>();
}

/// 3 x 3 mean with the border repeated.
at::Tensor box3(const at::Tensor& grid)
{
    const at::Tensor out = at::zeros_like(grid);
    for (std::int64_t y = 0; y < kRows; ++y)
        for (std::int64_t x = 0; x < kColumns; ++x) {
            double sum = 0;
            for (std::int64_t v = -1; v <= 1; ++v)
                for (std::int64_t u = -1; u <= 1; ++u)
                    sum += cell(grid, y + v, x + u);
            out[y][x] = sum / 9;
        }
    return out;
}

} // namespace

TEST_CASE(anywhereIsMeasuredOnThePart)
{
    const std::vector<TermGrid> terms = someTerms(5);
    std::vector<at::Tensor> values;
    for (const TermGrid& term : terms)
        values.push_back(term.distance.masked_select(term.part > 0.5));
    const at::Tensor all = at::cat(values).to(at::kDouble);
    const TermGrid fresh = termOf(77);
    CHECK(worst(sumsOf(terms).field().anywhere(fresh), (fresh.distance - all.mean()) / all.std(false)) <
          1e-5);
}

TEST_CASE(hereIsMeasuredAtTheCell)
{
    const std::vector<TermGrid> terms = someTerms(5);
    std::vector<at::Tensor> grids;
    for (const TermGrid& term : terms)
        grids.push_back(term.distance.to(at::kDouble));
    const at::Tensor all = at::stack(grids), cellMean = all.mean(0), cellVariance = all.var(0, false);
    const at::Tensor mean = box3(cellMean), spread = box3(cellVariance + (cellMean - mean).square()).sqrt();
    const at::Tensor deviation = 0.75 * spread + 0.25 * spread.mean();
    const TermGrid fresh = termOf(77);
    CHECK(worst(sumsOf(terms).field().here(fresh), (fresh.distance - mean) / deviation) < 1e-4);
}

TEST_CASE(contextIsDrawnToTheOverallValues)
{
    const std::vector<TermGrid> terms = someTerms(5);
    std::vector<double> all;
    std::map<std::int64_t, std::vector<double>> byClass;
    for (const TermGrid& term : terms)
        for (std::int64_t y = 0; y < kRows; ++y)
            for (std::int64_t x = 0; x < kColumns; ++x)
                if (cell(term.part, y, x) > 0.5) {
                    all.push_back(cell(term.distance, y, x));
                    byClass[term.context[y][x].item<std::int64_t>()].push_back(all.back());
                }
    const auto power = [](const std::vector<double>& v, int p) {
        return std::accumulate(v.begin(), v.end(), 0.0,
                               [p](double s, double x) { return s + std::pow(x, p); });
    };
    const double n = double(all.size()), mean = power(all, 1) / n, second = power(all, 2) / n;
    const TermGrid fresh = termOf(77);
    const at::Tensor got = sumsOf(terms).field().inContext(fresh);
    for (std::int64_t y = 0; y < kRows; ++y)
        for (std::int64_t x = 0; x < kColumns; ++x) {
            const std::vector<double>& mine = byClass[fresh.context[y][x].item<std::int64_t>()];
            const double weight = double(mine.size()) + 200;
            const double classMean = (power(mine, 1) + 200 * mean) / weight,
                         classSecond = (power(mine, 2) + 200 * second) / weight;
            const double deviation = 0.75 * std::sqrt(classSecond - classMean * classMean) +
                                     0.25 * std::sqrt(second - mean * mean);
            CHECK(std::abs(cell(got, y, x) - (cell(fresh.distance, y, x) - classMean) / deviation) < 1e-4);
        }
}

TEST_CASE(leavingOneOutIsAFitWithoutIt)
{
    const std::vector<TermGrid> terms = someTerms(6);
    const CalibrationSums all = sumsOf(terms);
    const CalibrationField before = all.field();
    const TermGrid fresh = termOf(77);
    for (std::size_t out = 0; out < terms.size(); ++out) {
        std::vector<TermGrid> rest = terms;
        rest.erase(rest.begin() + std::ptrdiff_t(out));
        CalibrationSums without = all.copy();
        without.remove(terms[out]);
        CHECK(without.pictures() == 5);
        CHECK(same(without.field(), sumsOf(rest).field(), fresh, 1e-4));
        CHECK(!same(without.field(), before, fresh, 1e-4));
        HeldOutCalibration calibration(1);
        for (const TermGrid& term : terms)
            calibration.add({term});
        CHECK(same(calibration.fieldsWithout({terms[out]})[0], sumsOf(rest).field(), fresh, 1e-4));
        CHECK(same(calibration.fields()[0], before, fresh, 1e-12));
    }
    CHECK(same(all.field(), before, fresh, 1e-12)); // the copies were independent
    CHECK(CalibrationSums().copy().pictures() == 0);
}

TEST_CASE(storedCalibrationIsTheSame)
{
    const CalibrationField field = sumsOf(someTerms(3)).field();
    NamedTensors stored;
    field.listInto(stored, "c.");
    CHECK(same(CalibrationField::from(stored, "c."), field, termOf(77), 1e-30));
}

TEST_CASE(groupsAreTheMaximumOfTheirScaledTerms)
{
    const std::vector<TermSpec> specs{{"J8", "J8", 0, true, 3},
                                      {"G8", "G8+M8", 0, false, 3},
                                      {"G8c", "M8", 0, false, 9},
                                      {"G16", "G16", 1, false, 3}};
    TermGroups groups(specs);
    CHECK((groups.names() == std::vector<std::string>{"J8", "G8", "M8", "G16"}));
    CHECK(groups.tap(2) == 0 && groups.tap(3) == 1);
    std::vector<std::vector<at::Tensor>> pictures;
    for (std::uint64_t i = 0; i < 4; ++i) {
        std::vector<at::Tensor> terms;
        for (std::uint64_t t = 0; t < 4; ++t)
            terms.push_back(
                drawn(t < 3 ? std::vector<std::int64_t>{6, 6} : std::vector<std::int64_t>{3, 3}, 10 * i + t) *
                    double(t + 1) +
                double(5 * t));
        pictures.push_back(terms);
    }
    groups.fit(pictures);
    Scene scene{{at::ones({6, 6}), at::zeros({3, 3})},
                {at::zeros({6, 6}, at::kLong), at::ones({3, 3}, at::kLong)}};
    const GroupGrids joined = groups.join(pictures[1], scene);
    std::vector<at::Tensor> scaled;
    for (std::size_t t = 0; t < 4; ++t) {
        std::vector<at::Tensor> all;
        for (const auto& picture : pictures)
            all.push_back(picture[t].flatten());
        const at::Tensor values = at::cat(all).to(at::kDouble);
        scaled.push_back((pictures[1][t].to(at::kDouble) - values.mean()) / values.std(false));
    }
    CHECK(joined.size() == 4);
    CHECK(worst(joined[0].distance, scaled[0]) < 1e-5);
    CHECK(worst(joined[1].distance, scaled[1]) < 1e-5);
    CHECK(worst(joined[2].distance, at::maximum(scaled[1], scaled[2])) < 1e-5);
    CHECK(worst(joined[3].distance, scaled[3]) < 1e-5);
    CHECK(at::equal(joined[2].part, scene.part[0]) && at::equal(joined[3].context, scene.context[1]));

    NamedTensors stored;
    groups.listInto(stored);
    TermGroups other(specs);
    other.restore(stored);
    CHECK(at::equal(other.join(pictures[1], scene)[2].distance, joined[2].distance));
}

TEST_CASE(calibratedMapsAreLowBesideThePart)
{
    const std::vector<TermGrid> terms = someTerms(4);
    const std::vector<CalibrationField> fields{sumsOf(terms).field(), sumsOf(terms).field()};
    TermGrid fresh = termOf(77);
    fresh.part.select(0, 0).zero_();
    fresh.part[1][1] = 0.25;
    const GroupGrids groups{fresh, fresh};
    for (const MapMode mode : {MapMode::Anywhere, MapMode::AnywhereAndHere, MapMode::AnywhereAndContext}) {
        const std::vector<at::Tensor> grids =
            calibrated(groups, fields, {DistanceKind::ByPlace, mode, 0.01, 2u});
        CHECK(!grids[0].defined() && grids[1].defined()); // groups that do not take part
        at::Tensor value = fields[1].anywhere(fresh);
        double beside = -1;
        if (mode != MapMode::Anywhere) {
            value = value +
                    (mode == MapMode::AnywhereAndHere ? fields[1].here(fresh) : fields[1].inContext(fresh));
            beside = -2;
        }
        CHECK(worst(grids[1], fresh.part * value + (1 - fresh.part) * beside) < 1e-5);
        CHECK((grids[1].select(0, 0) == beside).all().item<bool>());
    }
}

TEST_CASE(foldsKeepGroupsTogether)
{
    std::vector<int> group;
    for (int i = 0; i < 60; ++i)
        group.push_back(i < 12   ? 7
                        : i < 18 ? 3
                                 : 100 + i); // a dozen of the same, half a dozen, and single ones
    const FoldPlan plan = FoldPlan::make(group, 5);
    CHECK(plan.crossFitting && plan.folds == 5 && plan.foldOf.size() == 60);
    std::map<int, std::set<int>> foldsOfGroup;
    std::vector<int> sizes(5, 0);
    for (std::size_t i = 0; i < group.size(); ++i) {
        CHECK(plan.foldOf[i] >= 0 && plan.foldOf[i] < 5);
        foldsOfGroup[group[i]].insert(plan.foldOf[i]);
        ++sizes[std::size_t(plan.foldOf[i])];
    }
    for (const auto& [id, folds] : foldsOfGroup)
        CHECK_MESSAGE(folds.size() == 1, std::to_string(id));
    CHECK(*std::min_element(sizes.begin(), sizes.end()) == 12 &&
          *std::max_element(sizes.begin(), sizes.end()) == 12);
    CHECK(FoldPlan::make(group, 5).foldOf == plan.foldOf);
    CHECK(FoldPlan::make(group, 6).foldOf != plan.foldOf);
}

TEST_CASE(aFifthIsHeldOutFromAHundredPicturesOn)
{
    for (const int count : {99, 100, 203}) {
        std::vector<int> group(std::size_t(count), 0);
        std::iota(group.begin(), group.end(), 0);
        const FoldPlan plan = FoldPlan::make(group, 111);
        const auto heldOut = std::count(plan.foldOf.begin(), plan.foldOf.end(), 0),
                   rest = std::count(plan.foldOf.begin(), plan.foldOf.end(), -1);
        CHECK(plan.crossFitting == (count < 100));
        if (count < 100) {
            CHECK(rest == 0 && plan.folds == 5);
        } else {
            CHECK(plan.folds == 1 && heldOut + rest == count);
            CHECK(heldOut == (count + 4) / 5);
        }
    }
}

TEST_CASE(crossFittingLeavesTheOwnFoldOut)
{
    const test::SmallRecipe recipe;
    const std::int64_t count = 10;
    FoldPlan plan = FoldPlan::make({0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 3);
    CrossFit fit(recipe.front, recipe.scene, plan, 4);
    for (std::int64_t i = 0; i < count; ++i)
        fit.add(i, recipe.features(i));
    fit.finish();
    const auto direct = [&](std::size_t term, int without) {
        PlaceMoments moments;
        for (std::int64_t i = 0; i < count; ++i)
            if (plan.foldOf[std::size_t(i)] != without)
                moments.add(recipe.front(recipe.features(i))[term]);
        return DistanceTerm::byPlace(moments);
    };
    const std::vector<at::Tensor> tokens = recipe.front(recipe.features(2));
    const TermDistances held = fit.heldOutDistances(2, recipe.features(2));
    for (std::size_t term = 0; term < tokens.size(); ++term) {
        const at::Tensor without = direct(term, plan.foldOf[2])(tokens[term]),
                         with = direct(term, -1)(tokens[term]);
        CHECK(worst(held[DistanceKind::ByPlace][term], without) < 1e-3);
        CHECK(worst(fit.finalDistances(DistanceKind::ByPlace)[term](tokens[term]), with) < 1e-3);
        CHECK(worst(with, without) > 1e-2); // else this would prove nothing
        // A picture is farther from statistics that have not seen it.
        const at::Tensor seen = fit.finalDistances(DistanceKind::Components)[term](tokens[term]);
        CHECK(held[DistanceKind::Components][term].mean().item<double>() > seen.mean().item<double>());
    }
}

TEST_MAIN()
