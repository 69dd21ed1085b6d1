#include "core/nn/mamba/scan_cpu.h"

#include "core/nn/mamba/scan_kernel.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <cstdlib>
#include <string_view>

#if defined(VARAD_SCAN_X86)
#include <immintrin.h>
#endif

namespace varad::nn::scan {

namespace {

const Kernels<float>& chooseKernels()
{
#if defined(VARAD_SCAN_X86)
    const char* const set = std::getenv("VARAD_SCAN_ISA");
    const std::string_view most = set ? set : "AVX-512";
    if (most == "AVX-512" && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq"))
        return avx512KernelsFloat();
    if (most != "portable" && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return avx2KernelsFloat();
#endif
    return portableKernelsFloat();
}

template <class T>
const Kernels<T>& kernels();

template <>
const Kernels<float>& kernels<float>()
{
    static const Kernels<float>& chosen = chooseKernels();
    return chosen;
}

template <>
const Kernels<double>& kernels<double>()
{
    return portableKernelsDouble();
}

/// Decayed states pass through the denormal numbers, where arithmetic can be many times slower; they are far
/// below rounding. On for the calling thread and one scope.
class FlushDenormals {
public:
#if defined(VARAD_SCAN_X86)
    FlushDenormals() : m_before(_mm_getcsr()) { _mm_setcsr(m_before | 0x8040); } // flush results and operands
    ~FlushDenormals() { _mm_setcsr(m_before); }

private:
    unsigned m_before;
#else
    FlushDenormals() = default;
#endif
public:
    FlushDenormals(const FlushDenormals&) = delete;
    FlushDenormals& operator=(const FlushDenormals&) = delete;
};

template <class T>
Rows<T> rowsOf(const at::Tensor& t)
{
    return {t.data_ptr<T>(), t.stride(0), t.stride(1), t.stride(2)};
}

/// Small parameters in one piece, and the pointers of a scan into them.
template <class T>
struct Bound {
    at::Tensor a, skip, deltaBias, start, order;
    Arguments<T> arguments;
};

template <class T>
Bound<T> bind(const ScanInput& in, const ScanSizes& n)
{
    const auto inOnePiece = [](const at::Tensor& t) { return t.defined() ? t.contiguous() : t; };
    Bound<T> bound{inOnePiece(in.a),     inOnePiece(in.skip),  inOnePiece(in.deltaBias),
                   inOnePiece(in.start), inOnePiece(in.order), {}};
    const auto pointer = [](const at::Tensor& t) { return t.defined() ? t.data_ptr<T>() : nullptr; };
    Arguments<T>& to = bound.arguments;
    to.pictures = n.pictures;
    to.directions = n.directions;
    to.cells = n.cells;
    to.positions = n.positions;
    to.channels = n.channels;
    to.states = n.states;
    to.u = rowsOf<T>(in.u);
    to.delta = rowsOf<T>(in.delta);
    to.b = rowsOf<T>(in.b);
    to.c = rowsOf<T>(in.c);
    to.a = pointer(bound.a);
    to.skip = pointer(bound.skip);
    to.deltaBias = pointer(bound.deltaBias);
    to.start = pointer(bound.start);
    to.order = bound.order.defined() ? bound.order.template data_ptr<std::int64_t>() : nullptr;
    return bound;
}

/// Runs every task once, on any thread: a task's result depends on nothing but its number.
template <class T, class Run>
void runTasks(const Arguments<T>& in, const at::TensorOptions& options, const Run& run)
{
    at::parallel_for(0, in.tasks(), 1, [&](std::int64_t begin, std::int64_t end) {
        const at::Tensor scratch = at::empty({scratchElements(in)}, options); // LibTorch aligns to 64 bytes
        const FlushDenormals scope;
        for (std::int64_t task = begin; task < end; ++task)
            run(task, scratch.data_ptr<T>());
    });
}

template <class T>
ForwardResult forward(const ScanInput& in, const ScanSizes& n, bool keepCheckpoints)
{
    Bound<T> bound = bind<T>(in, n);
    Arguments<T>& arguments = bound.arguments;
    const at::TensorOptions options = at::TensorOptions().dtype(in.u.scalar_type());
    ForwardResult result;
    result.output.y = at::empty({n.pictures, n.directions, n.positions, n.channels}, options);
    result.output.last = at::empty({n.pictures, n.directions, n.channels, n.states}, options);
    arguments.y = result.output.y.template data_ptr<T>();
    arguments.last = result.output.last.template data_ptr<T>();
    if (keepCheckpoints) {
        result.checkpoints = at::empty({n.pictures, n.directions, arguments.chunks(),
                                        arguments.paddedChannels(kernels<T>().lanes) * n.states},
                                       options);
        arguments.checkpoints = result.checkpoints.template data_ptr<T>();
    }
    runTasks(arguments, options,
             [&](std::int64_t task, T* scratch) { kernels<T>().forward(arguments, task, scratch); });
    return result;
}

/// Sum over the first axis in its order, whatever the thread count.
at::Tensor sumFirst(const at::Tensor& parts)
{
    if (parts.size(0) == 0)
        return at::zeros(parts.sizes().slice(1), parts.options());
    at::Tensor total = parts.select(0, 0);
    for (std::int64_t i = 1; i < parts.size(0); ++i)
        total = total.add_(parts.select(0, i));
    return total;
}

template <class T>
BackwardResult backward(const ScanInput& in, const ScanSizes& n, const at::Tensor& checkpoints,
                        const at::Tensor& gradY, const at::Tensor& gradLast)
{
    Bound<T> bound = bind<T>(in, n);
    Arguments<T>& arguments = bound.arguments;
    arguments.checkpoints = checkpoints.data_ptr<T>();
    const at::TensorOptions options = at::TensorOptions().dtype(in.u.scalar_type());
    const std::int64_t perCell[] = {n.pictures, n.directions, n.cells, n.channels};
    const std::int64_t gate[] = {arguments.blocks(), n.pictures, n.directions, n.cells, n.states};
    const std::int64_t perState[] = {n.pictures, n.directions, n.channels, n.states};
    const std::int64_t perChannel[] = {n.pictures, n.directions, n.channels};

    const at::Tensor y = gradY.defined() ? gradY.contiguous() : gradY;
    const at::Tensor last = gradLast.defined() ? gradLast.contiguous() : gradLast;
    const at::Tensor u = at::zeros(perCell, options), delta = at::zeros(perCell, options);
    const at::Tensor b = at::zeros(gate, options), c = at::zeros(gate, options);
    const at::Tensor a = at::empty(perState, options), start = at::empty(perState, options);
    const at::Tensor skip = at::empty(perChannel, options), bias = at::empty(perChannel, options);
    const Gradients<T> gradients{y.defined() ? y.data_ptr<T>() : nullptr,
                                 last.defined() ? last.data_ptr<T>() : nullptr,
                                 u.data_ptr<T>(),
                                 delta.data_ptr<T>(),
                                 b.data_ptr<T>(),
                                 c.data_ptr<T>(),
                                 a.data_ptr<T>(),
                                 start.data_ptr<T>(),
                                 skip.data_ptr<T>(),
                                 bias.data_ptr<T>()};
    runTasks(arguments, options, [&](std::int64_t task, T* scratch) {
        kernels<T>().backward(arguments, gradients, task, scratch);
    });
    return {u, delta, sumFirst(a), sumFirst(b), sumFirst(c), sumFirst(skip), sumFirst(bias), sumFirst(start)};
}

} // namespace

ForwardResult forwardCpu(const ScanInput& in, const ScanSizes& sizes, bool keepCheckpoints)
{
    return in.u.scalar_type() == at::kDouble ? forward<double>(in, sizes, keepCheckpoints)
                                             : forward<float>(in, sizes, keepCheckpoints);
}

BackwardResult backwardCpu(const ScanInput& in, const ScanSizes& sizes, const at::Tensor& checkpoints,
                           const at::Tensor& gradY, const at::Tensor& gradLast)
{
    return in.u.scalar_type() == at::kDouble ? backward<double>(in, sizes, checkpoints, gradY, gradLast)
                                             : backward<float>(in, sizes, checkpoints, gradY, gradLast);
}

const char* cpuKernelName() { return kernels<float>().name; }

} // namespace varad::nn::scan
