#include "core/nn/mamba/selective_scan_check.h"

#include <ATen/ATen.h>

#include <sstream>
#include <stdexcept>

namespace varad::nn {

namespace {

[[noreturn]] void refuse(const char* name, const std::string& why)
{
    throw std::invalid_argument(std::string("selectiveScan: ") + name + " " + why);
}

std::string text(at::IntArrayRef shape)
{
    std::ostringstream out;
    out << shape;
    return out.str();
}

void checkOne(const char* name, const at::Tensor& tensor, at::IntArrayRef wanted, const at::Tensor& like)
{
    if (!tensor.defined())
        refuse(name, "is missing; its shape must be " + text(wanted) + ".");
    if (tensor.sizes() != wanted)
        refuse(name, "must have the shape " + text(wanted) + ", not " + text(tensor.sizes()) + ".");
    if (tensor.scalar_type() != like.scalar_type())
        refuse(name, std::string("must be of the type of u, ") + toString(like.scalar_type()) + ", not " +
                         toString(tensor.scalar_type()) + ".");
    if (tensor.device() != like.device())
        refuse(name,
               "must be on the device of u, " + like.device().str() + ", not " + tensor.device().str() + ".");
    if (tensor.size(-1) > 1 && tensor.stride(-1) != 1)
        refuse(name, "must be contiguous along its last axis; call contiguous() first.");
}

void checkOrder(const at::Tensor& order, std::int64_t directions, std::int64_t cells)
{
    if (order.dim() != 2 || order.size(0) != directions)
        refuse("order", "must have the shape [" + std::to_string(directions) + ", P], not " +
                            text(order.sizes()) + ".");
    if (order.scalar_type() != at::kLong)
        refuse("order", std::string("must be of the type Long, not ") + toString(order.scalar_type()) + ".");
    if (order.numel() > 0) {
        const auto [least, most] = at::aminmax(order);
        if (least.item<std::int64_t>() < 0 || most.item<std::int64_t>() >= cells)
            refuse("order", "must name cells from 0 to " + std::to_string(cells - 1) + "; it spans " +
                                std::to_string(least.item<std::int64_t>()) + " to " +
                                std::to_string(most.item<std::int64_t>()) + ".");
    }
}

} // namespace

ScanSizes sizesOf(const ScanInput& in)
{
    return {in.u.size(0), in.u.size(1), in.u.size(2), in.order.defined() ? in.order.size(-1) : in.u.size(2),
            in.u.size(3), in.a.size(2)};
}

ScanSizes checkScan(const ScanInput& in)
{
    if (!in.u.defined() || in.u.dim() != 4)
        refuse("u", "must have the four axes [B, K, L, D], not " +
                        (in.u.defined() ? text(in.u.sizes()) : "none") + ".");
    if (in.u.scalar_type() != at::kFloat && in.u.scalar_type() != at::kDouble)
        refuse("u",
               std::string("must be of the type Float or Double, not ") + toString(in.u.scalar_type()) + ".");
    if (!in.a.defined() || in.a.dim() != 3)
        refuse("a", "must have the three axes [K, D, N], not " +
                        (in.a.defined() ? text(in.a.sizes()) : "none") + ".");

    const ScanSizes n = sizesOf(in);
    if (in.order.defined())
        checkOrder(in.order, n.directions, n.cells);
    const at::IntArrayRef perCell = in.u.sizes();
    const std::int64_t gate[] = {n.pictures, n.directions, n.cells, n.states};
    const std::int64_t perState[] = {n.directions, n.channels, n.states};
    const std::int64_t perChannel[] = {n.directions, n.channels};
    checkOne("u", in.u, perCell, in.u);
    checkOne("delta", in.delta, perCell, in.u);
    checkOne("a", in.a, perState, in.u);
    checkOne("b", in.b, gate, in.u);
    checkOne("c", in.c, gate, in.u);
    if (in.skip.defined())
        checkOne("skip", in.skip, perChannel, in.u);
    if (in.deltaBias.defined())
        checkOne("deltaBias", in.deltaBias, perChannel, in.u);
    if (in.start.defined())
        checkOne("start", in.start, perState, in.u);
    return n;
}

} // namespace varad::nn
