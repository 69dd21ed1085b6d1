// DINOv2 from every layout in which its weights are published: all must give the official file's features.
#include "core/nn/backbones/import.h"
#include "tests/nn/backbone_checks.h"

namespace {

using namespace varad;
using test::StateDict;

constexpr std::int64_t width = 64, hidden = 80, side = 4;

struct Shape {
    std::int64_t registers = 0;
    bool swiglu = false;
    int depth = 12;
};

void addLinear(StateDict& weights, const std::string& name, std::int64_t out, std::int64_t in)
{
    weights.addWeight(name + ".weight", {out, in});
    weights.add(name + ".bias", test::pattern(name + ".bias", {out}, 0.3));
}

void addNorm(StateDict& weights, const std::string& name)
{
    weights.add(name + ".weight", test::pattern(name + ".weight", {width}, 0.3, 1));
    weights.add(name + ".bias", test::pattern(name + ".bias", {width}, 0.3));
}

StateDict official(const Shape& shape)
{
    StateDict weights;
    for (const char* token : {"cls_token", "register_tokens"})
        if (token[0] == 'c' || shape.registers > 0)
            weights.add(token, test::pattern(token, {1, token[0] == 'c' ? 1 : shape.registers, width}));
    weights.add("mask_token", at::zeros({1, width}));
    weights.add("pos_embed", test::pattern("pos_embed", {1, 1 + side * side, width}));
    weights.addWeight("patch_embed.proj.weight", {width, 3, 14, 14});
    weights.add("patch_embed.proj.bias", test::pattern("patch_embed.proj.bias", {width}, 0.3));
    for (int i = 0; i < shape.depth; ++i) {
        const std::string block = "blocks." + std::to_string(i) + ".";
        for (const char* norm : {"norm1", "norm2"})
            addNorm(weights, block + norm);
        for (const char* scale : {"ls1.gamma", "ls2.gamma"})
            weights.add(block + scale, test::pattern(block + scale, {width}, 0.5, 0.6));
        addLinear(weights, block + "attn.qkv", 3 * width, width);
        addLinear(weights, block + "attn.proj", width, width);
        addLinear(weights, block + (shape.swiglu ? "mlp.w12" : "mlp.fc1"), shape.swiglu ? 2 * hidden : hidden,
                  width);
        addLinear(weights, block + (shape.swiglu ? "mlp.w3" : "mlp.fc2"), width, hidden);
    }
    addNorm(weights, "norm");
    return weights;
}

bool replaced(std::string& name, const std::string& from, const std::string& to)
{
    const auto at = name.find(from);
    if (at == std::string::npos)
        return false;
    name.replace(at, from.size(), to);
    return true;
}

StateDict huggingFace(const StateDict& weights, const std::string& prefix)
{
    StateDict out;
    for (const auto& [official, value] : weights.tensors) {
        std::string name = official;
        if (replaced(name, "blocks.", "encoder.layer.")) {
            const std::string base = name.substr(0, name.find('.', 14) + 1);
            if (const auto at = name.find("attn.qkv."); at != std::string::npos) {
                const auto parts = value.chunk(3, 0);
                const std::string end = name.substr(at + 9);
                out.add(prefix + base + "attention.attention.query." + end, parts[0]);
                out.add(prefix + base + "attention.attention.key." + end, parts[1]);
                out.add(prefix + base + "attention.attention.value." + end, parts[2]);
                continue;
            }
            replaced(name, "attn.proj", "attention.output.dense");
            replaced(name, "ls1.gamma", "layer_scale1.lambda1");
            replaced(name, "ls2.gamma", "layer_scale2.lambda1");
            replaced(name, "mlp.w12", "mlp.weights_in");
            replaced(name, "mlp.w3", "mlp.weights_out");
        } else if (replaced(name, "patch_embed.proj", "embeddings.patch_embeddings.projection") ||
                   replaced(name, "pos_embed", "embeddings.position_embeddings")) {
        } else if (name.starts_with("norm.")) {
            name = "layernorm." + name.substr(5);
        } else {
            name = "embeddings." + name;
        }
        out.add(prefix + name, value);
    }
    return out;
}

StateDict timm(const StateDict& weights, bool registers)
{
    StateDict out;
    for (const auto& [official, value] : weights.tensors) {
        std::string name = official;
        if (name == "mask_token")
            continue;
        replaced(name, "register_tokens", "reg_token");
        replaced(name, "mlp.w12", "mlp.fc1");
        replaced(name, "mlp.w3", "mlp.fc2");
        out.add(name, value);
    }
    if (registers) { // the class token's position is inside the class token
        at::Tensor& positions = out.at("pos_embed");
        out.at("cls_token") = out.at("cls_token") + positions.narrow(1, 0, 1);
        positions = positions.narrow(1, 1, side * side).contiguous();
    }
    return out;
}

/// A checkpoint of the method's own program: the backbone under a prefix, the trained parts beside it.
StateDict wholeModel(const StateDict& weights, bool lora)
{
    StateDict out;
    for (const auto& [official, value] : weights.tensors) {
        std::string name = official;
        if (lora)
            replaced(name, "attn.qkv.", "attn.qkv.qkv.");
        out.add("model.tokenizer.frozen_tokenizer.dino." + name, value);
    }
    for (int i = 0; lora && i < 12; ++i)
        for (const char* which : {"q", "v"}) {
            const std::string base =
                "model.tokenizer.frozen_tokenizer.dino.blocks." + std::to_string(i) + ".attn.qkv.linear_";
            out.addWeight(base + "a_" + which + ".weight", {3, width});
            out.add(base + "b_" + which + ".weight", at::zeros({width, 3}));
        }
    out.addWeight("model.tokenizer.proj.0.0.weight", {width, width, 1, 1});
    out.addWeight("model.vssm.0.0.layers.0.blocks.0.op.in_proj.weight", {4 * width, width});
    return out;
}

at::Tensor picture(std::int64_t rows, std::int64_t columns)
{
    return test::pattern("picture", {2, 3, rows, columns});
}

void checkSame(const StateDict& weights, const StateDict& wanted, const char* what)
{
    const auto got = nn::loadBackbone(weights.file()), reference = nn::loadBackbone(wanted.file());
    CHECK_MESSAGE(got->info().name == reference->info().name, what);
    CHECK_MESSAGE(got->info().parameters == reference->info().parameters, what);
    for (const at::Tensor& image : {picture(56, 56), picture(28, 70)}) {
        const auto a = got->features(image, {0, 1, 2}), b = reference->features(image, {0, 1, 2});
        for (std::size_t i = 0; i < a.size(); ++i)
            CHECK_MESSAGE(test::relative(a[i], b[i]) < 1e-5, what);
    }
}

} // namespace

