// ui/window/main_window_layout.cpp - layer: ui
//
// How the window is put together, and what it remembers.
#include "core/i18n/language.h"
#include "ui/list/picture_delegate.h"
#include "ui/list/picture_list_model.h"
#include "ui/list/thumbnail_store.h"
#include "ui/viewer/legend.h"
#include "ui/viewer/picture_view.h"
#include "ui/window/demo_runner.h"
#include "ui/window/details_panel.h"
#include "ui/window/empty_page.h"
#include "ui/window/framed_picture.h"
#include "ui/window/heat_bar.h"
#include "ui/window/main_window.h"
#include "ui/window/message_bar.h"
#include "ui/window/peek_key.h"
#include "ui/window/product_chooser.h"
#include "ui/window/progress_line.h"
#include "ui/window/status_line.h"
#include "ui/window/threshold_panel.h"
#include "ui/window/window_actions.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QMenu>
#include <QRubberBand>
#include <QScrollArea>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QVBoxLayout>

namespace varad::ui {
namespace {

QDockWidget* addDock(QMainWindow* window, Qt::DockWidgetArea area, const char* name, QWidget* content)
{
    auto* dock = new QDockWidget(window);
    dock->setObjectName(QLatin1String(name));
    dock->setWidget(content);
    window->addDockWidget(area, dock);
    return dock;
}

} // namespace

void MainWindow::makeCentre()
{
    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_messages = new MessageBar(centre);
    m_progress = new ProgressLine(centre);
    m_demoProgress = new ProgressLine(centre);
    m_demoProgress->setObjectName(QStringLiteral("demoProgress"));
    m_demoProgress->setPausable(false);
    m_progress->hide();
    m_demoProgress->hide();
    m_pages = new QStackedWidget(centre);
    column->addWidget(m_messages);
    column->addWidget(m_demoProgress);
    column->addWidget(m_progress);
    column->addWidget(m_pages, 1);

    m_empty = new EmptyPage(m_pages);
    m_review = new QWidget(m_pages);
    m_title = new QLabel(m_review);
    m_title->setObjectName(QStringLiteral("pictureTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setMargin(8);
    QFont heading = m_title->font();
    heading.setPointSizeF(heading.pointSizeF() * 1.2);
    m_title->setFont(heading);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // a long name must not widen the window
    m_view = new PictureView(m_review);
    m_view->setObjectName(QStringLiteral("pictureView"));
    m_view->setFocusPolicy(Qt::StrongFocus);
    m_heatBar = new HeatBar(m_actions->heatmap, m_actions->contourOnly, m_review);
    auto* review = new QVBoxLayout(m_review);
    review->setContentsMargins(0, 0, 0, 0);
    review->setSpacing(0);
    review->addWidget(m_title);
    review->addWidget(m_view, 1);
    review->addWidget(m_heatBar);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_review);
    setCentralWidget(centre);
    m_dropFrame = new QRubberBand(QRubberBand::Rectangle, centre);
    m_framed = new FramedPicture(m_session, *m_view, this);
}

void MainWindow::makeDocks()
{
    m_list = new QListView(this);
    m_list->setObjectName(QStringLiteral("pictureList"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PictureDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setMinimumWidth(fontMetrics().averageCharWidth() * 45); // the longest word and a score fit
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_listDock = addDock(this, Qt::LeftDockWidgetArea, "listDock", m_list);

    m_details = new DetailsPanel(this);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_details);
    scroll->setMinimumWidth(m_details->minimumWidth());
    m_detailsDock = addDock(this, Qt::RightDockWidgetArea, "detailsDock", scroll);

    m_thresholdPanel = new ThresholdPanel(m_session, this);
    m_thresholdDock = addDock(this, Qt::BottomDockWidgetArea, "thresholdDock", m_thresholdPanel);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    for (QDockWidget* dock : {m_listDock, m_detailsDock, m_thresholdDock})
        m_actions->docks->addAction(dock->toggleViewAction());
    resizeDocks({m_listDock, m_detailsDock},
                {fontMetrics().averageCharWidth() * 36, fontMetrics().averageCharWidth() * 32},
                Qt::Horizontal);

    m_chooser = new ProductChooser(m_places.productsFolder, this);
    m_actions->toolBar->insertWidget(m_actions->productPlace, m_chooser);
    m_status = std::make_unique<StatusLine>(statusBar());
}

void MainWindow::connectParts()
{
    using Session = InspectionSession;
    connect(&m_finder, &PictureFinder::found, this, &MainWindow::picturesFound);
    connect(&m_finder, &PictureFinder::finished, this, &MainWindow::searchFinished);
    connect(&m_session, &Session::progressChanged, this, &MainWindow::showProgress);
    connect(&m_session, &Session::activityChanged, this, &MainWindow::showActivity);
    connect(&m_session, &Session::productChanged, this, &MainWindow::productOpened);
    connect(&m_session, &Session::productFailed, this, &MainWindow::productFailed);
    connect(&m_session, &Session::thresholdChanged, this, &MainWindow::showThreshold);
    connect(&m_session, &Session::engineLoaded, this,
            [this](const RuntimeDescription& runtime) { m_status->setDevice(runtime.device); });
    connect(m_framed, &FramedPicture::changed, this, [this] {
        const QModelIndex index = m_model->index(m_framed->index());
        if (index.isValid() && m_list->currentIndex() != index)
            m_list->setCurrentIndex(index);
        showFramed();
    });
    connect(m_framed, &FramedPicture::updated, this, &MainWindow::showFramed);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) {
                if (index.isValid())
                    m_framed->frame(index.data(PictureListModel::IdRole).value<RowId>());
            });
    connect(m_view, &PictureView::cursorMoved, this,
            [this](const QPoint& pixel, const QColor& colour, double score) {
                m_status->setCursor(pixel, colour, score);
            });
    connect(m_heatBar, &HeatBar::opacityChanged, m_view, &PictureView::setOpacity);
    connect(m_heatBar, &HeatBar::coloursChanged, m_view, &PictureView::setColourMap);
    connect(m_chooser, &ProductChooser::chosen, this, &MainWindow::openProduct);
    connect(m_chooser, &ProductChooser::openRequested, this, &MainWindow::askForProduct);
    connect(m_empty, &EmptyPage::openPicturesRequested, this, &MainWindow::askForPictures);
    connect(m_empty, &EmptyPage::openFolderRequested, this, &MainWindow::askForFolder);
    connect(m_empty, &EmptyPage::openExampleRequested, this, &MainWindow::runDemo);
    connect(m_empty, &EmptyPage::recentChosen, this, [this](const QStringList& paths) { openPaths(paths); });
    connect(m_progress, &ProgressLine::pauseRequested, this,
            [this](bool pause) { pause ? m_session.pause() : m_session.resume(); });
    connect(m_progress, &ProgressLine::cancelRequested, this, &MainWindow::cancelInspection);
}

void MainWindow::connectActions()
{
    const auto on = [this](QAction* action, auto call) { connect(action, &QAction::triggered, this, call); };
    on(m_actions->openPictures, [this] { askForPictures(); });
    on(m_actions->openFolder, [this] { askForFolder(); });
    on(m_actions->openExample, [this] { runDemo(); });
    on(m_actions->closeList, [this] { closeList(); });
    on(m_actions->quit, [this] { close(); });
    on(m_actions->openProduct, [this] { askForProduct(); });
    on(m_actions->lessOpacity, [this] { m_heatBar->stepOpacity(-1); });
    on(m_actions->moreOpacity, [this] { m_heatBar->stepOpacity(1); });
    on(m_actions->fit, [this] { m_view->fit(); });
    on(m_actions->actualSize, [this] { m_view->actualSize(); });
    on(m_actions->zoomIn, [this] { m_view->zoomIn(); });
    on(m_actions->zoomOut, [this] { m_view->zoomOut(); });
    on(m_actions->next, [this] { m_framed->step(1); });
    on(m_actions->previous, [this] { m_framed->step(-1); });
    on(m_actions->first, [this] { m_framed->first(); });
    on(m_actions->last, [this] { m_framed->last(); });
    on(m_actions->nextAlarm, [this] { stepAlarm(1); });
    on(m_actions->previousAlarm, [this] { stepAlarm(-1); });
    on(m_actions->run, [this] { m_session.resume(); });
    on(m_actions->pause, [this] { m_session.pause(); });
    on(m_actions->cancel, [this] { cancelInspection(); });
    on(m_actions->inspectAgain, [this] { inspectAgain(); });
    on(m_actions->nextPane, [this] { focusPane(1); });
    on(m_actions->previousPane, [this] { focusPane(-1); });
    on(m_actions->threshold, [this] {
        m_thresholdDock->show();
        m_thresholdPanel->setFocus(Qt::ShortcutFocusReason);
    });
    connect(m_actions->heatmap, &QAction::toggled, m_view, &PictureView::setHeatmapVisible);
    connect(m_actions->contourOnly, &QAction::toggled, m_view, &PictureView::setContourOnly);
    connect(m_actions->lockView, &QAction::toggled, m_view, &PictureView::setViewLocked);
    connect(m_actions->recent, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    m_actions->attachKeys(m_list);
    m_actions->attachKeys(m_view);
    auto* peek = new PeekKey(Qt::Key_H, this);
    peek->watch(m_list);
    peek->watch(m_view);
    connect(peek, &PeekKey::tapped, m_actions->heatmap, &QAction::toggle);
    connect(peek, &PeekKey::held, m_view, &PictureView::setPeek);
}

void MainWindow::connectChoices()
{
    connect(m_actions->fullScreen, &QAction::toggled, this,
            [this](bool full) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, full)); });
    connect(m_actions->resetLayout, &QAction::triggered, this, [this] {
        restoreState(m_freshDocks);
        showReview(m_session.count() > 0);
    });
    connect(m_actions->schemes, &QActionGroup::triggered, this, [this](const QAction* action) {
        m_settings.scheme = static_cast<ColourScheme>(action->data().toInt());
        applyScheme(*qApp, m_settings.scheme);
    });
    connect(m_actions->scales, &QActionGroup::triggered, this, [this](const QAction* action) {
        m_settings.scalePercent = action->data().toInt();
        m_messages->tell(
            QStringLiteral("scale"),
            {MessageBar::Kind::Information, tr("The new size is used at the next start."), {}, {}});
    });
    connect(m_actions->languages, &QActionGroup::triggered, this, [this](const QAction* action) {
        m_settings.language = action->data().toString();
        applyLanguage(m_settings.language);
    });
    connect(m_actions->aboutQt, &QAction::triggered, qApp, &QApplication::aboutQt);
    connect(m_actions->about, &QAction::triggered, this, [this] {
        m_messages->tell(
            QStringLiteral("about"),
            {MessageBar::Kind::Information,
             tr("VarAD Inspector %1 finds what is unusual on parts, taught from good ones. Free software "
                "under the GNU General Public License, version 3 or later.")
                 .arg(QCoreApplication::applicationVersion()),
             {},
             {}});
    });
}

