// ui/window/threshold_panel.h - layer: ui (Qt Widgets)
#pragma once

#include "ui/session/inspection_session.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace varad::ui {

class ThresholdSlider;

/// The threshold of the open list, what it makes of the pictures, and what it proves. GUI thread.
class ThresholdPanel final : public QWidget {
    Q_OBJECT

public:
    /// @param session outlives the panel.
    explicit ThresholdPanel(InspectionSession& session, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void claimHeight();
    void retranslate();
    void showCounts();
    void showThreshold();
    QString proof() const;

    InspectionSession& m_session;
    ThresholdSlider* m_slider;
    QPushButton* m_revert;
    QLabel* m_counts;
    QLabel* m_proof;
};

} // namespace varad::ui
