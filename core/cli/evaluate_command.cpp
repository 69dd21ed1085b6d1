// core/cli/evaluate_command.cpp - layer: command line
#include "core/cli/category_evaluation.h"
#include "core/cli/commands.h"
#include "core/cli/option_values.h"
#include "core/cli/product_training.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace varad::cli {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

QString s(const char* text) { return QLatin1String(text); }

/// The test part of a data set; a set that cannot be found is wrong use, not a broken program.
std::vector<Category> testCategories(const QString& data, Layout layout, const QStringList& names)
{
    Result<std::vector<Category>> set = openDataset(data, layout, names);
    if (!set.ok())
        throw CommandFailure(set.error(), set.error().kind == ErrorKind::NotFound
                                              ? std::optional<int>(WrongUse)
                                              : std::nullopt);
    std::vector<Category> out;
    for (Category& category : set.value())
        if (!category.test.empty())
            out.push_back(std::move(category));
    if (out.empty())
        refuseUse(Text::tr("No test picture was found in %1.").arg(data));
    return out;
}

QString verdictLine(const CategoryEvaluation& evaluation)
{
    const auto& good = evaluation.verdicts[0];
    const auto& defect = evaluation.verdicts[1];
    return Text::tr("good parts: %1 pass, %2 check, %3 alarm; defects: %4 pass, %5 check, %6 alarm")
        .arg(good[0])
        .arg(good[1])
        .arg(good[2])
        .arg(defect[0])
        .arg(defect[1])
        .arg(defect[2]);
}

} // namespace

QString EvaluateCommand::name() const { return s("evaluate"); }
QString EvaluateCommand::summary() const
{
    return Text::tr("Compares a product's scores with a data set's test part.");
}
QString EvaluateCommand::usage() const { return s("--product PRODUCT --data DIR [options]"); }

void EvaluateCommand::describe(QCommandLineParser& parser) const
{
    parser.addOptions({
        {s("product"), Text::tr("The product's folder."), s("PRODUCT")},
        {s("data"), Text::tr("Data set with a test part."), s("DIR")},
        {s("dataset"), Text::tr("Its layout: mvtec, visa, btad, dtd, folder or auto."), s("layout")},
        {s("category"), Text::tr("Takes this category only; may be repeated."), s("C")},
        {s("json"), Text::tr("Writes the figures as JSON; - is standard output (default without --csv)."),
         s("FILE")},
        {s("csv"), Text::tr("Writes the figures as a table."), s("FILE")},
    });
}

int EvaluateCommand::execute(Invocation& invocation) const
{
    const QCommandLineParser& options = invocation.options;
    const QString productPath = neededOption(options, s("product"));
    const QString data = neededOption(options, s("data"));
    checkOneStdout(options, {s("json"), s("csv")});
    const std::vector<Category> categories =
        testCategories(data, layoutOption(options), options.values(s("category")));

    const std::shared_ptr<Engine> engine = invocation.engine();
    const OpenProduct product = need(openProduct(productPath, installedBackbones(*engine)));
    const std::unique_ptr<Detector> detector = need(engine->load(product.modelPath));
    BenchmarkResult result;
    result.schema = s("varad-evaluate/1");
    result.dataset = data;
    result.settings = {{s("product"), product.product.name},
                       {s("model_sha256"), product.modelSha256},
                       {s("calibration"), QString::number(product.calibration.number)}};
    int failed = 0;
    for (const Category& category : categories) {
        CategoryEvaluation evaluation = need(evaluateCategory(
            category, *detector, {product.calibration.picture, product.calibration.map, product.rules},
            invocation.job));
        failed += evaluation.failed;
        evaluation.figures[Figure::PeakMemoryMb] = peakMemoryMb();
        result.categories.push_back({category.name, {{0, evaluation.figures}}});
        invocation.printer.message(QStringLiteral("%1: %2").arg(category.name, verdictLine(evaluation)));
    }
    if (options.isSet(s("csv")))
        invocation.writeOutput(options.value(s("csv")), benchmarkCsv(result));
    if (options.isSet(s("json")) || !options.isSet(s("csv")))
        invocation.writeOutput(options.isSet(s("json")) ? options.value(s("json")) : s("-"),
                               benchmarkJson(result));
    return failed > 0 ? SomeFailed : Done;
}

} // namespace varad::cli
