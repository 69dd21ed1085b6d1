// EfficientNet-Lite and MobileNetV2: against the reference package, strictness, and the file that ships.
#include "core/nn/backbones/import.h"
#include "core/nn/backbones/inverted_residual.h"
#include "core/nn/backbones/sha256.h"
#include "tests/nn/backbone_checks.h"

#include <fstream>
#include <map>

namespace {

using namespace varad;
using test::StateDict;

struct Stage {
    int repeats;
    std::int64_t channels;
    int kernel;
};
/// An eighth of EfficientNet-Lite0's widths.
constexpr Stage stages[] = {{1, 2, 3}, {2, 3, 3}, {2, 5, 5}, {3, 10, 3}, {3, 14, 5}, {4, 24, 5}, {1, 40, 3}};

StateDict narrowLite()
{
    StateDict weights;
    weights.addWeight("_conv_stem.weight", {32, 3, 3, 3});
    weights.addNorm("_bn0", 32);
    std::int64_t channels = 32;
    int block = 0;
    for (const Stage& stage : stages)
        for (int i = 0; i < stage.repeats; ++i, ++block) {
            const std::string name = "_blocks." + std::to_string(block) + ".";
            const std::int64_t inner = block == 0 ? channels : 6 * channels;
            if (block > 0) {
                weights.addWeight(name + "_expand_conv.weight", {inner, channels, 1, 1});
                weights.addNorm(name + "_bn0", inner);
            }
            weights.addWeight(name + "_depthwise_conv.weight", {inner, 1, stage.kernel, stage.kernel});
            weights.addNorm(name + "_bn1", inner);
            weights.addWeight(name + "_project_conv.weight", {stage.channels, inner, 1, 1});
            weights.addNorm(name + "_bn2", stage.channels);
            channels = stage.channels;
        }
    weights.addWeight("_conv_head.weight", {1280, channels, 1, 1});
    weights.addNorm("_bn1", 1280);
    weights.addWeight("_fc.weight", {10, 1280});
    weights.add("_fc.bias", at::zeros({10}));
    return weights;
}

at::Tensor picture(std::int64_t rows, std::int64_t columns)
{
    const std::string name = "picture." + std::to_string(rows) + "x" + std::to_string(columns);
    return test::pattern(name, {3, rows, columns}).unsqueeze(0);
}

std::filesystem::path sourceRoot() { return VARAD_SOURCE_ROOT; }

} // namespace

TEST_CASE(everyStageMeetsTheReferencePackage)
{
    const formats::TensorFile expected =
        formats::readTensorFile(sourceRoot() / "tests" / "nn" / "fixtures" / "backbone_lite.safetensors");
    CHECK(expected.entries().size() == 12);
    for (const at::ScalarType precision : {at::kFloat, at::kDouble}) {
        const auto backbone = nn::loadBackbone(narrowLite().file(), {false, precision});
        for (const auto& [rows, columns] : {std::pair{64, 64}, std::pair{33, 47}}) {
            const auto taps =
                backbone->features(picture(rows, columns).to(precision), test::allTaps(*backbone));
            for (std::size_t i = 0; i < taps.size(); ++i) {
                const std::string name = backbone->info().taps[i].name + "." + std::to_string(rows) + "x" +
                                         std::to_string(columns);
                const formats::TensorEntry* wanted = expected.find(name);
                CHECK_MESSAGE(wanted != nullptr, name);
                if (wanted)
                    CHECK_MESSAGE(test::relative(taps[i], nn::toTensor(*wanted)) < 1e-5, name);
            }
        }
    }
}

TEST_CASE(keepsTheContractOfABackbone)
{
    const auto backbone = nn::loadBackbone(narrowLite().file());
    test::checkContract(*backbone, picture(97, 130));
    test::checkContract(*backbone, at::cat({picture(32, 32), picture(32, 32).neg()}));
    const auto call = [&](const at::Tensor& image, std::vector<int> taps) {
        return [=, &backbone] { (void)backbone->features(image, taps); };
    };
    test::checkInvalid(call(picture(8, 8)[0], {0}), "[batch, 3, rows, columns]");
    test::checkInvalid(call(picture(8, 8).to(at::kDouble), {0}), "number type");
    test::checkInvalid(call(picture(8, 8), {}), "no tap");
    test::checkInvalid(call(picture(8, 8), {1, 1}), "ascending");
    test::checkInvalid(call(picture(8, 8), {6}), "ascending");
}

TEST_CASE(wrongFilesAreRefusedByNameOfFileAndTensor)
{
    const StateDict good = narrowLite();
    for (const char* tensor : {"_bn0.running_var", "_blocks.0._project_conv.weight",
                               "_blocks.5._expand_conv.weight", "_blocks.9._bn1.bias"})
        test::checkStrict(good, tensor);
    StateDict changed = good;
    for (auto it = changed.tensors.begin(); it != changed.tensors.end();)
        it = it->first.starts_with("_blocks.15.") ? changed.tensors.erase(it) : it + 1;
    test::checkRefused(changed, "_blocks.15._depthwise_conv.weight", "missing");
    changed = good;
    changed.at("_blocks.3._bn0.running_var") = at::full({18}, -1.0);
    test::checkRefused(changed, "_blocks.3._bn0.running_var", "negative");
    StateDict unknown;
    unknown.add("a.weight", at::ones({2}));
    try {
        (void)nn::loadBackbone(unknown.file("other.pth"));
        test::fail(__FILE__, __LINE__, "an unknown network was accepted");
    } catch (const formats::FormatError& e) {
        CHECK(std::string(e.what()).find("other.pth: no network") == 0);
    }
}

