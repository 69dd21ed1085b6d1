// tests/ui/window_test.cpp - the real window, driven as a person would, with an engine that is none
#include "ui/session/inspection_session.h"
#include "ui/viewer/picture_view.h"
#include "ui/viewer/threshold_slider.h"
#include "ui/window/framed_picture.h"
#include "ui/window/main_window.h"
#include "ui/window/message_bar.h"
#include "ui/window/progress_line.h"
#include "ui/window/single_instance.h"
#include "window_fixture.h"

#include <opencv2/core.hpp>

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QDoubleSpinBox>
#include <QDragEnterEvent>
#include <QElapsedTimer>
#include <QLabel>
#include <QListView>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace varad;
using namespace varad::test;
using namespace varad::ui;

namespace {

using Activity = InspectionSession::Activity;

/// A window with the folders of a test.
struct Bench {
    WindowFixture fixture;
    WindowPlaces places;
    std::unique_ptr<MainWindow> window;

    Bench()
    {
        places.engine = fixture.engineSource();
        places.settingsFile = fixture.path(QStringLiteral("window.ini"));
        places.productsFolder = fixture.path(QStringLiteral("products"));
        places.thumbnailFolder = fixture.path(QStringLiteral("thumbnails"));
    }
    void open()
    {
        window = std::make_unique<MainWindow>(places);
        window->show();
        window->loadEngine();
    }
    void openWithProduct()
    {
        open();
        window->openProduct(fixture.product());
        QTRY_VERIFY(session().product().has_value());
    }
    InspectionSession& session() { return window->session(); }
    template <class T>
    T* child(const char* name)
    {
        T* found = window->findChild<T*>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    QString text(const char* name) { return child<QLabel>(name)->text(); }
    PictureView* view() { return child<PictureView>("pictureView"); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(child<QListView>("pictureList"), key, modifiers);
    }
    QString framedName() { return QFileInfo(window->framed().row()->path).fileName(); }
};

/// Whether everything on the screen is about one and the same picture.
QString disagreement(Bench& bench)
{
    const Row* row = bench.window->framed().row();
    if (!row)
        return QStringLiteral("nothing is framed");
    const PictureLayer& layer = bench.view()->layer();
    if (layer.key != QString::number(row->id))
        return QStringLiteral("the view shows row %1, framed is %2").arg(layer.key).arg(row->id);
    if (!bench.text("pictureTitle").startsWith(QFileInfo(row->path).fileName() + QLatin1Char(' ')))
        return QStringLiteral("title: ") + bench.text("pictureTitle");
    if (bench.text("detailsName") != QFileInfo(row->path).fileName())
        return QStringLiteral("details: ") + bench.text("detailsName");
    if (bench.child<QListView>("pictureList")->currentIndex().row() != bench.session().indexOf(row->id))
        return QStringLiteral("another row of the list is current");
    const QString verdict = bench.text("detailsVerdict");
    if (row->state == RowState::Judged && !verdict.startsWith(verdictWord(row->verdict)))
        return QStringLiteral("verdict: ") + verdict;
    if (row->state != RowState::Judged && !layer.map.empty())
        return QStringLiteral("a map without a result");
    if (!layer.map.empty()) {
        double high = 0;
        cv::minMaxLoc(layer.map, nullptr, &high);
        if (std::abs(high - row->rawScore) > 0.002)
            return QStringLiteral("the map is of a picture with %1, the row has %2")
                .arg(high)
                .arg(row->rawScore);
    }
    if (layer.pyramid) { // the spot's red is the level, so the pixels tell which picture it is
        const QImage& image = layer.pyramid->full();
        if (row->state == RowState::Judged &&
            std::abs(image.pixelColor(40, 40).red() / 100.0 - row->rawScore) > 0.01)
            return QStringLiteral("the pixels are of another picture");
    }
    return {};
}

/// The longest time that the event loop did not turn, beside the longest time that a thread with nothing to
/// do was kept from the processor: on a busy machine both wait, and only the difference is the window's
/// doing.
class Watchdog : public QObject {
public:
    Watchdog()
    {
        m_clock.start();
        connect(&m_timer, &QTimer::timeout, this,
                [this] { m_longest = std::max(m_longest, m_clock.restart()); });
        m_timer.start(1);
        m_idleThread = std::jthread([this](const std::stop_token& stop) {
            std::mutex mutex;
            std::condition_variable_any never;
            std::unique_lock lock(mutex);
            QElapsedTimer clock;
            clock.start();
            while (!stop.stop_requested()) {
                never.wait_for(lock, stop, std::chrono::milliseconds(1), [] { return false; });
                m_starved = std::max<qint64>(m_starved, clock.restart());
            }
        });
    }
    qint64 longest() const { return m_longest; } ///< ms
    qint64 starved() const { return m_starved; } ///< ms

private:
    QElapsedTimer m_clock;
    QTimer m_timer;
    qint64 m_longest = 0;
    std::atomic<qint64> m_starved = 0;
    std::jthread m_idleThread;
};

void drop(QWidget* target, const QStringList& paths, Qt::KeyboardModifiers modifiers)
{
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& path : paths)
        urls << QUrl::fromLocalFile(path);
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, modifiers);
    QApplication::sendEvent(target, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, modifiers);
    QApplication::sendEvent(target, &event);
    QVERIFY(event.isAccepted());
}

