// tests/bench/ui_bench.cpp - ui_bench [--count N] [--json FILE] [--product P --pictures DIR]
//
// Opens the window on N pictures, lets them be inspected, and pages, scrolls and moves the threshold
// meanwhile. Says how long each frame took and how long the event loop stood still. Without a product an
// engine that is none judges small pictures at once, which brings the most results per second; with one, the
// real engine works (VARAD_ENGINE names its module where it does not lie beside this program). Exit code 1:
// something took longer than 100 ms.
#include "../ui/window_fixture.h"
#include "event_loop_watch.h"
#include "ui/session/inspection_session.h"
#include "ui/viewer/picture_view.h"
#include "ui/window/framed_picture.h"
#include "ui/window/main_window.h"

#include <QAction>
#include <QCommandLineParser>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QListView>
#include <QPixmap>
#include <QSaveFile>
#include <QScrollBar>

#include <cstdio>

using namespace varad;
using namespace varad::test;
using namespace varad::ui;

namespace {

constexpr double kAllowed = 100;    // ms, of frames and of stalls
constexpr int kKeyRepeat = 33;      // ms, as of a key that is held
constexpr int kPatience = 3600'000; // ms

QString s(const char* text) { return QString::fromLatin1(text); }

/// N files of which many are one and the same on disk: names and rows count here, not disk space.
QString manyPictures(const WindowFixture& fixture, const QString& from, int count)
{
    QStringList originals;
    if (from.isEmpty()) {
        for (int level = 40; level < 70; ++level)
            originals << fixture.picture(s("original/%1.png").arg(level), level);
    } else {
        for (const QFileInfo& file : QDir(from).entryInfoList(QDir::Files, QDir::Name))
            originals << file.absoluteFilePath();
    }
    const QString folder = fixture.path(s("many"));
    QDir().mkpath(folder);
    for (int i = 0; i < count && !originals.isEmpty(); ++i) {
        const QString& original = originals[i % int(originals.size())];
        QFile::link(original, s("%1/%2.%3").arg(folder).arg(i).arg(QFileInfo(original).suffix()));
    }
    return folder;
}

class Bench {
public:
    Bench(TimedApplication& application, MainWindow& window)
        : m_application(application),
          m_window(window),
          m_list(window.findChild<QListView*>(s("pictureList"))),
          m_view(window.findChild<PictureView*>(s("pictureView")))
    {
    }

    /// @return false where it was not done in time.
    bool phase(const char* name, const std::function<bool()>& done, const std::function<void(int)>& act = {})
    {
        m_watch.reset();
        m_application.frames.clear();
        m_application.events.clear();
        QElapsedTimer clock, sinceAct;
        clock.start();
        sinceAct.start();
        int acts = 0;
        while (!done() && clock.elapsed() < kPatience) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
            if (act && sinceAct.elapsed() >= kKeyRepeat) {
                sinceAct.restart();
                act(acts++);
            }
        }
        const double stall = m_watch.longest(), starved = m_watch.starved();
        const Durations& frames = m_application.frames;
        m_phases.append(QJsonObject{{s("phase"), s(name)},
                                    {s("seconds"), double(clock.elapsed()) / 1000},
                                    {s("acts"), acts},
                                    {s("frames"), int(frames.count())},
                                    {s("frame_ms_p50"), frames.quantile(0.5)},
                                    {s("frame_ms_p99"), frames.quantile(0.99)},
                                    {s("frame_ms_max"), frames.highest()},
                                    {s("event_ms_max"), m_application.events.highest()},
                                    {s("stall_ms_max"), stall},
                                    {s("idle_thread_stall_ms_max"), starved}});
        std::printf("%-34s %7.1f s %5zu frames: p50 %5.1f, p99 %5.1f, max %5.1f ms; event %5.1f ms; "
                    "stall %5.1f ms, of an idle thread %5.1f ms\n",
                    name, double(clock.elapsed()) / 1000, frames.count(), frames.quantile(0.5),
                    frames.quantile(0.99), frames.highest(), m_application.events.highest(), stall, starved);
        std::fflush(stdout);
        m_slow |= frames.highest() > kAllowed || m_application.events.highest() > kAllowed ||
                  stall - starved > kAllowed;
        return done();
    }

