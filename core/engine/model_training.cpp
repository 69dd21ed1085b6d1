#include "core/engine/model_training.h"

#include "core/engine/nn_errors.h"
#include "core/engine/recipe_training.h"
#include "core/engine/training_features.h"
#include "core/nn/recipe/bank_model.h"
#include "core/nn/recipe/cross_fit.h"
#include "core/nn/recipe/published_model.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <chrono>
#include <numeric>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ModelTraining)
};

constexpr std::int64_t kDeepestHead = 16;
constexpr std::int64_t kBankSize = 4000;
constexpr int kSmallestSide = 64;

Error badInput(const QString& message) { return Error{ErrorKind::BadInput, message, {}, {}}; }

/// Indices into the backbone's taps.
std::vector<int> chosenTaps(const TrainOptions& options, const nn::BackboneInfo& info)
{
    std::vector<int> taps;
    for (const int hierarchy : options.hierarchies) {
        if (hierarchy < 1 || hierarchy > int(info.taps.size()))
            throw ErrorException(
                badInput(Text::tr("Hierarchy %1 does not exist: the backbone %2 has 1 to %3.")
                             .arg(hierarchy)
                             .arg(QString::fromStdString(info.name))
                             .arg(info.taps.size())));
        taps.push_back(hierarchy - 1);
    }
    if (!std::is_sorted(taps.begin(), taps.end()) ||
        std::adjacent_find(taps.begin(), taps.end()) != taps.end())
        throw ErrorException(badInput(Text::tr("Give the hierarchies once each, in rising order.")));
    if (!taps.empty())
        return taps;
    for (const int tap : info.defaultTaps) // as published no tap is deeper than stride 16
        if (!options.published || info.taps[std::size_t(tap)].stride <= kDeepestHead)
            taps.push_back(tap);
    return taps;
}

int exactSide(int requested, const nn::BackboneInfo& info)
{
    const int multiple = int(info.sideMultiple);
    const int side = requested / multiple * multiple;
    if (side < kSmallestSide)
        throw ErrorException(badInput(Text::tr("The image size %1 is too small: at least %2 is needed.")
                                          .arg(requested)
                                          .arg(kSmallestSide)));
    return side;
}

std::vector<nn::HierarchyHead> trainPublished(const TrainingTask& task,
                                              const std::vector<std::int64_t>& pictures,
                                              const std::vector<std::int64_t>& watched, std::int64_t steps,
                                              nn::TrainerReport& done)
{
    const at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(task.request.options.seed);
    std::vector<nn::HierarchyHead> heads;
    for (const nn::HeadConfig& config : task.description.heads)
        heads.emplace_back(config, generator);
    nn::TrainerSettings settings = trainerSettings(task, std::int64_t(pictures.size()));
    if (steps > 0)
        settings.steps = steps;
    nn::TrainerHooks hooks;
    hooks.stop = task.context.stop;
    hooks.progress = [&](std::int64_t step, std::int64_t of, double) {
        report(task.context, watched.empty() ? QStringLiteral("fit") : QStringLiteral("scale"),
               watched.empty() ? Text::tr("Learning what good parts look like")
                               : Text::tr("Setting the scale"),
               step, of);
    };
    hooks.heldOut = watched;
    hooks.checkpoint =
        (task.request.workFolder + (watched.empty() ? QStringLiteral("/checkpoint.safetensors")
                                                    : QStringLiteral("/checkpoint-held-out.safetensors")))
            .toStdString();
    hooks.resume = task.request.resume;
    done = nn::trainHeads(
        heads, pictures, [&](std::int64_t picture) { return task.features[picture]; }, settings, hooks);
    return heads;
}

/// As published, on all pictures. For the scale a second model learns from four fifths and scores the rest,
/// since the first has seen every part.
TrainedModel trainAsPublished(TrainingTask task)
{
    task.description.heads = headConfigs(task, task.extractor.taps().size());
    nn::FoldPlan plan = nn::FoldPlan::make(task.request.group, task.request.options.seed);
    std::vector<std::int64_t> all(std::size_t(task.features.size())), fit, heldOut;
    std::iota(all.begin(), all.end(), 0);
    for (const std::int64_t picture : all)
        (plan.foldOf[std::size_t(picture)] == 0 ? heldOut : fit).push_back(picture);

    TrainedModel result;
    nn::TrainerReport done;
    if (task.request.scale) {
        const nn::PublishedModel judge(trainPublished(task, fit, heldOut, 0, done), task.description.side,
                                       task.description.shapes);
        for (const std::int64_t picture : heldOut) {
            const nn::ModelScore raw = judge.score(task.features[picture]);
            result.heldOut.push_back({int(picture), 0, raw.score, raw.peak});
        }
        result.heldOutMethod = QStringLiteral("held-out");
    }
    // As many epochs as the watched run took: it may have stopped early.
    const std::int64_t batch = trainerSettings(task, std::int64_t(all.size())).batch;
    const std::int64_t steps = done.stoppedEarly
                                   ? done.steps / nn::stepsPerEpoch(std::int64_t(fit.size()), batch) *
                                         nn::stepsPerEpoch(std::int64_t(all.size()), batch)
                                   : 0;
    const nn::PublishedModel model(trainPublished(task, all, {}, steps, done), task.description.side,
                                   task.description.shapes);
    result.summary =
        Text::tr("as published; %1 steps, last loss %2").arg(done.steps).arg(done.lastLoss, 0, 'g', 4);
    nn::saveModel(task.request.modelPath.toStdString(), model, task.description);
    return result;
}

