// core/nn/recipe/moments.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace varad::nn {

/// Sums that mean and covariance are made of, in double. Sums of disjoint sets of pictures can be added,
/// which makes statistics that leave some pictures out as cheap as one pass.
class TokenMoments {
public:
    /// @param rows [n, C]
    void add(const at::Tensor& rows);
    void add(const TokenMoments& other);

    std::int64_t count() const { return m_count; }
    [[nodiscard]] at::Tensor mean() const;       ///< [C] double
    [[nodiscard]] at::Tensor covariance() const; ///< [C, C] double, divided by count

private:
    std::int64_t m_count = 0;
    at::Tensor m_sum, m_outer; // [C], [C, C]
};

/// The same with a sum per place: for a mean that depends on the cell and a covariance that does not.
class PlaceMoments {
public:
    /// @param grid [H, W, C]; all of one size.
    void add(const at::Tensor& grid);
    void add(const PlaceMoments& other);

    std::int64_t pictures() const { return m_pictures; }
    /// 3 x 3 mean over the grid of the mean over pictures. [H, W, C] double
    [[nodiscard]] at::Tensor placeMean() const;
    /// Covariance of (value - mean(cell)) over all cells and pictures. @param mean [H, W, C]
    [[nodiscard]] at::Tensor covarianceAround(const at::Tensor& mean) const;

private:
    std::int64_t m_pictures = 0;
    at::Tensor m_sum;   // [H, W, C]
    at::Tensor m_outer; // [C, C]
};

/// 0.99 C + 0.01 (trace C / d) I: keeps directions without variance usable.
[[nodiscard]] at::Tensor shrunk(const at::Tensor& covariance);
/// C^(-1/2), symmetric.
[[nodiscard]] at::Tensor inverseRoot(const at::Tensor& covariance);
/// F with F F^T = C^-1, so that |F^T x| is the Mahalanobis length of x.
[[nodiscard]] at::Tensor inverseFactor(const at::Tensor& covariance);

/// Mean over a k x k window (k odd) of a token grid; only cells inside the grid count. [.., H, W, C], same
/// type.
[[nodiscard]] at::Tensor boxMean(const at::Tensor& grid, std::int64_t k);

} // namespace varad::nn
