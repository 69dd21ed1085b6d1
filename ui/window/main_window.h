// ui/window/main_window.h - layer: ui (Qt Widgets)
#pragma once

#include "ui/list/picture_finder.h"
#include "ui/session/inspection_session.h"
#include "ui/window/window_settings.h"

#include <QMainWindow>

#include <memory>

class QDockWidget;
class QLabel;
class QListView;
class QRubberBand;
class QSettings;
class QStackedWidget;

namespace varad::ui {

class DemoRunner;
class DetailsPanel;
class EmptyPage;
class FramedPicture;
class HeatBar;
class MessageBar;
class PictureListModel;
class PictureView;
class ProductChooser;
class ProgressLine;
class StatusLine;
class ThresholdPanel;
class ThumbnailStore;
class WindowActions;

/// Where the window finds what it needs; tests name their own.
struct WindowPlaces {
    InspectionWorker::EngineSource engine = loadEngine;
    QString settingsFile;       ///< INI; is made
    QString productsFolder;     ///< below which products lie
    QString thumbnailFolder;    ///< empty: thumbnails are not kept on disk
    QString commandLineProgram; ///< makes the example; empty: it cannot be made
    QStringList demoArguments;
};

/// The window: pictures in, verdicts seen. Wires its parts; GUI thread.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    enum class OpenMode { Replace, Add };

    explicit MainWindow(const WindowPlaces& places, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Pictures, folders, and products; they are looked for on another thread.
    void openPaths(const QStringList& paths, OpenMode mode = OpenMode::Replace);
    void openProduct(const QString& folder);
    /// Makes the example, as a job that can be cancelled, and opens it.
    void openExample() { runDemo(); }
    /// What takes long to load, and the product of last time. Call it once the window is on the screen.
    void loadEngine();

    InspectionSession& session() { return m_session; }
    const FramedPicture& framed() const { return *m_framed; }

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    // main_window_layout.cpp
    void makeCentre();
    void makeDocks();
    void connectParts();
    void connectActions();
    void connectChoices();
    void retranslate();
    void applySettings();
    void saveSettings();
    void showReview(bool review);
    void fillRecentMenu();
    void focusPane(int direction);

    // main_window.cpp
    void askForPictures();
    void askForFolder();
    void askForProduct();
    void closeList();
    void picturesFound(const QStringList& pictures);
    void searchFinished(const FoundPaths& summary);
    void rememberPlace();
    void productOpened();
    void productFailed(const Error& error);
    void showProgress();
    void showActivity();
    void showFailures();
    void showFramed();
    void showThreshold();
    void stepAlarm(int direction);
    void cancelInspection();
    void inspectAgain();
    void runDemo();
    void demoFinished(const QString& error, const QString& pictures, const QString& product);

    const WindowPlaces m_places;
    std::unique_ptr<QSettings> m_store;
    WindowSettings m_settings;
    InspectionSession m_session;
    PictureFinder m_finder;
    std::unique_ptr<ThumbnailStore> m_thumbnails;
    std::unique_ptr<DemoRunner> m_demo;
    std::unique_ptr<StatusLine> m_status;
    WindowActions* m_actions;
    PictureListModel* m_model;

    MessageBar* m_messages;
    ProgressLine* m_progress;
    ProgressLine* m_demoProgress;
    QStackedWidget* m_pages;
    EmptyPage* m_empty;
    QWidget* m_review;
    QLabel* m_title;
    PictureView* m_view;
    HeatBar* m_heatBar;
    FramedPicture* m_framed;
    QListView* m_list;
    DetailsPanel* m_details;
    ThresholdPanel* m_thresholdPanel;
    ProductChooser* m_chooser;
    QDockWidget* m_listDock;
    QDockWidget* m_detailsDock;
    QDockWidget* m_thresholdDock;
    QRubberBand* m_dropFrame;

    QStringList m_listPaths; ///< what the open list was opened from
    QStringList m_searched;  ///< what the search under way is for
    OpenMode m_searchMode = OpenMode::Replace;
    bool m_replacePending = false; ///< the old list stays until the first picture is found
    QString m_wantedPlace;         ///< picture to frame when it is found
    QByteArray m_freshDocks;       ///< layout of the first start
    int m_failuresTold = 0;
};

} // namespace varad::ui
