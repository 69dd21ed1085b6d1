// Reference numbers of DINOv2: position tables and taps, both resamplings, float32 and float64.
#include "core/nn/backbones/backbone.h"
#include "core/nn/backbones/positions.h"
#include "tests/nn/golden_files.h"

#include <ATen/ATen.h>

namespace {

using varad::nn::PositionRule;
using varad::test::Golden;

struct Run {
    const char* prefix; ///< of the expected tensors
    bool wrapperPositions;
    at::ScalarType precision;
    double tapTolerance, tableTolerance;
};

std::vector<std::string> pictures(const Golden& golden)
{
    const std::string start = "in.image.";
    std::vector<std::string> sizes;
    for (const varad::formats::TensorEntry& entry : golden.tensors().entries())
        if (entry.name.starts_with(start))
            sizes.push_back(entry.name.substr(start.size()));
    return sizes;
}

void checkRun(Golden& golden, const varad::formats::TensorFile& checkpoint, const Run& run)
{
    const varad::nn::BackboneOptions options{run.wrapperPositions, run.precision};
    const auto backbone = varad::nn::loadBackbone(checkpoint, options);
    const bool registers = checkpoint.find("register_tokens") != nullptr;
    const PositionRule rule = !registers             ? PositionRule::Offset
                              : run.wrapperPositions ? PositionRule::NoOffset
                                                     : PositionRule::Antialias;
    const at::Tensor table = varad::nn::toTensor(*checkpoint.find("pos_embed")).to(run.precision);
    CHECK(!pictures(golden).empty());
    for (const std::string& size : pictures(golden)) {
        const at::Tensor image = golden.tensor("in.image." + size, run.precision);
        const at::Tensor positions =
            varad::nn::resamplePositions(table, image.size(2) / 14, image.size(3) / 14, rule);
        golden.compare(run.prefix + (".pos_embed." + size), positions, run.tableTolerance);
        const std::vector<at::Tensor> taps = backbone->features(image, {0, 1, 2});
        for (std::size_t i = 0; i < taps.size(); ++i)
            golden.compare(run.prefix + (".tap" + std::to_string(i)) + "." + size, taps[i], run.tapTolerance);
    }
}

} // namespace

TEST_CASE(dinov2Files)
{
    for (const std::filesystem::path& path : varad::test::goldenFiles("dinov2")) {
        for (const at::ScalarType precision : {at::kFloat, at::kDouble}) {
            Golden golden(path);
            const auto checkpoint =
                varad::formats::readTensorFile(path.parent_path() / golden.text("checkpoint"));
            const bool single = precision == at::kFloat;
            const double taps = single ? 1e-4 : 1e-6, table = single ? 1e-5 : 2e-7;
            checkRun(golden, checkpoint, {"out", true, precision, taps, table});
            if (checkpoint.find("register_tokens"))
                checkRun(golden, checkpoint, {"official", false, precision, taps, table});
            golden.report(single ? "float32" : "float64");
        }
    }
}

TEST_MAIN()
