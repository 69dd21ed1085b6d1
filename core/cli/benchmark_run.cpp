// core/cli/benchmark_run.cpp - layer: command line
#include "core/cli/benchmark_run.h"

#include "core/cli/category_evaluation.h"
#include "core/cli/option_values.h"
#include "core/inspection/training_set.h"
#include "core/jobs/durable_file.h"
#include "core/jobs/json_text.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace varad::cli {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

QString s(const char* text) { return QLatin1String(text); }

void writeOutcome(JsonText& json, const BenchmarkOutcome& outcome)
{
    json.member("failed", outcome.failed).key("figures").beginArray();
    for (const std::optional<double>& value : outcome.figures.values)
        json.value(value);
    json.endArray();
}

std::optional<BenchmarkOutcome> readOutcome(const QJsonObject& object)
{
    const QJsonArray figures = object.value(s("figures")).toArray();
    if (figures.size() != static_cast<qsizetype>(figureCount) || !object.value(s("failed")).isDouble())
        return std::nullopt;
    BenchmarkOutcome outcome;
    outcome.failed = object.value(s("failed")).toInt();
    for (size_t i = 0; i < figureCount; ++i)
        if (const QJsonValue value = figures.at(static_cast<qsizetype>(i)); value.isDouble())
            outcome.figures.values[i] = value.toDouble();
    return outcome;
}

QStringList childArguments(const BenchmarkTask& task, const QString& result)
{
    QStringList out{s("benchmark"), s("--data"),     task.data,         s("--dataset"),
                    task.dataset,   s("--category"), task.category.name};
    out += trainOptionArguments(task.options);
    if (task.options.peer == Peer::NearestNeighbour)
        out << s("--peer") << s("nearest-neighbour");
    if (task.limitTrain)
        out << s("--limit-train") << QString::number(*task.limitTrain);
    return out << s("--progress") << s("json") << s("--run-to") << result;
}

/// One line of the child's messages. Anything that is no JSON (a library's own words) counts as detail.
void passOn(const QByteArray& line, const JobContext& context, Error& error)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    if (object.contains(s("stage"))) {
        if (context.progress)
            context.progress({object.value(s("stage")).toString(), object.value(s("text")).toString(),
                              object.value(s("done")).toInteger(), object.value(s("total")).toInteger()});
    } else if (object.contains(s("warning"))) {
        if (context.warning)
            context.warning(object.value(s("warning")).toString());
    } else if (object.contains(s("error"))) {
        error.message = object.value(s("error")).toObject().value(s("message")).toString();
        error.detail = object.value(s("error")).toObject().value(s("detail")).toString();
    } else if (error.message.isEmpty()) {
        error.detail = QString::fromUtf8(line).left(1000);
    }
}

ErrorKind kindOf(const QProcess& child)
{
    if (child.exitStatus() == QProcess::NormalExit && child.exitCode() == WrongUse)
        return ErrorKind::BadInput;
    if (child.exitStatus() == QProcess::NormalExit && child.exitCode() == Cancelled)
        return ErrorKind::Cancelled;
    return ErrorKind::Device;
}

} // namespace

Result<BenchmarkOutcome> runHere(const BenchmarkTask& task, Engine& engine, const JobContext& context)
{
    QStringList pictures;
    for (const DataItem& item : task.category.train)
        pictures << item.picture;
    if (task.limitTrain)
        pictures = pictures.mid(0, *task.limitTrain);
    const Result<TrainingSet> set = checkTrainingPictures(pictures, context);
    if (!set.ok())
        return set.error();
    const QTemporaryDir folder;
    if (!folder.isValid())
        return Error{ErrorKind::NoSpace,
                     Text::tr("No temporary folder could be made: %1").arg(folder.errorString())};
    TrainRequest train;
    train.pictures = static_cast<int>(set.value().paths.size());
    train.source = set.value().source();
    train.group = set.value().group;
    train.options = task.options;
    train.scale = false; // figures are made of raw scores
    train.workFolder = folder.path();
    train.modelPath = folder.filePath(s("model.safetensors"));
    const Result<TrainedModel> trained =
        guarded(Text::tr("Training failed."), [&] { return engine.train(train, context); });
    if (!trained.ok())
        return trained.error();
    const Result<std::unique_ptr<Detector>> detector = engine.load(train.modelPath);
    if (!detector.ok())
        return detector.error();
    Result<CategoryEvaluation> evaluation = evaluateCategory(task.category, *detector.value(), {}, context);
    if (!evaluation.ok())
        return evaluation.error();
    BenchmarkOutcome outcome{evaluation.value().figures,
                             evaluation.value().failed + static_cast<int>(set.value().skipped.size())};
    outcome.figures[Figure::TrainSeconds] = trained.value().seconds;
    outcome.figures[Figure::PeakMemoryMb] = peakMemoryMb();
    return outcome;
}

