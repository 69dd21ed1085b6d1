// core/report/benchmark_files.cpp - layer: varad_core
#include "core/report/benchmark_files.h"

#include "core/jobs/json_text.h"
#include "core/report/html_page.h"
#include "core/report/inspection_files.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Report)
};

constexpr std::array<const char*, figureCount> keys{
    "image_auroc", "image_ap",  "image_max_f1",  "pixel_auroc",       "pixel_ap",      "pixel_max_f1",
    "aupro",       "aupro_005", "train_seconds", "images_per_second", "peak_memory_mb"};

bool isFraction(size_t at) { return at <= static_cast<size_t>(Figure::Aupro005); }

size_t mostRuns(const BenchmarkResult& result)
{
    size_t most = 0;
    for (const BenchmarkCategory& category : result.categories)
        most = std::max(most, category.runs.size());
    return most;
}

void writeFigures(JsonText& json, const Figures& figures)
{
    for (size_t i = 0; i < figureCount; ++i)
        json.member(keys[i], figures.values[i]);
}

/// Whole numbers and truths keep their type.
void writeSetting(JsonText& json, const QString& name, const QString& value)
{
    json.key(name.toUtf8().constData());
    const qint64 number = value.toLongLong();
    if (QString::number(number) == value)
        json.value(number);
    else if (value == QLatin1String("true") || value == QLatin1String("false"))
        json.value(value == QLatin1String("true"));
    else
        json.value(value);
}

void writeRange(JsonText& json, const FigureSummary& summary)
{
    json.key("range").beginObject();
    for (size_t i = 0; i < figureCount; ++i)
        json.key(keys[i]).beginArray().value(summary.low.values[i]).value(summary.high.values[i]).endArray();
    json.endObject();
}

QString figureText(size_t at, const std::optional<double>& value)
{
    if (!value)
        return QStringLiteral("–");
    return QString::number(*value, 'f', isFraction(at) ? 3 : *value < 10 ? 2 : *value < 100 ? 1 : 0);
}

QByteArray csvLine(const QString& name, const FigureSummary& summary, bool ranges)
{
    QByteArray line = csvField(name);
    const auto add = [&line](const std::optional<double>& value) {
        line += ',' + (value ? csvNumber(*value) : QByteArray());
    };
    for (const auto& value : summary.mean.values)
        add(value);
    for (size_t i = 0; ranges && i < figureCount; ++i) {
        add(summary.low.values[i]);
        add(summary.high.values[i]);
    }
    return line + '\n';
}

QByteArray htmlRow(const QString& name, const FigureSummary& summary, bool ranges)
{
    QByteArray out = "<td class=\"path\">" + htmlText(name) + "</td>";
    for (size_t i = 0; i < figureCount; ++i) {
        out += "<td class=\"n\">" + htmlText(figureText(i, summary.mean.values[i]));
        if (ranges && summary.mean.values[i])
            out += "<span class=\"range\">" +
                   htmlText(figureText(i, summary.low.values[i]) + QStringLiteral(" – ") +
                            figureText(i, summary.high.values[i])) +
                   "</span>";
        out += "</td>";
    }
    return out + "</tr>\n";
}

} // namespace

const char* figureKey(Figure figure) { return keys[static_cast<size_t>(figure)]; }

FigureSummary summarise(const std::vector<Figures>& values)
{
    FigureSummary summary;
    for (size_t i = 0; i < figureCount; ++i) {
        double sum = 0;
        int count = 0;
        for (const Figures& figures : values) {
            if (const std::optional<double>& value = figures.values[i]) {
                sum += *value;
                ++count;
                summary.low.values[i] = std::min(summary.low.values[i].value_or(*value), *value);
                summary.high.values[i] = std::max(summary.high.values[i].value_or(*value), *value);
            }
        }
        if (count > 0)
            summary.mean.values[i] = sum / count;
    }
    return summary;
}

FigureSummary summarise(const BenchmarkCategory& category)
{
    std::vector<Figures> values;
    for (const BenchmarkRun& run : category.runs)
        values.push_back(run.figures);
    return summarise(values);
}

