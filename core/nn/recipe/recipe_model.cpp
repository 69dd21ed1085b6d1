#include "core/nn/recipe/recipe_model.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace varad::nn {

TermGroups::TermGroups(const std::vector<TermSpec>& terms)
{
    for (const TermSpec& term : terms) {
        const auto known = std::find(m_names.begin(), m_names.end(), term.group);
        const auto group = std::size_t(known - m_names.begin());
        if (known == m_names.end()) {
            m_names.push_back(term.group);
            m_taps.push_back(term.tap);
            m_members.push_back(0);
        }
        m_groupOf.push_back(group);
        ++m_members[group];
    }
    m_means.assign(terms.size(), 0.0);
    m_stds.assign(terms.size(), 1.0);
}

void TermGroups::fit(const std::vector<std::vector<at::Tensor>>& perPicture)
{
    for (std::size_t term = 0; term < m_groupOf.size(); ++term) {
        if (m_members[m_groupOf[term]] < 2)
            continue;
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

GroupGrids TermGroups::join(const std::vector<at::Tensor>& terms) const
{
    GroupGrids groups(m_names.size());
    for (std::size_t term = 0; term < terms.size(); ++term) {
        const std::size_t group = m_groupOf[term];
        if (m_members[group] < 2) {
            groups[group] = terms[term];
            continue;
        }
        const at::Tensor scaled = (terms[term] - m_means[term]) / m_stds[term];
        groups[group] = groups[group].defined() ? at::maximum(groups[group], scaled) : scaled;
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
    const auto count = std::int64_t(m_groupOf.size());
    const at::Tensor means = takeTensor(all, "groups.means", {count}), stds = takeTensor(all, "groups.stds", {count});
    for (std::int64_t i = 0; i < count; ++i) {
        m_means[std::size_t(i)] = means[i].item<double>();
        m_stds[std::size_t(i)] = stds[i].item<double>();
    }
}

GroupGrids calibrated(const GroupGrids& groups, const std::vector<CalibrationField>& fields, MapMode mode)
{
    GroupGrids grids;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const at::Tensor anywhere = fields[i].anywhere(groups[i]);
        grids.push_back(mode == MapMode::Anywhere ? anywhere : anywhere + fields[i].here(groups[i]));
    }
    return grids;
}

std::vector<at::Tensor> termDistances(const std::vector<GaussianTerm>& distances, const std::vector<at::Tensor>& tokens)
{
    std::vector<at::Tensor> grids;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        grids.push_back(distances[i](tokens[i]));
    return grids;
}

ModelScore scoreOf(const MapCanvas& canvas, const GroupGrids& grids, const ScoreRule& rule)
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
    : m_parts(std::move(parts)), m_canvas(m_parts.side, m_parts.sigma, groupShapes(m_parts.groups, m_parts.shapes))
{
}

ModelScore RecipeModel::score(const std::vector<at::Tensor>& features) const
{
    const at::NoGradGuard noGrad;
    const GroupGrids groups = m_parts.groups.join(termDistances(m_parts.distances, m_parts.front(features)));
    const GroupGrids grids = calibrated(groups, m_parts.fields, m_parts.rule.mode);
    ModelScore result = scoreOf(m_canvas, grids, m_parts.rule);
    for (std::size_t i = 0; i < grids.size(); ++i)
        result.terms.push_back({m_parts.groups.names()[i], grids[i]});
    return result;
}

void RecipeModel::listInto(NamedTensors& tensors, Metadata& metadata) const
{
    m_parts.front.listInto(tensors);
    m_parts.groups.listInto(tensors);
    for (std::size_t i = 0; i < m_parts.distances.size(); ++i)
        m_parts.distances[i].listInto(tensors, "term." + m_parts.front.terms()[i].name + ".");
    for (std::size_t i = 0; i < m_parts.fields.size(); ++i)
        m_parts.fields[i].listInto(tensors, "calibration." + m_parts.groups.names()[i] + ".");
    metadata["method"] = kMethod;
    const double here = m_parts.rule.mode == MapMode::Anywhere ? 0.0 : 1.0;
    tensors["rule"] = at::tensor({here, m_parts.rule.topShare, m_parts.sigma}, at::kDouble);
}

} // namespace varad::nn
