// core/cli/category_evaluation.cpp - layer: command line
#include "core/cli/category_evaluation.h"

#include "core/evaluation/metrics.h"
#include "core/imaging/resize.h"

#include <QCoreApplication>
#include <QFile>

namespace varad::cli {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

/// Collects what the metrics need while the pictures pass by.
class Collector {
public:
    Collector(const Category& category, const JobContext& context) : m_category(category), m_context(context)
    {
    }

    Status add(const InspectedPicture& picture)
    {
        const DataItem& item = m_category.test[static_cast<size_t>(picture.index)];
        if (picture.error) {
            leaveOut(picture.error->message);
            return {};
        }
        m_scores.push_back(picture.rawScore);
        m_defect.push_back(item.defect);
        m_milliseconds += picture.milliseconds;
        ++result.verdicts[item.defect ? 1 : 0][static_cast<size_t>(picture.verdict)];
        return addPixels(item, picture.network.map);
    }

    Status finish()
    {
        const Result<ImageResult> image = imageMetrics(m_scores, m_defect);
        if (!image.ok())
            return image.error();
        const PixelResult pixel = m_pixels.compute();
        Figures& f = result.figures;
        f[Figure::ImageAuroc] = image.value().auroc;
        f[Figure::ImageAp] = image.value().ap;
        f[Figure::ImageMaxF1] = image.value().maxF1;
        f[Figure::PixelAuroc] = pixel.auroc;
        f[Figure::PixelAp] = pixel.ap;
        f[Figure::PixelMaxF1] = pixel.maxF1;
        f[Figure::Aupro] = pixel.aupro030;
        f[Figure::Aupro005] = pixel.aupro005;
        if (m_milliseconds > 0)
            f[Figure::ImagesPerSecond] = 1000.0 * static_cast<double>(m_scores.size()) / m_milliseconds;
        return {};
    }

    CategoryEvaluation result;

private:
    Status addPixels(const DataItem& item, const cv::Mat& map)
    {
        cv::Mat mask;
        if (item.defect) {
            if (item.mask.isEmpty()) {
                if (!std::exchange(m_toldAboutMasks, true) && m_context.warning)
                    m_context.warning(
                        Text::tr("%1 has no mask: such pictures count for the image figures only.")
                            .arg(item.picture));
                return {};
            }
            const Result<cv::Mat> grey = readGrey(item.mask, {}, m_context.stop);
            if (!grey.ok() && grey.error().kind == ErrorKind::Cancelled)
                return grey.error();
            if (!grey.ok()) {
                leaveOut(grey.error().message);
                return {};
            }
            mask = resizeMask(grey.value(), map.size());
        }
        return m_pixels.add(map, mask);
    }

    void leaveOut(const QString& reason)
    {
        ++result.failed;
        if (m_context.warning)
            m_context.warning(reason);
    }

    const Category& m_category;
    const JobContext& m_context;
    std::vector<double> m_scores;
    std::vector<bool> m_defect;
    PixelMetrics m_pixels;
    double m_milliseconds = 0;
    bool m_toldAboutMasks = false;
};

} // namespace

Result<CategoryEvaluation> evaluateCategory(const Category& category, Detector& detector,
                                            const EvaluationScales& scales, const JobContext& context)
{
    Collector collector(category, context);
    InspectionRun run;
    for (const DataItem& item : category.test)
        run.paths << item.picture;
    run.detector = &detector;
    run.picture = scales.picture;
    run.map = scales.map;
    run.rules = scales.rules;
    run.row = [&collector](const InspectedPicture& picture) { return collector.add(picture); };
    if (Status done = inspectPictures(run, context); !done.ok())
        return done.error();
    if (Status done = collector.finish(); !done.ok())
        return done.error();
    return collector.result;
}

std::optional<double> peakMemoryMb()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return std::nullopt;
    for (const QByteArray& line : status.readAll().split('\n'))
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').front().toDouble() * 1024 / 1e6;
    return std::nullopt;
}

} // namespace varad::cli
