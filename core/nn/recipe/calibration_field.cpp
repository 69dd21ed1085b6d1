#include "core/nn/recipe/calibration_field.h"

#include "core/nn/recipe/scene.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

namespace varad::nn {
namespace {

constexpr double kLocalShare = 0.75, kSmallest = 1e-9;
constexpr double kPriorCells = 200;

at::Tensor replicatedBox3(const at::Tensor& field)
{
    const at::Tensor padded =
        at::replication_pad2d(field.view({1, 1, field.size(0), field.size(1)}), {1, 1, 1, 1});
    return at::avg_pool2d(padded, {3, 3}, {1, 1}).view_as(field);
}

} // namespace

at::Tensor CalibrationField::anywhere(const TermGrid& term) const { return (term.distance - m_mean) / m_std; }

at::Tensor CalibrationField::here(const TermGrid& term) const
{
    return (term.distance - m_placeMean) / m_placeStd;
}

at::Tensor CalibrationField::inContext(const TermGrid& term) const
{
    const at::Tensor classes = term.context.flatten();
    const at::Tensor mean = m_classMean.index_select(0, classes).view_as(term.distance);
    const at::Tensor std = m_classStd.index_select(0, classes).view_as(term.distance);
    return (term.distance - mean) / std;
}

void CalibrationField::listInto(NamedTensors& all, const std::string& prefix) const
{
    all[prefix + "overall"] = at::tensor({m_mean, m_std}, at::kDouble);
    all[prefix + "place_mean"] = m_placeMean;
    all[prefix + "place_std"] = m_placeStd;
    all[prefix + "class_mean"] = m_classMean;
    all[prefix + "class_std"] = m_classStd;
}

CalibrationField CalibrationField::from(const NamedTensors& all, const std::string& prefix)
{
    CalibrationField field;
    const at::Tensor overall = takeTensor(all, prefix + "overall", {2});
    field.m_mean = overall[0].item<double>();
    field.m_std = overall[1].item<double>();
    field.m_placeMean = takeTensor(all, prefix + "place_mean", {-1, -1});
    field.m_placeStd = takeTensor(all, prefix + "place_std", field.m_placeMean.sizes().vec());
    field.m_classMean = takeTensor(all, prefix + "class_mean", {SceneReader::kClasses});
    field.m_classStd = takeTensor(all, prefix + "class_std", {SceneReader::kClasses});
    return field;
}

void CalibrationSums::accumulate(const TermGrid& term, double sign)
{
    const at::Tensor values = term.distance.to(at::kDouble);
    if (!m_sum.defined()) {
        m_sum = at::zeros_like(values);
        m_squares = at::zeros_like(values);
        m_classes = at::zeros({SceneReader::kClasses, 3}, at::kDouble);
    }
    m_sum.add_(values, sign);
    m_squares.add_(values.square(), sign);
    const at::Tensor onPart = (term.part > 0.5).flatten();
    const at::Tensor mine = values.flatten().masked_select(onPart),
                     classes = term.context.flatten().masked_select(onPart);
    const at::Tensor facts = at::stack({at::ones_like(mine), mine, mine.square()}, 1);
    m_classes.add_(at::zeros_like(m_classes).index_add_(0, classes, facts), sign);
}

void CalibrationSums::add(const TermGrid& term)
{
    accumulate(term, 1);
    ++m_pictures;
}

void CalibrationSums::remove(const TermGrid& term)
{
    accumulate(term, -1);
    --m_pictures;
}

CalibrationSums CalibrationSums::copy() const
{
    CalibrationSums other;
    other.m_pictures = m_pictures;
    if (m_sum.defined()) {
        other.m_sum = m_sum.clone();
        other.m_squares = m_squares.clone();
        other.m_classes = m_classes.clone();
    }
    return other;
}

CalibrationField CalibrationSums::field() const
{
    const auto n = double(m_pictures);
    CalibrationField field;
    const at::Tensor total = m_classes.sum(0);
    const double cells = std::max(1.0, total[0].item<double>());
    field.m_mean = total[1].item<double>() / cells;
    field.m_std =
        std::sqrt(std::max(kSmallest, total[2].item<double>() / cells - field.m_mean * field.m_mean));

    const at::Tensor cellMean = m_sum / n;
    const at::Tensor cellVariance = (m_squares / n - cellMean.square()).clamp_min(0);
    const at::Tensor mean = replicatedBox3(cellMean);
    const at::Tensor spread = replicatedBox3(cellVariance + (cellMean - mean).square()).sqrt();
    field.m_placeMean = mean.to(at::kFloat);
    field.m_placeStd =
        (kLocalShare * spread + (1 - kLocalShare) * spread.mean()).clamp_min(kSmallest).to(at::kFloat);

    const at::Tensor count = m_classes.select(1, 0) + kPriorCells;
    const at::Tensor classMean = (m_classes.select(1, 1) + kPriorCells * field.m_mean) / count;
    const double second = field.m_std * field.m_std + field.m_mean * field.m_mean;
    const at::Tensor classSecond = (m_classes.select(1, 2) + kPriorCells * second) / count;
    const at::Tensor classStd = (classSecond - classMean.square()).clamp_min(kSmallest).sqrt();
    field.m_classMean = classMean.to(at::kFloat);
    field.m_classStd = (kLocalShare * classStd + (1 - kLocalShare) * field.m_std).to(at::kFloat);
    return field;
}

} // namespace varad::nn
