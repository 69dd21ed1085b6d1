#include "core/engine/rule_choice.h"

#include "core/engine/nn_errors.h"
#include "core/engine/torch_detector.h"
#include "core/engine/training_features.h"
#include "core/evaluation/metrics.h"
#include "core/imaging/part_mask.h"
#include "core/nn/head/shuffle.h"
#include "core/synthesis/defects/synthetic_defect.h"

#include <ATen/ATen.h>

#include <QCoreApplication>
#include <QLoggingCategory>

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace varad {
namespace {

Q_LOGGING_CATEGORY(lcTraining, "varad.training", QtInfoMsg)

struct Text {
    Q_DECLARE_TR_FUNCTIONS(RuleChoice)
};

constexpr int kReduction = 4;                // rules are compared on maps of a quarter of the side
constexpr std::size_t kFewestForPlaces = 12; // a calibration by place needs that many held-out parts
constexpr double kTopShares[] = {0.0, 0.001, 0.003, 0.01};

/// A held-out part with a synthetic defect.
struct Painted {
    std::size_t part = 0; ///< index into HeldOutParts::pictures
    nn::PerDistance<nn::GroupGrids> groups;
    cv::Mat mask; ///< reduced side, 0 or 1
};

int wantedDefects(int side) { return side <= 512 ? 150 : 72; }

std::vector<Painted> paintDefects(const TrainRequest& request, const JobContext& context,
                                  const FeatureExtractor& extractor, const nn::CrossFit& fit,
                                  const nn::SceneReader& scene, const JoinedTerms& joined,
                                  const HeldOutParts& parts)
{
    nn::SplitMix random(request.options.seed ^ 0x5eedULL);
    const int count = wantedDefects(extractor.side());
    const int reduced = extractor.side() / kReduction;
    std::vector<Painted> all;
    std::map<std::size_t, cv::Mat> squares; // the last two only: pictures are visited in turn
    const QString text = Text::tr("Checking with artificial defects");
    for (int i = 0; i < count; ++i) {
        report(context, QStringLiteral("calibrate"), text, i, count);
        const std::size_t part = std::size_t(i) * parts.pictures.size() / std::size_t(count);
        const std::size_t donor = std::size_t(random.below(parts.pictures.size()));
        for (const std::size_t wanted : {part, donor})
            if (!squares.count(wanted))
                squares[wanted] = trainingPicture(request, extractor, parts.pictures[wanted]).square;
        const cv::Mat place = imaging::partMask(squares[part]);
        // Where material fills the picture, defects may be as large as the picture is; half of them then are.
        const bool large = !scene.findsPart() && i % 2 == 1;
        const synthesis::SyntheticDefect defect = synthesis::paintDefect(
            {squares[part], squares[donor], place, random.next(), large ? 3e-3 : 1e-4, large ? 5e-2 : 1e-2});
        if (cv::countNonZero(defect.mask) == 0)
            continue; // nothing can be seen on this picture
        Painted painted{part, {}, {}};
        const std::vector<at::Tensor> features = extractor.ofSquare(defect.rgb);
        const nn::TermDistances distances =
            fit.heldOutDistances(parts.pictures[part], features, parts.turns[part]);
        const nn::Scene seen = scene(features);
        for (const nn::DistanceKind kind : nn::kDistanceKinds)
            painted.groups[kind] = joined[kind].join(distances[kind], seen);
        cv::Mat share;
        cv::resize(defect.mask, share, cv::Size(reduced, reduced), 0, 0, cv::INTER_AREA);
        painted.mask = share >= 128;
        if (cv::countNonZero(painted.mask) == 0)
            painted.mask = share > 0;
        painted.mask &= 1;
        all.push_back(std::move(painted));
        std::erase_if(squares, [&](const auto& entry) { return entry.first != part; });
    }
    return all;
}

nn::MapCanvas reducedCanvas(const nn::TermGroups& groups, std::vector<nn::GridShape> perTap, int side)
{
    for (nn::GridShape& shape : perTap) { // the centre of reduced pixel i lies at kReduction (i + 1/2) - 1/2
        shape.geometry.first = (shape.geometry.first + 0.5) / kReduction - 0.5;
        shape.geometry.pitch /= kReduction;
    }
    return {side / kReduction, 4.0 / kReduction, nn::groupShapes(groups, perTap)};
}

/// Scores of one map mode under every top share, and the pixel AP, which does not depend on it.
struct ModeTrial {
    std::vector<std::vector<double>> scores; // [share][picture]: good ones, then painted ones
    PixelMetrics pixels;
};

void addMap(ModeTrial& trial, const at::Tensor& map, const cv::Mat& mask)
{
    for (std::size_t i = 0; i < std::size(kTopShares); ++i)
        trial.scores[i].push_back(nn::meanOfLargest(map, kTopShares[i]));
    if (const Status added = trial.pixels.add(toMat(map), mask); !added.ok())
        throw ErrorException(added.error());
}

ModeTrial tryRule(const nn::ScoreRule& rule, const nn::MapCanvas& canvas, const HeldOutParts& parts,
                  const std::vector<Painted>& painted)
{
    const nn::DistanceKind kind = rule.distance;
    ModeTrial trial;
    trial.scores.resize(std::size(kTopShares));
    std::vector<std::vector<nn::CalibrationField>> without;
    for (const nn::GroupGrids& groups : parts.groups[kind]) {
        without.push_back(parts.calibration[kind].fieldsWithout(groups));
        addMap(trial, canvas.sum(nn::calibrated(groups, without.back(), rule)), cv::Mat());
    }
    for (const Painted& p : painted)
        addMap(trial, canvas.sum(nn::calibrated(p.groups[kind], without[p.part], rule)), p.mask);
    return trial;
}

/// Which terms count. Where material fills the picture, all of them. Where a part lies on a background, its
/// defects are small beside it: the deepest tap and wide surroundings only blur those. Artificial defects do
/// not choose the set: they tell kinds of rules apart, but not sets of terms (DECISIONS 6).
std::uint32_t groupSet(const nn::TermGroups& groups, bool partOnBackground)
{
    int lastHead = 0; // the tap of the last joint term
    for (std::size_t i = 0; i < groups.names().size(); ++i)
        if (groups.names()[i][0] == 'J')
            lastHead = std::max(lastHead, groups.tap(i));
    std::uint32_t set = 0;
    for (std::size_t i = 0; i < groups.names().size(); ++i) {
        const char kind = groups.names()[i][0];
        const bool narrowTwin = kind == 'G' && groups.tap(i) == lastHead; // is contained in the wide one
        const bool counts = partOnBackground ? kind != 'M' && groups.tap(i) <= lastHead : !narrowTwin;
        set |= counts ? 1u << i : 0u;
    }
    return set;
}

/// What is worth trying: places need parts that lie alike and enough of them; surroundings go with
/// components, which turn.
std::vector<nn::ScoreRule> candidates(std::size_t parts, std::uint32_t groups)
{
    using nn::DistanceKind, nn::MapMode;
    std::vector<std::pair<DistanceKind, MapMode>> ways{
        {DistanceKind::ByPlace, MapMode::Anywhere},
        {DistanceKind::Components, MapMode::Anywhere},
        {DistanceKind::Components, MapMode::AnywhereAndContext}};
    if (parts >= kFewestForPlaces)
        ways.push_back({DistanceKind::ByPlace, MapMode::AnywhereAndHere});
    std::vector<nn::ScoreRule> rules;
    for (const auto& [distance, mode] : ways)
        rules.push_back({distance, mode, 0, groups});
    return rules;
}

} // namespace

RuleChoice chooseRule(const TrainRequest& request, const JobContext& context,
                      const FeatureExtractor& extractor, const nn::CrossFit& fit,
                      const nn::SceneReader& scene, const JoinedTerms& joined, const HeldOutParts& parts)
{
    const std::vector<Painted> painted = paintDefects(request, context, extractor, fit, scene, joined, parts);
    const nn::MapCanvas canvas =
        reducedCanvas(joined[nn::DistanceKind::ByPlace], extractor.shapes(), extractor.side());
    std::vector<bool> defective(parts.pictures.size(), false);
    defective.resize(parts.pictures.size() + painted.size(), true);
    RuleChoice best;
    double bestSum = -1;
    const std::uint32_t groups = groupSet(joined[nn::DistanceKind::ByPlace], scene.findsPart());
    for (const nn::ScoreRule& rule : candidates(parts.pictures.size(), groups)) {
        if (context.stop.stop_requested())
            throw nn::Cancelled();
        const ModeTrial trial = tryRule(rule, canvas, parts, painted);
        const double ap = trial.pixels.compute().ap.value_or(0);
        for (std::size_t i = 0; i < std::size(kTopShares); ++i) {
            const Result<ImageResult> image = imageMetrics(trial.scores[i], defective);
            const double auroc = image.ok() ? image.value().auroc.value_or(0) : 0;
            qCDebug(lcTraining).nospace()
                << "rule " << int(rule.distance) << '/' << int(rule.mode) << '/' << rule.groups << '/'
                << kTopShares[i] << ": image AUROC " << auroc << ", pixel AP " << ap;
            if (auroc + ap > bestSum) {
                bestSum = auroc + ap;
                best = {rule, auroc, ap, int(painted.size())};
                best.rule.topShare = kTopShares[i];
            }
        }
    }
    return best;
}

} // namespace varad
