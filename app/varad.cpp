// app/varad.cpp - the command line program: set-up, Ctrl+C, exit code
//
// Exit codes: 0 done; 1 done, but some files failed; 2 wrong use; 3 cannot run; 130 cancelled
// (core/cli/command.h, exitCodeFor()).
#include "core/allocator.h"
#include "core/cli/command.h"

#include <QCoreApplication>
#include <QFile>

#include <clocale>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <langinfo.h>
#include <stop_token>
#include <sys/ioctl.h>
#include <thread>
#include <unistd.h>

namespace {

/// Qt takes file names and output as UTF-8; in a locale without it, it would complain on every start.
void ensureUtf8Locale()
{
    std::setlocale(LC_ALL, "");
    if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        ::setenv("LC_ALL", "C.UTF-8", 1);
}

/// Turns SIGINT and SIGTERM into a stop request; a second one ends the program at once. Signals are blocked
/// in every thread and taken by one that does nothing else, so no code runs inside a signal handler.
class InterruptWatcher {
public:
    /// Before any other thread starts, since threads inherit what is blocked.
    InterruptWatcher()
    {
        sigemptyset(&m_signals);
        sigaddset(&m_signals, SIGINT);
        sigaddset(&m_signals, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &m_signals, nullptr);
        m_thread = std::jthread([this](const std::stop_token& stop) { wait(stop); });
    }
    ~InterruptWatcher()
    {
        m_thread.request_stop();
        pthread_kill(m_thread.native_handle(), SIGTERM);
    }
    std::stop_token token() const { return m_source.get_token(); }

private:
    void wait(const std::stop_token& stop)
    {
        int number = 0;
        while (sigwait(&m_signals, &number) == 0 && !stop.stop_requested())
            if (!m_source.request_stop()) // asked before
                _exit(varad::cli::Cancelled);
    }

    sigset_t m_signals{};
    std::stop_source m_source;
    std::jthread m_thread;
};

int terminalColumns()
{
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

} // namespace

int main(int argc, char** argv)
{
    varad::keepFreedMemory();
    ensureUtf8Locale();
    std::signal(SIGPIPE, SIG_IGN); // a closed reader is a failed write, not a silent death
    const InterruptWatcher interrupts;
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("varad-inspector"));
    QCoreApplication::setApplicationVersion(QStringLiteral(VARAD_VERSION));

    QFile out, err;
    if (!out.open(stdout, QIODevice::WriteOnly | QIODevice::Unbuffered) ||
        !err.open(stderr, QIODevice::WriteOnly | QIODevice::Unbuffered))
        return varad::cli::CannotRun;
    varad::cli::CommandContext context;
    context.out = &out;
    context.err = &err;
    context.errIsTerminal = ::isatty(STDERR_FILENO) != 0;
    context.columns = terminalColumns();
    context.stop = interrupts.token();
    context.program = QCoreApplication::applicationFilePath();
    return varad::cli::runCommandLine(QCoreApplication::arguments().mid(1), context);
}