void MainWindow::retranslate()
{
    setLocale(QLocale()); // numbers that are typed follow the language too
    m_listDock->setWindowTitle(tr("Pictures"));
    m_detailsDock->setWindowTitle(tr("Details"));
    m_thresholdDock->setWindowTitle(tr("Threshold"));
    m_list->setAccessibleName(tr("Pictures"));
    m_detailsDock->widget()->setAccessibleName(tr("Details"));
    m_view->setAccessibleName(tr("Picture"));
    m_status->retranslate();
    showProgress();
    showActivity();
    showThreshold();
    showFramed();
}

void MainWindow::applySettings()
{
    const auto check = [](const QActionGroup* group, const QVariant& data) {
        for (QAction* action : group->actions())
            if (action->data() == data)
                action->setChecked(true);
    };
    check(m_actions->schemes, static_cast<int>(m_settings.scheme));
    check(m_actions->scales, m_settings.scalePercent);
    check(m_actions->languages, m_settings.language);
    m_actions->heatmap->setChecked(m_settings.heatmap);
    m_actions->contourOnly->setChecked(m_settings.contourOnly);
    m_actions->lockView->setChecked(m_settings.viewLocked);
    m_view->setHeatmapVisible(m_settings.heatmap);
    m_view->setContourOnly(m_settings.contourOnly);
    m_view->setViewLocked(m_settings.viewLocked);
    m_view->setOpacity(m_settings.opacity);
    m_view->setColourMap(m_settings.colours);
    m_heatBar->setOpacity(m_settings.opacity);
    m_heatBar->setColours(m_settings.colours);
    m_heatBar->legend().setColourMap(m_settings.colours);
    m_empty->setRecent(m_settings.recent);
    m_freshDocks = saveState();
    resize(fontMetrics().averageCharWidth() * 170, fontMetrics().height() * 48);
    restoreGeometry(m_settings.geometry);
    restoreState(m_settings.docks);
    showReview(false);
}

