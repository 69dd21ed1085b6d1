#include "core/nn/recipe/recipe_model.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <sstream>

namespace varad::nn {
namespace {

constexpr double kBesidePart = -1; // deviations below the mean of the part

} // namespace

TermGroups::TermGroups(const std::vector<TermSpec>& terms)
{
    for (std::size_t term = 0; term < terms.size(); ++term) {
        std::istringstream names(terms[term].groups);
        std::string name;
        while (std::getline(names, name, '+')) {
            const auto known = std::find(m_names.begin(), m_names.end(), name);
            const auto group = std::size_t(known - m_names.begin());
            if (known == m_names.end()) {
                m_names.push_back(name);
                m_taps.push_back(terms[term].tap);
                m_members.emplace_back();
            }
            m_members[group].push_back(term);
        }
    }
    m_means.assign(terms.size(), 0.0);
    m_stds.assign(terms.size(), 1.0);
}

void TermGroups::fit(const std::vector<std::vector<at::Tensor>>& perPicture)
{
    for (std::size_t term = 0; term < m_means.size(); ++term) {
        double sum = 0, squares = 0, count = 0;
        for (const auto& picture : perPicture) {
            const at::Tensor values = picture[term].to(at::kDouble);
            sum += values.sum().item<double>();
            squares += values.square().sum().item<double>();
            count += double(values.numel());
        }
        m_means[term] = sum / count;
        m_stds[term] = std::sqrt(std::max(1e-18, squares / count - m_means[term] * m_means[term]));
    }
}

GroupGrids TermGroups::join(const std::vector<at::Tensor>& terms, const Scene& scene) const
{
    GroupGrids groups(m_names.size());
    for (std::size_t group = 0; group < groups.size(); ++group) {
        at::Tensor& joined = groups[group].distance;
        for (const std::size_t term : m_members[group]) {
            const at::Tensor scaled = (terms[term] - m_means[term]) / m_stds[term];
            joined = joined.defined() ? at::maximum(joined, scaled) : scaled;
        }
        groups[group].part = scene.part[std::size_t(m_taps[group])];
        groups[group].context = scene.context[std::size_t(m_taps[group])];
    }
    return groups;
}

void TermGroups::listInto(NamedTensors& all) const
{
    all["groups.means"] = at::tensor(m_means, at::kDouble);
    all["groups.stds"] = at::tensor(m_stds, at::kDouble);
}

void TermGroups::restore(const NamedTensors& all)
{
    const auto count = std::int64_t(m_means.size());
    const at::Tensor means = takeTensor(all, "groups.means", {count}),
                     stds = takeTensor(all, "groups.stds", {count});
    for (std::int64_t i = 0; i < count; ++i) {
        m_means[std::size_t(i)] = means[i].item<double>();
        m_stds[std::size_t(i)] = stds[i].item<double>();
    }
}

std::vector<at::Tensor> calibrated(const GroupGrids& groups, const std::vector<CalibrationField>& fields,
                                   const ScoreRule& rule)
{
    std::vector<at::Tensor> grids;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if ((rule.groups >> i & 1u) == 0) {
            grids.emplace_back();
            continue;
        }
        at::Tensor value = fields[i].anywhere(groups[i]);
        if (rule.mode == MapMode::AnywhereAndHere)
            value = value + fields[i].here(groups[i]);
        else if (rule.mode == MapMode::AnywhereAndContext)
            value = value + fields[i].inContext(groups[i]);
        const double beside = rule.mode == MapMode::Anywhere ? kBesidePart : 2 * kBesidePart;
        grids.push_back((value - beside) * groups[i].part + beside);
    }
    return grids;
}

std::vector<at::Tensor> termDistances(const std::vector<DistanceTerm>& distances,
                                      const std::vector<at::Tensor>& tokens, double turn)
{
    std::vector<at::Tensor> grids;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        grids.push_back(distances[i](tokens[i], turn));
    return grids;
}

ModelScore scoreOf(const MapCanvas& canvas, const std::vector<at::Tensor>& grids, const ScoreRule& rule)
{
    ModelScore result;
    result.map = canvas.sum(grids);
    result.peak = meanOfLargest(result.map, 0);
    result.score = rule.topShare > 0 ? meanOfLargest(result.map, rule.topShare) : result.peak;
    return result;
}

std::vector<GridShape> groupShapes(const TermGroups& groups, const std::vector<GridShape>& perTap)
{
    std::vector<GridShape> shapes;
    for (std::size_t group = 0; group < groups.names().size(); ++group)
        shapes.push_back(perTap[std::size_t(groups.tap(group))]);
    return shapes;
}

RecipeModel::RecipeModel(Parts parts)
    : m_parts(std::move(parts)),
      m_canvas(m_parts.side, m_parts.sigma, groupShapes(m_parts.groups, m_parts.shapes))
{
}

ModelScore RecipeModel::score(const std::vector<at::Tensor>& features, double turn) const
{
    const c10::NoGradGuard noGrad;
    const GroupGrids groups = m_parts.groups.join(
        termDistances(m_parts.distances, m_parts.front(features), turn), m_parts.scene(features));
    const std::vector<at::Tensor> grids = calibrated(groups, m_parts.fields, m_parts.rule);
    ModelScore result = scoreOf(m_canvas, grids, m_parts.rule);
    for (std::size_t i = 0; i < grids.size(); ++i)
        if (grids[i].defined())
            result.terms.push_back({m_parts.groups.names()[i], grids[i]});
    return result;
}

void RecipeModel::listInto(NamedTensors& tensors, Metadata& metadata) const
{
    m_parts.front.listInto(tensors);
    m_parts.scene.listInto(tensors);
    m_parts.groups.listInto(tensors);
    for (std::size_t i = 0; i < m_parts.distances.size(); ++i)
        m_parts.distances[i].listInto(tensors, "term." + m_parts.front.terms()[i].name + ".");
    for (std::size_t i = 0; i < m_parts.fields.size(); ++i)
        m_parts.fields[i].listInto(tensors, "calibration." + m_parts.groups.names()[i] + ".");
    metadata["method"] = kMethod;
    tensors["rule"] = at::tensor({double(m_parts.rule.distance), double(m_parts.rule.mode),
                                  m_parts.rule.topShare, m_parts.sigma, double(m_parts.rule.groups)},
                                 at::kDouble);
}

} // namespace varad::nn