std::vector<int> manyLevels(int count)
{
    std::vector<int> levels;
    for (int i = 0; i < count; ++i)
        levels.push_back(30 + i * 7 % 200);
    return levels;
}

} // namespace

class WindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void emptyWindowSaysWhatToDo();
    void folderFillsTheListAndVerdictsArrive();
    void picturesCanBeLookedAtWithoutAProduct();
    void heldArrowKeyNeverMixesPictures();
    void keysMoveBetweenPictures();
    void keysDoNotDisturbTyping();
    void alarmKeysFindAlarms();
    void holdingHShowsTheBarePicture();
    void thresholdMovesVerdictsCountsAndContour();
    void cancelAnswersAtOnce();
    void pauseAndResume();
    void brokenFilesAreRowsAndOneMessage();
    void droppedFoldersOpenAndCtrlAdds();
    void unsuitedDropsAreNamed();
    void droppedProductIsUsed();
    void badProductIsABar();
    void settingsComeBack();
    void nonsenseInSettingsFallsBack();
    void placeInAListComesBack();
    void languageAndThemeChangeAtOnce();
    void everyControlHasANameForReaders();
    void secondStartHandsItsPathsOver();
    void exampleIsMadeAndOpened();
    void exampleCanBeCancelled();
    void windowNeverStallsWhileAListIsInspected();
    void fiftyThousandRowsStayFluid();
};

void WindowTest::emptyWindowSaysWhatToDo()
{
    Bench bench;
    bench.open();
    QVERIFY(bench.child<QWidget>("emptyPage")->isVisible());
    QVERIFY(bench.child<QPushButton>("emptyOpenFolder")->isVisible());
    QVERIFY(!bench.child<QWidget>("listDock")->isVisible());
    QTRY_COMPARE(bench.text("statusDevice"), QStringLiteral("CPU"));
    QCOMPARE(bench.text("statusProduct"), QStringLiteral("no product"));
}

void WindowTest::folderFillsTheListAndVerdictsArrive()
{
    Bench bench;
    bench.openWithProduct();
    bench.fixture.pictures(QStringLiteral("list"), {45, 59, 240});
    bench.window->openPaths({bench.fixture.path(QStringLiteral("list"))});

    QTRY_COMPARE(bench.session().counts().done(), 3);
    QVERIFY(bench.child<QWidget>("listDock")->isVisible());
    QCOMPARE(bench.child<QListView>("pictureList")->model()->rowCount(), 3);
    QCOMPARE(bench.text("detailsVerdict"), QStringLiteral("PASS -55.6"));
    QCOMPARE(bench.text("statusPlace"), QStringLiteral("1/3"));
    QVERIFY(bench.window->windowTitle().startsWith(QStringLiteral("0.png")));
    QTRY_VERIFY(!bench.view()->layer().map.empty());
    QCOMPARE(disagreement(bench), QString());
    QVERIFY(!bench.child<QWidget>("progressLine")->isVisible());
}

