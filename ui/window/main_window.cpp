// ui/window/main_window.cpp - layer: ui
#include "ui/window/main_window.h"

#include "core/i18n/language.h"
#include "ui/list/picture_list_model.h"
#include "ui/list/thumbnail_store.h"
#include "ui/viewer/legend.h"
#include "ui/viewer/picture_view.h"
#include "ui/window/demo_runner.h"
#include "ui/window/details_panel.h"
#include "ui/window/empty_page.h"
#include "ui/window/framed_picture.h"
#include "ui/window/heat_bar.h"
#include "ui/window/message_bar.h"
#include "ui/window/product_chooser.h"
#include "ui/window/progress_line.h"
#include "ui/window/status_line.h"
#include "ui/window/window_actions.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QMimeData>
#include <QRubberBand>
#include <QSettings>
#include <QStackedWidget>

namespace varad::ui {
namespace {

QStringList localPaths(const QMimeData* data)
{
    QStringList paths;
    for (const QUrl& url : data->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    return paths;
}

/// "a.txt, b.txt and 3 more": a bar has one line.
QString someNames(const QStringList& names)
{
    constexpr qsizetype shown = 3;
    const QString list = QStringList(names.mid(0, shown)).join(QStringLiteral(", "));
    const auto more = static_cast<int>(names.size() - shown);
    return more > 0 ? MainWindow::tr("%1 and %n more", nullptr, more).arg(list) : list;
}

} // namespace

MainWindow::MainWindow(const WindowPlaces& places, QWidget* parent)
    : QMainWindow(parent),
      m_places(places),
      m_store(std::make_unique<QSettings>(places.settingsFile, QSettings::IniFormat)),
      m_settings(WindowSettings::load(*m_store)),
      m_session(places.engine),
      m_thumbnails(std::make_unique<ThumbnailStore>(places.thumbnailFolder))
{
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    applyLanguage(m_settings.language);
    applyScheme(*qApp, m_settings.scheme);
    m_actions = new WindowActions(this);
    m_model = new PictureListModel(m_session, *m_thumbnails, this);
    makeCentre();
    makeDocks();
    connectParts();
    connectActions();
    connectChoices();
    applySettings();
    retranslate();
}

MainWindow::~MainWindow()
{
    m_finder.stop();
    m_finder.disconnect(this);
    m_session.disconnect(this);
    m_list->setModel(nullptr); // it goes before the model that looks at the session
}

void MainWindow::loadEngine()
{
    m_chooser->refresh(m_settings.products);
    if (!m_session.product() && m_session.activity() == InspectionSession::Activity::Idle) {
        if (m_settings.product.isEmpty())
            m_session.warmUp();
        else
            openProduct(m_settings.product);
    }
}

void MainWindow::openPaths(const QStringList& paths, OpenMode mode)
{
    if (paths.isEmpty())
        return;
    rememberPlace();
    m_messages->dismiss(QStringLiteral("open"));
    m_searched = paths;
    m_searchMode = mode;
    m_replacePending = mode == OpenMode::Replace;
    const RecentList* known = mode == OpenMode::Replace ? m_settings.findRecent(paths) : nullptr;
    m_wantedPlace = known ? known->place : QString();
    m_finder.search(paths);
}

void MainWindow::picturesFound(const QStringList& pictures)
{
    if (std::exchange(m_replacePending, false)) {
        m_session.clear();
        m_messages->dismiss(QStringLiteral("cancelled"));
        m_listPaths.clear();
    }
    for (const QString& path : std::as_const(m_searched))
        if (!m_listPaths.contains(path))
            m_listPaths << path;
    const bool wasEmpty = m_session.count() == 0;
    m_session.append(pictures);
    if (wasEmpty) {
        showReview(true);
        m_settings.addRecent(m_listPaths, m_session.count()); // also if the search is never finished
    }
    if (m_wantedPlace.isEmpty() || !pictures.contains(m_wantedPlace))
        return;
    if (m_framed->index() == 0) // else the person has gone elsewhere meanwhile
        m_framed->frame(m_session
                            .row(m_session.count() - static_cast<int>(pictures.size()) +
                                 static_cast<int>(pictures.indexOf(m_wantedPlace)))
                            .id);
    m_wantedPlace.clear();
}

void MainWindow::searchFinished(const FoundPaths& summary)
{
    m_wantedPlace.clear();
    if (!summary.product.isEmpty())
        openProduct(summary.product);
    if (summary.pictures > 0) {
        m_settings.addRecent(m_listPaths, m_session.count());
        m_empty->setRecent(m_settings.recent);
    }
    QString text;
    if (summary.tooMany)
        text = tr("Only the first %1 pictures and folders were opened. Open smaller folders one by one.")
                   .arg(QLocale().toString(mostEntries));
    else if (!summary.unsuited.isEmpty())
        text = tr("Not opened, since it is no picture or is not there: %1").arg(someNames(summary.unsuited));
    else if (summary.pictures == 0 && summary.product.isEmpty())
        text = tr("No picture was found in %1.").arg(QFileInfo(m_searched.first()).fileName());
    if (!text.isEmpty())
        m_messages->tell(QStringLiteral("open"), {MessageBar::Kind::Warning, text, {}, {}});
}

void MainWindow::rememberPlace()
{
    if (const Row* row = m_framed->row())
        m_settings.setPlace(m_listPaths, row->path);
}

void MainWindow::closeList()
{
    m_finder.stop();
    rememberPlace();
    m_listPaths.clear();
    m_session.clear();
    showReview(false);
}

void MainWindow::askForPictures()
{
    auto* dialog = new QFileDialog(this, tr("Open pictures"), m_settings.pictureFolder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters(
        {tr("Pictures") + QStringLiteral(" (*.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp)"),
         tr("All files") + QStringLiteral(" (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& files) {
        m_settings.pictureFolder = QFileInfo(files.first()).path();
        openPaths(files);
    });
    dialog->open();
}

void MainWindow::askForFolder()
{
    auto* dialog = new QFileDialog(this, tr("Open a folder of pictures"), m_settings.pictureFolder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
        m_settings.pictureFolder = folder;
        openPaths({folder});
    });
    dialog->open();
}

void MainWindow::askForProduct()
{
    auto* dialog = new QFileDialog(this, tr("Open the folder of a product"), m_settings.productFolder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
        m_settings.productFolder = QFileInfo(folder).path();
        openProduct(folder);
    });
    dialog->open();
}

void MainWindow::openProduct(const QString& folder)
{
    m_messages->dismiss(QStringLiteral("product"));
    m_session.openProduct(folder);
}

void MainWindow::productOpened()
{
    const OpenProduct& product = *m_session.product();
    m_settings.product = product.folder;
    if (!m_settings.products.contains(product.folder))
        m_settings.products << product.folder;
    m_chooser->setCurrent(product.folder, product.product.name);
    m_chooser->refresh(m_settings.products);
    m_status->setProduct(product.product.name);
    m_heatBar->legend().setCalibrated(true);
    m_empty->setProductKnown(true);
    m_failuresTold = 0;
}

void MainWindow::productFailed(const Error& error)
{
    m_messages->tell(
        QStringLiteral("product"),
        {MessageBar::Kind::Warning, tr("The product was not opened. %1").arg(error.message), {}, {}});
    const auto& product = m_session.product();
    m_chooser->setCurrent(product ? product->folder : QString(), product ? product->product.name : QString());
}

void MainWindow::showProgress()
{
    const InspectionSession::Counts& counts = m_session.counts();
    QStringList parts{tr("%1 of %2").arg(counts.done()).arg(m_session.count()),
                      tr("%n alarm(s) so far", nullptr, counts.of(Verdict::Alarm))};
    if (const auto left = m_session.secondsLeft();
        left && m_session.activity() == InspectionSession::Activity::Inspecting)
        parts << tr("about %1 left").arg(timeText(*left));
    if (m_session.activity() == InspectionSession::Activity::OpeningProduct)
        m_progress->setProgress(tr("Loading the product"), 0, 0);
    else
        m_progress->setProgress(parts.join(QStringLiteral("   |   ")), counts.done(),
                                std::max(1, m_session.count()));
    const auto pace = m_session.millisecondsPerPicture();
    m_progress->setDetail(pace ? tr("%1 ms per picture").arg(QLocale().toString(*pace, 'f', 0)) : QString());
    m_status->setPlace(m_framed->index(), m_session.count());
    showFailures();
}

void MainWindow::showActivity()
{
    using Activity = InspectionSession::Activity;
    const Activity activity = m_session.activity();
    const bool working = activity == Activity::Inspecting || activity == Activity::Paused;
    m_progress->setVisible(working || activity == Activity::OpeningProduct);
    m_progress->setPausable(working);
    m_progress->setPaused(activity == Activity::Paused);
    m_progress->setCancellable(working);
    const QString noProduct = tr("No product is chosen.");
    const QString idle = tr("Nothing is being inspected.");
    m_actions->enable(m_actions->pause, activity == Activity::Inspecting, idle);
    m_actions->enable(m_actions->cancel, working, idle);
    m_actions->enable(m_actions->run,
                      m_session.product() && activity != Activity::Inspecting &&
                          activity != Activity::OpeningProduct && m_session.hasWaiting(),
                      m_session.product() ? tr("No picture waits to be inspected.") : noProduct);
    m_actions->enable(m_actions->inspectAgain, m_session.product() && m_session.count() > 0,
                      m_session.product() ? tr("No picture is open.") : noProduct);
    if (activity == Activity::Inspecting)
        m_messages->dismiss(QStringLiteral("cancelled"));
    showProgress();
}

void MainWindow::showFailures()
{
    const int failed = m_session.counts().failed;
    if (failed == m_failuresTold)
        return;
    m_failuresTold = failed;
    if (failed == 0) {
        m_messages->dismiss(QStringLiteral("failed"));
        return;
    }
    m_messages->tell(
        QStringLiteral("failed"),
        {MessageBar::Kind::Warning, tr("%n picture(s) not inspected.", nullptr, failed), tr("Show"), [this] {
             const std::vector<RowId> rows = m_session.failedRows();
             auto next = std::upper_bound(rows.begin(), rows.end(), m_framed->id());
             if (!rows.empty())
                 m_framed->frame(next == rows.end() ? rows.front() : *next);
             m_list->setFocus();
         }});
}

void MainWindow::showFramed()
{
    const Row* row = m_framed->row();
    m_status->setPlace(m_framed->index(), m_session.count());
    if (!row) {
        m_title->clear();
        m_details->clear();
        setWindowTitle(tr("VarAD Inspector"));
        return;
    }
    const QString name = m_session.shownName(*row);
    m_title->setText(
        tr("%1   %2/%3", "name, place, count").arg(name).arg(m_framed->index() + 1).arg(m_session.count()));
    m_title->setToolTip(row->path);
    setWindowTitle(tr("%1 - VarAD Inspector").arg(name));
    m_details->show({*row, name, m_session.rules(), m_session.product().has_value()});
}

void MainWindow::showThreshold()
{
    const double threshold = m_session.rules().threshold;
    m_view->setThreshold(threshold);
    m_heatBar->legend().setThreshold(threshold);
    m_heatBar->legend().setCalibrated(m_session.product().has_value());
    m_status->setThreshold(m_session.product() ? std::optional(threshold) : std::nullopt);
}

void MainWindow::stepAlarm(int direction)
{
    if (m_framed->nextAlarm(direction))
        m_messages->dismiss(QStringLiteral("alarms"));
    else
        m_messages->tell(QStringLiteral("alarms"),
                         {MessageBar::Kind::Information,
                          direction > 0 ? tr("No further alarm after this picture.")
                                        : tr("No further alarm before this picture."),
                          {},
                          {}});
}

void MainWindow::cancelInspection()
{
    m_session.cancel();
    m_messages->tell(QStringLiteral("cancelled"), {MessageBar::Kind::Information,
                                                   tr("Cancelled: %1 of %2 pictures are inspected.")
                                                       .arg(m_session.counts().done())
                                                       .arg(m_session.count()),
                                                   tr("Go On"), [this] { m_session.resume(); }});
}

void MainWindow::inspectAgain()
{
    std::vector<RowId> rows = m_session.failedRows();
    for (const RowId id : rows)
        m_thumbnails->forget(m_session.find(id)->path);
    if (const Row* row = m_framed->row()) {
        m_thumbnails->forget(row->path);
        if (row->state != RowState::Failed)
            rows.push_back(row->id);
    }
    m_session.inspectAgain(rows);
    m_framed->reload();
}

void MainWindow::runDemo()
{
    if (m_demo)
        return;
    m_demo = std::make_unique<DemoRunner>(m_places.commandLineProgram, m_places.demoArguments);
    m_messages->dismiss(QStringLiteral("demo"));
    m_demoProgress->setProgress(demoStageText({}), 0, 0);
    m_demoProgress->setDetail({});
    m_demoProgress->show();
    m_actions->openExample->setEnabled(false);
    m_empty->setExampleEnabled(false);
    connect(m_demoProgress, &ProgressLine::cancelRequested, m_demo.get(), &DemoRunner::cancel);
    connect(m_demo.get(), &DemoRunner::progressed, this,
            [this](const Progress& progress, std::optional<double> left) {
                QString words = progress.text;
                if (progress.total > 0)
                    words = tr("%1: %2 of %3", "stage, done, total")
                                .arg(words)
                                .arg(progress.done)
                                .arg(progress.total);
                if (left)
                    words = tr("%1, about %2 left").arg(words, timeText(roundedSeconds(*left)));
                m_demoProgress->setProgress(words, progress.done, progress.total);
            });
    connect(m_demo.get(), &DemoRunner::finished, this, [this](const Result<DemoRunner::Made>& made) {
        if (made.ok())
            demoFinished({}, made.value().pictures, made.value().product);
        else
            demoFinished(made.error().message, {}, {});
    });
    m_demo->start();
}

void MainWindow::demoFinished(const QString& error, const QString& pictures, const QString& product)
{
    m_demo.release()
        ->deleteLater(); // it is telling this right now; when cancelled, its process ends meanwhile
    m_demoProgress->hide();
    m_actions->openExample->setEnabled(true);
    m_empty->setExampleEnabled(true);
    if (!error.isEmpty()) {
        m_messages->tell(QStringLiteral("demo"), {MessageBar::Kind::Information, error, {}, {}});
        return;
    }
    openProduct(product);
    openPaths({pictures});
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    saveSettings();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (localPaths(event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    m_empty->setDropHint(true);
    m_dropFrame->setGeometry(centralWidget()->rect());
    m_dropFrame->show();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*)
{
    m_empty->setDropHint(false);
    m_dropFrame->hide();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    dragLeaveEvent(nullptr);
    event->acceptProposedAction();
    openPaths(localPaths(event->mimeData()),
              event->modifiers() & Qt::ControlModifier ? OpenMode::Add : OpenMode::Replace);
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && isFullScreen())
        m_actions->fullScreen->setChecked(false);
    else
        QMainWindow::keyPressEvent(event);
}

} // namespace varad::ui
