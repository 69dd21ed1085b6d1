// core/nn/recipe/calibration_field.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/head/named_tensors.h"

#include <ATen/core/Tensor.h>

#include <string>

namespace varad::nn {

/// Brings the values of one term to a common scale, from its values on good parts that its statistics have not seen.
///     z(T)  = (T - mean) / std                 over all cells: "unusual anywhere"
///     zp(T) = (T - m(cell)) / s(cell)          per place:      "unusual here"
/// with m = 3 x 3 mean of the cell's mean over pictures, v = 3 x 3 mean of (cell variance + (cell mean - m)^2), borders
/// replicated, s = 0.75 sqrt(v) + 0.25 mean(sqrt(v)).
class CalibrationField {
public:
    [[nodiscard]] at::Tensor anywhere(const at::Tensor& term) const;
    [[nodiscard]] at::Tensor here(const at::Tensor& term) const;

    void listInto(NamedTensors& all, const std::string& prefix) const;
    static CalibrationField from(const NamedTensors& all, const std::string& prefix);

private:
    friend class CalibrationSums;
    double m_mean = 0, m_std = 1;
    at::Tensor m_placeMean, m_placeStd; // [H, W]
};

/// Sums over pictures; one can be taken away again, so that a part is scored by a calibration that leaves it out.
class CalibrationSums {
public:
    /// @param term [H, W]
    void add(const at::Tensor& term);
    void remove(const at::Tensor& term);
    /// Independent of this one (tensors share their storage when merely assigned).
    [[nodiscard]] CalibrationSums copy() const;
    std::int64_t pictures() const { return m_pictures; }
    [[nodiscard]] CalibrationField field() const;

private:
    void accumulate(const at::Tensor& term, double sign);
    std::int64_t m_pictures = 0;
    at::Tensor m_sum, m_squares; // [H, W] double
};

} // namespace varad::nn