void WindowTest::picturesCanBeLookedAtWithoutAProduct()
{
    Bench bench;
    bench.open();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), {45, 240}));
    QTRY_VERIFY(bench.view()->layer().pyramid);
    QVERIFY(bench.text("detailsExplanation").contains(QStringLiteral("No product")));
    QCOMPARE(bench.text("detailsVerdict"), QStringLiteral("waiting"));
    QVERIFY(!bench.child<QAction>("run")->isEnabled());
}

void WindowTest::heldArrowKeyNeverMixesPictures()
{
    constexpr int pictures = 60;
    Bench bench;
    bench.openWithProduct();
    bench.fixture.gate.close();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), manyLevels(pictures)));
    QTRY_COMPARE(bench.session().count(), pictures);
    auto* list = bench.child<QListView>("pictureList");
    int checks = 0;
    QString wrong;
    const auto check = [&] {
        ++checks;
        if (wrong.isEmpty())
            wrong = disagreement(bench);
    };
    connect(&bench.session(), &InspectionSession::progressChanged, this, check, Qt::QueuedConnection);
    QTest::keyPress(list, Qt::Key_Right);
    for (int i = 2; i < pictures; ++i) { // results arrive between the repeats of the held key
        bench.fixture.gate.letOneThrough();
        const int done = bench.session().counts().done();
        QTRY_VERIFY(bench.session().counts().done() > done || bench.session().counts().done() >= i - 2);
        QTest::simulateEvent(list, true, Qt::Key_Right, Qt::NoModifier, QString(), true);
        check();
        QCOMPARE(wrong, QString());
    }
    QTest::keyRelease(list, Qt::Key_Right);
    bench.fixture.gate.open();
    QCOMPARE(bench.window->framed().index(), pictures - 1);
    QTRY_COMPARE(bench.session().counts().done(), pictures);
    QTRY_VERIFY(!bench.view()->layer().map.empty() && bench.view()->layer().pyramid);
    check();
    QCOMPARE(wrong, QString());
    QVERIFY(checks > pictures);
}

void WindowTest::keysMoveBetweenPictures()
{
    Bench bench;
    bench.open();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), manyLevels(5)));
    QTRY_COMPARE(bench.session().count(), 5);
    const std::vector<std::pair<Qt::Key, int>> steps{
        {Qt::Key_Right, 1},  {Qt::Key_PageDown, 2},  {Qt::Key_Space, 3}, {Qt::Key_Left, 2},
        {Qt::Key_PageUp, 1}, {Qt::Key_Backspace, 0}, {Qt::Key_Left, 0},  {Qt::Key_End, 4},
        {Qt::Key_Right, 4},  {Qt::Key_Home, 0}};
    for (const auto& [key, place] : steps) {
        bench.key(key);
        QCOMPARE(bench.window->framed().index(), place);
        QCOMPARE(disagreement(bench), QString());
    }
    bench.view()->setFocus();
    QTest::keyClick(bench.view(), Qt::Key_Right);
    QCOMPARE(bench.window->framed().index(), 1);
}

void WindowTest::keysDoNotDisturbTyping()
{
    Bench bench;
    bench.openWithProduct();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), {45, 240}));
    QTRY_COMPARE(bench.session().counts().done(), 2);
    auto* field = bench.child<QWidget>("thresholdSlider")->findChild<QDoubleSpinBox*>();
    QVERIFY(field);
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("150.5"));
    QTest::keyClick(field, Qt::Key_Home);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(bench.session().rules().threshold, 150.5);
    QCOMPARE(bench.window->framed().index(), 0);
}

void WindowTest::alarmKeysFindAlarms()
{
    Bench bench;
    bench.openWithProduct();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), {45, 240, 45, 45, 200}));
    QTRY_COMPARE(bench.session().counts().done(), 5);
    bench.key(Qt::Key_N);
    QCOMPARE(bench.window->framed().index(), 1);
    bench.key(Qt::Key_N);
    QCOMPARE(bench.window->framed().index(), 4);
    bench.key(Qt::Key_N);
    QCOMPARE(bench.window->framed().index(), 4);
    auto* messages = bench.child<MessageBar>("messageBar");
    QVERIFY(!messages->text(QStringLiteral("alarms")).isEmpty());
    bench.key(Qt::Key_N, Qt::ShiftModifier);
    QCOMPARE(bench.window->framed().index(), 1);
    QVERIFY(messages->text(QStringLiteral("alarms")).isEmpty());
}

