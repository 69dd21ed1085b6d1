// core/cli/small_commands.cpp - layer: command line
#include "core/cli/commands.h"
#include "core/cli/option_values.h"
#include "core/jobs/json_text.h"
#include "core/synthesis/buttons/button_set.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <limits>

namespace varad::cli {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

QString s(const char* text) { return QLatin1String(text); }

std::vector<DefectLevel> levelsOption(const QString& name)
{
    if (name == s("all"))
        return allDefectLevels();
    for (const DefectLevel level : allDefectLevels())
        if (name.toStdString() == defectLevelName(level))
            return {level};
    refuseUse(Text::tr("--level must be easy, middle, hard or all, not \"%1\".").arg(name));
}

std::vector<ButtonKind> kindsOption(const QStringList& names)
{
    std::vector<ButtonKind> kinds;
    for (const QString& name : names) {
        const std::vector<ButtonKind> all = allButtonKinds();
        const auto found = std::find_if(all.begin(), all.end(), [&name](ButtonKind kind) {
            return name.toStdString() == buttonKindName(kind);
        });
        if (found == all.end())
            refuseUse(Text::tr("--kind must be plastic2, plastic4, metal or pearl, not \"%1\".").arg(name));
        if (std::find(kinds.begin(), kinds.end(), *found) == kinds.end())
            kinds.push_back(*found);
    }
    return kinds.empty() ? allButtonKinds() : kinds;
}

QString backboneText(const BackboneDescription& backbone)
{
    QString out =
        Text::tr("%1%2\n  family      %3\n  parameters  %4\n  file        %5\n")
            .arg(backbone.name, backbone.isDefault ? Text::tr(" (default)") : QString(), backbone.family)
            .arg(backbone.parameters)
            .arg(backbone.file);
    if (backbone.sideMultiple > 1)
        out += Text::tr("  side        a multiple of %1\n").arg(backbone.sideMultiple);
    for (int i = 0; i < backbone.taps.size(); ++i)
        out += Text::tr("  level %1     %2\n").arg(i + 1).arg(backbone.taps.at(i));
    if (!backbone.licence.isEmpty())
        out += Text::tr("  licence     %1\n").arg(backbone.licence);
    if (!backbone.source.isEmpty())
        out += Text::tr("  source      %1\n").arg(backbone.source);
    return out;
}

BackboneDescription imported(Engine& engine, const Engine::ImportOptions& options)
{
    Result<BackboneDescription> result = engine.importBackbone(options);
    if (!result.ok() && result.error().code == s("exists")) // here there is an option for that
        throw CommandFailure(
            Error{result.error().kind,
                  Text::tr("%1 exists already. Choose another name, or replace it with --overwrite.")
                      .arg(result.error().detail),
                  result.error().detail, result.error().code});
    return need(std::move(result));
}

} // namespace

QString MakeButtonsCommand::name() const { return s("make-buttons"); }
QString MakeButtonsCommand::summary() const
{
    return Text::tr("Writes data sets of generated buttons, with exact masks.");
}
QString MakeButtonsCommand::usage() const { return s("--out DIR [options]"); }

void MakeButtonsCommand::describe(QCommandLineParser& parser) const
{
    parser.addOptions({
        {s("out"), Text::tr("Folder; categories become OUT/LEVEL/KIND."), s("DIR")},
        {s("level"), Text::tr("How visible defects are: easy, middle, hard or all."), s("level"),
         s("middle")},
        {s("kind"), Text::tr("plastic2, plastic4, metal or pearl; may be repeated; all if left away."),
         s("kind")},
        {s("train"), Text::tr("Good pictures to teach from."), s("n"), s("60")},
        {s("good"), Text::tr("Good test pictures."), s("n"), s("20")},
        {s("defects"), Text::tr("Defective test pictures."), s("n"), s("40")},
        {s("seed"), Text::tr("Which products are made."), s("n"), s("1")},
        {s("image-size"), Text::tr("Side of the pictures."), s("pixels"), s("1024")},
    });
}

