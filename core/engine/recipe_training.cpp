#include "core/engine/recipe_training.h"

#include "core/engine/nn_errors.h"
#include "core/engine/rule_choice.h"
#include "core/engine/training_features.h"
#include "core/nn/recipe/cross_fit.h"
#include "core/nn/recipe/recipe_model.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(RecipeTraining)
};

constexpr std::int64_t kDeepestHead = 16; // stride; deeper taps serve as appearance only
constexpr double kPositionalScale = 0.05;
constexpr double kSigma = 4;
constexpr int kCoarseBox = 9;

std::size_t headCount(const FeatureExtractor& extractor)
{
    std::size_t count = 0;
    while (count < extractor.taps().size() && extractor.tap(count).stride <= kDeepestHead)
        ++count;
    return count;
}

/// J and G for every tap with a head, G alone for deeper ones; the last tap with a head also by its wider
/// surroundings.
std::vector<nn::TermSpec> recipeTerms(const FeatureExtractor& extractor, std::size_t heads)
{
    std::vector<nn::TermSpec> terms;
    for (std::size_t tap = 0; tap < extractor.taps().size(); ++tap) {
        bool shared = false;
        for (std::size_t other = 0; other < extractor.taps().size(); ++other)
            shared |= other != tap && extractor.tap(other).stride == extractor.tap(tap).stride;
        const std::string at =
            std::to_string(extractor.tap(tap).stride) + (shared ? "." + std::to_string(tap + 1) : "");
        const int index = int(tap);
        if (tap < heads)
            terms.push_back({"J" + at, "J" + at, index, true, 3});
        const bool coarse = tap + 1 == heads;
        terms.push_back({"G" + at, "G" + at + (coarse ? "+M" + at : ""), index, false, 3});
        if (coarse)
            terms.push_back({"G" + at + "c", "M" + at, index, false, kCoarseBox});
    }
    return terms;
}

std::vector<nn::Whitening> fitWhitening(const TrainingTask& task, std::size_t count,
                                        const std::vector<std::int64_t>& pictures)
{
    std::vector<nn::Whitening> all;
    for (std::size_t tap = 0; tap < count; ++tap) {
        const std::int64_t channels = task.extractor.tap(tap).channels;
        if (task.request.options.adapter !=
            Adapter::Whitening) { // a trained adapter sees the features as they are
            all.push_back({at::zeros({channels}), at::eye(channels)});
            continue;
        }
        nn::TokenMoments moments;
        for (const std::int64_t picture : pictures) {
            report(task.context, QStringLiteral("fit"), Text::tr("Learning what good parts look like"), 0, 0);
            moments.add(task.features[picture][tap].view({-1, channels}));
        }
        all.push_back(nn::Whitening::from(moments));
    }
    return all;
}

nn::TokenFront trainFront(const TrainingTask& task, const nn::FoldPlan& plan, std::string& summary)
{
    std::vector<std::int64_t> fitPictures;
    for (std::size_t i = 0; i < plan.foldOf.size(); ++i)
        if (plan.crossFitting || plan.foldOf[i] < 0)
            fitPictures.push_back(std::int64_t(i));
    const std::size_t heads = task.description.heads.size();
    const std::vector<nn::Whitening> whitenings = fitWhitening(task, heads, fitPictures);
    const at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(task.request.options.seed);
    std::vector<nn::HierarchyHead> trained;
    for (const nn::HeadConfig& config : task.description.heads)
        trained.emplace_back(config, generator);
    const nn::FeatureSource source = [&](std::int64_t picture) {
        std::vector<at::Tensor> tokens = task.features[picture];
        tokens.resize(heads);
        for (std::size_t i = 0; i < heads; ++i)
            tokens[i] = whitenings[i](tokens[i]);
        return tokens;
    };
    nn::TrainerHooks hooks;
    hooks.stop = task.context.stop;
    hooks.progress = [&](std::int64_t step, std::int64_t steps, double) {
        report(task.context, QStringLiteral("fit"), Text::tr("Learning what good parts look like"), step,
               steps);
    };
    hooks.checkpoint = (task.request.workFolder + QStringLiteral("/checkpoint.safetensors")).toStdString();
    hooks.resume = task.request.resume;
    const nn::TrainerReport done = nn::trainHeads(
        trained, fitPictures, source, trainerSettings(task, std::int64_t(fitPictures.size())), hooks);
    summary = std::to_string(done.steps) + " steps";
    return {task.description.terms, whitenings, std::move(trained)};
}

