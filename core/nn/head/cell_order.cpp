#include "core/nn/head/cell_order.h"

#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/full.h>
#include <ATen/ops/stack.h>
#include <torch/csrc/autograd/custom_function.h>

#include <cstring>

namespace varad::nn {

at::Tensor scanOrders(std::int64_t rows, std::int64_t columns)
{
    const at::Tensor raster = at::arange(rows * columns, at::kLong);
    const at::Tensor byColumns = raster.view({rows, columns}).t().reshape({-1});
    return at::stack({raster, byColumns, raster.flip(0), byColumns.flip(0)});
}

namespace {

constexpr std::int64_t kCellsPerTask = 256;

at::Tensor gatherKernel(const at::Tensor& cells, const at::Tensor& order)
{
    const std::int64_t pictures = cells.size(0), cellCount = cells.size(1), channels = cells.size(2);
    const std::int64_t directions = order.size(0), positions = order.size(1);
    const at::Tensor in = cells.contiguous(), index = order.contiguous();
    at::Tensor out = at::empty({pictures, directions, positions, channels}, in.options());
    const std::size_t rowBytes = static_cast<std::size_t>(channels) * in.element_size();
    const auto* source = static_cast<const char*>(in.data_ptr());
    auto* target = static_cast<char*>(out.data_ptr());
    const auto* cell = index.data_ptr<std::int64_t>();
    at::parallel_for(
        0, pictures * directions * positions, kCellsPerTask, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t row = begin; row < end; ++row) {
                const std::int64_t picture = row / (directions * positions);
                const std::int64_t from = picture * cellCount + cell[row % (directions * positions)];
                std::memcpy(target + row * rowBytes, source + from * rowBytes, rowBytes);
            }
        });
    return out;
}

/// Position of each cell in each direction, -1 where the direction does not visit it. [K, L]
at::Tensor positionsOfCells(const at::Tensor& order, std::int64_t cellCount)
{
    const at::Tensor index = order.contiguous();
    at::Tensor inverse = at::full({index.size(0), cellCount}, -1, at::kLong);
    const auto* cell = index.data_ptr<std::int64_t>();
    auto* position = inverse.data_ptr<std::int64_t>();
    for (std::int64_t k = 0; k < index.size(0); ++k)
        for (std::int64_t p = 0; p < index.size(1); ++p)
            position[k * cellCount + cell[k * index.size(1) + p]] = p;
    return inverse;
}

at::Tensor mergeKernel(const at::Tensor& rows, const at::Tensor& order, std::int64_t cellCount)
{
    const std::int64_t pictures = rows.size(0), directions = rows.size(1), positions = rows.size(2);
    const std::int64_t channels = rows.size(3);
    const at::Tensor in = rows.contiguous(), inverse = positionsOfCells(order, cellCount);
    at::Tensor out = at::empty({pictures, cellCount, channels}, in.options());
    const auto* position = inverse.data_ptr<std::int64_t>();
    AT_DISPATCH_FLOATING_TYPES(in.scalar_type(), "mergeCells", [&] {
        const auto* source = in.data_ptr<scalar_t>();
        auto* target = out.data_ptr<scalar_t>();
        at::parallel_for(0, pictures * cellCount, kCellsPerTask, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t row = begin; row < end; ++row) {
                const std::int64_t picture = row / cellCount, cell = row % cellCount;
                scalar_t* sum = target + row * channels;
                std::memset(sum, 0, channels * sizeof(scalar_t));
                for (std::int64_t k = 0; k < directions; ++k) {
                    const std::int64_t p = position[k * cellCount + cell];
                    if (p < 0)
                        continue;
                    const scalar_t* term = source + ((picture * directions + k) * positions + p) * channels;
                    for (std::int64_t c = 0; c < channels; ++c)
                        sum[c] += term[c];
                }
            }
        });
    });
    return out;
}

struct Gather : torch::autograd::Function<Gather> {
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& cells,
                              const at::Tensor& order)
    {
        context->saved_data["order"] = order;
        context->saved_data["cells"] = cells.size(1);
        return gatherKernel(cells, order);
    }
    static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::tensor_list gradients)
    {
        return {mergeKernel(gradients[0], context->saved_data["order"].toTensor(),
                            context->saved_data["cells"].toInt()),
                at::Tensor()};
    }
};

struct Merge : torch::autograd::Function<Merge> {
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& rows,
                              const at::Tensor& order, std::int64_t cellCount)
    {
        context->saved_data["order"] = order;
        return mergeKernel(rows, order, cellCount);
    }
    static torch::autograd::tensor_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::tensor_list gradients)
    {
        return {gatherKernel(gradients[0], context->saved_data["order"].toTensor()), at::Tensor(),
                at::Tensor()};
    }
};

} // namespace

at::Tensor gatherCells(const at::Tensor& cells, const at::Tensor& order)
{
    return Gather::apply(cells, order);
}

at::Tensor mergeCells(const at::Tensor& rows, const at::Tensor& order, std::int64_t cellCount)
{
    return Merge::apply(rows, order, cellCount);
}

} // namespace varad::nn