void WindowTest::holdingHShowsTheBarePicture()
{
    Bench bench;
    bench.openWithProduct();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), {240}));
    QTRY_COMPARE(bench.session().counts().done(), 1);
    auto* heatmap = bench.child<QAction>("heatmap");
    QVERIFY(heatmap->isChecked());
    bench.key(Qt::Key_H);
    QVERIFY(!heatmap->isChecked());
    QVERIFY(!bench.view()->heatmapVisible());
    bench.key(Qt::Key_H);
    QVERIFY(bench.view()->heatmapVisible());

    auto* list = bench.child<QListView>("pictureList");
    const auto spot = [&] { // inside the hot spot, as painted
        const QPointF at = bench.view()->fromPicture(QPointF(40, 40));
        return bench.view()->grab().toImage().pixelColor((at * bench.view()->devicePixelRatioF()).toPoint());
    };
    QTRY_VERIFY(!bench.view()->layer().map.empty() && bench.view()->settled());
    const QColor coloured = spot();
    QTest::keyPress(list, Qt::Key_H);
    QTRY_VERIFY(spot() != coloured); // held long enough
    QCOMPARE(spot().red(), 240);
    QTest::keyRelease(list, Qt::Key_H);
    QCOMPARE(spot(), coloured);
    QVERIFY(bench.view()->heatmapVisible());
    bench.key(Qt::Key_O);
    QVERIFY(bench.view()->contourOnly());
    bench.key(Qt::Key_Comma);
    QCOMPARE(bench.view()->opacity(), 0.6);
    bench.key(Qt::Key_Period);
    QCOMPARE(bench.view()->opacity(), 0.7);
    bench.key(Qt::Key_L);
    QVERIFY(!bench.view()->viewLocked());
}

void WindowTest::thresholdMovesVerdictsCountsAndContour()
{
    Bench bench;
    bench.openWithProduct();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), {45, 58, 70}));
    QTRY_COMPARE(bench.session().counts().done(), 3);
    bench.key(Qt::Key_End);
    const int asked = bench.fixture.gate.arrived();
    auto* slider = bench.child<ThresholdSlider>("thresholdSlider");
    for (const double threshold : {20.0, 60.0, 88.0, 95.0, 150.0, 222.0, 300.0}) {
        Q_EMIT slider->thresholdChanged(threshold); // as dragging does
        int alarms = 0;
        int checks = 0;
        for (int i = 0; i < 3; ++i) { // plain recomputation
            const double score = bench.session().row(i).score;
            alarms += score >= threshold;
            checks += score < threshold && score >= threshold - 10;
        }
        QCOMPARE(bench.session().counts().of(Verdict::Alarm), alarms);
        QCOMPARE(bench.session().counts().of(Verdict::Check), checks);
        QVERIFY(bench.text("thresholdCounts").startsWith(QString::number(alarms)));
        QCOMPARE(bench.view()->threshold(), threshold);
        QCOMPARE(disagreement(bench), QString());
    }
    QCOMPARE(bench.fixture.gate.arrived(), asked);
    bench.child<QPushButton>("thresholdRevert")->click();
    QCOMPARE(bench.session().rules().threshold, 105.0);
    QVERIFY(!bench.child<QPushButton>("thresholdRevert")->isEnabled());
    QCOMPARE(slider->threshold(), 105.0);
}

void WindowTest::cancelAnswersAtOnce()
{
    Bench bench;
    bench.openWithProduct();
    bench.fixture.gate.close();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), manyLevels(10)));
    QTRY_COMPARE(bench.fixture.gate.arrived(), 1);
    bench.fixture.gate.letOneThrough();
    QTRY_COMPARE(bench.session().counts().done(), 1);
    QVERIFY(bench.child<QWidget>("progressLine")->isVisible());

    QElapsedTimer timer;
    timer.start();
    bench.child<QPushButton>("progressCancel")->click();
    QVERIFY(!bench.child<QWidget>("progressLine")->isVisible());
    QVERIFY2(timer.elapsed() < 200, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(bench.session().counts().done(), 1);
    auto* messages = bench.child<MessageBar>("messageBar");
    QVERIFY(messages->text(QStringLiteral("cancelled")).contains(QStringLiteral("1 of 10")));
    bench.fixture.gate.open();
    messages->findChild<QPushButton*>(QStringLiteral("noteButton"))->click(); // go on
    QTRY_COMPARE(bench.session().counts().done(), 10);
    QVERIFY(messages->text(QStringLiteral("cancelled")).isEmpty());
}

