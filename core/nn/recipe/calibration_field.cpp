#include "core/nn/recipe/calibration_field.h"

#include <ATen/ATen.h>

#include <cmath>

namespace varad::nn {
namespace {

constexpr double kLocalShare = 0.75, kSmallest = 1e-9;

at::Tensor replicatedBox3(const at::Tensor& field)
{
    const at::Tensor padded = at::replication_pad2d(field.view({1, 1, field.size(0), field.size(1)}), {1, 1, 1, 1});
    return at::avg_pool2d(padded, {3, 3}, {1, 1}).view_as(field);
}

} // namespace

at::Tensor CalibrationField::anywhere(const at::Tensor& term) const { return (term - m_mean) / m_std; }

at::Tensor CalibrationField::here(const at::Tensor& term) const { return (term - m_placeMean) / m_placeStd; }

void CalibrationField::listInto(NamedTensors& all, const std::string& prefix) const
{
    all[prefix + "overall"] = at::tensor({m_mean, m_std}, at::kDouble);
    all[prefix + "place_mean"] = m_placeMean;
    all[prefix + "place_std"] = m_placeStd;
}

CalibrationField CalibrationField::from(const NamedTensors& all, const std::string& prefix)
{
    CalibrationField field;
    const at::Tensor overall = takeTensor(all, prefix + "overall", {2});
    field.m_mean = overall[0].item<double>();
    field.m_std = overall[1].item<double>();
    field.m_placeMean = takeTensor(all, prefix + "place_mean", {-1, -1});
    field.m_placeStd = takeTensor(all, prefix + "place_std", field.m_placeMean.sizes().vec());
    return field;
}

void CalibrationSums::accumulate(const at::Tensor& term, double sign)
{
    const at::Tensor values = term.to(at::kDouble);
    if (!m_sum.defined()) {
        m_sum = at::zeros_like(values);
        m_squares = at::zeros_like(values);
    }
    m_sum.add_(values, sign);
    m_squares.add_(values.square(), sign);
}

void CalibrationSums::add(const at::Tensor& term)
{
    accumulate(term, 1);
    ++m_pictures;
}

void CalibrationSums::remove(const at::Tensor& term)
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
    }
    return other;
}

CalibrationField CalibrationSums::field() const
{
    const auto n = double(m_pictures);
    const at::Tensor cellMean = m_sum / n;
    const at::Tensor cellVariance = (m_squares / n - cellMean.square()).clamp_min(0);
    CalibrationField field;
    field.m_mean = cellMean.mean().item<double>();
    field.m_std = std::sqrt(std::max(kSmallest, (m_squares / n).mean().item<double>() - field.m_mean * field.m_mean));
    const at::Tensor mean = replicatedBox3(cellMean);
    const at::Tensor spread = replicatedBox3(cellVariance + (cellMean - mean).square()).sqrt();
    field.m_placeMean = mean.to(at::kFloat);
    field.m_placeStd =
        (kLocalShare * spread + (1 - kLocalShare) * spread.mean()).clamp_min(kSmallest).to(at::kFloat);
    return field;
}

} // namespace varad::nn
