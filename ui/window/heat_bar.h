// ui/window/heat_bar.h - layer: ui (Qt Widgets)
#pragma once

#include "core/inspection/heatmap.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QSlider;
class QToolButton;
class QAction;

namespace varad::ui {

class Legend;

/// Below the picture: what the colours mean, and how the heatmap is shown. GUI thread.
class HeatBar final : public QWidget {
    Q_OBJECT

public:
    /// @param heatmap, contourOnly checkable actions of the window; the buttons are theirs.
    HeatBar(QAction* heatmap, QAction* contourOnly, QWidget* parent = nullptr);

    Legend& legend() { return *m_legend; }
    double opacity() const; ///< 0.1..1
    void setOpacity(double opacity);
    void stepOpacity(int tenths);
    HeatColours colours() const;
    void setColours(HeatColours colours);

Q_SIGNALS:
    void opacityChanged(double opacity);
    void coloursChanged(varad::HeatColours colours);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    Legend* m_legend;
    QLabel* m_opacityLabel;
    QSlider* m_opacity;
    QLabel* m_percent;
    QComboBox* m_colours;
};

} // namespace varad::ui
