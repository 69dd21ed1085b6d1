// core/nn/recipe/calibration_field.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/head/named_tensors.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>

namespace varad::nn {

/// One term of one picture, with what is where on the same grid.
struct TermGrid {
    at::Tensor distance; ///< [H, W] float32
    at::Tensor part;     ///< [H, W] float32 in 0 .. 1, share of the cell on the part
    at::Tensor context;  ///< [H, W] int64, class of the surroundings
};

/// Brings the values of one term to a common scale, from its values on good parts that its statistics have
/// not seen.
///     anywhere: (T - mean) / std over all cells of the part
///     here:     (T - m(cell)) / s(cell), with m = 3 x 3 mean of the cell's mean over pictures, v = 3 x 3
///     mean of
///               (cell variance + (cell mean - m)^2), borders replicated, s = 0.75 sqrt(v) + 0.25
///               mean(sqrt(v))
///     context:  the same with the mean and deviation over all cells of the same class, drawn to the overall
///     values as if
///               200 cells had them; it turns with the part
class CalibrationField {
public:
    [[nodiscard]] at::Tensor anywhere(const TermGrid& term) const;
    [[nodiscard]] at::Tensor here(const TermGrid& term) const;
    [[nodiscard]] at::Tensor inContext(const TermGrid& term) const;

    void listInto(NamedTensors& all, const std::string& prefix) const;
    static CalibrationField from(const NamedTensors& all, const std::string& prefix);

private:
    friend class CalibrationSums;
    double m_mean = 0, m_std = 1;
    at::Tensor m_placeMean, m_placeStd; // [H, W]
    at::Tensor m_classMean, m_classStd; // [classes]
};

/// Sums over pictures; one can be taken away again, so that a part is scored by a calibration that leaves it
/// out.
class CalibrationSums {
public:
    void add(const TermGrid& term);
    void remove(const TermGrid& term);
    /// Independent of this one (tensors share their storage when merely assigned).
    [[nodiscard]] CalibrationSums copy() const;
    std::int64_t pictures() const { return m_pictures; }
    [[nodiscard]] CalibrationField field() const;

private:
    void accumulate(const TermGrid& term, double sign);
    std::int64_t m_pictures = 0;
    at::Tensor m_sum, m_squares; // [H, W] double, all cells
    at::Tensor m_classes;        // [classes, 3] double: cells, sum, squares over cells of the part
};

} // namespace varad::nn
