// core/report/inspection_report.cpp - layer: varad_core
#include "core/report/inspection_report.h"

#include "core/inspection/heatmap.h"
#include "core/inspection/proof.h"
#include "core/report/html_page.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Report)
};

constexpr int longestSide = 480;
constexpr double closeUpFrom = 70; // score units, where the heatmap begins to show
constexpr size_t mostRegions = 6;

QString cleanAbsolute(const QString& path) { return QDir::cleanPath(QFileInfo(path).absoluteFilePath()); }

/// The surroundings of the map's highest place, with and without heat, at the picture's own pixels: in the
/// whole picture a small defect is hard to see.
struct CloseUp {
    cv::Mat picture, overlay;
};

CloseUp closeUpOf(const InspectedPicture& picture, const Scale& scale, double outlineAt)
{
    const cv::Mat& rgb = picture.rgb;
    const cv::Mat& map = picture.network.map;
    cv::Point peak;
    cv::minMaxLoc(map, nullptr, nullptr, nullptr, &peak);
    const double across = double(rgb.cols) / map.cols, down = double(rgb.rows) / map.rows; // px per map cell
    const int side = std::min({rgb.cols, rgb.rows, std::max(96, std::min(rgb.cols, rgb.rows) / 6)});
    const auto from = [side](double centre, int length) {
        return std::clamp(int(std::lround(centre)) - side / 2, 0, length - side);
    };
    const cv::Rect cut(from((peak.x + 0.5) * across, rgb.cols), from((peak.y + 0.5) * down, rgb.rows), side,
                       side);
    // Pixel centres: cut pixel i lies at map cell (cut.x + i + 0.5) / across - 0.5.
    const cv::Matx23d toMap(1 / across, 0, (cut.x + 0.5) / across - 0.5, 0, 1 / down,
                            (cut.y + 0.5) / down - 0.5);
    cv::Mat heat;
    cv::warpAffine(map, heat, toMap, cut.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                   cv::BORDER_REPLICATE);
    const double enlarge = std::max(1.0, double(longestSide) / 2 / side);
    CloseUp shown;
    cv::resize(rgb(cut), shown.picture, {}, enlarge, enlarge, cv::INTER_CUBIC);
    cv::resize(heat, heat, shown.picture.size(), 0, 0, cv::INTER_LINEAR);
    shown.overlay = drawHeatmap(shown.picture, heat, scale, outlineAt);
    return shown;
}

QByteArray fact(const QString& name, const QString& value)
{
    return "<div><dt>" + htmlText(name) + "</dt><dd>" + htmlText(value) + "</dd></div>";
}

QByteArray cell(const QByteArray& html, bool number = true)
{
    return QByteArray(number ? "<td class=\"n\">" : "<td>") + html + "</td>";
}

} // namespace

InspectionReport::InspectionReport(const OpenProduct& product)
    : m_product(product), m_title(Text::tr("Inspection with %1").arg(product.product.name))
{
}

void InspectionReport::add(const InspectedPicture& picture, Truth truth, const QString& label)
{
    Row row{picture.path, picture.verdict, picture.score, picture.regions, {}, truth, label, {}, {}, {}, {}};
    if (picture.error) {
        row.error = picture.error->message;
    } else if (m_shown < mostPictures) {
        const cv::Mat small = shrinkToFit(picture.rgb, longestSide);
        row.original = jpegDataUri(small);
        row.overlay = jpegDataUri(drawHeatmap(small, picture.network.map, m_product.calibration.map,
                                              m_product.rules.pixelThreshold));
        if (m_product.calibration.map.score(picture.network.peak) >= closeUpFrom) {
            const CloseUp closeUp =
                closeUpOf(picture, m_product.calibration.map, m_product.rules.pixelThreshold);
            row.closeUp = jpegDataUri(closeUp.picture);
            row.closeUpOverlay = jpegDataUri(closeUp.overlay);
        }
        ++m_shown;
    }
    m_rows.push_back(std::move(row));
}

void InspectionReport::setFolders(const QStringList& folders)
{
    m_folders.clear();
    for (const QString& folder : folders) {
        const QString whole = cleanAbsolute(folder);
        m_folders << (whole.endsWith(QLatin1Char('/')) ? whole : whole + QLatin1Char('/'));
    }
    m_folders.removeDuplicates();
}

