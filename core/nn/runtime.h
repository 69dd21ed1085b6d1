// core/nn/runtime.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include <string>

namespace varad::nn {

/// Sets LibTorch's thread count (Debian's default is 1). 0: one per core that this process may use.
void setThreads(int count);

/// Our products divide their work themselves (core/nn/linear.h); an OpenBLAS must not divide it again. Cheap
/// to repeat.
void useOneBlasThread();

struct Runtime {
    std::string libtorch; ///< version
    std::string blas;     ///< library that does matrix products, e.g. "libopenblas.so.0"
    double gflops = 0;    ///< measured float32 matrix product, 0 if not measured
    int threads = 1;
    std::string cpuCapability; ///< vector level of LibTorch's own kernels: "AVX2", "AVX512", "DEFAULT"
};

/// Looks, measures nothing unless `measure`. About 20 ms with it.
enum class Measure { No, MatrixProduct };
[[nodiscard]] Runtime describeRuntime(Measure measure);

/// The reference BLAS multiplies matrices 30 times slower. True where it is the one that was loaded.
[[nodiscard]] bool hasSlowBlas(const Runtime& runtime);

} // namespace varad::nn