void WindowTest::pauseAndResume()
{
    Bench bench;
    bench.openWithProduct();
    bench.fixture.gate.close();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), manyLevels(4)));
    QTRY_COMPARE(bench.fixture.gate.arrived(), 1);
    bench.child<QAction>("pause")->trigger();
    QCOMPARE(bench.child<QPushButton>("progressPause")->text(), QStringLiteral("Resume"));
    bench.fixture.gate.open();
    QTRY_COMPARE(bench.session().counts().done(), 1);
    QCOMPARE(bench.session().activity(), Activity::Paused);
    bench.child<QPushButton>("progressPause")->click();
    QTRY_COMPARE(bench.session().counts().done(), 4);
}

void WindowTest::brokenFilesAreRowsAndOneMessage()
{
    Bench bench;
    bench.openWithProduct();
    const QStringList paths{bench.fixture.picture(QStringLiteral("l/1.png"), 45),
                            bench.fixture.brokenPicture(QStringLiteral("l/2.png")),
                            bench.fixture.brokenPicture(QStringLiteral("l/3.png"))};
    bench.window->openPaths(paths);
    QTRY_COMPARE(bench.session().counts().done(), 3);
    auto* messages = bench.child<MessageBar>("messageBar");
    QVERIFY(messages->text(QStringLiteral("failed")).startsWith(QLatin1Char('2')));
    QVERIFY(bench.window->findChildren<QDialog*>().isEmpty());
    messages->findChild<QPushButton*>(QStringLiteral("noteButton"))->click();
    QCOMPARE(bench.framedName(), QStringLiteral("2.png"));
    QCOMPARE(bench.text("detailsVerdict"), QStringLiteral("NO RESULT"));
    QVERIFY(bench.text("detailsExplanation").contains(QStringLiteral("2.png")));
    QTRY_VERIFY(!bench.view()->layer().message.isEmpty());

    bench.fixture.picture(QStringLiteral("l/2.png"), 200);
    bench.fixture.picture(QStringLiteral("l/3.png"), 200);
    QTest::keyClick(bench.window.get(), Qt::Key_F5);
    QTRY_COMPARE(bench.session().counts().of(Verdict::Alarm), 2);
    QVERIFY(messages->text(QStringLiteral("failed")).isEmpty());
    QTRY_VERIFY(bench.view()->layer().pyramid);
    QCOMPARE(disagreement(bench), QString());
}

void WindowTest::droppedFoldersOpenAndCtrlAdds()
{
    Bench bench;
    bench.open();
    bench.fixture.pictures(QStringLiteral("one"), {45, 46});
    bench.fixture.pictures(QStringLiteral("two"), {47});
    drop(bench.window.get(), {bench.fixture.path(QStringLiteral("one"))}, Qt::NoModifier);
    QTRY_COMPARE(bench.session().count(), 2);
    bench.key(Qt::Key_Right);
    const RowId framed = bench.window->framed().id();
    drop(bench.window.get(), {bench.fixture.path(QStringLiteral("two"))}, Qt::ControlModifier);
    QTRY_COMPARE(bench.session().count(), 3);
    QCOMPARE(bench.window->framed().id(), framed); // the frame stays
    drop(bench.window.get(), {bench.fixture.path(QStringLiteral("two"))}, Qt::NoModifier);
    QTRY_COMPARE(bench.session().count(), 1);
    QCOMPARE(disagreement(bench), QString());
}

void WindowTest::unsuitedDropsAreNamed()
{
    Bench bench;
    bench.open();
    drop(bench.window.get(), {bench.fixture.path(QStringLiteral("<b>gone.xls"))}, Qt::NoModifier);
    auto* messages = bench.child<MessageBar>("messageBar");
    QTRY_VERIFY(messages->text(QStringLiteral("open")).contains(QStringLiteral("<b>gone.xls")));
    QCOMPARE(messages->findChild<QLabel*>(QStringLiteral("noteText"))->textFormat(), Qt::PlainText);
    QVERIFY(bench.child<QWidget>("emptyPage")->isVisible());
}

