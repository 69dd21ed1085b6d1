// core/nn/backbones/import.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/backbones/backbone.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace varad::nn {

/// What a file of weights cannot say about itself.
struct ImportOptions {
    std::string name;   ///< empty: as recognised
    std::string source; ///< where the file comes from, in words; empty: as known by its SHA-256, or "unknown"
    std::string licence;          ///< SPDX identifier; empty: likewise
    std::vector<int> defaultTaps; ///< empty: as the network's family has them
    std::stop_token stop;         ///< asked between trials of float16
};

struct ImportReport {
    BackboneInfo info;
    std::string sourceSha256, fileSha256;
    std::uintmax_t bytes = 0;    ///< of the written file
    std::size_t halfTensors = 0; ///< stored as float16
    std::size_t tensors = 0;
    double largestChange = 0; ///< of any tap's features against float32, relative L2 norm
};

/// Turns a checkpoint into the one file that this program loads: recognised and checked strictly, batch norm
/// folded, cut after the last tap, weights as float16 as long as no tap's features change by 1e-3 (relative
/// L2 norm, in double precision, on a fixed pattern) and float32 otherwise, with a card as metadata.
/// Deterministic: same file and options, same bytes. `to` is complete or absent.
/// @throws formats::FormatError         the file is damaged, of an unknown network, or incomplete.
/// @throws std::invalid_argument        options that do not fit the network.
/// @throws std::system_error            the disk refuses.
/// @throws ImportCancelled              `stop` was asked for.
[[nodiscard]] ImportReport importBackbone(const std::filesystem::path& from, const std::filesystem::path& to,
                                          const ImportOptions& options);

class ImportCancelled : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The fixed picture that float16 is judged by: [1, 3, side, side] float64 in about -1 .. 1; waves of three
/// lengths and a fine pseudo-random grain, the same on every machine.
[[nodiscard]] at::Tensor trialPicture(std::int64_t side);

} // namespace varad::nn
