// core/products/calibration.cpp - layer: varad_core
#include "core/products/calibration.h"

#include "core/jobs/json_text.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Calibration)
};

constexpr qsizetype maxBytes = 16 * 1024 * 1024;

void writeScale(JsonText& json, const Scale& scale)
{
    json.member("m", scale.zero).member("M", scale.hundred);
}

/// Reads members; remembers the first one that is wrong.
class Reader {
public:
    explicit Reader(const QJsonObject& object) : m_object(object) {}

    double number(const char* key, double low, double high)
    {
        const QJsonValue v = m_object.value(QLatin1String(key));
        const double d = v.toDouble(std::nan(""));
        if (!v.isDouble() || !std::isfinite(d) || d < low || d > high)
            fail(key);
        return d;
    }
    int whole(const char* key, int low, int high)
    {
        const double d = number(key, low, high);
        if (d != std::floor(d))
            fail(key);
        return wrong.isEmpty() ? static_cast<int>(d) : 0;
    }
    QString text(const char* key)
    {
        const QJsonValue v = m_object.value(QLatin1String(key));
        if (!v.isString() || v.toString().size() > 4096)
            fail(key);
        return v.toString();
    }
    bool flag(const char* key)
    {
        const QJsonValue v = m_object.value(QLatin1String(key));
        if (!v.isBool())
            fail(key);
        return v.toBool();
    }
    void fail(const char* key)
    {
        if (wrong.isEmpty())
            wrong = QLatin1String(key);
    }
    QString wrong;

private:
    QJsonObject m_object;
};

Error damaged(const QString& label, const QString& reason)
{
    return Error{
        ErrorKind::Damaged,
        Text::tr("%1: %2. Restore the file from a copy or train the product again.").arg(label, reason),
        label,
        {}};
}

QString readScale(const QJsonObject& object, Scale& scale)
{
    Reader reader(object);
    scale.zero = reader.number("m", -1e30, 1e30);
    scale.hundred = reader.number("M", -1e30, 1e30);
    if (scale.hundred <= scale.zero)
        reader.fail("M");
    return reader.wrong;
}

QString readParts(const QJsonObject& object, Calibration& calibration)
{
    const QJsonArray parts = object.value(QLatin1String("parts")).toArray();
    calibration.parts.reserve(static_cast<size_t>(parts.size()));
    for (const QJsonValue& part : parts) {
        Reader reader(part.toObject());
        calibration.parts.push_back({reader.text("picture"), reader.whole("fold", 0, 1000000),
                                     reader.number("score", -1e30, 1e30),
                                     reader.number("peak", -1e30, 1e30)});
        if (!reader.wrong.isEmpty())
            return reader.wrong;
    }
    return {};
}

} // namespace

Result<Calibration> makeCalibration(const TrainedModel& trained, const QStringList& names)
{
    if (trained.heldOut.empty())
        return Error{ErrorKind::Internal,
                     Text::tr("Training gave no score of a good part, so there is no scale."),
                     {},
                     {}};
    Calibration calibration;
    calibration.method = trained.heldOutMethod;
    calibration.training = trained.summary;
    calibration.trainedOn = static_cast<int>(names.size());
    std::vector<double> scores, peaks;
    for (const HeldOutScore& held : trained.heldOut) {
        if (held.picture < 0 || held.picture >= names.size() || !std::isfinite(held.score) ||
            !std::isfinite(held.peak))
            return Error{
                ErrorKind::Internal,
                Text::tr("Training gave a score that is no number, so there is no scale. Train again; if "
                         "this happens again, report it."),
                QStringLiteral("held-out %1").arg(held.picture),
                {}};
        const QString name = names.at(held.picture);
        calibration.parts.push_back({name, held.fold, held.score, held.peak});
        scores.push_back(held.score);
        peaks.push_back(held.peak);
    }
    calibration.scoredByPeak = scores == peaks;
    calibration.picture = makeScale(scores);
    calibration.map = makeScale(peaks);
    return calibration;
}

QByteArray formatCalibration(const Calibration& c)
{
    JsonText json;
    json.beginObject();
    json.member("schema", "varad-calibration/1").member("number", c.number);
    json.key("model")
        .beginObject()
        .member("version", c.modelVersion)
        .member("sha256", c.modelSha256)
        .endObject();
    json.member("method", c.method).member("N", static_cast<int>(c.parts.size()));
    writeScale(json, c.picture);
    json.member("spread_too_small", c.picture.tooSmall).member("scored_by_peak", c.scoredByPeak);
    json.key("map").beginObject();
    writeScale(json, c.map);
    json.member("spread_too_small", c.map.tooSmall).endObject();
    json.member("trained_on", c.trainedOn).member("training", c.training);
    json.member("who", c.who).member("when", c.when);
    json.key("parts").beginArray();
    for (const Calibration::GoodPart& part : c.parts)
        json.beginObject()
            .member("picture", part.picture)
            .member("fold", part.fold)
            .member("score", part.score)
            .member("peak", part.peak)
            .endObject();
    json.endArray().endObject();
    return json.text();
}

Result<Calibration> parseCalibration(const QByteArray& bytes, const QString& label)
{
    if (bytes.size() > maxBytes)
        return damaged(label, Text::tr("the file is larger than 16 MiB"));
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (!document.isObject())
        return damaged(label, Text::tr("this is not a calibration (%1)").arg(problem.errorString()));
    const QJsonObject object = document.object();
    if (object.value(QLatin1String("schema")).toString() != QLatin1String("varad-calibration/1"))
        return damaged(label, Text::tr("the schema is not varad-calibration/1"));
    Calibration c;
    Reader reader(object);
    Reader model(object.value(QLatin1String("model")).toObject());
    const QJsonObject map = object.value(QLatin1String("map")).toObject();
    Reader mapReader(map);
    c.number = reader.whole("number", 1, 9999);
    c.modelVersion = model.whole("version", 1, 9999);
    c.modelSha256 = model.text("sha256");
    c.method = reader.text("method");
    c.picture.tooSmall = reader.flag("spread_too_small");
    c.scoredByPeak = reader.flag("scored_by_peak");
    c.map.tooSmall = mapReader.flag("spread_too_small");
    c.trainedOn = reader.whole("trained_on", 0, 100000000);
    c.training = reader.text("training");
    c.who = reader.text("who");
    c.when = reader.text("when");
    const int count = reader.whole("N", 1, 100000000);
    for (const QString& wrong : {reader.wrong, model.wrong, mapReader.wrong, readScale(object, c.picture),
                                 readScale(map, c.map), readParts(object, c)})
        if (!wrong.isEmpty())
            return damaged(label, Text::tr("%1 is missing or wrong").arg(wrong));
    if (static_cast<size_t>(count) != c.parts.size())
        return damaged(label, Text::tr("N is %1, but %2 parts are listed").arg(count).arg(c.parts.size()));
    return c;
}

} // namespace varad
