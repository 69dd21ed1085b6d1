// ui/window/main_window.h - layer: ui (Qt Widgets)
#pragma once

#include "ui/session/inspection_session.h"
#include "ui/window/window_settings.h"

#include <QMainWindow>

#include <memory>

class QSettings;
class QStackedWidget;

namespace varad::ui {

class EmptyPage;
class ExampleMaker;
class FramedPicture;
class InspectionControl;
class InspectionProgress;
class ListOpener;
class MessageBar;
class PictureListModel;
class PictureSteps;
class ProductChooser;
class ProductOpener;
class ProgressLine;
class ReviewPage;
class StatusLine;
class ThumbnailStore;
class WindowActions;
class WindowChoices;
class WindowDocks;

/// Where the window finds what it needs; tests name their own.
struct WindowPlaces {
    InspectionWorker::EngineSource engine = loadEngine;
    QString settingsFile;       ///< INI; is made
    QString productsFolder;     ///< below which products lie
    QString thumbnailFolder;    ///< empty: thumbnails are not kept on disk
    QString commandLineProgram; ///< makes the example; empty: it cannot be made
    QStringList demoArguments;
};

/// The window: pictures in, verdicts seen. Only makes its parts and wires them; GUI thread.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(const WindowPlaces& places, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Pictures, folders, and products; they are looked for on another thread.
    void openPaths(const QStringList& paths);
    void openProduct(const QString& folder);
    /// Makes the example, as a job that can be cancelled, and opens it.
    void openExample();
    /// What takes long to load, and the product of last time. Call it once the window is on the screen.
    void loadEngine();

    InspectionSession& session() { return m_session; }
    const FramedPicture& framed() const { return *m_framed; }

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void makeWidgets();
    void makeParts(const WindowPlaces& places);
    void connectSession();
    void connectOpening();
    void connectActions();
    void applySettings();
    void saveSettings();
    void retranslate();
    void showReview(bool review);
    void showFramed();
    void showPlace();
    void showThreshold();

    std::unique_ptr<QSettings> m_store;
    WindowSettings m_settings;
    InspectionSession m_session;
    std::unique_ptr<ThumbnailStore> m_thumbnails;

    WindowActions* m_actions;
    PictureListModel* m_model;
    MessageBar* m_messages;
    ProgressLine* m_progressLine;
    ProgressLine* m_exampleLine;
    QStackedWidget* m_pages;
    EmptyPage* m_empty;
    ReviewPage* m_review;
    FramedPicture* m_framed;
    ProductChooser* m_chooser;

    // They know the session and the widgets, and go before both.
    std::unique_ptr<StatusLine> m_status;
    std::unique_ptr<WindowDocks> m_docks;
    std::unique_ptr<WindowChoices> m_choices;
    std::unique_ptr<ListOpener> m_lists;
    std::unique_ptr<ProductOpener> m_products;
    std::unique_ptr<ExampleMaker> m_example;
    std::unique_ptr<InspectionProgress> m_progress;
    std::unique_ptr<InspectionControl> m_control;
    std::unique_ptr<PictureSteps> m_steps;
};

} // namespace varad::ui
