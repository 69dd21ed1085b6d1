// core/cli/command.h - layer: command line (Qt Core)
#pragma once

#include "core/cli/progress_printer.h"
#include "core/inspection/engine.h"

#include <QCommandLineParser>

#include <functional>
#include <memory>
#include <stdexcept>

namespace varad::cli {

/// What the shell sees.
enum ExitCode { Done = 0, SomeFailed = 1, WrongUse = 2, CannotRun = 3, Cancelled = 130 };

/// Why a command ended early, as the shell's code.
[[nodiscard]] int exitCodeFor(const Error& error);

/// What a command has to work with; tests give buffers and an engine of their own.
struct CommandContext {
    QIODevice* out = nullptr; ///< data
    QIODevice* err = nullptr; ///< messages and progress
    bool errIsTerminal = false;
    int columns = 80;
    std::stop_token stop; ///< Ctrl+C
    std::function<Result<std::shared_ptr<Engine>>()> engine = loadEngine;
    QString program; ///< of this program, for child processes; empty: work in this process
};

/// Ends a command from within: wrong options (WrongUse) or any Error. Caught in Command::run().
struct CommandFailure : std::runtime_error {
    explicit CommandFailure(Error e, std::optional<int> exitCode = std::nullopt)
        : std::runtime_error(e.message.toStdString()),
          error(std::move(e)),
          code(exitCode.value_or(exitCodeFor(error)))
    {
    }
    Error error;
    int code;
};

/// The value, or the command's end.
template <class T>
T need(Result<T> result)
{
    if (!result.ok())
        throw CommandFailure(result.error());
    return std::move(result).value();
}
[[noreturn]] void refuseUse(const QString& message);

/// One call of a command.
struct Invocation {
    const QCommandLineParser& options;
    const CommandContext& context;
    ProgressPrinter& printer;
    JobContext job;

    /// The engine, loaded at the first call; its warnings are printed.
    std::shared_ptr<Engine> engine() const;
    /// Data for `target`: "-" is stdout, else a file, complete or absent.
    void writeOutput(const QString& target, const QByteArray& bytes) const;
};

/// One word after `varad`.
class Command {
public:
    virtual ~Command() = default;
    virtual QString name() const = 0;    ///< as typed
    virtual QString summary() const = 0; ///< one line, translated
    virtual bool hidden() const { return false; }
    /// Parses, answers --help, runs, maps errors to messages and exit codes.
    int run(const QStringList& arguments, const CommandContext& context) const;

protected:
    virtual QString usage() const = 0; ///< what follows the name in the usage line
    virtual void describe(QCommandLineParser& parser) const = 0;
    virtual int execute(Invocation& invocation) const = 0;
};

/// All of them, in the order of the help text.
[[nodiscard]] std::vector<std::unique_ptr<Command>> allCommands();

/// The whole program after its set-up: finds the command, or prints the overview.
[[nodiscard]] int runCommandLine(const QStringList& arguments, const CommandContext& context);

} // namespace varad::cli
