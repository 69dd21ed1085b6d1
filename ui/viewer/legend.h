// ui/viewer/legend.h - layer: ui (Qt Widgets)
#pragma once

#include "core/inspection/heatmap.h"

#include <QWidget>

namespace varad::ui {

class Theme;

/// What the heatmap's colours mean: a bar from 0 to 200 with marks at 0, 50, 100 and 200, the threshold and
/// the word "score". GUI thread.
class Legend : public QWidget {
    Q_OBJECT

public:
    explicit Legend(QWidget* parent = nullptr);

    double threshold() const { return m_threshold; }
    HeatColours colourMap() const { return m_colours; }
    bool calibrated() const { return m_calibrated; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

public Q_SLOTS:
    void setThreshold(double score);
    void setColourMap(varad::HeatColours colours);
    /// false: no numbers and no mark, but the word "uncalibrated".
    void setCalibrated(bool calibrated);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void speak();
    void paintNumbers(QPainter& painter, const QRectF& words) const;
    void paintThreshold(QPainter& painter, const Theme& theme) const;
    QRectF bar() const;
    double at(double score) const; // x of a score

    double m_threshold = defaultThreshold;
    HeatColours m_colours = HeatColours::Inferno;
    bool m_calibrated = true;
};

} // namespace varad::ui