int MakeButtonsCommand::execute(Invocation& invocation) const
{
    const QCommandLineParser& options = invocation.options;
    ButtonSetRequest request;
    const auto whole = [&options](const char* name, qint64 low, qint64 high, qint64 fallback) {
        return wholeOption(options, s(name), low, high).value_or(fallback);
    };
    request.folder = neededOption(options, s("out"));
    request.levels = levelsOption(options.value(s("level")));
    request.kinds = kindsOption(options.values(s("kind")));
    request.trainCount = static_cast<int>(whole("train", 1, 100000, request.trainCount));
    request.goodCount = static_cast<int>(whole("good", 0, 100000, request.goodCount));
    request.defectiveCount = static_cast<int>(whole("defects", 0, 100000, request.defectiveCount));
    request.seed = static_cast<std::uint64_t>(whole("seed", 0, std::numeric_limits<qint64>::max(), 1));
    request.side =
        static_cast<int>(whole("image-size", kSmallestButtonSide, kLargestButtonSide, request.side));
    need(writeButtonSet(request, invocation.job));
    invocation.printer.message(Text::tr("Written to %1.").arg(request.folder));
    return Done;
}

QString BackboneCommand::name() const { return s("backbone"); }
QString BackboneCommand::summary() const { return Text::tr("Lists, imports and shows feature networks."); }
QString BackboneCommand::usage() const { return s("list | import FILE [--name N] [--out FILE] | show FILE"); }

void BackboneCommand::describe(QCommandLineParser& parser) const
{
    parser.addOptions({
        {s("name"), Text::tr("import: the name it gets; else the file's."), s("N")},
        {s("out"), Text::tr("import: writes the converted file here instead of installing it."), s("FILE")},
        {s("overwrite"), Text::tr("import: replaces an installed one of the same name.")},
    });
    parser.addPositionalArgument(s("action"), Text::tr("list, import or show."));
    parser.addPositionalArgument(s("file"), Text::tr("A checkpoint (.pth or .safetensors)."), s("[file]"));
}

int BackboneCommand::execute(Invocation& invocation) const
{
    const QStringList words = invocation.options.positionalArguments();
    const QString action = words.value(0);
    const bool wantsFile = action == s("import") || action == s("show");
    if ((action != s("list") && !wantsFile) || words.size() != (wantsFile ? 2 : 1))
        refuseUse(Text::tr("Usage: varad backbone %1").arg(usage()));
    if (wantsFile && !QFileInfo(words.at(1)).isFile())
        refuseUse(Text::tr("%1 does not exist or is not a file.").arg(words.at(1)));
    const std::shared_ptr<Engine> engine = invocation.engine();
    QString text;
    if (action == s("list")) {
        for (const BackboneDescription& backbone : need(engine->backbones()))
            text += backboneText(backbone);
    } else if (action == s("show")) {
        text = backboneText(need(engine->describeBackbone(words.at(1))));
    } else {
        Engine::ImportOptions import;
        import.file = words.at(1);
        import.name = invocation.options.value(s("name"));
        import.outFile = invocation.options.value(s("out"));
        import.overwrite = invocation.options.isSet(s("overwrite"));
        text = backboneText(imported(*engine, import));
    }
    invocation.writeOutput(s("-"), text.toUtf8());
    return Done;
}

QString VersionCommand::name() const { return s("version"); }
QString VersionCommand::summary() const { return Text::tr("Tells versions, threads and device."); }
QString VersionCommand::usage() const { return s("[--json]"); }

void VersionCommand::describe(QCommandLineParser& parser) const
{
    parser.addOption({s("json"), Text::tr("The same as JSON.")});
}

int VersionCommand::execute(Invocation& invocation) const
{
    RuntimeDescription runtime;
    const Result<std::shared_ptr<Engine>> engine = invocation.context.engine();
    if (engine.ok())
        runtime = engine.value()->runtime();
    const QString version = QCoreApplication::applicationVersion();
    if (invocation.options.isSet(s("json"))) {
        JsonText json;
        json.beginObject().member("program", "VarAD Inspector").member("version", version);
        json.member("qt", qVersion()).member("libtorch", runtime.libtorch).member("blas", runtime.blas);
        json.member("threads", runtime.threads).member("device", runtime.device).endObject();
        invocation.writeOutput(s("-"), json.text());
    } else {
        QString text = Text::tr("VarAD Inspector %1\nQt %2\n").arg(version, s(qVersion()));
        if (engine.ok())
            text += Text::tr("LibTorch %1, %2, threads: %3, device: %4\n")
                        .arg(runtime.libtorch, runtime.blas)
                        .arg(runtime.threads)
                        .arg(runtime.device);
        invocation.writeOutput(s("-"), text.toUtf8());
    }
    for (const QString& warning : runtime.warnings)
        invocation.printer.warning(warning);
    if (engine.ok())
        return Done;
    invocation.printer.error(engine.error());
    return CannotRun;
}

} // namespace varad::cli
