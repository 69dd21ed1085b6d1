#include "core/nn/recipe/cross_fit.h"

#include "core/nn/head/shuffle.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <map>

namespace varad::nn {
namespace {

constexpr std::size_t kHoldOutFrom = 100;
constexpr int kFolds = 5;
constexpr std::int64_t kSampleRows = 30000; // tokens in all that components are looked for in

} // namespace

FoldPlan FoldPlan::make(const std::vector<int>& group, std::uint64_t seed)
{
    std::map<int, std::vector<std::size_t>> members;
    for (std::size_t i = 0; i < group.size(); ++i)
        members[group[i]].push_back(i);
    std::vector<int> order;
    for (const auto& [id, list] : members)
        order.push_back(id);
    SplitMix random(seed);
    shuffle(order, random);
    // Large groups first, each into the fold that is smallest so far: folds of nearly equal size.
    std::stable_sort(order.begin(), order.end(),
                     [&](int a, int b) { return members[a].size() > members[b].size(); });
    FoldPlan plan;
    plan.foldOf.assign(group.size(), -1);
    plan.crossFitting = group.size() < kHoldOutFrom;
    std::vector<std::size_t> sizes(kFolds, 0);
    for (const int id : order) {
        const auto fold = int(std::min_element(sizes.begin(), sizes.end()) - sizes.begin());
        sizes[std::size_t(fold)] += members[id].size();
        for (const std::size_t picture : members[id])
            plan.foldOf[picture] = plan.crossFitting || fold == 0 ? fold : -1;
    }
    plan.folds = plan.crossFitting ? kFolds : 1;
    return plan;
}

CrossFit::CrossFit(const TokenFront& front, const SceneReader& scene, FoldPlan plan, std::uint64_t seed)
    : m_front(front),
      m_scene(scene),
      m_plan(std::move(plan)),
      m_seed(seed),
      m_statistics(std::size_t(m_plan.folds) + 1, std::vector<Statistics>(front.terms().size()))
{
}

void CrossFit::add(std::int64_t picture, const std::vector<at::Tensor>& features, double turn)
{
    const c10::NoGradGuard noGrad;
    const int fold = m_plan.foldOf[std::size_t(picture)];
    std::vector<Statistics>& mine = m_statistics[fold < 0 ? std::size_t(m_plan.folds) : std::size_t(fold)];
    const std::vector<at::Tensor> tokens = m_front(features);
    const Scene scene = m_scene(features);
    SplitMix random(m_seed + std::uint64_t(picture) * 0x9e3779b97f4a7c15ull);
    const auto wanted = std::max<std::int64_t>(1, kSampleRows / std::int64_t(m_plan.foldOf.size()));
    for (std::size_t term = 0; term < tokens.size(); ++term) {
        mine[term].places.add(tokens[term], turn);
        const at::Tensor onPart = (scene.part[std::size_t(m_front.terms()[term].tap)] > 0.5).flatten();
        const at::Tensor rows = tokens[term].flatten(0, 1).index({onPart});
        if (rows.size(0) == 0)
            continue;
        mine[term].tokens.add(rows);
        std::vector<std::int64_t> picks;
        for (std::int64_t k = 0; k < wanted; ++k)
            picks.push_back(std::int64_t(random.below(std::uint64_t(rows.size(0)))));
        mine[term].samples.push_back(rows.index_select(0, at::tensor(picks, at::kLong)));
    }
}

CrossFit::Statistics CrossFit::statistics(std::size_t term, int withoutFold) const
{
    Statistics all;
    for (std::size_t fold = 0; fold < m_statistics.size(); ++fold) {
        if (int(fold) == withoutFold)
            continue;
        const Statistics& part = m_statistics[fold][term];
        all.places.add(part.places);
        all.tokens.add(part.tokens);
        all.samples.insert(all.samples.end(), part.samples.begin(), part.samples.end());
    }
    return all;
}

void CrossFit::finish()
{
    const c10::NoGradGuard noGrad;
    m_without.assign(std::size_t(m_plan.folds), {});
    m_final = {};
    for (std::size_t term = 0; term < m_front.terms().size(); ++term) {
        const Statistics used = statistics(term, m_plan.crossFitting ? -1 : 0);
        const auto byPlace = DistanceTerm::byPlace(used.places);
        const auto components = DistanceTerm::components(used.tokens, at::cat(used.samples), m_seed + term);
        m_final[DistanceKind::ByPlace].push_back(byPlace);
        m_final[DistanceKind::Components].push_back(components);
        for (int fold = 0; fold < m_plan.folds; ++fold) {
            PerDistance<PerTerm>& without = m_without[std::size_t(fold)];
            if (!m_plan.crossFitting) { // the only fold is left out of the final ones as well
                without[DistanceKind::ByPlace].push_back(byPlace);
                without[DistanceKind::Components].push_back(components);
                continue;
            }
            const Statistics rest = statistics(term, fold);
            without[DistanceKind::ByPlace].push_back(DistanceTerm::byPlace(rest.places));
            without[DistanceKind::Components].push_back(
                DistanceTerm::componentsLike(components, rest.tokens, at::cat(rest.samples)));
        }
    }
}

TermDistances CrossFit::heldOutDistances(std::int64_t picture, const std::vector<at::Tensor>& features,
                                         double turn) const
{
    const c10::NoGradGuard noGrad;
    const std::vector<at::Tensor> tokens = m_front(features);
    TermDistances distances;
    for (const DistanceKind kind : kDistanceKinds)
        distances[kind] =
            termDistances(m_without[std::size_t(m_plan.foldOf[std::size_t(picture)])][kind], tokens, turn);
    return distances;
}

void HeldOutCalibration::add(const GroupGrids& groups)
{
    for (std::size_t i = 0; i < groups.size(); ++i)
        m_sums[i].add(groups[i]);
}

std::vector<CalibrationField> HeldOutCalibration::fields() const
{
    std::vector<CalibrationField> fields;
    for (const CalibrationSums& sums : m_sums)
        fields.push_back(sums.field());
    return fields;
}

std::vector<CalibrationField> HeldOutCalibration::fieldsWithout(const GroupGrids& groups) const
{
    std::vector<CalibrationField> fields;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        CalibrationSums sums = m_sums[i].copy();
        sums.remove(groups[i]);
        fields.push_back(sums.field());
    }
    return fields;
}

} // namespace varad::nn
