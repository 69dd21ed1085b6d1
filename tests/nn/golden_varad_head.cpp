// Every reference file of kind `varad_head`: raw features in, everything out, in float32 and float64.

#include "core/nn/backbones/backbone.h"
#include "core/nn/head/adamw.h"
#include "core/nn/head/anomaly_map.h"
#include "core/nn/head/head.h"
#include "tests/check.h"
#include "tests/nn/golden_files.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <set>

using namespace varad;
using namespace varad::nn;
using varad::test::Golden;

namespace {

struct Tolerances {
    double value, loss, evalLoss, gradient, after3, buffer1;
};
constexpr Tolerances kSingle{5e-6, 2e-5, 2e-5, 5e-6, 5e-5, 1e-5};
constexpr Tolerances kDouble{2e-7, 1e-6, 1e-6, 2e-7, 2e-6, 2e-7};

AdapterKind adapterOf(const Golden& file)
{
    const std::string text = file.text("adapter");
    if (text.find("resblock") != std::string::npos)
        return AdapterKind::Resblock;
    return text.find("linear") != std::string::npos ? AdapterKind::Linear : AdapterKind::None;
}

struct Heads {
    std::vector<HierarchyHead> all;
    NamedTensors trainable, buffers;
};

Heads makeHeads(const Golden& file, at::ScalarType type)
{
    NamedTensors weights;
    for (const formats::TensorEntry& entry : file.tensors().entries())
        if (entry.name.rfind("model.", 0) == 0) {
            const at::Tensor tensor = toTensor(entry);
            weights[entry.name] = tensor.is_floating_point() ? tensor.to(type) : tensor;
        }
    Heads heads;
    const auto channels = file.integers("channels"), n = file.integers("n_per_hierarchy");
    for (std::size_t i = 0; i < channels.size(); ++i) {
        HeadConfig config;
        config.channels = channels[i];
        config.predNextN = n[i];
        config.adapter = adapterOf(file);
        config.depth = static_cast<int>(file.integers("depths")[0]);
        config.validPath = static_cast<int>(file.integers("valid_path")[0]);
        config.positionalEncoding = file.flag("use_pe");
        config.learnableBos = file.flag("learnable_bos");
        CHECK(config.bosLength() == file.integers("bos_length")[i]);
        heads.all.emplace_back(config, weights, static_cast<int>(i));
        heads.all.back().listInto(heads.trainable, heads.buffers, static_cast<int>(i));
    }
    for (auto& [name, tensor] : heads.trainable)
        tensor.requires_grad_(true);
    return heads;
}

std::vector<at::Tensor> features(const Golden& file, std::size_t count, at::ScalarType type)
{
    std::vector<at::Tensor> all;
    for (std::size_t i = 0; i < count; ++i)
        all.push_back(
            file.tensor("in.features." + std::to_string(i), type).permute({0, 2, 3, 1}).contiguous());
    return all;
}

at::Tensor planes(const at::Tensor& grid) { return grid.permute({0, 3, 1, 2}); }

at::Tensor trainingLoss(Heads& heads, const std::vector<at::Tensor>& x, double lambda)
{
    at::Tensor sum;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const at::Tensor loss = headLoss(heads.all[i](x[i], Mode::Training), lambda);
        sum = sum.defined() ? sum + loss : loss;
    }
    return sum;
}

void checkEvaluation(Golden& file, Heads& heads, const std::vector<at::Tensor>& x, const Tolerances& t)
{
    const c10::NoGradGuard noGrad;
    const double lambda = file.number("lambda_spatial");
    std::vector<at::Tensor> grids;
    double loss = 0;
    const MapAssembler flat(file.integers("image_size")[0], 0),
        smooth(file.integers("image_size")[0], file.number("gaussian_sigma"));
    for (std::size_t i = 0; i < x.size(); ++i) {
        const std::string index = std::to_string(i);
        const HeadOutput plain = heads.all[i](x[i], Mode::Evaluation);
        heads.all[i].freeze(); // the cached prefix must not change anything
        const HeadOutput out = heads.all[i](x[i], Mode::Evaluation);
        CHECK(at::equal(plain.predicted, out.predicted));
        file.compare("out.adapted." + index, planes(out.adapted), t.value);
        file.compare("out.predicted." + index, planes(out.predicted), t.value);
        loss += headLoss(out, lambda).item<double>();
        grids.push_back(1 - (out.adapted * out.predicted).sum(3));
        file.compare("out.map_grid." + index, grids.back(), t.value);
        file.compare("out.map_up." + index, flat.enlarge(grids.back()), t.value);
    }
    file.compare("out.map_raw", flat.assemble(grids), t.value);
    const at::Tensor map = smooth.assemble(grids);
    file.compare("out.map", map, t.value);
    file.compare("out.map", smooth.smooth(flat.assemble(grids)), t.value);
    file.compare("out.score", map.amax({1, 2}), t.value);
    file.compare("out.loss_eval", at::tensor({loss}, at::kDouble), t.evalLoss);
}