TEST_CASE(theShippedFilesAreWhatTheirCardsSay)
{
    const std::map<std::string, std::vector<std::int64_t>> shipped{
        {"efficientnet_lite0", {24, 40, 80, 112, 192, 320}},
        {"efficientnet_lite2", {24, 48, 88, 120, 208, 352}}};
    for (const auto& [name, channels] : shipped) {
        const std::filesystem::path path = sourceRoot() / "models" / (name + ".safetensors");
        const formats::TensorFile file = formats::readTensorFile(path);
        const auto backbone = nn::loadBackbone(file);
        const nn::BackboneInfo& info = backbone->info();
        CHECK(info.name == name && info.family == "inverted-residual" && info.sideMultiple == 1);
        CHECK(info.mean == (std::array{127.0 / 255, 127.0 / 255, 127.0 / 255}));
        CHECK(info.std == (std::array{128.0 / 255, 128.0 / 255, 128.0 / 255}));
        CHECK(info.defaultTaps == (std::vector<int>{1, 3, 4}));
        for (std::size_t i = 0; i < info.taps.size(); ++i)
            CHECK(info.taps[i].channels == channels[i]);
        CHECK(file.metadata().at("licence") == "Apache-2.0" && file.metadata().at("padding") == "same");
        CHECK(std::filesystem::file_size(path) <= 12'000'000);
        const std::string hash = nn::fileSha256(path);
        std::ifstream card(sourceRoot() / "models" / (name + ".md"));
        const std::string text((std::istreambuf_iterator<char>(card)), {});
        CHECK_MESSAGE(text.find(hash) != std::string::npos,
                      "the card does not hold the file's SHA-256 " + hash);
        test::checkContract(*backbone, picture(64, 96));
    }
}

TEST_CASE(importGivesAFileThatLoadsAndBarelyDiffers)
{
    const auto folder =
        std::filesystem::temp_directory_path() /
        ("varad_import_" + std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()));
    std::filesystem::create_directory(folder);
    const StateDict weights = narrowLite();
    std::vector<formats::TensorToWrite> list;
    for (const auto& [name, value] : weights.tensors)
        list.push_back({name,
                        formats::ElementType::F32,
                        value.sizes().vec(),
                        {static_cast<const std::byte*>(value.data_ptr()), value.nbytes()}});
    formats::writeSafetensors(folder / "in.safetensors", list, {});
    nn::ImportOptions options;
    options.name = "narrow";
    options.source = "a test";
    options.defaultTaps = {0, 2};
    const nn::ImportReport report =
        nn::importBackbone(folder / "in.safetensors", folder / "a.safetensors", options);
    (void)nn::importBackbone(folder / "in.safetensors", folder / "b.safetensors", options);
    CHECK(nn::fileSha256(folder / "a.safetensors") == report.fileSha256);
    CHECK(nn::fileSha256(folder / "b.safetensors") == report.fileSha256);
    CHECK(report.halfTensors > 0 && report.largestChange < 1e-3 && report.largestChange > 0);
    const formats::TensorFile file = formats::readTensorFile(folder / "a.safetensors");
    CHECK(file.metadata().at("source") == "a test" && file.metadata().at("licence") == "unknown");
    CHECK(file.metadata().at("source_sha256") == nn::fileSha256(folder / "in.safetensors"));
    const auto before = nn::loadBackbone(weights.file()), after = nn::loadBackbone(file);
    CHECK(after->info().name == "narrow" && after->info().defaultTaps == options.defaultTaps);
    CHECK(after->info().parameters == before->info().parameters);
    const auto wanted = before->features(picture(64, 64), test::allTaps(*before));
    const auto got = after->features(picture(64, 64), test::allTaps(*after));
    for (std::size_t i = 0; i < got.size(); ++i)
        CHECK(test::relative(got[i], wanted[i]) < 3e-3);
    options.defaultTaps = {2, 0};
    test::checkInvalid(
        [&] { (void)nn::importBackbone(folder / "in.safetensors", folder / "c.safetensors", options); },
        "ascending");
    CHECK(!std::filesystem::exists(folder / "c.safetensors"));
    std::filesystem::remove_all(folder);
}

TEST_CASE(aCardThatDoesNotFitIsRefused)
{
    StateDict own;
    const nn::Canonical canonical = nn::canonicalForm(narrowLite().file());
    for (const formats::TensorEntry& entry : canonical.file.entries())
        own.add(entry.name, nn::toTensor(entry));
    const auto refused = [&](const std::string& key, const std::string& value, const std::string& part) {
        auto metadata = canonical.file.metadata();
        metadata[key] = value;
        try {
            (void)nn::loadBackbone(own.file("own.safetensors", metadata));
            test::fail(key.c_str(), 0, "'" + value + "' was accepted");
        } catch (const formats::FormatError& e) {
            CHECK_MESSAGE(std::string(e.what()).find("own.safetensors") == 0, e.what());
            CHECK_MESSAGE(std::string(e.what()).find(part) != std::string::npos, e.what());
        }
    };
    (void)nn::loadBackbone(own.file("own.safetensors", canonical.file.metadata()));
    refused("version", "2", "version");
    refused("mean", "0.5 0.5", "mean");
    refused("std", "0.5 0 0.5", "std");
    refused("std", "0.5 nan 0.5", "std");
    refused("taps", "a:b:c", "taps");
    refused("taps", "blocks.2:3:4", "taps");
    refused("default_taps", "1 1", "default_taps");
    refused("default_taps", "9", "default_taps");
    refused("family", "other", "family");
    refused("parameters", "many", "parameters");
}

TEST_MAIN()
