#include "core/nn/backbones/attention.h"
#include "core/nn/linear.h"

#include <ATen/ATen.h>
#include <torch/version.h>

#include <algorithm>
#include <cmath>

namespace varad::nn {

#if TORCH_VERSION_MAJOR >= 2

at::Tensor attention(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v)
{
    return at::scaled_dot_product_attention(q, k, v).transpose(1, 2).contiguous().flatten(2);
}

#else

namespace {

constexpr std::int64_t blockBytes = std::int64_t{16} << 20;

/// One picture: q [heads, Q, E], k and v [heads, T, E], result [Q, heads, E].
void attend(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const at::Tensor& result)
{
    const std::int64_t heads = q.size(0), queries = q.size(1), tokens = k.size(1), width = q.size(2);
    const std::int64_t bytesPerQuery = heads * tokens * static_cast<std::int64_t>(q.element_size());
    const std::int64_t block = std::clamp<std::int64_t>(blockBytes / bytesPerQuery, 1, queries);
    const at::Tensor scores = at::empty({heads, block, tokens}, q.options());
    const at::Tensor weights = at::empty_like(scores);
    const at::Tensor sums = at::empty({heads, block, width}, q.options());
    const at::Tensor kTransposed = k.transpose(1, 2);
    for (std::int64_t first = 0; first < queries; first += block) {
        const std::int64_t count = std::min(block, queries - first);
        const auto part = [&](const at::Tensor& buffer) {
            return count == block ? buffer : at::empty({heads, count, buffer.size(2)}, q.options());
        };
        at::Tensor s = part(scores), w = part(weights), o = part(sums);
        multiplyInto(s, q.narrow(1, first, count), kTransposed);
        at::_softmax_out(w, s, -1, false);
        multiplyInto(o, w, v);
        result.narrow(0, first, count).copy_(o.transpose(0, 1));
    }
}

} // namespace

at::Tensor attention(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v)
{
    const std::int64_t batch = q.size(0), heads = q.size(1), queries = q.size(2), width = q.size(3);
    const at::Tensor scaled = q * (1 / std::sqrt(static_cast<double>(width)));
    const at::Tensor result = at::empty({batch, queries, heads, width}, q.options());
    for (std::int64_t b = 0; b < batch; ++b)
        attend(scaled[b], k[b], v[b], result[b]);
    return result.flatten(2);
}

#endif

} // namespace varad::nn
