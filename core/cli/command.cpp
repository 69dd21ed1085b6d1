// core/cli/command.cpp - layer: command line
#include "core/cli/command.h"

#include "core/cli/commands.h"
#include "core/jobs/durable_file.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace varad::cli {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

void addCommonOptions(QCommandLineParser& parser)
{
    parser.addOption({{QStringLiteral("h"), QStringLiteral("help")}, Text::tr("Shows this help.")});
    parser.addOption({QStringLiteral("quiet"), Text::tr("Shows errors only.")});
    parser.addOption(
        {QStringLiteral("progress"),
         Text::tr("How progress is shown: auto, bar, lines, json or none. json: one object per line."),
         QStringLiteral("style"), QStringLiteral("auto")});
}

ProgressStyle progressStyle(const QCommandLineParser& parser, const CommandContext& context)
{
    const QString style = parser.value(QStringLiteral("progress"));
    if (style == QLatin1String("json"))
        return ProgressStyle::Json; // before --quiet: another program reads it
    if (parser.isSet(QStringLiteral("quiet")) || style == QLatin1String("none"))
        return ProgressStyle::Quiet;
    if (style == QLatin1String("bar"))
        return ProgressStyle::Bar;
    if (style == QLatin1String("lines"))
        return ProgressStyle::Lines;
    if (style == QLatin1String("auto"))
        return context.errIsTerminal ? ProgressStyle::Bar : ProgressStyle::Lines;
    refuseUse(Text::tr("--progress must be auto, bar, lines, json or none, not \"%1\".").arg(style));
}

/// An error that somebody can read: a cancel from within the network has no words of its own.
Error readable(Error error)
{
    if (error.kind == ErrorKind::Cancelled && error.message.isEmpty())
        error.message = Text::tr("Cancelled; the work was not finished.");
    return error;
}

QString helpFor(const QCommandLineParser& parser, const QString& line)
{
    QString text = parser.helpText();
    // Qt begins with a usage line of its own, made from the program's first argument.
    static const QRegularExpression first(QStringLiteral("^[^\n]*\n"));
    return QStringLiteral("Usage: varad %1\n").arg(line) + text.remove(first);
}

} // namespace

int exitCodeFor(const Error& error)
{
    switch (error.kind) {
    case ErrorKind::BadInput:
        return WrongUse;
    case ErrorKind::Cancelled:
        return Cancelled;
    case ErrorKind::NotFound:
    case ErrorKind::Damaged:
    case ErrorKind::Unsupported:
    case ErrorKind::NoSpace:
    case ErrorKind::Device:
    case ErrorKind::Internal:
        break;
    }
    return CannotRun;
}

void refuseUse(const QString& message) { throw CommandFailure(Error{ErrorKind::BadInput, message}); }

std::shared_ptr<Engine> Invocation::engine() const
{
    Result<std::shared_ptr<Engine>> loaded = context.engine();
    if (!loaded.ok())
        throw CommandFailure(loaded.error(), CannotRun);
    for (const QString& warning : loaded.value()->runtime().warnings)
        printer.warning(warning);
    return loaded.value();
}

void Invocation::writeOutput(const QString& target, const QByteArray& bytes) const
{
    if (target != QLatin1String("-")) {
        need(writeDurably(target, bytes));
        return;
    }
    if (context.out->write(bytes) != bytes.size())
        throw CommandFailure(Error{ErrorKind::Device, Text::tr("Standard output cannot be written.")});
}

int Command::run(const QStringList& arguments, const CommandContext& context) const
{
    QCommandLineParser parser;
    parser.setApplicationDescription(summary());
    describe(parser);
    addCommonOptions(parser);
    ProgressPrinter plain(context.err, ProgressStyle::Lines);
    try {
        if (!parser.parse(QStringList{QStringLiteral("varad")} + arguments))
            refuseUse(Text::tr("%1 See: varad %2 --help").arg(parser.errorText(), name()));
        if (parser.isSet(QStringLiteral("help"))) {
            context.out->write(helpFor(parser, name() + QLatin1Char(' ') + usage()).toUtf8());
            return Done;
        }
        ProgressPrinter printer(context.err, progressStyle(parser, context), context.columns);
        try {
            Invocation invocation{parser, context, printer, printer.context(context.stop)};
            return execute(invocation);
        } catch (const CommandFailure& failure) {
            printer.error(readable(failure.error));
            return failure.code;
        }
    } catch (const CommandFailure& failure) {
        plain.error(failure.error);
        return failure.code;
    } catch (const std::exception& e) {
        plain.error(
            Error{ErrorKind::Internal,
                  Text::tr("The program failed: %1. Please report this.").arg(QString::fromUtf8(e.what()))});
        return CannotRun;
    }
}

std::vector<std::unique_ptr<Command>> allCommands()
{
    std::vector<std::unique_ptr<Command>> commands;
    commands.push_back(std::make_unique<TrainCommand>());
    commands.push_back(std::make_unique<InspectCommand>());
    commands.push_back(std::make_unique<EvaluateCommand>());
    commands.push_back(std::make_unique<BenchmarkCommand>());
    commands.push_back(std::make_unique<MakeButtonsCommand>());
    commands.push_back(std::make_unique<BackboneCommand>());
    commands.push_back(std::make_unique<DemoCommand>());
    commands.push_back(std::make_unique<VersionCommand>());
    return commands;
}

int runCommandLine(const QStringList& arguments, const CommandContext& context)
{
    const std::vector<std::unique_ptr<Command>> commands = allCommands();
    const QString word = arguments.value(0);
    for (const auto& command : commands)
        if (command->name() == word ||
            (word == QLatin1String("--version") && command->name() == QLatin1String("version")))
            return command->run(arguments.mid(1), context);
    QString text =
        Text::tr("Usage: varad COMMAND [options]\n\nFinds what is unusual on pictures of parts, taught "
                 "from good parts only.\n\nCommands:\n");
    for (const auto& command : commands)
        if (!command->hidden())
            text += QStringLiteral("  %1 %2\n").arg(command->name(), -14).arg(command->summary());
    text += Text::tr(
        "\nMore about one: varad COMMAND --help\n\nExit codes: 0 done; 1 done, but some files failed; "
        "2 wrong use; 3 cannot run; 130 cancelled.\n");
    if (word == QLatin1String("--help") || word == QLatin1String("-h") || word == QLatin1String("help")) {
        context.out->write(text.toUtf8());
        return Done;
    }
    if (!word.isEmpty())
        context.err->write(terminalText(Text::tr("varad: there is no command \"%1\".").arg(word)).toUtf8() +
                           "\n\n");
    context.err->write(text.toUtf8());
    return WrongUse;
}

} // namespace varad::cli
