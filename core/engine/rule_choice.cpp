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

#include <opencv2/imgproc.hpp>

#include <map>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(RuleChoice)
};

constexpr int kReduction = 4;                 // rules are compared on maps of a quarter of the side
constexpr std::size_t kFewestForPlaces = 12;  // a calibration by place needs that many held-out parts
constexpr double kTopShares[] = {0.0, 0.001, 0.003, 0.01};

/// A held-out part with a synthetic defect.
struct Painted {
    std::size_t part = 0; ///< index into HeldOutParts::pictures
    nn::GroupGrids groups;
    cv::Mat mask; ///< reduced side, 0 or 1
};

int wantedDefects(int side) { return side <= 512 ? 150 : 72; }

std::vector<Painted> paintDefects(const TrainRequest& request, const JobContext& context, const FeatureExtractor& extractor,
                                  const nn::CrossFit& fit, const nn::TermGroups& groups, const HeldOutParts& parts)
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
                squares[wanted] = trainingSquare(request, extractor, parts.pictures[wanted]);
        const cv::Mat place = imaging::partMask(squares[part]);
        const synthesis::SyntheticDefect defect =
            synthesis::paintDefect({squares[part], squares[donor], place, random.next()});
        if (cv::countNonZero(defect.mask) == 0)
            continue; // nothing can be seen on this picture
        Painted painted{part, {}, {}};
        painted.groups = groups.join(fit.heldOutDistances(parts.pictures[part], extractor.ofSquare(defect.rgb)));
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

ModeTrial tryMode(nn::MapMode mode, const nn::MapCanvas& canvas, const HeldOutParts& parts, const std::vector<Painted>& painted)
{
    ModeTrial trial;
    trial.scores.resize(std::size(kTopShares));
    std::vector<std::vector<nn::CalibrationField>> without;
    for (const nn::GroupGrids& groups : parts.groups) {
        without.push_back(parts.calibration.fieldsWithout(groups));
        addMap(trial, canvas.sum(nn::calibrated(groups, without.back(), mode)), cv::Mat());
    }
    for (const Painted& p : painted)
        addMap(trial, canvas.sum(nn::calibrated(p.groups, without[p.part], mode)), p.mask);
    return trial;
}

} // namespace

RuleChoice chooseRule(const TrainRequest& request, const JobContext& context, const FeatureExtractor& extractor,
                      const nn::CrossFit& fit, const nn::TermGroups& groups, const HeldOutParts& parts)
{
    const std::vector<Painted> painted = paintDefects(request, context, extractor, fit, groups, parts);
    const nn::MapCanvas canvas = reducedCanvas(groups, extractor.shapes(), extractor.side());
    std::vector<bool> defective(parts.groups.size(), false);
    defective.resize(parts.groups.size() + painted.size(), true);
    std::vector<nn::MapMode> modes{nn::MapMode::Anywhere};
    if (parts.pictures.size() >= kFewestForPlaces)
        modes.push_back(nn::MapMode::AnywhereAndHere);
    RuleChoice best;
    double bestSum = -1;
    for (const nn::MapMode mode : modes) {
        const ModeTrial trial = tryMode(mode, canvas, parts, painted);
        const double ap = trial.pixels.compute().ap.value_or(0);
        for (std::size_t i = 0; i < std::size(kTopShares); ++i) {
            const Result<ImageResult> image = imageMetrics(trial.scores[i], defective);
            const double auroc = image.ok() ? image.value().auroc.value_or(0) : 0;
            if (auroc + ap > bestSum) {
                bestSum = auroc + ap;
                best = {{mode, kTopShares[i]}, auroc, ap, int(painted.size())};
            }
        }
    }
    return best;
}

} // namespace varad