Result<BenchmarkOutcome> runInChild(const QString& program, const BenchmarkTask& task,
                                    const JobContext& context)
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(s("run.json"));
    QProcess child;
    child.setStandardOutputFile(QProcess::nullDevice());
    child.start(program, childArguments(task, file), QIODevice::ReadOnly);
    Error error{ErrorKind::Device, {}};
    bool asked = false;
    QByteArray rest;
    while (child.state() != QProcess::NotRunning) {
        if (context.stop.stop_requested() && !std::exchange(asked, true))
            child.terminate();
        child.waitForReadyRead(100);
        child.setReadChannel(QProcess::StandardError);
        while (child.canReadLine())
            passOn(child.readLine().trimmed(), context, error);
    }
    rest = child.readAllStandardError();
    for (const QByteArray& line : rest.split('\n'))
        if (!line.trimmed().isEmpty())
            passOn(line.trimmed(), context, error);
    if (asked || context.stop.stop_requested())
        return Error{ErrorKind::Cancelled, Text::tr("The benchmark was cancelled.")};
    QFile result(file);
    if (child.exitStatus() == QProcess::NormalExit && child.exitCode() <= SomeFailed &&
        result.open(QIODevice::ReadOnly))
        if (const std::optional<BenchmarkOutcome> outcome = parseOutcome(result.readAll()))
            return *outcome;
    error.kind = kindOf(child);
    if (error.message.isEmpty())
        error.message =
            Text::tr("The process for category %1 ended unexpectedly (%2). Perhaps memory ran out; try a "
                     "smaller --image-size.")
                .arg(task.category.name, child.errorString());
    return error;
}

QByteArray formatOutcome(const BenchmarkOutcome& outcome)
{
    JsonText json(JsonText::Style::Compact);
    json.beginObject();
    writeOutcome(json, outcome);
    return json.endObject().text();
}

std::optional<BenchmarkOutcome> parseOutcome(const QByteArray& json)
{
    return readOutcome(QJsonDocument::fromJson(json).object());
}

BenchmarkState::BenchmarkState(const QString& file, const QByteArray& settings)
    : m_file(file),
      m_hash(QString::fromLatin1(QCryptographicHash::hash(settings, QCryptographicHash::Sha256).toHex()))
{
    QFile old(m_file);
    if (m_file.isEmpty() || !old.open(QIODevice::ReadOnly))
        return;
    const QJsonObject object = QJsonDocument::fromJson(old.readAll()).object();
    if (object.value(s("settings")).toString() != m_hash)
        return;
    for (const QJsonValue& value : object.value(s("runs")).toArray()) {
        const QJsonObject run = value.toObject();
        if (const std::optional<BenchmarkOutcome> outcome = readOutcome(run))
            m_runs[{run.value(s("category")).toString(), run.value(s("seed")).toString().toULongLong()}] =
                *outcome;
    }
}

const BenchmarkOutcome* BenchmarkState::find(const QString& category, quint64 seed) const
{
    const auto found = m_runs.find({category, seed});
    return found == m_runs.end() ? nullptr : &found->second;
}

Status BenchmarkState::add(const QString& category, quint64 seed, const BenchmarkOutcome& outcome)
{
    m_runs[{category, seed}] = outcome;
    if (m_file.isEmpty())
        return {};
    JsonText json;
    json.beginObject()
        .member("schema", "varad-benchmark-state/1")
        .member("settings", m_hash)
        .key("runs")
        .beginArray();
    for (const auto& [key, run] : m_runs) {
        json.beginObject().member("category", key.first).member("seed", QString::number(key.second));
        writeOutcome(json, run);
        json.endObject();
    }
    json.endArray().endObject();
    return writeDurably(m_file, json.text());
}

void BenchmarkState::remove()
{
    if (!m_file.isEmpty())
        QFile::remove(m_file);
}

} // namespace varad::cli