FigureSummary averageOf(const BenchmarkResult& result)
{
    std::vector<Figures> means, perSeed;
    for (const BenchmarkCategory& category : result.categories)
        means.push_back(summarise(category).mean);
    for (size_t run = 0; run < mostRuns(result); ++run) {
        std::vector<Figures> ofSeed;
        for (const BenchmarkCategory& category : result.categories)
            if (run < category.runs.size())
                ofSeed.push_back(category.runs[run].figures);
        perSeed.push_back(summarise(ofSeed).mean);
    }
    FigureSummary average = summarise(perSeed);
    average.mean = summarise(means).mean;
    return average;
}

QByteArray benchmarkJson(const BenchmarkResult& result)
{
    const bool ranges = mostRuns(result) > 1;
    JsonText json;
    json.beginObject().member("schema", result.schema).member("dataset", result.dataset);
    json.key("settings").beginObject();
    for (const auto& [name, value] : result.settings)
        writeSetting(json, name, value);
    json.endObject().key("categories").beginArray();
    for (const BenchmarkCategory& category : result.categories) {
        const FigureSummary summary = summarise(category);
        json.beginObject().member("category", category.name);
        writeFigures(json, summary.mean);
        if (ranges) {
            writeRange(json, summary);
            json.key("runs").beginArray();
            for (const BenchmarkRun& run : category.runs) {
                json.beginObject().member("seed", run.seed);
                writeFigures(json, run.figures);
                json.endObject();
            }
            json.endArray();
        }
        json.endObject();
    }
    const FigureSummary average = averageOf(result);
    json.endArray().key("average").beginObject();
    writeFigures(json, average.mean);
    if (ranges)
        writeRange(json, average);
    json.endObject().endObject();
    return json.text();
}

QByteArray benchmarkCsv(const BenchmarkResult& result)
{
    const bool ranges = mostRuns(result) > 1;
    QByteArray out("category");
    for (const char* key : keys)
        out += QByteArray(",") + key;
    for (const char* key : keys)
        if (ranges)
            out += QByteArray(",") + key + "_min," + key + "_max";
    out += '\n';
    for (const BenchmarkCategory& category : result.categories)
        out += csvLine(category.name, summarise(category), ranges);
    return out + csvLine(QStringLiteral("average"), averageOf(result), ranges);
}

QByteArray benchmarkHtml(const BenchmarkResult& result)
{
    const bool ranges = mostRuns(result) > 1;
    const QString title = Text::tr("Benchmark on %1").arg(result.dataset);
    QByteArray body = "<h1>" + htmlText(title) + "</h1>\n<p class=\"sub\">" +
                      htmlText(Text::tr("VarAD Inspector %1, %2")
                                   .arg(QCoreApplication::applicationVersion(),
                                        QDateTime::currentDateTime().toString(Qt::ISODate))) +
                      "</p>\n<dl class=\"facts panel\">";
    for (const auto& [name, value] : result.settings)
        body += "<div><dt>" + htmlText(name) + "</dt><dd>" + htmlText(value) + "</dd></div>";
    body += "</dl>\n<div class=\"panel scroll\"><table><thead><tr><th>" + htmlText(Text::tr("Category")) +
            "</th>";
    for (const QString& head :
         {Text::tr("Image AUROC"), Text::tr("Image AP"), Text::tr("Image max F1"), Text::tr("Pixel AUROC"),
          Text::tr("Pixel AP"), Text::tr("Pixel max F1"), Text::tr("AUPRO 0.30"), Text::tr("AUPRO 0.05"),
          Text::tr("Train, s"), Text::tr("Pictures/s"), Text::tr("Peak, MB")})
        body += "<th class=\"n\">" + htmlText(head) + "</th>";
    body += "</tr></thead><tbody>\n";
    for (const BenchmarkCategory& category : result.categories)
        body += "<tr>" + htmlRow(category.name, summarise(category), ranges);
    body += "<tr class=\"sum\">" + htmlRow(Text::tr("Average"), averageOf(result), ranges);
    body += "</tbody></table></div>\n<footer>" +
            htmlText(ranges ? Text::tr("Large figures are means over %1 seeds, small ones the lowest and the "
                                       "highest. A dash means: undefined.")
                                  .arg(mostRuns(result))
                            : Text::tr("One run. A dash means: undefined.")) +
            "</footer>\n";
    return htmlPage(title, body);
}

} // namespace varad