void MainWindow::saveSettings()
{
    rememberPlace();
    m_settings.geometry = saveGeometry();
    if (m_pages->currentWidget() == m_review)
        m_settings.docks = saveState();
    m_settings.heatmap = m_actions->heatmap->isChecked();
    m_settings.contourOnly = m_actions->contourOnly->isChecked();
    m_settings.viewLocked = m_actions->lockView->isChecked();
    m_settings.opacity = m_heatBar->opacity();
    m_settings.colours = m_heatBar->colours();
    m_settings.save(*m_store);
    m_store->sync();
}

/// The empty page has no docks; those of the review keep their places.
void MainWindow::showReview(bool review)
{
    const bool was = m_pages->currentWidget() == m_review;
    if (was && !review)
        m_settings.docks = saveState();
    m_pages->setCurrentWidget(review ? m_review : static_cast<QWidget*>(m_empty));
    m_actions->closeList->setEnabled(review);
    m_actions->docks->setEnabled(review);
    if (review && !was) {
        if (m_settings.docks.isEmpty() || !restoreState(m_settings.docks))
            restoreState(m_freshDocks);
        m_list->setFocus();
    } else if (!review) {
        for (QDockWidget* dock : {m_listDock, m_detailsDock, m_thresholdDock})
            dock->hide();
        m_empty->setFocus();
    }
}

