// Reference numbers of convolutional backbones: every stage of every picture, float32 and float64.
#include "core/nn/backbones/backbone.h"
#include "tests/nn/golden_files.h"

#include <ATen/ATen.h>

#include <numeric>

namespace {

using varad::test::Golden;

void checkPictures(Golden& golden, const varad::nn::Backbone& backbone, at::ScalarType precision)
{
    const varad::nn::BackboneInfo& info = backbone.info();
    std::vector<int> all(info.taps.size());
    std::iota(all.begin(), all.end(), 0);
    const auto constants = [&](const std::array<double, 3>& values) {
        return at::tensor({values[0], values[1], values[2]}, at::kDouble).to(precision).view({1, 3, 1, 1});
    };
    for (const varad::formats::TensorEntry& entry : golden.tensors().entries()) {
        if (!entry.name.starts_with("input."))
            continue;
        const std::string picture = entry.name.substr(6);
        const at::Tensor pixels = golden.tensor(entry.name, precision).unsqueeze(0);
        const std::vector<at::Tensor> taps =
            backbone.features((pixels - constants(info.mean)) / constants(info.std), all);
        for (std::size_t i = 0; i < taps.size(); ++i) {
            const std::string name = info.taps[i].name + "." + picture;
            if (golden.has(name))
                golden.compare(name, taps[i], 1e-4 * golden.tensor(name).abs().max().item<double>());
        }
    }
}

} // namespace

TEST_CASE(backboneFiles)
{
    int files = 0;
    const std::filesystem::path shared = varad::test::sharedFolder();
    for (const auto& found : std::filesystem::directory_iterator(shared / "golden")) {
        const std::string name = found.path().stem().string();
        if (!name.starts_with("backbone_") || found.path().extension() != ".safetensors")
            continue;
        ++files;
        const auto weights =
            varad::formats::readTensorFile(shared / "backbones" / (name.substr(9) + ".safetensors"));
        for (const at::ScalarType precision : {at::kFloat, at::kDouble}) {
            Golden golden(found.path());
            const varad::nn::BackboneOptions options{false, precision};
            checkPictures(golden, *varad::nn::loadBackbone(weights, options), precision);
            golden.report(precision == at::kFloat ? "float32" : "float64");
        }
    }
    CHECK_MESSAGE(files > 0, "no reference file of this kind");
}

TEST_MAIN()
