#include "core/nn/backbones/convolution.h"
#include "core/nn/linear.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace varad::nn {

Convolution takeConvolution(Weights& weights, const std::string& name, const std::vector<std::int64_t>& shape,
                            std::int64_t groups)
{
    Convolution layer;
    layer.weight = weights.take(name + ".weight", shape);
    if (layer.weight.size(2) != layer.weight.size(3) || layer.weight.size(2) % 2 == 0)
        weights.refuse(name + ".weight", "has a kernel that is not square with an odd side.");
    layer.bias = weights.take(name + ".bias", {layer.weight.size(0)});
    layer.groups = groups;
    return layer;
}

void prepare(Convolution& layer, at::ScalarType precision)
{
    layer.weight = layer.weight.to(precision).contiguous(at::MemoryFormat::ChannelsLast);
    layer.bias = layer.bias.to(precision);
}

namespace {

/// Depthwise, already padded, as k x k shifted products. LibTorch has a depthwise kernel for float32 only; in
/// double it would run one convolution per channel.
at::Tensor depthwiseByShifts(const Convolution& layer, const at::Tensor& padded)
{
    const std::int64_t kernel = layer.weight.size(2), stride = layer.stride;
    const std::int64_t rows = (padded.size(2) - kernel) / stride + 1,
                       columns = (padded.size(3) - kernel) / stride + 1;
    at::Tensor sum = layer.bias.view({1, -1, 1, 1})
                         .expand({padded.size(0), padded.size(1), rows, columns})
                         .contiguous(at::MemoryFormat::ChannelsLast);
    for (std::int64_t i = 0; i < kernel; ++i)
        for (std::int64_t j = 0; j < kernel; ++j) {
            const at::Tensor shifted = padded.slice(2, i, i + (rows - 1) * stride + 1, stride)
                                           .slice(3, j, j + (columns - 1) * stride + 1, stride);
            sum.addcmul_(shifted, layer.weight.select(3, j).select(2, i).view({1, -1, 1, 1}));
        }
    return sum;
}

/// 1 x 1 as a matrix product over pixels. LibTorch's own way (oneDNN) splits long sums by the number of
/// threads, so that the features would depend on it.
at::Tensor pointwise(const Convolution& layer, const at::Tensor& x)
{
    const at::Tensor sampled =
        layer.stride == 1 ? x
                          : x.slice(2, 0, c10::nullopt, layer.stride).slice(3, 0, c10::nullopt, layer.stride);
    const at::Tensor pixels = sampled.permute({0, 2, 3, 1}).contiguous();
    const at::Tensor matrix = layer.weight.reshape({layer.channelsOut(), layer.channelsIn()});
    return linearMap(pixels.view({-1, layer.channelsIn()}), matrix, layer.bias)
        .view({pixels.size(0), pixels.size(1), pixels.size(2), layer.channelsOut()})
        .permute({0, 3, 1, 2});
}

} // namespace

at::Tensor convolve(const Convolution& layer, const at::Tensor& x, Padding padding)
{
    const std::int64_t kernel = layer.weight.size(2);
    if (kernel == 1 && layer.groups == 1)
        return pointwise(layer, x);
    const auto zeros = [&](std::int64_t n) {
        const std::int64_t out = (n + layer.stride - 1) / layer.stride;
        return padding == Padding::Symmetric
                   ? kernel - 1
                   : std::max<std::int64_t>((out - 1) * layer.stride + kernel - n, 0);
    };
    const std::int64_t rows = zeros(x.size(2)), columns = zeros(x.size(3));
    const bool shifts = layer.groups > 1 && x.scalar_type() != at::kFloat;
    if (!shifts && rows == columns && rows % 2 == 0)
        return at::conv2d(x, layer.weight, layer.bias, layer.stride, rows / 2, 1, layer.groups);
    const at::Tensor padded =
        at::constant_pad_nd(x, {columns / 2, columns - columns / 2, rows / 2, rows - rows / 2}, 0);
    return shifts ? depthwiseByShifts(layer, padded)
                  : at::conv2d(padded, layer.weight, layer.bias, layer.stride, at::IntArrayRef{0, 0}, 1,
                               layer.groups);
}

void foldBatchNorm(Weights& from, TensorCollection& to, const FoldNames& names,
                   const std::vector<std::int64_t>& shape, double epsilon)
{
    const at::Tensor weight = from.take(names.convolution + ".weight", shape).to(at::kDouble);
    const std::vector<std::int64_t> channels{weight.size(0)};
    const auto take = [&](const char* part) {
        return from.take(names.norm + part, channels).to(at::kDouble);
    };
    const at::Tensor gamma = take(".weight"), beta = take(".bias");
    const at::Tensor mean = take(".running_mean"), variance = take(".running_var");
    if ((variance < 0).any().item<bool>())
        from.refuse(names.norm + ".running_var", "holds a negative variance; the file cannot be used.");
    const at::Tensor scale = gamma / (variance + epsilon).sqrt();
    to.add(names.target + ".weight", (weight * scale.view({-1, 1, 1, 1})).to(at::kFloat));
    to.add(names.target + ".bias", (beta - mean * scale).to(at::kFloat));
}

} // namespace varad::nn