TEST_CASE(everyLayoutGivesTheOfficialFeatures)
{
    for (const bool swiglu : {false, true})
        for (const std::int64_t registers : {0, 4}) {
            const StateDict weights = official({registers, swiglu, 12});
            checkSame(huggingFace(weights, ""), weights, "Hugging Face");
            checkSame(huggingFace(weights, "dinov2."), weights, "Hugging Face, prefix");
            StateDict classifier = huggingFace(weights, "dinov2_with_registers.");
            classifier.add("classifier.weight", at::ones({3, width}));
            checkSame(classifier, weights, "Hugging Face, classifier");
            checkSame(timm(weights, registers > 0), weights, "timm");
            checkSame(wholeModel(weights, false), weights, "whole model");
            checkSame(wholeModel(weights, true), weights, "whole model with lora");
        }
}

TEST_CASE(keepsTheContractOfABackbone)
{
    const auto backbone = nn::loadBackbone(official({4, false, 12}).file());
    test::checkContract(*backbone, picture(56, 70));
    CHECK(backbone->info().sideMultiple == 14 && backbone->info().defaultTaps == (std::vector<int>{0, 1, 2}));
    test::checkInvalid([&] { (void)backbone->features(picture(56, 57), {0}); }, "multiple of 14");
}

TEST_CASE(blocksAfterTheTwelfthAreCheckedAndLeftOut)
{
    const StateDict deep = official({0, false, 14}), plain = official({0, false, 12});
    checkSame(deep, plain, "fourteen blocks");
    StateDict changed = deep;
    changed.remove("blocks.13.mlp.fc2.bias");
    test::checkRefused(changed, "blocks.13.mlp.fc2.bias", "is missing");
    changed = deep;
    changed.at("blocks.12.norm1.weight") = at::ones({3});
    test::checkRefused(changed, "blocks.12.norm1.weight", "has shape");
    test::checkRefused(official({0, false, 11}), "blocks.11.norm1.weight", "is missing");
}

