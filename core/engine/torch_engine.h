// core/engine/torch_engine.h - layer: engine module
#pragma once

#include "core/engine/backbone_library.h"
#include "core/inspection/engine.h"

namespace varad {

/// The engine on LibTorch. Create and use it on one thread.
class TorchEngine final : public Engine {
public:
    /// Sets LibTorch's thread count to the cores of this process (VARAD_THREADS overrides it).
    TorchEngine();

    RuntimeDescription runtime() const override;
    Result<TrainedModel> train(const TrainRequest& request, const JobContext& context) override;
    Result<std::unique_ptr<Detector>> load(const QString& modelPath) override;
    Result<std::vector<BackboneDescription>> backbones() override;
    Result<BackboneDescription> describeBackbone(const QString& file) override;
    Result<BackboneDescription> importBackbone(const ImportOptions& options) override;

private:
    BackboneLibrary m_library;
};

} // namespace varad
