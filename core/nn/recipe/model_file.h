// core/nn/recipe/model_file.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/head/head.h"
#include "core/nn/recipe/map_canvas.h"
#include "core/nn/recipe/scoring_model.h"
#include "core/nn/recipe/token_front.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace varad::nn {

/// What a model file says beside its tensors: everything that is needed to feed it.
struct ModelDescription {
    std::string backboneName;
    std::string backboneSha256;    ///< of the backbone's file
    std::vector<int> taps;         ///< indices into the backbone's tap list
    std::int64_t side = 0;         ///< network side in pixels
    std::vector<GridShape> shapes; ///< per tap
    std::vector<HeadConfig> heads; ///< of the first taps; empty for methods without head
    std::vector<TermSpec> terms;   ///< recipe only
    NamedTensors alignment; ///< how parts are brought into one pose; the engine's matter. Empty: they are not
    std::string made;       ///< free text: program version
};

struct LoadedModel {
    ModelDescription description;
    std::unique_ptr<ScoringModel> model;
};

/// Writes tensors and description as one safetensors file (format "varad-model", version 1), aside and
/// renamed.
/// @throws std::system_error
void saveModel(const std::filesystem::path& path, const ScoringModel& model,
               const ModelDescription& description);

/// @throws formats::FormatError names file and reason: not ours, newer version, missing or misshaped tensor,
/// NaN.
[[nodiscard]] LoadedModel loadModel(const std::filesystem::path& path);

} // namespace varad::nn
