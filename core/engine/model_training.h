// core/engine/model_training.h - layer: engine module
#pragma once

#include "core/engine/backbone_library.h"
#include "core/inspection/engine.h"

namespace varad {

/// From good pictures to a model file, by the method that the options ask for.
/// @throws ErrorException, nn::Cancelled, nn::Diverged, formats::FormatError, std::system_error
TrainedModel trainModel(const TrainRequest& request, const JobContext& context,
                        const BackboneLibrary& library);

} // namespace varad