void checkTraining(Golden& file, Heads& heads, const std::vector<at::Tensor>& x, const Tolerances& t)
{
    const auto zeroGradient = file.names("zero_gradient"), loose = file.names("loose_after3");
    const double lambda = file.number("lambda_spatial");
    AdamW::Settings settings{file.number("beta1"), file.number("beta2"), file.number("eps"),
                             file.number("weight_decay")};
    AdamW optimiser(heads.trainable, settings);
    std::vector<double> losses;
    const auto steps = file.integers("steps")[0];
    for (std::int64_t step = 0; step < steps; ++step) {
        const at::Tensor loss = trainingLoss(heads, x, lambda);
        losses.push_back(loss.item<double>());
        loss.backward();
        if (step == 0) {
            for (const auto& [name, weight] : heads.trainable) {
                const double tolerance = zeroGradient.count(name) && t.gradient > 1e-6 ? 1e-6 : t.gradient;
                const at::Tensor gradient = weight.grad().defined() ? weight.grad() : at::zeros_like(weight);
                file.compare("grad." + name, gradient.view(file.shape("grad." + name)), tolerance);
            }
            for (const auto& [name, buffer] : heads.buffers)
                if (file.has("after1." + name))
                    file.compare("after1." + name, buffer, t.buffer1);
        }
        optimiser.step(file.number("lr"));
    }
    for (const auto& [name, weight] : heads.trainable)
        if (!zeroGradient.count(name))
            file.compare("after3." + name, weight.detach().view(file.shape("after3." + name)), t.after3);
    for (const auto& [name, buffer] : heads.buffers)
        if (file.has("after3." + name))
            file.compare("after3." + name, buffer, loose.count(name) ? 2e-3 : t.buffer1);
    const c10::NoGradGuard noGrad;
    losses.push_back(trainingLoss(heads, x, lambda).item<double>());
    file.compare("out.loss", at::tensor(losses, at::kDouble), t.loss);
}

void checkFile(const std::filesystem::path& path, at::ScalarType type)
{
    Golden file(path);
    const Tolerances& t = type == at::kDouble ? kDouble : kSingle;
    Heads heads = makeHeads(file, type);
    const auto x = features(file, heads.all.size(), type);
    if (file.has("out.adapted_train.0")) { // running statistics move: look at a copy
        Heads copy = makeHeads(file, type);
        const c10::NoGradGuard noGrad;
        for (std::size_t i = 0; i < x.size(); ++i) {
            const HeadOutput out = copy.all[i](x[i], Mode::Training);
            file.compare("out.adapted_train." + std::to_string(i), planes(out.adapted), t.value);
            file.compare("out.predicted_train." + std::to_string(i), planes(out.predicted), t.value);
        }
    }
    checkEvaluation(file, heads, x, t);
    checkTraining(file, heads, x, t);
    for (const std::string& name : file.names("no_gradient")) {
        CHECK_MESSAGE(heads.buffers.count(name) == 1, name);
        file.compare(name, heads.buffers[name], 0);
    }
    file.report(type == at::kDouble ? "float64" : "float32");
}

} // namespace

TEST_CASE(headsMatchTheReferenceInSinglePrecision)
{
    for (const auto& path : test::goldenFiles("varad_head"))
        checkFile(path, at::kFloat);
}

TEST_CASE(headsMatchTheReferenceInDoublePrecision)
{
    for (const auto& path : test::goldenFiles("varad_head"))
        checkFile(path, at::kDouble);
}

TEST_MAIN()