void WindowTest::droppedProductIsUsed()
{
    Bench bench;
    bench.open();
    drop(bench.window.get(),
         {bench.fixture.product(QStringLiteral("knob")) + QStringLiteral("/product.yaml")}, Qt::NoModifier);
    QTRY_VERIFY(bench.session().product().has_value());
    QCOMPARE(bench.child<QComboBox>("productChooser")->currentText(), QStringLiteral("knob"));
    QCOMPARE(bench.text("statusProduct"), QStringLiteral("knob"));
    QVERIFY(bench.text("thresholdProof").contains(QStringLiteral("highest of 3")));
}

void WindowTest::badProductIsABar()
{
    Bench bench;
    bench.open();
    const QString folder = bench.fixture.path(QStringLiteral("bad"));
    QDir().mkpath(folder);
    QFile yaml(folder + QStringLiteral("/product.yaml"));
    QVERIFY(yaml.open(QIODevice::WriteOnly) && yaml.write("no: product\n") > 0);
    yaml.close();
    bench.window->openProduct(folder);
    QTRY_VERIFY(!bench.child<MessageBar>("messageBar")->text(QStringLiteral("product")).isEmpty());
    QCOMPARE(bench.child<QComboBox>("productChooser")->currentText(), QStringLiteral("No product"));
    QVERIFY(!bench.child<QWidget>("progressLine")->isVisible());
}

void WindowTest::settingsComeBack()
{
    Bench bench;
    bench.openWithProduct();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), {45, 46}));
    QTRY_COMPARE(bench.session().count(), 2);
    bench.child<QAction>("heatmap")->setChecked(false);
    bench.child<QAction>("contourOnly")->setChecked(true);
    bench.child<QComboBox>("heatColours")->setCurrentIndex(1);
    bench.key(Qt::Key_Comma);
    bench.child<QAction>("scheme-dark")->trigger();
    bench.child<QAction>("scale-150")->trigger();
    bench.window->close();
    bench.window.reset();

    bench.open();
    QTRY_VERIFY(bench.session().product().has_value()); // the product of last time
    QVERIFY(!bench.child<QAction>("heatmap")->isChecked());
    QVERIFY(!bench.view()->heatmapVisible());
    QVERIFY(bench.view()->contourOnly());
    QCOMPARE(bench.view()->colourMap(), HeatColours::Cividis);
    QCOMPARE(bench.view()->opacity(), 0.6);
    QVERIFY(bench.child<QAction>("scheme-dark")->isChecked());
    QVERIFY(bench.child<QAction>("scale-150")->isChecked());
    QTRY_VERIFY(bench.child<QPushButton>("emptyRecent0")->isVisible());
    bench.child<QPushButton>("emptyRecent0")->click();
    QTRY_COMPARE(bench.session().counts().done(), 2);
    bench.child<QAction>("scheme-system")->trigger();
}

void WindowTest::nonsenseInSettingsFallsBack()
{
    Bench bench;
    {
        QSettings settings(bench.places.settingsFile, QSettings::IniFormat);
        settings.setValue(QStringLiteral("version"), 1);
        settings.setValue(QStringLiteral("window/geometry"), QStringLiteral("large"));
        settings.setValue(QStringLiteral("window/docks"), QByteArray("\x01\x02"));
        settings.setValue(QStringLiteral("window/scale"), -7);
        settings.setValue(QStringLiteral("window/language"), QStringLiteral("tlh"));
        settings.setValue(QStringLiteral("window/theme"), 3.5);
        settings.setValue(QStringLiteral("heatmap/opacity"), QStringLiteral("nan"));
        settings.setValue(QStringLiteral("heatmap/colours"), QStringLiteral("jet"));
        settings.setValue(QStringLiteral("recent/0/paths"), QStringList{});
    }
    const WindowSettings loaded =
        WindowSettings::load(QSettings(bench.places.settingsFile, QSettings::IniFormat));
    QCOMPARE(loaded.scalePercent, 100);
    QCOMPARE(loaded.language, QString());
    QCOMPARE(loaded.opacity, 0.7);
    QCOMPARE(loaded.colours, HeatColours::Inferno);
    QVERIFY(loaded.recent.empty());
    bench.open();
    QVERIFY(bench.window->isVisible());
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), {45}));
    QTRY_VERIFY(bench.child<QWidget>("listDock")->isVisible());

    QSettings later(bench.fixture.path(QStringLiteral("later.ini")), QSettings::IniFormat);
    later.setValue(QStringLiteral("version"), 2);
    later.setValue(QStringLiteral("window/scale"), 200);
    QCOMPARE(WindowSettings::load(later).scalePercent, 100);
}

