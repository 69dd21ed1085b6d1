// core/report/inspection_files.cpp - layer: varad_core (OpenCV imgcodecs)
#include "core/report/inspection_files.h"

#include "core/inspection/heatmap.h"
#include "core/jobs/durable_file.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFileInfo>
#include <QLocale>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace varad {
namespace {

constexpr int longestOverlaySide = 2048;

double rounded(double value, double unit) { return std::round(value / unit) * unit; }

/// Times are measurements: a thousandth of a millisecond is more than they can tell.
double milliseconds(double value) { return std::round(value * 1000) / 1000; }

Status encode(const QString& path, const char* suffix, const cv::Mat& picture)
{
    std::vector<uchar> bytes;
    const Status encoded = guarded(
        QCoreApplication::translate("InspectionFiles", "%1 was not written: it cannot be encoded.").arg(path),
        [&]() -> Status {
            cv::imencode(suffix, picture, bytes);
            return {};
        });
    if (!encoded.ok())
        return encoded;
    return writeDurably(
        path, QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())));
}

void writeRegion(JsonText& json, const Region& region, const std::optional<double>& mmPerPixel)
{
    json.beginObject();
    json.member("x", region.x)
        .member("y", region.y)
        .member("width", region.width)
        .member("height", region.height);
    json.member("area_px", rounded(region.areaPx, 1));
    std::optional<double> mm2;
    if (mmPerPixel)
        mm2 = region.areaPx * *mmPerPixel * *mmPerPixel;
    json.member("area_mm2", mm2).member("peak", region.peak).member("mean", region.mean);
    json.endObject();
}

} // namespace

QByteArray csvField(const QString& text)
{
    QByteArray bytes = text.toUtf8();
    if (!bytes.contains(',') && !bytes.contains('"') && !bytes.contains('\n') && !bytes.contains('\r'))
        return bytes;
    return '"' + bytes.replace("\"", "\"\"") + '"';
}

QByteArray csvNumber(double value) { return QByteArray::number(value, 'g', QLocale::FloatingPointShortest); }

QByteArray inspectionCsvHeader()
{
    return "path,score,raw_score,verdict,threshold,check_from,regions,largest_area_px,milliseconds,error_"
           "code,error\n";
}

QByteArray inspectionCsvRow(const InspectedPicture& picture, const VerdictRules& rules)
{
    QByteArrayList fields{csvField(picture.path)};
    if (picture.error)
        fields << QByteArray() << QByteArray();
    else
        fields << csvNumber(picture.score) << csvNumber(picture.rawScore);
    fields << verdictCode(picture.verdict).toUtf8() << csvNumber(rules.threshold)
           << csvNumber(rules.checkFrom());
    if (picture.error)
        fields << QByteArray() << QByteArray();
    else
        fields << QByteArray::number(static_cast<qint64>(picture.regions.size()))
               << csvNumber(rounded(largestArea(picture.regions), 1));
    fields << csvNumber(milliseconds(picture.milliseconds));
    if (picture.error)
        fields << errorCode(*picture.error).toUtf8() << csvField(picture.error->message);
    else
        fields << QByteArray() << QByteArray();
    return fields.join(',') + '\n';
}

InspectionJson::InspectionJson(const OpenProduct& product) : m_mmPerPixel(product.product.mmPerPixel)
{
    m_json.beginObject().member("schema", "varad-inspect/1");
    m_json.key("product").beginObject();
    m_json.member("name", product.product.name)
        .member("model_sha256", product.modelSha256)
        .member("calibration", product.calibration.number);
    m_json.endObject();
    m_json.member("threshold", product.rules.threshold)
        .member("check_from", product.rules.checkFrom())
        .member("pixel_threshold", product.rules.pixelThreshold)
        .member("min_area_px", product.rules.minAreaPx);
    m_json.key("results").beginArray();
}

void InspectionJson::add(const InspectedPicture& picture)
{
    m_json.beginObject().member("path", picture.path);
    if (picture.sha256.isEmpty())
        m_json.key("sha256").null().key("width").null().key("height").null();
    else
        m_json.member("sha256", QString::fromLatin1(picture.sha256))
            .member("width", picture.size.width)
            .member("height", picture.size.height);
    if (picture.error)
        m_json.key("score").null().key("raw_score").null();
    else
        m_json.member("score", picture.score).member("raw_score", picture.rawScore);
    m_json.member("verdict", verdictCode(picture.verdict)).key("regions").beginArray();
    for (const Region& region : picture.regions)
        writeRegion(m_json, region, m_mmPerPixel);
    m_json.endArray().member("milliseconds", milliseconds(picture.milliseconds)).key("error");
    if (picture.error)
        m_json.beginObject()
            .member("code", errorCode(*picture.error))
            .member("message", picture.error->message)
            .endObject();
    else
        m_json.null();
    m_json.endObject();
}

QByteArray InspectionJson::finish()
{
    m_json.endArray().endObject();
    return m_json.text();
}

QString outputStem(const QString& path)
{
    const QByteArray hash =
        QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex().left(8);
    return QFileInfo(path).completeBaseName().left(100) + QLatin1Char('.') + QString::fromLatin1(hash);
}

Status writeMap(const QString& folder, const InspectedPicture& picture)
{
    return encode(folder + QLatin1Char('/') + outputStem(picture.path) + QStringLiteral(".tif"), ".tif",
                  picture.network.map);
}

Status writeOverlay(const QString& folder, const InspectedPicture& picture, const OpenProduct& product)
{
    const cv::Mat drawn =
        addLegend(drawHeatmap(shrinkToFit(picture.rgb, longestOverlaySide), picture.network.map,
                              product.calibration.map, product.rules.pixelThreshold),
                  product.rules.threshold, product.rules.pixelThreshold);
    cv::Mat bgr;
    cv::cvtColor(drawn, bgr, cv::COLOR_RGB2BGR);
    return encode(folder + QLatin1Char('/') + outputStem(picture.path) + QStringLiteral(".png"), ".png", bgr);
}

} // namespace varad
