#include "app/termination.h"

#include <QSocketNotifier>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace varad {
namespace {

constexpr std::array kSignals{SIGTERM, SIGINT, SIGHUP};
int noticeEnd = -1; // set before the handlers are, and only then

void noteSignal(int)
{
    const int kept = errno; // whatever was interrupted must not see ours
    const char note = 1;
    [[maybe_unused]] const auto written = ::write(noticeEnd, &note, 1); // a full pipe says the same already
    errno = kept;
}

} // namespace

Termination::Termination(std::function<void()> call)
{
    if (::pipe2(m_ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return; // the signals end the program at once, as they always did
    noticeEnd = m_ends[1];
    auto* notifier = new QSocketNotifier(m_ends[0], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this, notifier, call = std::move(call)] {
        notifier->setEnabled(false);
        for (const int number : kSignals)
            std::signal(number, SIG_DFL); // whoever asks a second time is in a hurry
        call();
    });
    for (const int number : kSignals)
        if (std::signal(number, noteSignal) == SIG_IGN)
            std::signal(number, SIG_IGN); // as after nohup
}

Termination::~Termination()
{
    if (m_ends[0] < 0)
        return;
    for (const int number : kSignals)
        std::signal(number, SIG_DFL);
    ::close(m_ends[0]);
    ::close(m_ends[1]);
}

} // namespace varad