TEST_CASE(wrongFilesAreRefusedByTheNamesThatTheyUse)
{
    const StateDict weights = official({4, false, 12});
    for (const char* tensor : {"cls_token", "pos_embed", "patch_embed.proj.bias", "blocks.0.norm1.weight",
                               "blocks.5.attn.qkv.weight", "blocks.11.ls2.gamma", "norm.bias"})
        test::checkStrict(weights, tensor);
    test::checkStrict(huggingFace(weights, "dinov2."),
                      "dinov2.encoder.layer.3.attention.attention.key.weight");
    test::checkStrict(huggingFace(weights, ""), "encoder.layer.3.layer_scale1.lambda1");
    StateDict changed = wholeModel(weights, true);
    changed.at("model.tokenizer.frozen_tokenizer.dino.blocks.2.attn.qkv.linear_b_v.weight") =
        at::ones({width, 3});
    test::checkRefused(changed, "model.tokenizer.frozen_tokenizer.dino.blocks.2.attn.qkv.linear_b_v.weight",
                       "not zero");
    changed = weights;
    changed.at("pos_embed") = at::zeros({1, 12, width});
    test::checkRefused(changed, "pos_embed", "no square grid");
}

TEST_CASE(registersUseTheAuthorsPositionsUnlessAskedOtherwise)
{
    const formats::TensorFile registers = official({4, false, 12}).file(),
                              plain = official({0, false, 12}).file();
    const nn::BackboneOptions wrapper{true, at::kFloat};
    const at::Tensor small = picture(28, 28), trained = picture(56, 56);
    const auto differ = [&](const formats::TensorFile& file, const at::Tensor& image) {
        const auto a = nn::loadBackbone(file)->features(image, {0}),
                   b = nn::loadBackbone(file, wrapper)->features(image, {0});
        return test::relative(a[0], b[0]) > 1e-4;
    };
    CHECK(differ(registers, small) && !differ(registers, trained) && !differ(plain, small));
}

TEST_CASE(importKeepsFeatures)
{
    const StateDict weights = official({4, true, 12});
    const auto folder =
        std::filesystem::temp_directory_path() /
        ("varad_vit_" + std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()));
    std::filesystem::create_directory(folder);
    std::vector<formats::TensorToWrite> list;
    for (const auto& [name, value] : weights.tensors)
        list.push_back({name,
                        formats::ElementType::F32,
                        value.sizes().vec(),
                        {static_cast<const std::byte*>(value.data_ptr()), value.nbytes()}});
    formats::writeSafetensors(folder / "in.safetensors", list, {});
    const nn::ImportReport report =
        nn::importBackbone(folder / "in.safetensors", folder / "out.safetensors", {});
    CHECK(report.largestChange < 1e-3 && report.info.name == "dinov2_width64_reg");
    const auto before = nn::loadBackbone(weights.file());
    const auto after = nn::loadBackbone(formats::readTensorFile(folder / "out.safetensors"));
    const auto wanted = before->features(picture(70, 56), {0, 1, 2}),
               got = after->features(picture(70, 56), {0, 1, 2});
    for (std::size_t i = 0; i < got.size(); ++i)
        CHECK(test::relative(got[i], wanted[i]) < 3e-3);
    std::filesystem::remove_all(folder);
}

TEST_MAIN()