HeldOutParts measureHeldOut(const TrainingTask& task, const nn::CrossFit& fit, const nn::SceneReader& scene,
                            JoinedTerms& joined)
{
    HeldOutParts parts;
    nn::PerDistance<std::vector<std::vector<at::Tensor>>> distances;
    std::vector<nn::Scene> scenes;
    const std::vector<int>& foldOf = fit.plan().foldOf;
    for (std::size_t i = 0; i < foldOf.size(); ++i) {
        report(task.context, QStringLiteral("statistics"), Text::tr("Measuring how good parts vary"),
               qint64(foldOf.size() + i), qint64(2 * foldOf.size()));
        if (foldOf[i] < 0)
            continue;
        const std::vector<at::Tensor> features = task.features[std::int64_t(i)];
        nn::TermDistances both = fit.heldOutDistances(std::int64_t(i), features, task.turns[i]);
        parts.pictures.push_back(int(i));
        parts.turns.push_back(task.turns[i]);
        scenes.push_back(scene(features));
        for (const nn::DistanceKind kind : nn::kDistanceKinds)
            distances[kind].push_back(std::move(both[kind]));
    }
    for (const nn::DistanceKind kind : nn::kDistanceKinds) {
        joined[kind].fit(distances[kind]);
        parts.calibration[kind] = nn::HeldOutCalibration(joined[kind].names().size());
        for (std::size_t i = 0; i < scenes.size(); ++i) {
            parts.groups[kind].push_back(joined[kind].join(distances[kind][i], scenes[i]));
            parts.calibration[kind].add(parts.groups[kind].back());
        }
    }
    return parts;
}

std::vector<HeldOutScore> heldOutScores(const TrainingTask& task, const nn::CrossFit& fit,
                                        const nn::TermGroups& groups, const HeldOutParts& parts,
                                        const nn::ScoreRule& rule)
{
    const nn::MapCanvas canvas(task.extractor.side(), kSigma,
                               nn::groupShapes(groups, task.description.shapes));
    std::vector<HeldOutScore> scores;
    for (std::size_t i = 0; i < parts.pictures.size(); ++i) {
        report(task.context, QStringLiteral("scale"), Text::tr("Setting the scale"), qint64(i),
               qint64(parts.pictures.size()));
        const nn::GroupGrids& grids = parts.groups[rule.distance][i];
        const auto fields = parts.calibration[rule.distance].fieldsWithout(grids);
        const nn::ModelScore raw = nn::scoreOf(canvas, nn::calibrated(grids, fields, rule), rule);
        const int picture = parts.pictures[i];
        scores.push_back({picture, fit.plan().foldOf[std::size_t(picture)], raw.score, raw.peak});
    }
    return scores;
}

QString describeRule(const RuleChoice& choice, const nn::TermGroups& groups)
{
    QStringList terms;
    for (std::size_t i = 0; i < groups.names().size(); ++i)
        if (choice.rule.groups >> i & 1u)
            terms << QString::fromStdString(groups.names()[i]);
    const QString compared = choice.rule.distance == nn::DistanceKind::ByPlace
                                 ? Text::tr("compared with the same place")
                                 : Text::tr("compared with typical places");
    const QString mode = choice.rule.mode == nn::MapMode::Anywhere ? Text::tr("unusual anywhere")
                         : choice.rule.mode == nn::MapMode::AnywhereAndHere
                             ? Text::tr("unusual anywhere and at its place")
                             : Text::tr("unusual anywhere and in its surroundings");
    const QString score =
        choice.rule.topShare > 0
            ? Text::tr("mean of the highest %1 % of the map").arg(choice.rule.topShare * 100)
            : Text::tr("highest place of the map");
    return Text::tr("%1, %2, by %3; score: %4; on %5 artificial defects: image AUROC %6, pixel AP %7")
        .arg(compared, mode, terms.join(QLatin1Char('+')), score)
        .arg(choice.defects)
        .arg(choice.imageAuroc, 0, 'f', 3)
        .arg(choice.pixelAp, 0, 'f', 3);
}

} // namespace

