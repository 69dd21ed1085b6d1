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

/// The same with sums per place: for a mean that depends on the cell and a covariance that does not. Where
/// parts were turned into one pose, the light comes from another side in every picture. What a matt surface
/// shows is linear in the direction of the light, so the mean is then 1, cos and sin of the turn times a
/// coefficient of the cell each.
class PlaceMoments {
public:
    static constexpr std::int64_t kTurnFactors = 3; ///< 1, cosine, sine

    /// @param grid [H, W, C]; all of one size. @param turn radians that the part was turned by.
    void add(const at::Tensor& grid, double turn = 0);
    void add(const PlaceMoments& other);

    std::int64_t pictures() const { return m_pictures; }
    /// Coefficients of the cell's mean, smoothed over 3 x 3 cells. [J, H, W, C] double: J = 1, or 3 where
    /// enough pictures with enough different turns were added.
    [[nodiscard]] at::Tensor placeMean() const;
    /// Covariance of (value - mean(cell, turn)) over all cells and pictures. @param mean as placeMean() gives
    /// it.
    [[nodiscard]] at::Tensor covarianceAround(const at::Tensor& mean) const;

private:
    std::int64_t m_pictures = 0;
    at::Tensor m_sums;  // [3, H, W, C]: of the value times 1, cos, sin
    at::Tensor m_turns; // [3, 3]: of (1, cos, sin) (1, cos, sin)^T
    at::Tensor m_outer; // [C, C]
};

/// (1, cos turn, sin turn), the first `count` of them. [count] double
[[nodiscard]] at::Tensor turnFactors(double turn, std::int64_t count);

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
