// app/varad.cpp - the command line program: set-up, Ctrl+C, exit code
//
// Exit codes: 0 done; 1 done, but some files failed; 2 wrong use; 3 cannot run; 130 cancelled
// (core/cli/command.h, exitCodeFor()).
#include "core/allocator.h"
#include "core/cli/command.h"
#include "core/i18n/language.h"
#include "core/quiet_threads.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
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

int g_interruptPipe[2] = {-1, -1}; // written by the handler; a handler can reach nothing but globals

extern "C" void onInterrupt(int)
{
    const int saved = errno;
    const char byte = 'i';
    if (::write(g_interruptPipe[1], &byte, 1) != 1)
        _exit(varad::cli::Cancelled);
    errno = saved;
}

/// Turns SIGINT and SIGTERM into a stop request; a second one ends the program at once. The handler only
/// writes a byte. (Blocking the signals and waiting for them would not do: libraries start threads before
/// main(), and those would not block them.)
class InterruptWatcher {
public:
    InterruptWatcher()
    {
        if (::pipe2(g_interruptPipe, O_CLOEXEC) != 0)
            return; // Ctrl+C then ends the program as usual
        m_thread = std::jthread([this] { watch(); });
        struct sigaction action = {};
        action.sa_handler = onInterrupt;
        action.sa_flags = SA_RESTART;
        ::sigaction(SIGINT, &action, nullptr);
        ::sigaction(SIGTERM, &action, nullptr);
    }
    ~InterruptWatcher()
    {
        if (!m_thread.joinable())
            return;
        std::signal(SIGINT, SIG_IGN); // the work is done; only the last lines are left
        std::signal(SIGTERM, SIG_IGN);
        ::close(g_interruptPipe[1]); // ends watch()
        m_thread.join();
        ::close(g_interruptPipe[0]);
    }
    std::stop_token token() const { return m_source.get_token(); }

private:
    void watch()
    {
        char byte = 0;
        for (;;) {
            const ssize_t count = ::read(g_interruptPipe[0], &byte, 1);
            if (count == 0 || (count < 0 && errno != EINTR))
                return;
            if (count == 1 && !m_source.request_stop()) // asked before
                _exit(varad::cli::Cancelled);
        }
    }

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
    varad::restartWithQuietThreads(argv);
    varad::keepFreedMemory();
    ensureUtf8Locale();
    std::signal(SIGPIPE, SIG_IGN); // a closed reader is a failed write, not a silent death
    const InterruptWatcher interrupts;
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("varad-inspector"));
    QCoreApplication::setApplicationVersion(QStringLiteral(VARAD_VERSION));

    varad::applyLanguage();

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
