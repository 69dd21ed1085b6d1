// core/cli/inspect_command.cpp - layer: command line
#include "core/cli/commands.h"
#include "core/cli/option_values.h"
#include "core/cli/product_training.h"
#include "core/data/dataset.h"
#include "core/jobs/durable_file.h"
#include "core/report/inspection_files.h"
#include "core/report/inspection_report.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSet>

namespace varad::cli {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

QString s(const char* text) { return QLatin1String(text); }

/// Where the rows go.
class Outputs {
public:
    Outputs(const Invocation& invocation, const OpenProduct& product)
        : m_invocation(invocation),
          m_product(product),
          m_json(product),
          m_report(product),
          m_csvTarget(invocation.options.value(s("csv"))),
          m_jsonTarget(invocation.options.value(s("json"))),
          m_htmlTarget(invocation.options.value(s("html"))),
          m_overlays(invocation.options.value(s("overlays"))),
          m_maps(invocation.options.value(s("maps")))
    {
        if (m_csvTarget.isEmpty() && m_jsonTarget.isEmpty())
            m_csvTarget = s("-");
        for (const QString& folder : {m_overlays, m_maps})
            if (!folder.isEmpty())
                need(makeFolder(folder));
        QStringList folders;
        for (const QString& argument : invocation.options.positionalArguments())
            if (QFileInfo(argument).isDir())
                folders << argument;
        m_report.setFolders(folders);
        addCsv(inspectionCsvHeader());
    }

    Status add(const InspectedPicture& picture)
    {
        m_failed += picture.error.has_value();
        if (picture.error)
            m_invocation.printer.warning(picture.error->message);
        addCsv(inspectionCsvRow(picture, m_product.rules));
        if (!m_jsonTarget.isEmpty())
            m_json.add(picture);
        if (!m_htmlTarget.isEmpty())
            m_report.add(picture);
        if (picture.error)
            return {};
        if (!m_maps.isEmpty())
            if (Status written = writeMap(m_maps, picture); !written.ok())
                return written;
        return m_overlays.isEmpty() ? Status() : writeOverlay(m_overlays, picture, m_product);
    }

    int finish()
    {
        if (!m_csvTarget.isEmpty() && m_csvTarget != s("-"))
            m_invocation.writeOutput(m_csvTarget, m_csv);
        if (!m_jsonTarget.isEmpty())
            m_invocation.writeOutput(m_jsonTarget, m_json.finish());
        if (!m_htmlTarget.isEmpty())
            m_invocation.writeOutput(m_htmlTarget, m_report.html());
        return m_failed > 0 ? SomeFailed : Done;
    }

private:
    /// Standard output gets rows as they come; a file gets all or nothing.
    void addCsv(const QByteArray& text)
    {
        if (m_csvTarget == s("-"))
            m_invocation.writeOutput(m_csvTarget, text);
        else if (!m_csvTarget.isEmpty())
            m_csv += text;
    }

    const Invocation& m_invocation;
    const OpenProduct& m_product;
    QByteArray m_csv;
    InspectionJson m_json;
    InspectionReport m_report;
    QString m_csvTarget, m_jsonTarget, m_htmlTarget, m_overlays, m_maps;
    int m_failed = 0;
};

/// Folders become their pictures; a path that does not exist stays and becomes a row that says so.
QStringList picturesOf(const QStringList& arguments)
{
    QStringList pictures;
    QSet<QString> seen;
    for (const QString& argument : arguments) {
        const QStringList found =
            QFileInfo::exists(argument) ? need(listPictures({argument})) : QStringList{argument};
        for (const QString& path : found)
            if (!seen.contains(path)) {
                seen.insert(path);
                pictures << path;
            }
    }
    return pictures;
}

} // namespace

QString InspectCommand::name() const { return s("inspect"); }
QString InspectCommand::summary() const { return Text::tr("Judges pictures with a product."); }
QString InspectCommand::usage() const { return s("--product PRODUCT PATH... [options]"); }

void InspectCommand::describe(QCommandLineParser& parser) const
{
    parser.addOptions({
        {s("product"), Text::tr("The product's folder."), s("PRODUCT")},
        {s("csv"), Text::tr("Writes the table to FILE; - is standard output (default without --json)."),
         s("FILE")},
        {s("json"), Text::tr("Writes all results with their hot spots to FILE."), s("FILE")},
        {s("html"), Text::tr("Writes a report with pictures to FILE."), s("FILE")},
        {s("overlays"), Text::tr("Writes each picture with its heatmap and a legend as PNG into DIR."),
         s("DIR")},
        {s("maps"), Text::tr("Writes each raw map as float TIFF into DIR."), s("DIR")},
    });
    parser.addPositionalArgument(s("PATH"), Text::tr("Pictures, or folders (searched recursively)."),
                                 s("PATH..."));
}

int InspectCommand::execute(Invocation& invocation) const
{
    const QCommandLineParser& options = invocation.options;
    const QString productPath = neededOption(options, s("product"));
    checkOneStdout(options, {s("csv"), s("json"), s("html")});
    const QStringList pictures = picturesOf(options.positionalArguments());
    if (pictures.isEmpty())
        refuseUse(Text::tr("No picture was found. Name pictures or folders that hold some."));

    const std::shared_ptr<Engine> engine = invocation.engine();
    const OpenProduct product = need(openProduct(productPath, installedBackbones(*engine)));
    const std::unique_ptr<Detector> detector = need(engine->load(product.modelPath));
    Outputs outputs(invocation, product);
    InspectionRun run;
    run.paths = pictures;
    run.detector = detector.get();
    run.picture = product.calibration.picture;
    run.map = product.calibration.map;
    run.rules = product.rules;
    run.row = [&outputs](const InspectedPicture& picture) { return outputs.add(picture); };
    need(inspectPictures(run, invocation.job));
    return outputs.finish();
}

} // namespace varad::cli
