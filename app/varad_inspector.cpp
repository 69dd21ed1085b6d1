// app/varad_inspector.cpp - the window program: set-up, paths of the command line, one window per user
#include "app/termination.h"
#include "core/allocator.h"
#include "core/quiet_threads.h"
#include "ui/theme/icons.h"
#include "ui/window/main_window.h"
#include "ui/window/single_instance.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>

#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <langinfo.h>
#include <unistd.h>

namespace {

QString settingsFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/varad-inspector/window.ini");
}

/// The size that was chosen in the window; Qt reads it before there is an application.
void applyScale()
{
    const QSettings settings(settingsFile(), QSettings::IniFormat);
    const int percent = varad::ui::WindowSettings::load(settings).scalePercent;
    if (percent != 100 && !qEnvironmentVariableIsSet("QT_SCALE_FACTOR"))
        qputenv("QT_SCALE_FACTOR", QByteArray::number(percent / 100.0));
}

/// Since the system started this process; the clock of the kernel's process table ticks every 10 ms.
double secondsSinceProcessStart()
{
    QFile stat(QStringLiteral("/proc/self/stat"));
    if (!stat.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray line = stat.readAll();
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' '); // from the third on
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec) -
           fields.value(19).toDouble() / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

/// Calls back once: when the window was painted and nothing else is to be done.
class FirstIdle final : public QObject {
public:
    FirstIdle(QWidget* window, std::function<void()> call) : QObject(window), m_call(std::move(call))
    {
        window->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Paint) {
            watched->removeEventFilter(this);
            QTimer::singleShot(0, this, m_call);
        }
        return QObject::eventFilter(watched, event);
    }

private:
    const std::function<void()> m_call;
};

varad::ui::WindowPlaces standardPlaces()
{
    varad::ui::WindowPlaces places;
    places.settingsFile = settingsFile();
    places.productsFolder =
        QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/products");
    places.thumbnailFolder =
        QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + QStringLiteral("/thumbnails");
    places.commandLineProgram = QCoreApplication::applicationDirPath() + QStringLiteral("/varad");
    return places;
}

} // namespace

int main(int argc, char** argv)
{
    varad::restartWithQuietThreads(argv);
    varad::keepFreedMemory();
    std::setlocale(LC_ALL, "");
    if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        ::setenv("LC_ALL", "C.UTF-8", 1); // Qt takes file names as UTF-8
    std::signal(SIGPIPE, SIG_IGN);        // a helper process that ended is a failed write, not a silent death
    QCoreApplication::setApplicationName(QStringLiteral("varad-inspector"));
    QCoreApplication::setApplicationVersion(QStringLiteral(VARAD_VERSION));
    applyScale();
    QApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(QStringLiteral("varad-inspector"));
    QApplication::setWindowIcon(varad::ui::programIcon());

    const auto s = [](const char* text) { return QString::fromLatin1(text); };
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(s("PATH"), s("Pictures, folders of pictures, or a product to open."),
                                 s("[PATH...]"));
    parser.addOption({s("new-window"), s("Opens a window of its own although one is open.")});
    parser.addOption({s("example"), s("Makes and opens the example.")});
    parser.addOption({s("measure-start"), s("Prints the time from start to usable window, and ends.")});
    parser.process(application);
    QStringList paths;
    for (const QString& path : parser.positionalArguments())
        paths << QDir::current().absoluteFilePath(path);

    const bool measure = parser.isSet(s("measure-start"));
    varad::ui::SingleInstance instance;
    const bool own = measure || parser.isSet(s("new-window"));
    if (!own && instance.handOver(paths))
        return 0;
    varad::ui::MainWindow window(standardPlaces());
    QObject::connect(&instance, &varad::ui::SingleInstance::pathsReceived, &window,
                     [&window](const QStringList& given) {
                         window.openPaths(given);
                         window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
                         window.raise();
                         window.activateWindow();
                     });
    FirstIdle idle(&window, [&] {
        if (measure) {
            std::printf("usable after %.2f s\n", secondsSinceProcessStart());
            QCoreApplication::quit();
            return;
        }
        if (!own)
            instance.listen();
        window.loadEngine();
        window.openPaths(paths);
        if (parser.isSet(s("example")))
            window.openExample();
    });
    const varad::Termination termination([&window] {
        window.close();
        QCoreApplication::quit(); // also where a dialog holds the window open
    });
    window.show();
    return QApplication::exec();
}
