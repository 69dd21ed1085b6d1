// Training of the heads: it learns, it can be stopped and resumed, and the same seed gives the same bits.

#include "core/formats/tensor_file.h"
#include "core/nn/head/tensor_io.h"
#include "core/nn/head/trainer.h"
#include "tests/check.h"
#include "tests/nn/temporary_folder.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

using namespace varad;
using namespace varad::nn;
using varad::test::TemporaryFolder;

namespace {

at::Tensor drawn(std::vector<std::int64_t> shape, std::uint64_t seed)
{
    return at::randn(shape, at::make_generator<at::CPUGeneratorImpl>(seed), at::TensorOptions(at::kFloat));
}

/// Pictures of one kind: a common pattern, shifted from picture to picture, and a little noise. Two
/// hierarchies.
std::vector<at::Tensor> pictureOf(std::int64_t picture)
{
    const at::Tensor fine = drawn({9, 8, 12}, 1), coarse = drawn({5, 4, 7}, 2);
    return {fine.roll({picture}, {1}) + 0.1 * drawn({9, 8, 12}, std::uint64_t(100 + picture)),
            coarse.roll({picture}, {0}) + 0.1 * drawn({5, 4, 7}, std::uint64_t(200 + picture))};
}

std::vector<HierarchyHead> freshHeads(AdapterKind adapter = AdapterKind::Linear)
{
    const at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(5);
    HeadConfig fine{12, 9, adapter, 1, -1, true, 0.05, true}, coarse{7, 4, adapter, 2, -1, false, 1.0, false};
    std::vector<HierarchyHead> heads;
    heads.emplace_back(fine, generator);
    heads.emplace_back(coarse, generator);
    return heads;
}

TrainerSettings smallSettings(std::int64_t steps)
{
    TrainerSettings settings;
    settings.steps = steps;
    settings.batch = 2;
    settings.learningRate = 2e-3;
    settings.warmupSteps = 3;
    return settings;
}

std::vector<std::int64_t> pictures(std::int64_t count)
{
    std::vector<std::int64_t> all(std::size_t(count), 0);
    std::iota(all.begin(), all.end(), 0);
    return all;
}

NamedTensors weightsOf(const std::vector<HierarchyHead>& heads)
{
    NamedTensors all;
    for (std::size_t i = 0; i < heads.size(); ++i)
        heads[i].listInto(all, all, int(i));
    return all;
}

bool same(const NamedTensors& mine, const NamedTensors& theirs)
{
    if (mine.size() != theirs.size())
        return false;
    for (const auto& [name, tensor] : mine)
        if (!at::equal(tensor, theirs.at(name)))
            return false;
    return true;
}

bool same(const std::vector<HierarchyHead>& a, const std::vector<HierarchyHead>& b)
{
    return same(weightsOf(a), weightsOf(b));
}

double lossOf(std::vector<HierarchyHead>& heads, std::int64_t picture, const FeatureSource& features)
{
    const c10::NoGradGuard noGrad;
    const std::vector<at::Tensor> grids = features(picture);
    double sum = 0;
    for (std::size_t i = 0; i < heads.size(); ++i)
        sum += headLoss(heads[i](grids[i].unsqueeze(0), Mode::Evaluation), 1.0).item<double>();
    return sum;
}

bool wantsNoGradients(const std::vector<HierarchyHead>& heads)
{
    for (const auto& [name, tensor] : weightsOf(heads))
        if (tensor.requires_grad() || tensor.grad().defined())
            return false;
    return true;
}

/// The checkpoint after the third of ten steps of a watched run, where its first epoch ends.
std::filesystem::path interruptedRun(const std::filesystem::path& checkpoint)
{
    std::vector<HierarchyHead> heads = freshHeads();
    std::stop_source source;
    TrainerHooks hooks;
    hooks.stop = source.get_token();
    hooks.checkpoint = checkpoint;
    hooks.checkpointEvery = std::chrono::seconds(0);
    hooks.heldOut = {6};
    hooks.progress = [&](std::int64_t step, std::int64_t, double) {
        if (step == 4)
            source.request_stop();
    };
    try {
        trainHeads(heads, pictures(5), pictureOf, smallSettings(10), hooks);
    } catch (const Cancelled&) {
    }
    CHECK(std::filesystem::exists(checkpoint));
    return checkpoint;
}

/// What a resume from there is refused with; empty: it is not.
std::string refusal(const std::filesystem::path& checkpoint, const TrainerSettings& settings,
                    const std::vector<std::int64_t>& of, const std::vector<std::int64_t>& heldOut)
{
    std::vector<HierarchyHead> heads = freshHeads();
    TrainerHooks hooks;
    hooks.checkpoint = checkpoint;
    hooks.resume = true;
    hooks.heldOut = heldOut;
    std::string message;
    try {
        trainHeads(heads, of, pictureOf, settings, hooks);
    } catch (const formats::FormatError& e) {
        message = e.what();
    }
    CHECK(wantsNoGradients(heads));
    return message;
}

bool contains(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

template <class Exception, class Work>
bool throws(const Work& work)
{
    try {
        work();
    } catch (const Exception&) {
        return true;
    }
    return false;
}

} // namespace

TEST_CASE(lossFalls)
{
    for (const AdapterKind adapter : {AdapterKind::None, AdapterKind::Linear, AdapterKind::Resblock}) {
        std::vector<HierarchyHead> heads = freshHeads(adapter);
        const double before = lossOf(heads, 0, pictureOf);
        std::vector<double> losses;
        TrainerHooks hooks;
        hooks.progress = [&](std::int64_t step, std::int64_t steps, double loss) {
            losses.push_back(loss);
            CHECK(step == std::int64_t(losses.size()) && steps == 40);
        };
        const TrainerReport report = trainHeads(heads, pictures(5), pictureOf, smallSettings(40), hooks);
        CHECK(losses.size() == 40 && report.steps == 40 && report.lastLoss == losses.back() &&
              !report.stoppedEarly);
        const double first = std::accumulate(losses.begin(), losses.begin() + 6, 0.0);
        const double last = std::accumulate(losses.end() - 6, losses.end(), 0.0);
        CHECK_MESSAGE(last < 0.9 * first, std::to_string(first / 6) + " -> " + std::to_string(last / 6));
        CHECK(lossOf(heads, 0, pictureOf) < before);
        for (const auto& [name, tensor] : weightsOf(heads))
            CHECK_MESSAGE(!tensor.requires_grad() && tensor.isfinite().all().item<bool>(), name);
    }
}

TEST_CASE(sameSeedSameWeightsAtAnyThreadCount)
{
    // Large enough that every operation is worth dividing among threads.
    const auto large = [](std::int64_t picture) {
        return std::vector<at::Tensor>{drawn({36, 36, 24}, std::uint64_t(picture) + 1)};
    };
    const auto trained = [&](int threads, std::uint64_t seed) {
        at::set_num_threads(threads);
        std::vector<HierarchyHead> heads;
        heads.emplace_back(HeadConfig{24, 72, AdapterKind::Linear, 1, -1, true, 0.05, true},
                           at::make_generator<at::CPUGeneratorImpl>(5));
        TrainerSettings settings = smallSettings(3);
        settings.seed = seed;
        trainHeads(heads, pictures(5), large, settings, {});
        at::set_num_threads(1);
        return heads;
    };
    const std::vector<HierarchyHead> one = trained(1, 111);
    CHECK(same(one, trained(1, 111)));
    CHECK(same(one, trained(2, 111)));
    CHECK(same(one, trained(3, 111)));
    CHECK(!same(one, trained(1, 112)));
}

TEST_CASE(stopIsCancelled)
{
    std::vector<HierarchyHead> heads = freshHeads();
    std::stop_source source;
    TrainerHooks hooks;
    hooks.stop = source.get_token();
    std::int64_t taken = 0;
    hooks.progress = [&](std::int64_t step, std::int64_t, double) {
        taken = step;
        if (step == 4)
            source.request_stop();
    };
    CHECK(throws<Cancelled>([&] { trainHeads(heads, pictures(5), pictureOf, smallSettings(50), hooks); }));
    CHECK(taken == 4);
}

TEST_CASE(resumedRunIsTheUndisturbedRun)
{
    const TemporaryFolder folder;
    const auto resumedAfter = [&](std::int64_t interruptedAt, std::int64_t checkpointAt,
                                  AdapterKind adapter) {
        const std::filesystem::path path = folder / "checkpoint.safetensors",
                                    kept = folder / "kept.safetensors";
        std::vector<HierarchyHead> first = freshHeads(adapter);
        std::stop_source source;
        TrainerHooks hooks;
        hooks.stop = source.get_token();
        hooks.checkpoint = path;
        hooks.checkpointEvery = std::chrono::seconds(0);
        hooks.heldOut = {6};
        hooks.progress = [&](std::int64_t step, std::int64_t, double) {
            if (step == checkpointAt + 1) // the file was written after the step before
                std::filesystem::copy_file(path, kept, std::filesystem::copy_options::overwrite_existing);
            if (step == interruptedAt)
                source.request_stop();
        };
        CHECK(
            throws<Cancelled>([&] { trainHeads(first, pictures(5), pictureOf, smallSettings(14), hooks); }));
        std::vector<HierarchyHead> second = freshHeads(adapter);
        std::int64_t begun = 0;
        TrainerHooks again;
        again.checkpoint = kept;
        again.resume = true;
        again.heldOut = {6};
        again.progress = [&](std::int64_t step, std::int64_t, double) { begun = begun ? begun : step; };
        const TrainerReport report = trainHeads(second, pictures(5), pictureOf, smallSettings(14), again);
        CHECK(begun == checkpointAt + 1 && report.steps == 14);
        return std::pair{std::move(second), report.lastLoss};
    };
    for (const AdapterKind adapter : {AdapterKind::Linear, AdapterKind::Resblock}) {
        std::vector<HierarchyHead> undisturbed = freshHeads(adapter);
        TrainerHooks watched;
        watched.heldOut = {6};
        const TrainerReport report =
            trainHeads(undisturbed, pictures(5), pictureOf, smallSettings(14), watched);
        for (const auto& [interruptedAt, checkpointAt] : {std::pair<int, int>{5, 4}, {12, 6}, {11, 1}}) {
            const auto [heads, lastLoss] = resumedAfter(interruptedAt, checkpointAt, adapter);
            CHECK_MESSAGE(same(heads, undisturbed), "checkpoint after step " + std::to_string(checkpointAt));
            CHECK(lastLoss == report.lastLoss);
        }
    }
}

TEST_CASE(checkpointsAreRareByDefault)
{
    const TemporaryFolder folder;
    std::vector<HierarchyHead> heads = freshHeads();
    TrainerHooks hooks;
    hooks.checkpoint = folder / "checkpoint.safetensors";
    hooks.resume = true; // nothing to go on from: begins
    CHECK(trainHeads(heads, pictures(3), pictureOf, smallSettings(2), hooks).steps == 2);
    CHECK(!std::filesystem::exists(hooks.checkpoint));
}

TEST_CASE(damagedCheckpointIsRefused)
{
    const TemporaryFolder folder;
    TrainerHooks hooks;
    hooks.checkpoint = folder / "checkpoint.safetensors";
    hooks.resume = true;
    std::ofstream(hooks.checkpoint, std::ios::binary) << "no tensors at all";
    std::vector<HierarchyHead> heads = freshHeads();
    CHECK(throws<formats::FormatError>(
        [&] { trainHeads(heads, pictures(3), pictureOf, smallSettings(2), hooks); }));
}

TEST_CASE(checkpointOfAnotherRunIsRefused)
{
    const TemporaryFolder folder;
    const std::filesystem::path checkpoint = interruptedRun(folder / "checkpoint.safetensors");
    const TrainerSettings settings = smallSettings(10);
    CHECK(refusal(checkpoint, settings, pictures(5), {6}).empty());
    TrainerSettings other = settings;
    other.seed = 112;
    const std::string message = refusal(checkpoint, other, pictures(5), {6});
    CHECK_MESSAGE(
        contains(message, "checkpoint.safetensors: its entry 'seed' is '111', this training has '112'"),
        message);
    other = settings;
    other.batch = 3;
    CHECK(contains(refusal(checkpoint, other, pictures(5), {6}), "'batch'"));
    CHECK(contains(refusal(checkpoint, smallSettings(11), pictures(5), {6}), "'steps'"));
    CHECK(contains(refusal(checkpoint, settings, pictures(4), {6}), "'picture"));
    CHECK(contains(refusal(checkpoint, settings, {0, 1, 2, 3, 5}, {6}), "'picture_list'"));
    CHECK(contains(refusal(checkpoint, settings, {1, 0, 2, 3, 4}, {6}), "'picture_list'"));
    CHECK(contains(refusal(checkpoint, settings, pictures(5), {7}), "'picture_list'"));
    CHECK(contains(refusal(checkpoint, settings, pictures(5), {}), "'held_out'"));
}

TEST_CASE(misshapedCheckpointIsRefused)
{
    const TemporaryFolder folder;
    const std::filesystem::path checkpoint = interruptedRun(folder / "checkpoint.safetensors"),
                                changed = folder / "changed.safetensors";
    const NamedTensors good = readTensors(checkpoint);
    const auto metadata = formats::readTensorFile(checkpoint).metadata();
    const auto refused = [&](const NamedTensors& tensors, const std::string& name) {
        writeTensors(changed, tensors, metadata);
        const std::string message = refusal(changed, smallSettings(10), pictures(5), {6});
        CHECK_MESSAGE(contains(message, "changed.safetensors: ") && contains(message, name),
                      name + ": " + message);
    };
    bool best = false;
    for (const auto& [name, tensor] : good) {
        best = best || name.rfind("best.", 0) == 0;
        NamedTensors without = good, reshaped = good;
        without.erase(name);
        reshaped[name] = at::cat({tensor.reshape({-1}), tensor.reshape({-1})});
        refused(without, name);
        refused(reshaped, name);
    }
    CHECK(best);
    const auto with = [&](const std::string& name, const at::Tensor& tensor) {
        NamedTensors all = good;
        all[name] = tensor;
        return all;
    };
    for (const auto& [step, rises] : {std::pair<std::int64_t, std::int64_t>{-1, 0}, {11, 0}, {3, -1}, {3, 4}})
        refused(with("position", at::tensor({step, rises}, at::kLong)), "position");
    refused(with("position", at::tensor({3.5, 0.0}, at::kDouble)), "position");
    refused(with("watch", at::tensor({1, 2, 3}, at::kLong)), "watch");
    refused(with("steps", at::scalar_tensor(std::int64_t(-1), at::kLong)), "steps");
    refused(with("steps", at::scalar_tensor(3.0, at::kDouble)), "steps");
    const std::string moment = good.lower_bound("first.")->first;
    refused(with(moment, good.at(moment).to(at::kDouble)), moment);
    writeTensors(changed, good, {{"format", "pt"}});
    CHECK(contains(refusal(changed, smallSettings(10), pictures(5), {6}), "changed.safetensors: "));
}

TEST_CASE(gradientsAreOffHoweverTrainingEnds)
{
    std::vector<HierarchyHead> heads = freshHeads();
    std::stop_source source;
    TrainerHooks hooks;
    hooks.stop = source.get_token();
    bool asked = false; // while it trains they are on: else this test would prove nothing
    hooks.progress = [&](std::int64_t, std::int64_t, double) {
        asked = !wantsNoGradients(heads);
        source.request_stop();
    };
    CHECK(throws<Cancelled>([&] { trainHeads(heads, pictures(5), pictureOf, smallSettings(6), hooks); }));
    CHECK(asked && wantsNoGradients(heads));
    std::int64_t given = 0;
    const auto broken = [&](std::int64_t picture) {
        if (++given > 3)
            throw std::runtime_error("the store is gone");
        return pictureOf(picture);
    };
    CHECK(throws<std::runtime_error>(
        [&] { trainHeads(heads, pictures(5), broken, smallSettings(6), TrainerHooks()); }));
    CHECK(given == 4 && wantsNoGradients(heads));
    const auto poisoned = [&](std::int64_t picture) {
        std::vector<at::Tensor> grids = pictureOf(picture);
        grids[1][2][1][0] = std::numeric_limits<float>::quiet_NaN();
        return grids;
    };
    CHECK(throws<Diverged>(
        [&] { trainHeads(heads, pictures(5), poisoned, smallSettings(6), TrainerHooks()); }));
    CHECK(wantsNoGradients(heads));
}

TEST_CASE(noNumberIsDivergence)
{
    const auto poisoned = [](std::int64_t picture) {
        std::vector<at::Tensor> grids = pictureOf(picture);
        if (picture == 3)
            grids[1][2][1][0] = std::numeric_limits<float>::quiet_NaN();
        return grids;
    };
    std::vector<HierarchyHead> heads = freshHeads();
    CHECK(throws<Diverged>([&] { trainHeads(heads, pictures(5), poisoned, smallSettings(6), {}); }));
    std::vector<HierarchyHead> other = freshHeads();
    TrainerHooks hooks;
    hooks.heldOut = {3};
    CHECK(throws<Diverged>([&] { trainHeads(other, {0, 1, 2}, poisoned, smallSettings(6), hooks); }));
}

TEST_CASE(threeRisesOfTheHeldOutLossStop)
{
    // One picture learned by heart; the watched one shares nothing with it.
    const auto noise = [](std::int64_t picture) {
        return std::vector<at::Tensor>{drawn({9, 8, 12}, std::uint64_t(300 + picture)),
                                       drawn({5, 4, 7}, std::uint64_t(400 + picture))};
    };
    TrainerSettings settings = smallSettings(500);
    settings.learningRate = 1e-2;
    // The same run with nobody watching, its held-out loss computed here after every epoch, which is one
    // step.
    std::vector<HierarchyHead> unwatched = freshHeads();
    std::vector<double> losses;
    std::size_t rises = 0;
    NamedTensors best;
    std::stop_source source;
    TrainerHooks looking;
    looking.stop = source.get_token();
    looking.progress = [&](std::int64_t, std::int64_t, double) {
        losses.push_back(lossOf(unwatched, 1, noise));
        if (losses.back() == *std::min_element(losses.begin(), losses.end()))
            for (const auto& [name, tensor] : weightsOf(unwatched))
                best[name] = tensor.detach().clone();
        rises = losses.size() > 1 && losses.back() > losses[losses.size() - 2] ? rises + 1 : 0;
        if (rises == 3)
            source.request_stop();
    };
    CHECK(throws<Cancelled>([&] { trainHeads(unwatched, {0}, noise, settings, looking); }));

    std::vector<HierarchyHead> watched = freshHeads();
    TrainerHooks hooks;
    hooks.heldOut = {1};
    const TrainerReport report = trainHeads(watched, {0}, noise, settings, hooks);
    CHECK(report.stoppedEarly && report.steps == std::int64_t(losses.size()));
    const std::size_t last = losses.size() - 1; // so the minimum is not the end
    CHECK(losses[last] > losses[last - 1] && losses[last - 1] > losses[last - 2] &&
          losses[last - 2] > losses[last - 3]);
    CHECK_MESSAGE(same(weightsOf(watched), best), "weights are not those of the minimum");
}

TEST_CASE(epochsCountTheirLastSmallBatch)
{
    CHECK(stepsPerEpoch(5, 2) == 3 && stepsPerEpoch(4, 2) == 2 && stepsPerEpoch(1, 4) == 1);
}

TEST_MAIN()
