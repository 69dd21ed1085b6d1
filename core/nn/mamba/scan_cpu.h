// core/nn/mamba/scan_cpu.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/mamba/selective_scan_check.h"

namespace varad::nn::scan {

/// What forward leaves for backward. Undefined unless asked for.
struct ForwardResult {
    ScanOutput output;
    at::Tensor checkpoints; ///< the state before every 32nd position, in the order of the kernel
};

/// Gradients in the shapes of the inputs; `skip`, `deltaBias` and `start` are filled whether given or not.
struct BackwardResult {
    at::Tensor u, delta, a, b, c, skip, deltaBias, start;
};

/// Both expect checked input on the CPU. `gradY`, `gradLast`: undefined means 0.
[[nodiscard]] ForwardResult forwardCpu(const ScanInput& in, const ScanSizes& sizes, bool keepCheckpoints);
[[nodiscard]] BackwardResult backwardCpu(const ScanInput& in, const ScanSizes& sizes,
                                         const at::Tensor& checkpoints, const at::Tensor& gradY,
                                         const at::Tensor& gradLast);

/// Name of the float32 kernels that this machine takes: "AVX-512", "AVX2" or "portable". The environment
/// variable VARAD_SCAN_ISA (the same names) picks lesser ones, for tests; read once.
[[nodiscard]] const char* cpuKernelName();

} // namespace varad::nn::scan
