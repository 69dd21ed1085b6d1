// core/cli/benchmark_command.cpp - layer: command line
#include "core/cli/benchmark_run.h"
#include "core/cli/commands.h"
#include "core/cli/option_values.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace varad::cli {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

QString s(const char* text) { return QLatin1String(text); }

Peer peerOption(const QCommandLineParser& options)
{
    const QString name = options.value(s("peer"));
    if (name.isEmpty())
        return Peer::None;
    if (name != s("nearest-neighbour"))
        refuseUse(Text::tr("--peer must be nearest-neighbour, not \"%1\".").arg(name));
    return Peer::NearestNeighbour;
}

/// Categories that can be trained and tested.
std::vector<Category> categoriesOf(const QCommandLineParser& options)
{
    const QString data = neededOption(options, s("data"));
    Result<std::vector<Category>> set =
        openDataset(data, layoutOption(options), options.values(s("category")));
    if (!set.ok())
        throw CommandFailure(set.error(), set.error().kind == ErrorKind::NotFound
                                              ? std::optional<int>(WrongUse)
                                              : std::nullopt);
    for (const Category& category : set.value())
        if (category.train.empty() || category.test.empty())
            refuseUse(Text::tr("Category %1 has no %2 picture.")
                          .arg(category.name,
                               category.train.empty() ? Text::tr("good training") : Text::tr("test")));
    return set.value();
}

/// The settings as the files show them, in a fixed order.
std::vector<std::pair<QString, QString>> settingsOf(const TrainOptions& options, const QString& layout,
                                                    const std::optional<qint64>& limit)
{
    const auto orAuto = [](const std::optional<int>& value) {
        return value ? QString::number(*value) : s("auto");
    };
    QStringList hierarchies;
    for (const int position : options.hierarchies)
        hierarchies << QString::number(position);
    return {{s("layout"), layout},
            {s("method"), options.peer == Peer::NearestNeighbour ? s("nearest-neighbour")
                          : options.published                    ? s("as-published")
                                                                 : s("default")},
            {s("backbone"), options.backbone.isEmpty() ? s("default") : options.backbone},
            {s("image_size"), QString::number(options.imageSize)},
            {s("epochs"), orAuto(options.epochs)},
            {s("pred_next_n"), orAuto(options.predNextN)},
            {s("hierarchies"), hierarchies.isEmpty() ? s("default") : hierarchies.join(QLatin1Char(','))},
            {s("adapter"), adapterName(options.adapter)},
            {s("valid_path"), QString::number(options.validPath)},
            {s("positional_code"), options.positionalEncoding ? s("true") : s("false")},
            {s("learnable_bos"), options.learnableBos ? s("true") : s("false")},
            {s("limit_train"), limit ? QString::number(*limit) : s("none")}};
}

QByteArray settingsKey(const BenchmarkResult& result)
{
    QString key = QCoreApplication::applicationVersion() + QLatin1Char('\n') +
                  QFileInfo(result.dataset).canonicalFilePath();
    for (const auto& [name, value] : result.settings)
        key += QLatin1Char('\n') + name + QLatin1Char('=') + value;
    return key.toUtf8();
}

/// Beside the first output that is a file.
QString stateFile(const QCommandLineParser& options)
{
    for (const QString& name : {s("json"), s("csv"), s("html")})
        if (const QString file = options.value(name); !file.isEmpty() && file != s("-"))
            return file + s(".unfinished");
    return {};
}

class Benchmark {
public:
    Benchmark(Invocation& invocation, BenchmarkTask task, BenchmarkState& state)
        : m_invocation(invocation), m_task(std::move(task)), m_state(state)
    {
    }

    BenchmarkCategory runCategory(const Category& category, int runs)
    {
        BenchmarkCategory out{category.name, {}};
        m_task.category = category;
        const std::uint64_t first = m_task.options.seed;
        for (int run = 0; run < runs; ++run) {
            m_task.options.seed = first + static_cast<std::uint64_t>(run);
            out.runs.push_back({m_task.options.seed, runOnce().figures});
        }
        m_task.options.seed = first;
        return out;
    }