void WindowTest::placeInAListComesBack()
{
    Bench bench;
    bench.open();
    bench.fixture.pictures(QStringLiteral("one"), manyLevels(5));
    bench.fixture.pictures(QStringLiteral("two"), {45, 46});
    const QStringList one{bench.fixture.path(QStringLiteral("one"))};
    bench.window->openPaths(one);
    QTRY_COMPARE(bench.session().count(), 5);
    bench.key(Qt::Key_End);
    bench.key(Qt::Key_Left);
    bench.window->openPaths({bench.fixture.path(QStringLiteral("two"))});
    QTRY_COMPARE(bench.session().count(), 2);
    QCOMPARE(bench.window->framed().index(), 0);
    bench.window->openPaths(one);
    QTRY_COMPARE(bench.session().count(), 5);
    QCOMPARE(bench.window->framed().index(), 3);
}

void WindowTest::languageAndThemeChangeAtOnce()
{
    Bench bench;
    bench.open();
    bench.child<QAction>("scheme-light")->trigger();
    QTRY_VERIFY(bench.window->palette().window().color().lightness() > 128);
    bench.child<QAction>("scheme-dark")->trigger();
    QTRY_VERIFY(bench.window->palette().window().color().lightness() < 128);
    bench.child<QAction>("scheme-system")->trigger();
    bench.child<QAction>("language-de")->trigger();
    QCOMPARE(QLocale().language(), QLocale::German);
    QTRY_COMPARE(bench.window->locale().language(), QLocale::German);
    bench.child<QAction>("language-en")->trigger();
    QCOMPARE(QLocale().language(), QLocale::English);
    QLocale::setDefault(QLocale::c());
}

void WindowTest::everyControlHasANameForReaders()
{
    Bench bench;
    bench.openWithProduct();
    bench.window->openPaths(bench.fixture.pictures(QStringLiteral("list"), {45}));
    QTRY_COMPARE(bench.session().counts().done(), 1);
    QStringList nameless;
    for (QWidget* widget : bench.window->findChildren<QWidget*>()) {
        if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus))
            continue;
        if (widget->objectName() == QLatin1String("qt_spinbox_lineedit"))
            continue; // readers are told of the spin box round it
        QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget);
        if (spoken && spoken->text(QAccessible::Name).isEmpty())
            nameless << QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ') +
                            widget->objectName();
    }
    QCOMPARE(nameless.join(QStringLiteral(", ")), QString());
}

void WindowTest::secondStartHandsItsPathsOver()
{
    const QString name = QStringLiteral("varad-window-test-%1").arg(QCoreApplication::applicationPid());
    SingleInstance second(name);
    QVERIFY(!second.handOver({QStringLiteral("/a")})); // nobody listens
    SingleInstance first(name);
    first.listen();
    QSignalSpy received(&first, &SingleInstance::pathsReceived);
    const QStringList paths{QStringLiteral("/tmp/a b.png"), QStringLiteral("/tmp/ä.png")};
    QVERIFY(second.handOver(paths));
    QTRY_COMPARE(received.count(), 1);
    QCOMPARE(received[0][0].toStringList(), paths);
}