QString InspectionReport::nameOf(const QString& path) const
{
    const QString whole = cleanAbsolute(path);
    QString folder; // the innermost that holds it
    for (const QString& candidate : m_folders)
        if (whole.startsWith(candidate) && candidate.size() > folder.size())
            folder = candidate;
    if (folder.isEmpty())
        return QFileInfo(whole).fileName();
    const QString inside = whole.mid(folder.size());
    // Two folders may hold pictures of the same name.
    return m_folders.size() > 1 ? QFileInfo(folder.chopped(1)).fileName() + QLatin1Char('/') + inside
                                : inside;
}

QString InspectionReport::areaText(double areaPx) const
{
    if (const auto& pitch = m_product.product.mmPerPixel)
        return Text::tr("%1 mm²").arg(areaPx * *pitch * *pitch, 0, 'g', 3);
    return Text::tr("%1 px").arg(areaPx, 0, 'f', 0);
}

QByteArray InspectionReport::facts() const
{
    const Calibration& calibration = m_product.calibration;
    const Product& product = m_product.product;
    QByteArray out = "<dl class=\"facts panel\">";
    out += fact(Text::tr("Product"), product.name);
    out += fact(Text::tr("Model"),
                Text::tr("version %1, taught %2").arg(calibration.modelVersion).arg(calibration.when));
    out += fact(Text::tr("Taught from"), Text::tr("%1 pictures of good parts").arg(calibration.trainedOn));
    out += fact(Text::tr("Backbone"),
                Text::tr("%1 at %2 × %2 pixels").arg(product.backbone).arg(product.imageSize));
    out += fact(Text::tr("Threshold"),
                Text::tr("alarm from score %1").arg(scoreText(m_product.rules.threshold)));
    if (m_product.rules.checkBand > 0)
        out += fact(Text::tr("Check band"),
                    Text::tr("a person looks from score %1").arg(scoreText(m_product.rules.checkFrom())));
    out += fact(Text::tr("Calibration"),
                Text::tr("number %1, %2 good parts, %3")
                    .arg(calibration.number)
                    .arg(calibration.parts.size())
                    .arg(calibration.method == QLatin1String("held-out") ? Text::tr("held out")
                                                                         : Text::tr("by cross-checking")));
    out += fact(Text::tr("Model identity"),
                QStringLiteral("SHA-256 ") + m_product.modelSha256.left(16) + QStringLiteral("…"));
    return out + "</dl>\n";
}

QByteArray InspectionReport::counts() const
{
    const auto count = [this](Verdict verdict) {
        return std::count_if(m_rows.begin(), m_rows.end(),
                             [verdict](const Row& row) { return row.verdict == verdict; });
    };
    QByteArray out = "<div class=\"tiles\"><div class=\"tile\"><b>" +
                     QByteArray::number(static_cast<qint64>(m_rows.size())) + "</b>" +
                     htmlText(Text::tr("pictures")) + "</div>";
    for (const Verdict verdict : {Verdict::Alarm, Verdict::Check, Verdict::Pass, Verdict::NoResult})
        if (const auto n = count(verdict); n > 0 || verdict != Verdict::NoResult)
            out += "<div class=\"tile\"><b>" + QByteArray::number(static_cast<qint64>(n)) + "</b>" +
                   verdictBadge(verdict) + "</div>";
    return out + "</div>\n";
}

QByteArray InspectionReport::proofs() const
{
    int good = 0, falseAlarms = 0, defects = 0, missed = 0;
    for (const Row& row : m_rows) {
        if (row.verdict == Verdict::NoResult)
            continue;
        good += row.truth == Truth::Good;
        falseAlarms += row.truth == Truth::Good && row.verdict == Verdict::Alarm;
        defects += row.truth == Truth::Defect;
        missed += row.truth == Truth::Defect && row.verdict == Verdict::Pass;
    }
    QByteArray out =
        "<h2>" + htmlText(Text::tr("How sure is that?")) + "</h2>\n<div class=\"panel\"><ul class=\"proof\">";
    const auto line = [&out](const QString& text) { out += "<li>" + htmlText(text) + "</li>"; };
    if (std::abs(m_product.rules.threshold - defaultThreshold) < 0.01)
        line(thresholdRuleProof(static_cast<int>(m_product.calibration.parts.size())));
    if (good > 0)
        line(falseAlarmProof(falseAlarms, good));
    line(escapeProof(missed, defects));
    line(Text::tr("A score of 100 is the most unusual good part at calibration, 0 a typical one. It is not a "
                  "percentage."));
    if (!m_product.calibration.scoredByPeak)
        line(Text::tr(
            "A picture's score is a mean over its most unusual places; the heatmap has its own scale, on "
            "which 100 is the highest place of any good part."));
    if (m_product.calibration.picture.tooSmall)
        line(Text::tr("The good parts scored nearly alike (spread too small), so the scale was widened."));
    return out + "</ul></div>\n";
}