    /// By the action, since keys need an active window and not every screen has a window manager.
    void choose(const char* action) { m_window.findChild<QAction*>(s(action))->trigger(); }
    void scrollTo(double share)
    {
        QScrollBar* bar = m_list->verticalScrollBar();
        bar->setValue(int(share * bar->maximum()));
    }
    bool thumbnailSeen() const
    {
        const QModelIndex first = m_list->model()->index(0, 0);
        return first.isValid() && !first.data(Qt::DecorationRole).value<QPixmap>().isNull();
    }
    const PictureView& view() const { return *m_view; }
    bool slow() const { return m_slow; }
    QJsonArray phases() const { return m_phases; }

private:
    TimedApplication& m_application;
    MainWindow& m_window;
    QListView* m_list;
    PictureView* m_view;
    EventLoopWatch m_watch;
    QJsonArray m_phases;
    bool m_slow = false;
};

/// @return false where something was not done in time.
bool drive(Bench& bench, MainWindow& window, const QString& folder, int count)
{
    InspectionSession& session = window.session();
    const auto judged = [&](double share) {
        return [&session, count, share] { return session.counts().done() >= share * count; };
    };
    window.openPaths({folder});
    bool good = bench.phase("opened, first thumbnail", [&] { return bench.thumbnailSeen(); });
    good = good && bench.phase("all rows listed", [&] { return session.count() == count; });
    good = good && bench.phase("paged while results arrive", judged(0.3), [&](int) { bench.choose("next"); });
    good = good && bench.phase("list scrolled while results arrive", judged(0.5),
                               [&](int i) { bench.scrollTo((i % 100) / 100.0); });
    auto* threshold = window.findChild<QDoubleSpinBox*>(s("thresholdField"));
    good = good && bench.phase("threshold moved while results arrive", judged(0.7),
                               [&](int i) { threshold->setValue(90 + i % 60); });
    good = good && bench.phase("left alone", judged(1));
    bench.choose("first");
    const int pages = std::min(200, count - 1);
    int paged = 0;
    good = good && bench.phase(
                       "200 pictures paged when all is done", [&] { return paged >= pages; },
                       [&](int) {
                           bench.choose("next");
                           ++paged;
                       });
    return good && window.framed().index() == pages;
}

} // namespace

int main(int argc, char** argv)
{
    TimedApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({s("count"), s("Number of pictures."), s("N"), s("2000")});
    parser.addOption({s("json"), s("Where the figures go."), s("FILE")});
    parser.addOption({s("product"), s("Product, judged by the real engine."), s("P")});
    parser.addOption({s("pictures"), s("Folder of its pictures, opened again and again."), s("DIR")});
    parser.process(application);
    const int count = parser.value(s("count")).toInt();
    const bool fake = !parser.isSet(s("product"));
    if (count < 1 || fake != !parser.isSet(s("pictures")))
        parser.showHelp(2);

    WindowFixture fixture;
    WindowPlaces places;
    if (fake)
        places.engine = fixture.engineSource();
    places.settingsFile = fixture.path(s("window.ini"));
    places.productsFolder = fixture.path(s("products"));
    places.thumbnailFolder = fixture.path(s("thumbnails"));
    const QString folder = manyPictures(fixture, parser.value(s("pictures")), count);
    MainWindow window(places);
    window.resize(1280, 720);
    window.show();
    window.loadEngine();
    window.openProduct(fake ? fixture.product() : parser.value(s("product")));
    Bench bench(application, window);
    const bool done = bench.phase("product loaded", [&] { return window.session().product().has_value(); }) &&
                      drive(bench, window, folder, count);

    if (parser.isSet(s("json"))) {
        const QJsonObject all{{s("schema"), s("varad-ui-bench/1")},
                              {s("platform"), QGuiApplication::platformName()},
                              {s("engine"), fake ? s("none") : s("real")},
                              {s("pictures"), count},
                              {s("phases"), bench.phases()}};
        QSaveFile file(parser.value(s("json")));
        if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(all).toJson()) < 0 ||
            !file.commit()) {
            std::fprintf(stderr, "%s could not be written\n", qPrintable(file.fileName()));
            return 1;
        }
    }
    return done && !bench.slow() ? 0 : 1;
}