    int failed() const { return m_failed; }

private:
    BenchmarkOutcome runOnce()
    {
        const std::uint64_t seed = m_task.options.seed;
        if (const BenchmarkOutcome* known = m_state.find(m_task.category.name, seed)) {
            m_invocation.printer.message(
                Text::tr("%1, seed %2: finished before, not repeated.").arg(m_task.category.name).arg(seed));
            m_failed += known->failed;
            return *known;
        }
        m_invocation.printer.message(Text::tr("%1, seed %2").arg(m_task.category.name).arg(seed));
        BenchmarkOutcome outcome;
        if (m_invocation.context.program.isEmpty()) {
            if (!m_engine)
                m_engine = m_invocation.engine();
            outcome = need(runHere(m_task, *m_engine, m_invocation.job));
        } else {
            outcome = need(runInChild(m_invocation.context.program, m_task, m_invocation.job));
        }
        m_failed += outcome.failed;
        need(m_state.add(m_task.category.name, seed, outcome));
        return outcome;
    }

    Invocation& m_invocation;
    BenchmarkTask m_task;
    BenchmarkState& m_state;
    std::shared_ptr<Engine> m_engine;
    int m_failed = 0;
};

} // namespace

QString BenchmarkCommand::name() const { return s("benchmark"); }
QString BenchmarkCommand::summary() const
{
    return Text::tr("Trains and tests on a data set, and measures.");
}
QString BenchmarkCommand::usage() const { return s("--data DIR [options]"); }

void BenchmarkCommand::describe(QCommandLineParser& parser) const
{
    parser.addOptions({
        {s("data"), Text::tr("Data set; a folder that itself holds train/ and test/ is one category."),
         s("DIR")},
        {s("dataset"), Text::tr("Its layout: mvtec, visa, btad, dtd, folder or auto."), s("layout")},
        {s("category"), Text::tr("Takes this category only; may be repeated."), s("C")},
        {s("limit-train"), Text::tr("Uses the first N training pictures only."), s("N")},
        {s("runs"), Text::tr("Repeats with seed, seed + 1, ...; mean and range are written."), s("K"),
         s("1")},
        {s("peer"), Text::tr("Measures another method on the same features: nearest-neighbour."),
         s("method")},
        {s("json"),
         Text::tr("Writes the figures as JSON; - is standard output (default if no output is named)."),
         s("FILE")},
        {s("csv"), Text::tr("Writes the figures as a table."), s("FILE")},
        {s("html"), Text::tr("Writes the figures as a report."), s("FILE")},
    });
    addTrainOptions(parser);
    QCommandLineOption runTo(
        s("run-to"), Text::tr("Runs one category once and hands the figures over in FILE."), s("FILE"));
    runTo.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOption(runTo);
}

int BenchmarkCommand::execute(Invocation& invocation) const
{
    const QCommandLineParser& options = invocation.options;
    BenchmarkTask task;
    task.options = readTrainOptions(options);
    task.options.peer = peerOption(options);
    task.data = neededOption(options, s("data"));
    if (options.isSet(s("dataset")))
        task.dataset = options.value(s("dataset"));
    task.limitTrain = wholeOption(options, s("limit-train"), 10, 10000000);
    const int runs = static_cast<int>(wholeOption(options, s("runs"), 1, 100).value_or(1));
    checkOneStdout(options, {s("json"), s("csv"), s("html")});
    const std::vector<Category> categories = categoriesOf(options);
    if (options.isSet(s("run-to"))) {
        task.category = categories.front();
        const BenchmarkOutcome outcome = need(runHere(task, *invocation.engine(), invocation.job));
        invocation.writeOutput(options.value(s("run-to")), formatOutcome(outcome));
        return outcome.failed > 0 ? SomeFailed : Done;
    }

    BenchmarkResult result;
    result.dataset = task.data;
    result.settings = settingsOf(task.options, task.dataset, task.limitTrain);
    BenchmarkState state(stateFile(options), settingsKey(result));
    result.settings.emplace_back(s("seed"), QString::number(task.options.seed));
    result.settings.emplace_back(s("runs"), QString::number(runs));
    Benchmark benchmark(invocation, task, state);
    for (const Category& category : categories)
        result.categories.push_back(benchmark.runCategory(category, runs));
    if (options.isSet(s("csv")))
        invocation.writeOutput(options.value(s("csv")), benchmarkCsv(result));
    if (options.isSet(s("html")))
        invocation.writeOutput(options.value(s("html")), benchmarkHtml(result));
    if (options.isSet(s("json")) || (!options.isSet(s("csv")) && !options.isSet(s("html"))))
        invocation.writeOutput(options.isSet(s("json")) ? options.value(s("json")) : s("-"),
                               benchmarkJson(result));
    state.remove();
    return benchmark.failed() > 0 ? SomeFailed : Done;
}

} // namespace varad::cli