void MainWindow::fillRecentMenu()
{
    m_actions->recent->clear();
    for (const RecentList& list : m_settings.recent) {
        QAction* action =
            m_actions->recent->addAction(recentText(list).replace(QLatin1Char('&'), QLatin1String("&&")));
        connect(action, &QAction::triggered, this, [this, paths = list.paths] { openPaths(paths); });
    }
    if (m_settings.recent.empty())
        m_actions->recent->addAction(tr("Nothing was opened before"))->setEnabled(false);
}

void MainWindow::focusPane(int direction)
{
    QList<QWidget*> panes;
    for (QWidget* pane :
         QList<QWidget*>{m_chooser, m_list, m_view, m_heatBar, m_details, m_thresholdPanel, m_empty})
        if (pane->isVisible())
            panes << pane;
    if (panes.isEmpty())
        return;
    qsizetype at = -1;
    for (qsizetype i = 0; i < panes.size(); ++i)
        if (const QWidget* focus = focusWidget();
            focus && (panes[i] == focus || panes[i]->isAncestorOf(focus)))
            at = i;
    QWidget* pane = panes[(at + direction + panes.size()) % panes.size()];
    pane->setFocus(Qt::TabFocusReason);
    if (pane->focusPolicy() == Qt::NoFocus && pane->nextInFocusChain())
        for (QWidget* child : pane->findChildren<QWidget*>())
            if (child->isEnabled() && child->isVisible() && child->focusPolicy() & Qt::TabFocus) {
                child->setFocus(Qt::TabFocusReason);
                break;
            }
}

} // namespace varad::ui
