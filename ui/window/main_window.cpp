// ui/window/main_window.cpp - layer: ui
#include "ui/window/main_window.h"

#include "ui/list/picture_list_model.h"
#include "ui/list/thumbnail_store.h"
#include "ui/viewer/picture_view.h"
#include "ui/window/details_panel.h"
#include "ui/window/drop_frame.h"
#include "ui/window/empty_page.h"
#include "ui/window/example_maker.h"
#include "ui/window/framed_picture.h"
#include "ui/window/heat_bar.h"
#include "ui/window/inspection_control.h"
#include "ui/window/inspection_progress.h"
#include "ui/window/list_opener.h"
#include "ui/window/message_bar.h"
#include "ui/window/pane_focus.h"
#include "ui/window/picture_steps.h"
#include "ui/window/product_chooser.h"
#include "ui/window/product_opener.h"
#include "ui/window/progress_line.h"
#include "ui/window/review_page.h"
#include "ui/window/status_line.h"
#include "ui/window/threshold_panel.h"
#include "ui/window/window_actions.h"
#include "ui/window/window_choices.h"
#include "ui/window/window_docks.h"

#include <QAction>
#include <QCloseEvent>
#include <QListView>
#include <QMenu>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QVBoxLayout>

namespace varad::ui {

MainWindow::MainWindow(const WindowPlaces& places, QWidget* parent)
    : QMainWindow(parent),
      m_store(std::make_unique<QSettings>(places.settingsFile, QSettings::IniFormat)),
      m_settings(WindowSettings::load(*m_store)),
      m_session(places.engine),
      m_thumbnails(std::make_unique<ThumbnailStore>(places.thumbnailFolder))
{
    setObjectName(QStringLiteral("mainWindow"));
    WindowChoices::apply(m_settings);
    m_actions = new WindowActions(this);
    m_model = new PictureListModel(m_session, *m_thumbnails, this);
    makeWidgets();
    m_docks = std::make_unique<WindowDocks>(*this, m_session, *m_model, *m_actions->docks);
    m_chooser = new ProductChooser(places.productsFolder, this);
    m_actions->toolBar->insertWidget(m_actions->productPlace, m_chooser);
    m_status = std::make_unique<StatusLine>(statusBar());
    makeParts(places);
    connectSession();
    connectOpening();
    connectActions();
    applySettings();
    retranslate();
}

MainWindow::~MainWindow()
{
    m_session.disconnect(this);
    m_docks->list().setModel(nullptr); // it goes before the model that looks at the session
}

void MainWindow::makeWidgets()
{
    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_messages = new MessageBar(centre);
    m_progressLine = new ProgressLine(centre);
    m_exampleLine = new ProgressLine(centre);
    m_exampleLine->setObjectName(QStringLiteral("demoProgress"));
    m_exampleLine->setPausable(false);
    m_progressLine->hide();
    m_exampleLine->hide();
    m_pages = new QStackedWidget(centre);
    column->addWidget(m_messages);
    column->addWidget(m_exampleLine);
    column->addWidget(m_progressLine);
    column->addWidget(m_pages, 1);
    m_empty = new EmptyPage(m_pages);
    m_review = new ReviewPage(m_session, *m_actions, m_pages);
    m_framed = &m_review->framed();
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_review);
    setCentralWidget(centre);
    auto* dropFrame = new DropFrame(*this, centre);
    connect(dropFrame, &DropFrame::hovering, m_empty, &EmptyPage::setDropHint);
    connect(dropFrame, &DropFrame::dropped, this, [this](const QStringList& paths, bool added) {
        m_lists->open(paths, added ? ListOpener::Mode::Add : ListOpener::Mode::Replace);
    });
}

void MainWindow::makeParts(const WindowPlaces& places)
{
    m_choices = std::make_unique<WindowChoices>(*m_actions, m_settings, *m_messages);
    m_lists =
        std::make_unique<ListOpener>(ListOpener::Parts{m_session, *m_framed, m_settings, *m_messages, *this});
    m_products = std::make_unique<ProductOpener>(m_session, *m_chooser, m_settings, *m_messages, *this);
    m_example = std::make_unique<ExampleMaker>(places.commandLineProgram, places.demoArguments,
                                               *m_exampleLine, *m_messages);
    m_progress = std::make_unique<InspectionProgress>(m_session, *m_progressLine);
    m_control = std::make_unique<InspectionControl>(
        InspectionControl::Parts{m_session, *m_framed, *m_thumbnails, *m_actions, *m_messages});
    m_steps = std::make_unique<PictureSteps>(*m_framed, m_docks->list(), *m_actions, *m_messages);
    m_review->shareKeysWith(&m_docks->list());
}

void MainWindow::connectSession()
{
    using Session = InspectionSession;
    connect(&m_session, &Session::progressChanged, this, &MainWindow::showPlace);
    connect(&m_session, &Session::activityChanged, this, &MainWindow::showPlace);
    connect(&m_session, &Session::thresholdChanged, this, &MainWindow::showThreshold);
    connect(&m_session, &Session::productChanged, this, [this] {
        m_status->setProduct(m_session.product()->product.name);
        m_empty->setProductKnown(true);
    });
    connect(&m_session, &Session::engineLoaded, this,
            [this](const RuntimeDescription& runtime) { m_status->setDevice(runtime.device); });
    connect(m_framed, &FramedPicture::changed, this, &MainWindow::showFramed);
    connect(m_framed, &FramedPicture::updated, this, &MainWindow::showFramed);
    connect(&m_review->view(), &PictureView::cursorMoved, this,
            [this](const QPoint& pixel, const QColor& colour, double score) {
                m_status->setCursor(pixel, colour, score);
            });
    connect(m_progressLine, &ProgressLine::cancelRequested, m_control.get(), &InspectionControl::cancel);
    connect(m_control.get(), &InspectionControl::failureShown, this, [this] { m_docks->list().setFocus(); });
}