QByteArray InspectionReport::scoreStrip() const
{
    constexpr double left = 24, width = 952, low = -50, high = 250;
    const auto x = [&](double score) {
        return QByteArray::number(left + width * (std::clamp(score, low, high) - low) / (high - low), 'f', 1);
    };
    QByteArray out = "<h2>" + htmlText(Text::tr("Scores")) +
                     "</h2>\n<div class=\"panel\"><svg class=\"strip\" viewBox=\"0 0 1000 116\" role=\"img\" "
                     "aria-label=\"" +
                     htmlText(Text::tr("All scores on one line; the table below holds the same numbers")) +
                     "\">";
    for (const int tick : {-50, 0, 50, 100, 150, 200, 250})
        out += "<path d=\"M" + x(tick) + " 84v6\" stroke=\"var(--soft)\"/><text text-anchor=\"middle\" x=\"" +
               x(tick) + "\" y=\"106\">" + QByteArray::number(tick) + (tick == 250 ? "&gt;" : "") + "</text>";
    out += "<path d=\"M" + x(low) + " 84H" + x(high) + "\" stroke=\"var(--soft)\"/>";
    if (m_product.rules.checkBand > 0)
        out += "<path d=\"M" + x(m_product.rules.checkFrom()) + " 22V84H" + x(m_product.rules.threshold) +
               "V22z\" fill=\"var(--check)\" opacity=\".35\"/>";
    out += "<path d=\"M" + x(m_product.rules.threshold) +
           " 18V84\" stroke=\"var(--text)\" stroke-width=\"1.5\"/><text x=\"" + x(m_product.rules.threshold) +
           "\" dx=\"5\" y=\"14\">" +
           htmlText(Text::tr("alarm from %1").arg(scoreText(m_product.rules.threshold))) + "</text>";
    int index = 0;
    for (const Row& row : m_rows) {
        if (row.verdict == Verdict::NoResult)
            continue;
        const QByteArray at = x(row.score) + ' ' + QByteArray::number(32 + 14 * (index++ % 4));
        const char* shape = row.verdict == Verdict::Alarm ? "m0-6l6 6-6 6-6-6z\" fill=\"var(--alarm)"
                            : row.verdict == Verdict::Check
                                ? "m0-6l6 11h-12z\" fill=\"var(--check)"
                                : "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z\" fill=\"var(--pass)";
        out += "<path d=\"M" + at + shape + "\" stroke=\"var(--card)\"><title>" +
               htmlText(nameOf(row.path) + QStringLiteral(": ") + scoreText(row.score)) + "</title></path>";
    }
    return out + "</svg></div>\n";
}

QByteArray InspectionReport::table() const
{
    const bool known =
        std::any_of(m_rows.begin(), m_rows.end(), [](const Row& row) { return row.truth != Truth::Unknown; });
    QByteArray out = "<h2>" + htmlText(Text::tr("All pictures")) +
                     "</h2>\n<div class=\"panel scroll\"><table><thead><tr><th>" +
                     htmlText(Text::tr("Picture")) + "</th>" +
                     (known ? "<th>" + htmlText(Text::tr("Known to be")) + "</th>" : QByteArray()) + "<th>" +
                     htmlText(Text::tr("Verdict")) + "</th><th class=\"n\">" + htmlText(Text::tr("Score")) +
                     "</th><th class=\"n\">" + htmlText(Text::tr("Hot spots")) + "</th><th class=\"n\">" +
                     htmlText(Text::tr("Largest")) + "</th></tr></thead><tbody>\n";
    int number = 0;
    for (const Row& row : m_rows) {
        ++number;
        const QString shown = nameOf(row.path);
        QByteArray name = htmlText(shown);
        if (!row.original.isEmpty())
            name = "<a href=\"#p" + QByteArray::number(number) + "\">" + name + "</a>";
        out += "<tr><td class=\"path\" title=\"" + htmlText(row.path) + "\">" + name + "</td>";
        if (known)
            out += cell(htmlText(row.label), false);
        out += cell(verdictBadge(row.verdict), false);
        if (!row.error.isEmpty())
            out += "<td colspan=\"3\">" + htmlText(QString(row.error).replace(row.path, shown)) + "</td>";
        else
            out += cell(htmlText(scoreText(row.score))) +
                   cell(QByteArray::number(static_cast<qint64>(row.regions.size()))) +
                   cell(row.regions.empty() ? QByteArray() : htmlText(areaText(largestArea(row.regions))));
        out += "</tr>\n";
    }
    return out + "</tbody></table></div>\n";
}

