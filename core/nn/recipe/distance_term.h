// core/nn/recipe/distance_term.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/head/named_tensors.h"
#include "core/nn/recipe/moments.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <string>

namespace varad::nn {

/// What a token is compared with.
enum class DistanceKind {
    ByPlace,    ///< the mean of its own cell: for parts that always lie the same way
    Components, ///< the nearest of some typical tokens: for parts that turn or move
};

/// How unusual a token is: a Mahalanobis distance, T = sqrt((q - mu)^T S^-1 (q - mu)), one covariance for all
/// cells.
class DistanceTerm {
public:
    DistanceTerm() = default;
    static DistanceTerm byPlace(const PlaceMoments& moments);
    /// @param moments for the covariance; @param sample [n, C] tokens that the components are found in
    /// (k-means from a seeded start in the whitened space).
    static DistanceTerm components(const TokenMoments& moments, const at::Tensor& sample, std::uint64_t seed);
    /// For fewer pictures of the same product: k-means begins at the components of `other`, so that both see
    /// the same structures as typical and differ only by what these pictures show.
    static DistanceTerm componentsLike(const DistanceTerm& other, const TokenMoments& moments,
                                       const at::Tensor& sample);

    /// @param tokens [H, W, C]. @param turn radians that the part was turned by. @return [H, W] float32
    [[nodiscard]] at::Tensor operator()(const at::Tensor& tokens, double turn = 0) const;

    void listInto(NamedTensors& all, const std::string& prefix) const;
    /// @throws std::invalid_argument names a missing or misshaped tensor.
    static DistanceTerm from(const NamedTensors& all, const std::string& prefix, DistanceKind kind);

private:
    using Whitened = std::function<at::Tensor(const at::Tensor& tokens)>;
    static DistanceTerm
    withComponents(const TokenMoments& moments, const at::Tensor& sample,
                   const std::function<at::Tensor(const at::Tensor& rows, const Whitened&)>& start);
    void prepare();
    DistanceKind m_kind = DistanceKind::ByPlace;
    at::Tensor m_mean;     // [J, H, W, C], see PlaceMoments, or [K, C]
    at::Tensor m_factor;   // [C, C], F F^T = S^-1
    at::Tensor m_whitened; // mean F
};

/// k-means++ (Arthur and Vassilvitskii 2007): rows far from those already chosen are likelier, so that rare
/// structures get a centre too. @param rows [n, C] float32, n >= 1. @return [at most k, C], all different.
[[nodiscard]] at::Tensor spreadCentres(const at::Tensor& rows, std::int64_t k, std::uint64_t seed);
/// Lloyd's k-means with squared Euclidean distances, from `centres` [K, C]. @return [at most K, C]: those
/// that no row is nearest to are dropped.
[[nodiscard]] at::Tensor kMeans(const at::Tensor& rows, at::Tensor centres);
/// Squared distances of every row to every centre, [n, K].
[[nodiscard]] at::Tensor squaredDistances(const at::Tensor& rows, const at::Tensor& centres);

} // namespace varad::nn