void MainWindow::connectOpening()
{
    ListOpener* lists = m_lists.get();
    ExampleMaker* example = m_example.get();
    connect(lists, &ListOpener::opened, this, [this] { showReview(true); });
    connect(lists, &ListOpener::closed, this, [this] { showReview(false); });
    connect(lists, &ListOpener::recentChanged, this, [this] { m_empty->setRecent(m_settings.recent); });
    connect(lists, &ListOpener::productFound, m_products.get(), &ProductOpener::open);
    connect(example, &ExampleMaker::runningChanged, this, [this](bool running) {
        m_actions->openExample->setEnabled(!running);
        m_empty->setExampleEnabled(!running);
    });
    connect(example, &ExampleMaker::made, this, [this](const QString& pictures, const QString& product) {
        openProduct(product);
        openPaths({pictures});
    });
    connect(m_empty, &EmptyPage::openPicturesRequested, lists, &ListOpener::askForPictures);
    connect(m_empty, &EmptyPage::openFolderRequested, lists, &ListOpener::askForFolder);
    connect(m_empty, &EmptyPage::openExampleRequested, example, &ExampleMaker::start);
    connect(m_empty, &EmptyPage::recentChosen, this, &MainWindow::openPaths);
    connect(m_actions->recent, &QMenu::aboutToShow, lists,
            [this] { m_lists->fillRecentMenu(*m_actions->recent); });
}

void MainWindow::connectActions()
{
    const auto on = [this](QAction* action, auto call) { connect(action, &QAction::triggered, this, call); };
    on(m_actions->openPictures, [this] { m_lists->askForPictures(); });
    on(m_actions->openFolder, [this] { m_lists->askForFolder(); });
    on(m_actions->openExample, [this] { openExample(); });
    on(m_actions->closeList, [this] { m_lists->close(); });
    on(m_actions->quit, [this] { close(); });
    on(m_actions->openProduct, [this] { m_products->ask(); });
    on(m_actions->threshold, [this] { m_docks->showThreshold(); });
    on(m_actions->resetLayout, [this] {
        m_docks->reset();
        showReview(m_session.count() > 0);
    });
    const auto stepPane = [this](int direction) {
        focusNextPane({m_chooser, &m_docks->list(), &m_review->view(), &m_review->heatBar(),
                       &m_docks->details(), &m_docks->threshold(), m_empty},
                      direction);
    };
    on(m_actions->nextPane, [stepPane] { stepPane(1); });
    on(m_actions->previousPane, [stepPane] { stepPane(-1); });
    connect(m_actions->fullScreen, &QAction::toggled, this,
            [this](bool full) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, full)); });
}

void MainWindow::openPaths(const QStringList& paths) { m_lists->open(paths); }

void MainWindow::openProduct(const QString& folder) { m_products->open(folder); }

void MainWindow::openExample() { m_example->start(); }

void MainWindow::loadEngine() { m_products->openLast(); }

void MainWindow::applySettings()
{
    m_review->applySettings(m_settings);
    m_empty->setRecent(m_settings.recent);
    resize(fontMetrics().averageCharWidth() * 170, fontMetrics().height() * 48);
    restoreGeometry(m_settings.geometry);
    m_docks->restore(m_settings.docks);
    showReview(false);
}

void MainWindow::saveSettings()
{
    m_lists->rememberPlace();
    m_settings.geometry = saveGeometry();
    m_settings.docks = m_docks->state();
    m_review->storeSettings(m_settings);
    m_settings.save(*m_store);
    m_store->sync();
}

void MainWindow::retranslate()
{
    setLocale(QLocale()); // numbers that are typed follow the language too
    m_docks->retranslate();
    m_status->retranslate();
    m_progress->retranslate();
    m_control->retranslate();
    showPlace();
    showThreshold();
    showFramed();
}

/// The empty page has no docks; those of the review keep their places.
void MainWindow::showReview(bool review)
{
    const bool was = m_pages->currentWidget() == m_review;
    m_pages->setCurrentWidget(review ? m_review : static_cast<QWidget*>(m_empty));
    m_actions->closeList->setEnabled(review);
    m_actions->docks->setEnabled(review);
    m_docks->setShown(review);
    if (!review)
        m_empty->setFocus();
    else if (!was)
        m_docks->list().setFocus();
}

void MainWindow::showFramed()
{
    showPlace();
    const Row* row = m_framed->row();
    if (!row) {
        m_docks->details().clear();
        setWindowTitle(tr("VarAD Inspector"));
        return;
    }
    const QString name = m_session.shownName(*row);
    setWindowTitle(tr("%1 - VarAD Inspector").arg(name));
    m_docks->details().show({*row, name, m_session.rules(), m_session.product().has_value()});
}

void MainWindow::showPlace() { m_status->setPlace(m_framed->index(), m_session.count()); }

void MainWindow::showThreshold()
{
    m_status->setThreshold(m_session.product() ? std::optional(m_session.rules().threshold) : std::nullopt);
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

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && isFullScreen())
        m_actions->fullScreen->setChecked(false);
    else
        QMainWindow::keyPressEvent(event);
}

} // namespace varad::ui
