#include "core/nn/recipe/cross_fit.h"

#include "core/nn/head/shuffle.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <map>

namespace varad::nn {
namespace {

constexpr std::size_t kHoldOutFrom = 100;
constexpr int kFolds = 5;

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

CrossFit::CrossFit(const TokenFront& front, FoldPlan plan)
    : m_front(front), m_plan(std::move(plan)),
      m_moments(std::size_t(m_plan.folds) + 1, std::vector<PlaceMoments>(front.terms().size()))
{
}

void CrossFit::add(std::int64_t picture, const std::vector<at::Tensor>& features)
{
    const int fold = m_plan.foldOf[std::size_t(picture)];
    std::vector<PlaceMoments>& moments = m_moments[fold < 0 ? std::size_t(m_plan.folds) : std::size_t(fold)];
    const std::vector<at::Tensor> tokens = m_front(features);
    for (std::size_t term = 0; term < tokens.size(); ++term)
        moments[term].add(tokens[term]);
}

void CrossFit::finish(MeanKind kind)
{
    m_without.clear();
    m_final.clear();
    m_without.resize(std::size_t(m_plan.folds));
    for (std::size_t term = 0; term < m_front.terms().size(); ++term) {
        PlaceMoments all;
        for (const auto& fold : m_moments)
            all.add(fold[term]);
        for (std::size_t fold = 0; fold < m_without.size(); ++fold) {
            PlaceMoments rest;
            rest.add(all);
            rest.remove(m_moments[fold][term]);
            m_without[fold].emplace_back(rest, kind);
        }
        m_final.push_back(m_plan.crossFitting ? GaussianTerm(all, kind) : m_without[0][term]);
    }
}

std::vector<at::Tensor> CrossFit::heldOutDistances(std::int64_t picture, const std::vector<at::Tensor>& features) const
{
    const at::NoGradGuard noGrad;
    return termDistances(m_without[std::size_t(m_plan.foldOf[std::size_t(picture)])], m_front(features));
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
