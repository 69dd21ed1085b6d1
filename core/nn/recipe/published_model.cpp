#include "core/nn/recipe/published_model.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <string>

namespace varad::nn {
namespace {

std::vector<GridShape> withAlignedCorners(std::vector<GridShape> grids, std::int64_t side)
{
    for (GridShape& grid : grids)
        grid.geometry = alignedCorners(side, grid.rows);
    return grids;
}

} // namespace

PublishedModel::PublishedModel(std::vector<HierarchyHead> heads, std::int64_t side,
                               const std::vector<GridShape>& grids)
    : m_heads(std::move(heads)), m_canvas(side, kSigma, withAlignedCorners(grids, side))
{
    const c10::NoGradGuard noGrad;
    for (HierarchyHead& head : m_heads)
        head.freeze();
}

ModelScore PublishedModel::score(const std::vector<at::Tensor>& features, double) const
{
    const c10::NoGradGuard noGrad;
    ModelScore result;
    std::vector<at::Tensor> grids;
    for (std::size_t i = 0; i < m_heads.size(); ++i) {
        const HeadOutput out = m_heads[i](features[i].unsqueeze(0), Mode::Evaluation);
        const at::Tensor error = 1 - (out.adapted * out.predicted).sum(3).squeeze(0);
        grids.push_back(error / double(m_heads.size()));
        result.terms.push_back({"VarAD" + std::to_string(i + 1), grids.back()});
    }
    result.map = m_canvas.sum(grids);
    result.score = result.peak = meanOfLargest(result.map, 0);
    return result;
}

void PublishedModel::listInto(NamedTensors& tensors, Metadata& metadata) const
{
    for (std::size_t i = 0; i < m_heads.size(); ++i)
        m_heads[i].listInto(tensors, tensors, static_cast<int>(i));
    metadata["method"] = kMethod;
}

} // namespace varad::nn