QByteArray InspectionReport::card(const Row& row, int number) const
{
    const QString name = nameOf(row.path);
    const QString caption = row.label.isEmpty() ? name : Text::tr("%1 (known: %2)").arg(name, row.label);
    const auto figure = [](const QString& words, const QByteArray& picture, const QString& under) {
        return "<figure><img alt=\"" + htmlText(words) + "\" src=\"" + picture + "\"><figcaption>" +
               htmlText(under) + "</figcaption></figure>";
    };
    QByteArray out = "<section class=\"card\" id=\"p" + QByteArray::number(number) + "\"><header>" +
                     verdictBadge(row.verdict) + "<span class=\"score\">" + htmlText(scoreText(row.score)) +
                     "</span><span class=\"file\">" + htmlText(caption) +
                     "</span></header><div class=\"pair\">" +
                     figure(Text::tr("%1, as photographed").arg(name), row.original, Text::tr("Picture")) +
                     figure(Text::tr("%1 with heatmap: %2, score %3")
                                .arg(name, verdictWord(row.verdict), scoreText(row.score)),
                            row.overlay, Text::tr("Heatmap")) +
                     "</div>";
    if (!row.closeUp.isEmpty())
        out += "<div class=\"pair\">" +
               figure(Text::tr("%1, its most unusual place").arg(name), row.closeUp,
                      Text::tr("Most unusual place")) +
               figure(Text::tr("%1, its most unusual place with heatmap").arg(name), row.closeUpOverlay,
                      Text::tr("With heatmap")) +
               "</div>";
    out += heatLegend(m_product.rules.threshold, m_product.rules.pixelThreshold);
    if (!row.regions.empty()) {
        out += "<table class=\"spots\"><thead><tr><th>" + htmlText(Text::tr("Hot spot at")) +
               "</th><th class=\"n\">" + htmlText(Text::tr("Peak")) + "</th><th class=\"n\">" +
               htmlText(Text::tr("Mean")) + "</th><th class=\"n\">" + htmlText(Text::tr("Area")) +
               "</th></tr></thead><tbody>";
        for (size_t i = 0; i < std::min(row.regions.size(), mostRegions); ++i) {
            const Region& region = row.regions[i];
            out += "<tr>" +
                   cell(htmlText(Text::tr("%1, %2")
                                     .arg(region.x + region.width / 2)
                                     .arg(region.y + region.height / 2)),
                        false) +
                   cell(htmlText(scoreText(region.peak))) + cell(htmlText(scoreText(region.mean))) +
                   cell(htmlText(areaText(region.areaPx))) + "</tr>";
        }
        if (row.regions.size() > mostRegions)
            out += "<tr><td colspan=\"4\">" +
                   htmlText(Text::tr("and %n more", nullptr, int(row.regions.size() - mostRegions))) +
                   "</td></tr>";
        out += "</tbody></table>";
    }
    return out + "</section>\n";
}

QByteArray InspectionReport::html() const
{
    const QString now = QDateTime::currentDateTime().toString(Qt::ISODate);
    QByteArray body =
        "<h1>" + htmlText(m_title) + "</h1>\n<p class=\"sub\">" +
        htmlText(Text::tr("VarAD Inspector %1, %2").arg(QCoreApplication::applicationVersion(), now)) +
        "</p>\n";
    if (!m_introduction.isEmpty())
        body += "<p>" + htmlText(m_introduction) + "</p>\n";
    body += counts() + facts() + proofs() + scoreStrip() + table();
    if (m_shown > 0)
        body += "<h2>" + htmlText(Text::tr("Pictures")) + "</h2>\n<div class=\"cards\">\n";
    int number = 0;
    for (const Row& row : m_rows) {
        ++number;
        if (!row.original.isEmpty())
            body += card(row, number);
    }
    if (m_shown > 0)
        body += "</div>\n";
    if (static_cast<int>(m_rows.size()) > mostPictures)
        body +=
            "<p class=\"sub\">" +
            htmlText(
                Text::tr("Only the first %1 pictures are shown; the table lists all.").arg(mostPictures)) +
            "</p>\n";
    body +=
        "<footer>" +
        htmlText(
            Text::tr("Colours have a fixed scale, the same for every picture until the product is calibrated "
                     "again. Areas count %1.")
                .arg(m_product.product.mmPerPixel ? Text::tr("square millimetres")
                                                  : Text::tr("pixels of the original picture"))) +
        "</footer>\n";
    return htmlPage(m_title, body);
}

} // namespace varad
