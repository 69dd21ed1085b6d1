// ui/window/review_page.h - layer: ui (Qt Widgets)
#pragma once

#include <QWidget>

class QLabel;

namespace varad::ui {

class FramedPicture;
class HeatBar;
class InspectionSession;
class PeekKey;
class PictureView;
class WindowActions;
struct WindowSettings;

/// The framed picture with its name above and its heatmap's colours below, and the actions that change how it
/// is shown. GUI thread.
class ReviewPage final : public QWidget {
    Q_OBJECT

public:
    /// Session and actions outlive this.
    ReviewPage(InspectionSession& session, const WindowActions& actions, QWidget* parent = nullptr);

    FramedPicture& framed() { return *m_framed; }
    PictureView& view() { return *m_view; }
    HeatBar& heatBar() { return *m_heatBar; }

    /// How the heatmap is shown.
    void applySettings(const WindowSettings& settings);
    void storeSettings(WindowSettings& settings) const;
    /// The keys without modifier work in that widget as they do in the view.
    void shareKeysWith(QWidget* widget);

protected:
    void changeEvent(QEvent* event) override;

private:
    void connectActions();
    void retranslate();
    void showTitle();
    void showThreshold();

    InspectionSession& m_session;
    const WindowActions& m_actions;
    QLabel* m_title;
    PictureView* m_view;
    HeatBar* m_heatBar;
    FramedPicture* m_framed;
    PeekKey* m_peek;
};

} // namespace varad::ui
