// ResNets of both block kinds against PyTorch, and every size's structure.
#include "tests/nn/backbone_checks.h"

namespace {

using namespace varad;
using test::StateDict;

struct Shape {
    std::vector<int> depths;
    bool bottleneck;
    std::int64_t stem, inner; ///< inner width of the first stage; doubles per stage
};

StateDict resnet(const Shape& shape)
{
    StateDict weights;
    weights.addWeight("conv1.weight", {shape.stem, 3, 7, 7});
    weights.addNorm("bn1", shape.stem);
    std::int64_t channels = shape.stem;
    for (std::size_t s = 0; s < shape.depths.size(); ++s)
        for (int i = 0; i < shape.depths[s]; ++i) {
            const std::string block = "layer" + std::to_string(s + 1) + "." + std::to_string(i) + ".";
            const std::int64_t inner = shape.inner << s;
            const std::int64_t out = shape.bottleneck ? (4 * shape.stem) << s : shape.stem << s;
            const std::vector<std::vector<std::int64_t>> shapes =
                shape.bottleneck
                    ? std::vector<std::vector<std::int64_t>>{{inner, channels, 1, 1},
                                                             {inner, inner, 3, 3},
                                                             {out, inner, 1, 1}}
                    : std::vector<std::vector<std::int64_t>>{{out, channels, 3, 3}, {out, out, 3, 3}};
            for (std::size_t k = 0; k < shapes.size(); ++k) {
                weights.addWeight(block + "conv" + std::to_string(k + 1) + ".weight", shapes[k]);
                weights.addNorm(block + "bn" + std::to_string(k + 1), shapes[k][0]);
            }
            if (i == 0 && (s > 0 || out != channels)) {
                weights.addWeight(block + "downsample.0.weight", {out, channels, 1, 1});
                weights.addNorm(block + "downsample.1", out);
            }
            channels = out;
        }
    weights.addWeight("layer4.0.conv1.weight", {4, 4, 3, 3}); // known and not needed, whatever it holds
    weights.addWeight("fc.weight", {10, 4});
    weights.add("fc.bias", at::zeros({10}));
    return weights;
}

const Shape narrow18{{2, 2, 2}, false, 8, 8}, narrow50{{3, 4, 6}, true, 8, 8};

at::Tensor picture(std::int64_t rows, std::int64_t columns)
{
    const std::string name = "picture." + std::to_string(rows) + "x" + std::to_string(columns);
    return test::pattern(name, {3, rows, columns}).unsqueeze(0);
}

} // namespace

TEST_CASE(narrowNetworksMeetPyTorch)
{
    const formats::TensorFile expected =
        formats::readTensorFile(std::filesystem::path(VARAD_SOURCE_ROOT) / "tests" / "nn" / "fixtures" /
                                "backbone_resnet.safetensors");
    CHECK(expected.entries().size() == 12);
    for (const auto& [name, shape] : {std::pair{"resnet18", narrow18}, std::pair{"resnet50", narrow50}})
        for (const at::ScalarType precision : {at::kFloat, at::kDouble}) {
            const auto backbone = nn::loadBackbone(resnet(shape).file(), {false, precision});
            CHECK_MESSAGE(backbone->info().name == name, backbone->info().name);
            for (const auto& [rows, columns] : {std::pair{32, 32}, std::pair{33, 49}}) {
                const auto taps = backbone->features(picture(rows, columns).to(precision), {0, 1, 2});
                for (std::size_t i = 0; i < taps.size(); ++i) {
                    const std::string key = std::string(name) + "." + backbone->info().taps[i].name + "." +
                                            std::to_string(rows) + "x" + std::to_string(columns);
                    const formats::TensorEntry* wanted = expected.find(key);
                    CHECK_MESSAGE(wanted != nullptr, key);
                    if (wanted)
                        CHECK_MESSAGE(test::relative(taps[i], nn::toTensor(*wanted)) < 1e-5, key);
                }
            }
        }
}

TEST_CASE(everySizeIsRecognised)
{
    const std::pair<const char*, Shape> sizes[] = {
        {"resnet34", {{3, 4, 6}, false, 4, 4}},         {"resnet101", {{3, 4, 23}, true, 4, 4}},
        {"resnet152", {{3, 8, 36}, true, 4, 4}},        {"wide_resnet50_2", {{3, 4, 6}, true, 4, 8}},
        {"wide_resnet101_2", {{3, 4, 23}, true, 4, 8}},
    };
    for (const auto& [name, shape] : sizes) {
        const auto backbone = nn::loadBackbone(resnet(shape).file());
        CHECK_MESSAGE(backbone->info().name == name, backbone->info().name);
        const std::int64_t first = shape.bottleneck ? 16 : 4;
        for (int i = 0; i < 3; ++i) {
            CHECK(backbone->info().taps[static_cast<std::size_t>(i)].channels == first << i);
            CHECK(backbone->info().taps[static_cast<std::size_t>(i)].stride == 4 << i);
        }
        CHECK(backbone->features(picture(33, 33), {2}).front().sizes().vec() ==
              (std::vector<std::int64_t>{1, first * 4, 3, 3}));
    }
}

TEST_CASE(theFullResnet18HasItsPublishedWidths)
{
    const auto backbone = nn::loadBackbone(resnet({{2, 2, 2}, false, 64, 64}).file());
    const std::vector<std::int64_t> wanted{64, 128, 256};
    for (std::size_t i = 0; i < wanted.size(); ++i)
        CHECK(backbone->info().taps[i].channels == wanted[i]);
    test::checkContract(*backbone, picture(64, 70));
}

TEST_CASE(keepsTheContractOfABackbone)
{
    test::checkContract(*nn::loadBackbone(resnet(narrow50).file()), picture(49, 75));
}

TEST_CASE(aPrefixIsFound)
{
    StateDict prefixed;
    for (const auto& [name, value] : resnet(narrow18).tensors)
        prefixed.add("model.tokenizer.frozen_tokenizer." + name, value);
    prefixed.add("model.vssm.0.0.layers.0.blocks.0.norm.weight", at::ones({8}));
    const auto plain = nn::loadBackbone(resnet(narrow18).file()), other = nn::loadBackbone(prefixed.file());
    CHECK(at::equal(plain->features(picture(64, 64), {2})[0], other->features(picture(64, 64), {2})[0]));
}

TEST_CASE(wrongFilesAreRefusedByNameOfFileAndTensor)
{
    const StateDict good = resnet(narrow50);
    for (const char* tensor : {"conv1.weight", "bn1.running_mean", "layer1.0.downsample.0.weight",
                               "layer2.3.bn2.bias", "layer3.5.conv3.weight"})
        test::checkStrict(good, tensor);
    StateDict changed = good;
    std::erase_if(changed.tensors, [](const auto& one) { return one.first.starts_with("layer3.5."); });
    test::checkRefused(changed, "layer3.5.conv1.weight", "is missing");
}

TEST_MAIN()