/// The benchmark's peer on the same features. Held-out scores come from a bank without those parts.
TrainedModel buildNearestNeighbours(TrainingTask task)
{
    const nn::FoldPlan plan = nn::FoldPlan::make(task.request.group, task.request.options.seed);
    const auto bankOf = [&](const std::vector<std::int64_t>& pictures) {
        nn::BankModel::Parts parts = nn::buildBank(
            std::int64_t(pictures.size()),
            [&](std::int64_t i) {
                report(task.context, QStringLiteral("fit"), Text::tr("Collecting tokens of good parts"), i,
                       qint64(pictures.size()));
                return task.features[pictures[std::size_t(i)]];
            },
            kBankSize, task.request.options.seed);
        parts.side = task.description.side;
        return nn::BankModel(std::move(parts));
    };
    std::vector<std::int64_t> all, fit;
    for (std::int64_t i = 0; i < task.features.size(); ++i) {
        all.push_back(i);
        if (plan.foldOf[std::size_t(i)] != 0)
            fit.push_back(i);
    }
    TrainedModel result;
    if (task.request.scale) {
        const nn::BankModel judge = bankOf(fit);
        for (const std::int64_t picture : all)
            if (plan.foldOf[std::size_t(picture)] == 0) {
                const nn::ModelScore raw = judge.score(task.features[picture]);
                result.heldOut.push_back({int(picture), 0, raw.score, raw.peak});
            }
        result.heldOutMethod = QStringLiteral("held-out");
    }
    nn::saveModel(task.request.modelPath.toStdString(), bankOf(all), task.description);
    result.summary = Text::tr("nearest of %1 tokens").arg(kBankSize);
    return result;
}

} // namespace

TrainedModel trainModel(const TrainRequest& request, const JobContext& context,
                        const BackboneLibrary& library)
{
    const auto start = std::chrono::steady_clock::now();
    const LoadedBackbone backbone = library.load(request.options.backbone);
    const nn::BackboneInfo& info = backbone.network->info();
    if (request.options.published && request.options.adapter == Adapter::Whitening)
        throw ErrorException(badInput(Text::tr(
            "Whitening belongs to the recipe; as published the adapter is linear, resblock or none.")));
    FeatureExtractor extractor(backbone.network, chosenTaps(request.options, info),
                               exactSide(request.options.imageSize, info));
    const bool recipe = !request.options.published && request.options.peer == Peer::None;
    const std::optional<LearnedPose> pose = recipe ? learnPose(request, context, extractor) : std::nullopt;
    if (pose)
        extractor.setAlignment(pose->alignment);
    const auto features = extractTrainingFeatures(request, context, extractor);

    TrainingTask task{
        request, context, extractor, *features.store, features.turns, {}, pose ? pose->part : at::Tensor()};
    if (pose)
        task.description.alignment = alignmentTensors(pose->alignment);
    task.description.backboneName = info.name;
    task.description.backboneSha256 = backbone.sha256.toStdString();
    task.description.taps = extractor.taps();
    task.description.side = extractor.side();
    task.description.shapes = extractor.shapes();
    task.description.made = QCoreApplication::applicationVersion().toStdString();

    TrainedModel result = request.options.peer == Peer::NearestNeighbour ? buildNearestNeighbours(task)
                          : recipe                                       ? trainRecipe(task)
                                                                         : trainAsPublished(task);
    result.side = extractor.side();
    if (!BackboneLibrary::shipsWithProgram(
            backbone.file)) { // the product must work on a PC that never imported it
        const QString beside = BackboneLibrary::besideModel(request.modelPath);
        QFile::remove(beside);
        if (!QFile::copy(backbone.file, beside))
            throw ErrorException(
                Error{ErrorKind::NoSpace,
                      Text::tr("The backbone could not be stored with the product at %1.").arg(beside),
                      beside,
                      {}});
    }
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return result;
}

} // namespace varad
