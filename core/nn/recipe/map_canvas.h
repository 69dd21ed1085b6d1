// core/nn/recipe/map_canvas.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/head/anomaly_map.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace varad::nn {

/// Size of a token grid and where its cells lie in the picture.
struct GridShape {
    std::int64_t rows = 0, columns = 0;
    CellGeometry geometry; ///< same for both axes: pictures are square
};

/// Enlarges grids to the network's side, adds them up and smooths the sum. Linear and separable, so one grid
/// costs two small products; the matrices are made once per size.
class MapCanvas {
public:
    MapCanvas(std::int64_t side, double sigma, const std::vector<GridShape>& shapes);

    /// @param grids as many as shapes, [H_i, W_i]; undefined ones are left out. @return [S, S]: smoothed sum
    [[nodiscard]] at::Tensor sum(const std::vector<at::Tensor>& grids) const;
    std::int64_t side() const { return m_side; }

private:
    struct Weights {
        at::Tensor down, acrossT; // [S, H], [W, S]
    };
    std::int64_t m_side;
    std::vector<Weights> m_weights;
};

/// Mean of the largest `share` of all values (at least one value); share 0: the maximum.
[[nodiscard]] double meanOfLargest(const at::Tensor& map, double share);

} // namespace varad::nn