std::vector<nn::HeadConfig> headConfigs(const TrainingTask& task, std::size_t count)
{
    const TrainOptions& options = task.request.options;
    std::vector<nn::HeadConfig> configs;
    for (std::size_t i = 0; i < count; ++i) {
        nn::HeadConfig config;
        config.channels = task.extractor.tap(i).channels;
        config.predNextN =
            options.predNextN ? *options.predNextN >> i : 2 * task.description.shapes[i].columns;
        config.adapter = options.adapter == Adapter::Linear     ? nn::AdapterKind::Linear
                         : options.adapter == Adapter::Resblock ? nn::AdapterKind::Resblock
                                                                : nn::AdapterKind::None;
        config.validPath = options.validPath;
        config.positionalEncoding = options.positionalEncoding;
        config.positionalScale = options.published ? 1.0 : kPositionalScale;
        config.learnableBos = options.learnableBos;
        configs.push_back(config);
        if (config.predNextN < 1)
            throw ErrorException(Error{
                ErrorKind::BadInput,
                Text::tr("The prediction distance %1 is too small: it is halved for every further hierarchy "
                         "and must stay at least 1.")
                    .arg(*options.predNextN),
                {},
                {}});
    }
    return configs;
}

nn::TrainerSettings trainerSettings(const TrainingTask& task, std::int64_t pictures)
{
    const TrainOptions& options = task.request.options;
    nn::TrainerSettings settings;
    settings.seed = options.seed;
    if (options.published) {
        settings.batch = options.batchSize > 0 ? options.batchSize : 2;
        settings.learningRate = options.learningRate > 0 ? options.learningRate : 5e-4;
        settings.schedule = nn::Schedule::Constant;
        settings.steps = options.epochs.value_or(10) * nn::stepsPerEpoch(pictures, settings.batch);
        return settings;
    }
    // The recipe's 200 steps of 4 pictures were tuned at 32 x 32 tokens in the finest grid; larger grids
    // bring more tokens per picture, so a step takes fewer pictures.
    const std::int64_t tokens = task.description.shapes[0].rows * task.description.shapes[0].columns;
    settings.batch =
        options.batchSize > 0 ? options.batchSize : std::clamp<std::int64_t>(4 * 1024 / tokens, 1, 4);
    settings.learningRate = options.learningRate > 0 ? options.learningRate : 1e-3;
    if (options.epochs)
        settings.steps = *options.epochs * nn::stepsPerEpoch(pictures, settings.batch);
    settings.warmupSteps = std::min<std::int64_t>(settings.warmupSteps, settings.steps / 2);
    return settings;
}

TrainedModel trainRecipe(TrainingTask task)
{
    const std::size_t heads = headCount(task.extractor);
    task.description.terms = recipeTerms(task.extractor, heads);
    task.description.heads = headConfigs(task, heads);
    const nn::FoldPlan plan = nn::FoldPlan::make(task.request.group, task.request.options.seed);
    std::string steps;
    const nn::TokenFront front = trainFront(task, plan, steps);

    const nn::SceneReader scene = nn::SceneReader::learn(task.features, task.features.size(), heads - 1,
                                                         task.fixedPart, task.request.options.seed);
    nn::CrossFit fit(front, scene, plan, task.request.options.seed);
    for (std::int64_t i = 0; i < task.features.size(); ++i) {
        report(task.context, QStringLiteral("statistics"), Text::tr("Measuring how good parts vary"), i,
               2 * task.features.size());
        fit.add(i, task.features[i], task.turns[std::size_t(i)]);
    }
    fit.finish();
    const nn::TermGroups unscaled(task.description.terms);
    JoinedTerms joined{{unscaled, unscaled}};
    const HeldOutParts parts = measureHeldOut(task, fit, scene, joined);
    const RuleChoice choice =
        chooseRule(task.request, task.context, task.extractor, fit, scene, joined, parts);
    const nn::DistanceKind kind = choice.rule.distance;

    TrainedModel result;
    result.heldOut = heldOutScores(task, fit, joined[kind], parts, choice.rule);
    result.heldOutMethod = plan.crossFitting ? QStringLiteral("cross-fitting") : QStringLiteral("held-out");
    result.summary =
        QString::fromStdString(steps) + QStringLiteral("; ") + describeRule(choice, joined[kind]) +
        (task.fixedPart.defined() ? QStringLiteral("; ") + Text::tr("parts are brought into one pose")
         : scene.findsPart()      ? QStringLiteral("; ") + Text::tr("the part is told from its background")
                                  : QString());
    const nn::RecipeModel model({front, scene, fit.finalDistances(kind), joined[kind],
                                 parts.calibration[kind].fields(), choice.rule, task.description.side, kSigma,
                                 task.description.shapes});
    nn::saveModel(task.request.modelPath.toStdString(), model, task.description);
    return result;
}

} // namespace varad