void WindowTest::exampleIsMadeAndOpened()
{
    Bench bench;
    qputenv("VARAD_ENGINE", VARAD_FAKE_MODULE);
    qputenv("XDG_DATA_HOME", bench.fixture.path(QStringLiteral("data")).toUtf8());
    bench.places.commandLineProgram = QStringLiteral(VARAD_PROGRAM);
    bench.places.demoArguments = {QStringLiteral("--image-size"), QStringLiteral("64")};
    bench.open();
    bench.child<QPushButton>("emptyOpenExample")->click();
    QVERIFY(bench.child<QWidget>("demoProgress")->isVisible());
    QVERIFY(!bench.child<QAction>("openExample")->isEnabled());

    QTRY_COMPARE_WITH_TIMEOUT(bench.session().count(), 20, 60'000);
    QTRY_VERIFY(!bench.session().hasWaiting());
    QCOMPARE(bench.session().product()->product.name, QStringLiteral("button"));
    QVERIFY(!bench.child<QWidget>("demoProgress")->isVisible());
    QVERIFY(bench.child<QAction>("openExample")->isEnabled());
}

void WindowTest::exampleCanBeCancelled()
{
    Bench bench;
    qputenv("VARAD_ENGINE", VARAD_FAKE_MODULE);
    qputenv("XDG_DATA_HOME", bench.fixture.path(QStringLiteral("data")).toUtf8());
    bench.places.commandLineProgram = QStringLiteral(VARAD_PROGRAM);
    bench.places.demoArguments = {QStringLiteral("--image-size"), QStringLiteral("64")};
    bench.open();
    bench.child<QAction>("openExample")->trigger();
    auto* line = bench.child<ProgressLine>("demoProgress");
    auto* bar = line->findChild<QProgressBar*>(QStringLiteral("progressBar"));
    QTRY_VERIFY_WITH_TIMEOUT(bar->value() > 0, 20'000); // pictures are being made
    QElapsedTimer timer;
    timer.start();
    line->findChild<QPushButton*>(QStringLiteral("progressCancel"))->click();
    QVERIFY(!line->isVisible());
    QVERIFY(timer.elapsed() < 200);
    QVERIFY(!bench.child<MessageBar>("messageBar")->text(QStringLiteral("demo")).isEmpty());
    QVERIFY(bench.child<QAction>("openExample")->isEnabled());
}

void WindowTest::windowNeverStallsWhileAListIsInspected()
{
    constexpr int pictures = 300;
    Bench bench;
    bench.openWithProduct();
    bench.fixture.pictures(QStringLiteral("list"), manyLevels(pictures));
    Watchdog watchdog;
    bench.window->openPaths({bench.fixture.path(QStringLiteral("list"))});
    QTRY_COMPARE_WITH_TIMEOUT(bench.session().counts().done(), pictures, 60'000);
    for (int i = 0; i < 50; ++i)
        bench.key(Qt::Key_Right);
    QTRY_VERIFY(bench.view()->layer().pyramid);
    const QString times = QStringLiteral("longest stall %1 ms, of an idle thread %2 ms")
                              .arg(watchdog.longest())
                              .arg(watchdog.starved());
    qInfo("%s", qPrintable(times));
    QVERIFY2(watchdog.longest() - watchdog.starved() <= 100, qPrintable(times));
}

void WindowTest::fiftyThousandRowsStayFluid()
{
    constexpr int rows = 50'000;
    Bench bench;
    bench.open();
    bench.window->openPaths({bench.fixture.picture(QStringLiteral("first.png"), 100)});
    QTRY_COMPARE(bench.session().count(), 1);
    QTRY_VERIFY(bench.view()->layer().pyramid);
    auto* list = bench.child<QListView>("pictureList");
    QElapsedTimer timer;
    qint64 longest = 0;
    for (int at = 0; at < rows; at += 500) { // as the search hands them over
        QStringList chunk;
        for (int i = at; i < at + 500; ++i)
            chunk << QStringLiteral("/none/%1.png").arg(i);
        timer.start();
        bench.session().append(chunk);
        QCoreApplication::processEvents();
        longest = std::max(longest, timer.elapsed());
    }
    qInfo("longest chunk: %lld ms", static_cast<long long>(longest));
    QVERIFY(longest <= 100);
    longest = 0;
    auto* bar = list->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > rows * list->sizeHintForRow(0) / 2);
    for (int i = 0; i <= 60; ++i) {
        timer.start();
        bar->setValue(static_cast<int>(static_cast<qint64>(bar->maximum()) * i / 60));
        (void)list->viewport()->grab();
        longest = std::max(longest, timer.elapsed());
    }
    qInfo("longest frame: %lld ms", static_cast<long long>(longest));
    QVERIFY(longest <= 100);
    timer.start();
    bench.key(Qt::Key_End);
    QVERIFY(timer.elapsed() <= 100);
    QCOMPARE(bench.window->framed().index(), rows);
}

QTEST_MAIN(WindowTest)
#include "window_test.moc"
