// tests/ui/screenshots.cpp - window_screenshots OUT [--product P --pictures DIR]
//
// Paints the window as people see it and stores PNG files in OUT: empty, loading, a defect, a good part;
// light and dark; 100 and 200 %; in every language. Without a product it makes its own with an engine that is
// none; with one it uses the real engine (VARAD_ENGINE names its module where it does not lie beside this
// program).
#include "core/i18n/language.h"
#include "ui/list/picture_list_model.h"
#include "ui/session/inspection_session.h"
#include "ui/viewer/picture_view.h"
#include "ui/window/framed_picture.h"
#include "ui/window/main_window.h"
#include "window_fixture.h"

#include <QAction>
#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QListView>
#include <QPixmap>
#include <QProcess>
#include <QTest>

#include <cstdio>

using namespace varad;
using namespace varad::test;
using namespace varad::ui;

namespace {

struct Wishes {
    QString out;
    QString product;
    QString pictures;
    QString scheme;
    QString language;
    QString suffix; ///< of the files
};

void choose(MainWindow& window, const QString& action) { window.findChild<QAction*>(action)->trigger(); }

bool settled(MainWindow& window)
{
    if (window.framed().id() == 0)
        return true;
    const auto* view = window.findChild<PictureView*>(QStringLiteral("pictureView"));
    const auto* list = window.findChild<QListView*>(QStringLiteral("pictureList"));
    const bool failed =
        list->currentIndex().data(PictureListModel::StateRole).toInt() == int(RowState::Failed);
    const bool shown = failed ? !view->layer().message.isEmpty() : view->layer().pyramid != nullptr;
    return shown && view->settled();
}

/// Whether every row that can be seen has its thumbnail; a file that failed may never get one.
bool thumbnailsThere(MainWindow& window)
{
    const auto* list = window.findChild<QListView*>(QStringLiteral("pictureList"));
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        const QModelIndex index = list->model()->index(row, 0);
        const bool seen = list->viewport()->rect().intersects(list->visualRect(index));
        const bool broken = index.data(PictureListModel::StateRole).toInt() == int(RowState::Failed);
        if (seen && !broken && index.data(Qt::DecorationRole).value<QPixmap>().isNull())
            return false;
    }
    return true;
}

bool store(MainWindow& window, const Wishes& wishes, const QString& name)
{
    if (!QTest::qWaitFor([&] { return settled(window) && thumbnailsThere(window); }, 10'000))
        return false;
    QCoreApplication::sendPostedEvents(); // layouts follow their texts
    QCoreApplication::processEvents();
    const QString file = QStringLiteral("%1/%2-%3.png").arg(wishes.out, name, wishes.suffix);
    std::printf("%s\n", qPrintable(file));
    return window.grab().save(file);
}

/// The first row with a verdict, of those with the highest (or lowest) score.
int extremeRow(const InspectionSession& session, bool highest)
{
    int best = -1;
    for (int i = 0; i < session.count(); ++i)
        if (session.row(i).state == RowState::Judged &&
            (best < 0 || (session.row(i).score > session.row(best).score) == highest))
            best = i;
    return best;
}

void frame(MainWindow& window, int row)
{
    choose(window, QStringLiteral("first"));
    for (int i = 0; i < row; ++i)
        choose(window, QStringLiteral("next"));
}

bool paintAll(const Wishes& wishes, WindowFixture& fixture, bool fake)
{
    WindowPlaces places;
    if (fake)
        places.engine = fixture.engineSource();
    places.settingsFile = fixture.path(QStringLiteral("window.ini"));
    places.productsFolder = fixture.path(QStringLiteral("products"));
    MainWindow window(places);
    choose(window, QStringLiteral("scheme-") + wishes.scheme);
    choose(window, QStringLiteral("language-") + wishes.language);
    window.resize(1280, 720);
    window.show();
    window.loadEngine();
    if (!store(window, wishes, QStringLiteral("empty")))
        return false;

    InspectionSession& session = window.session();
    window.openProduct(wishes.product);
    if (!QTest::qWaitFor([&] { return session.product().has_value(); }, 60'000))
        return false;
    if (fake) {
        fixture.gate.close();
        for (int i = 0; i < 7; ++i)
            fixture.gate.letOneThrough();
    }
    window.openPaths({wishes.pictures});
    if (!QTest::qWaitFor([&] { return session.counts().done() >= 6; }, 120'000) ||
        !store(window, wishes, QStringLiteral("loading")))
        return false;
    fixture.gate.open();
    if (!QTest::qWaitFor([&] { return session.count() > 0 && !session.hasWaiting(); }, 600'000))
        return false;
    frame(window, extremeRow(session, true));
    if (!store(window, wishes, QStringLiteral("defect")))
        return false;
    frame(window, extremeRow(session, false));
    return store(window, wishes, QStringLiteral("good"));
}

/// One process per size: Qt reads the scale once.
int paintEverything(const QStringList& arguments)
{
    int failed = 0;
    for (const char* scale : {"1", "2"}) {
        QProcess child;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_SCALE_FACTOR"), QLatin1String(scale));
        child.setProcessEnvironment(environment);
        child.setProcessChannelMode(QProcess::ForwardedChannels);
        child.start(QCoreApplication::applicationFilePath(),
                    arguments + QStringList{QStringLiteral("--one-scale")});
        child.waitForFinished(-1);
        failed += child.exitStatus() != QProcess::NormalExit || child.exitCode() != 0;
    }
    return failed > 0;
}

} // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const auto s = [](const char* text) { return QString::fromLatin1(text); };
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addPositionalArgument(s("OUT"), s("Folder for the pictures; is made."));
    parser.addOption({s("product"), s("Product, judged by the real engine."), s("P")});
    parser.addOption({s("pictures"), s("Folder of its pictures."), s("DIR")});
    parser.addOption({s("one-scale"), s("Only the size that QT_SCALE_FACTOR says.")});
    parser.process(application);
    if (parser.positionalArguments().size() != 1)
        parser.showHelp(2);
    if (!parser.isSet(s("one-scale")))
        return paintEverything(QCoreApplication::arguments().mid(1));

    Wishes wishes;
    wishes.out = parser.positionalArguments().first();
    QDir().mkpath(wishes.out);
    const QString percent = qgetenv("QT_SCALE_FACTOR") == "2" ? s("200") : s("100");
    for (const char* scheme : {"light", "dark"})
        for (const QString& language : languageCodes()) {
            if (language != QLatin1String("en") &&
                (s(scheme) == s("dark")) != (language == QLatin1String("zh_CN")))
                continue; // German in light, Chinese in dark, English in both
            WindowFixture fixture;
            const bool fake = !parser.isSet(s("product"));
            wishes.product = fake ? fixture.product() : parser.value(s("product"));
            wishes.pictures = fake ? fixture.path(s("pictures")) : parser.value(s("pictures"));
            if (fake) {
                fixture.pictures(s("pictures"), {45, 59, 50, 52, 120, 47, 41, 44, 55, 240, 43, 49});
                fixture.brokenPicture(s("pictures/2b.png"));
            }
            wishes.scheme = s(scheme);
            wishes.language = language;
            wishes.suffix = QStringLiteral("%1-%2-%3").arg(s(scheme), percent, language);
            if (!paintAll(wishes, fixture, fake)) {
                std::fprintf(stderr, "%s: the window did not settle\n", qPrintable(wishes.suffix));
                return 1;
            }
        }
    return 0;
}
