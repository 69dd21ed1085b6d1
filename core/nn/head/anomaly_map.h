// core/nn/head/anomaly_map.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace varad::nn {

/// Where the centres of a grid's cells lie in the picture, in pixels: first + cell * pitch.
struct CellGeometry {
    double first = 0;
    double pitch = 1;
};

/// Bilinear weights from `cells` samples to `side` pixels, [side, cells]; outside the outermost centres the
/// border sample holds. Corner alignment is {0, (side - 1) / (cells - 1)}.
[[nodiscard]] at::Tensor enlargeWeights(std::int64_t side, std::int64_t cells, const CellGeometry& geometry);
[[nodiscard]] CellGeometry alignedCorners(std::int64_t side, std::int64_t cells);

/// Gaussian of that sigma in pixels, cut at floor(4 sigma + 0.5), sum 1, half-sample symmetric border. [side,
/// side]
[[nodiscard]] at::Tensor gaussianWeights(std::int64_t side, double sigma);

/// The published map (Cao et al. 2025): token errors enlarged with aligned corners, averaged over
/// hierarchies, smoothed. Enlarging and smoothing are linear and separable, so both are two small matrix
/// products.
class MapAssembler {
public:
    /// @param sigma in pixels; 0: no smoothing.
    MapAssembler(std::int64_t side, double sigma) : m_side(side), m_sigma(sigma) {}

    /// weights [side, rows] and [side, columns] around a grid [.., rows, columns] -> [.., side, side]
    [[nodiscard]] at::Tensor enlarge(const at::Tensor& grid) const;
    [[nodiscard]] at::Tensor smooth(const at::Tensor& map) const;
    /// Enlarged, averaged, smoothed in one go. @param grids [B, H_i, W_i]. @return [B, side, side]
    [[nodiscard]] at::Tensor assemble(const std::vector<at::Tensor>& grids) const;

private:
    std::int64_t m_side;
    double m_sigma;
};

} // namespace varad::nn
