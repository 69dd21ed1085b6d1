// ui/viewer/threshold_slider.h - layer: ui (Qt Widgets)
#pragma once

#include "core/inspection/scale.h"

#include <QWidget>

class QDoubleSpinBox;

namespace varad::ui {

class ThresholdBar;

/// The threshold in score units: a bar from 0 to 200 with the check band marked, and a field to type it.
/// Left/Right 1, PgUp/PgDown 10, Home/End to the ends. GUI thread.
class ThresholdSlider : public QWidget {
    Q_OBJECT

public:
    explicit ThresholdSlider(QWidget* parent = nullptr);

    double threshold() const { return m_threshold; }
    double checkBand() const { return m_checkBand; }

    /// Shows a value without thresholdChanged(). Values above 200 are kept and stand at the bar's end.
    /// @param score 0..9999
    void setThreshold(double score);
    /// Width of the check band below the threshold, score units, >= 0.
    void setCheckBand(double width);

Q_SIGNALS:
    /// A person changed it; also while dragging.
    void thresholdChanged(double score);

protected:
    void changeEvent(QEvent* event) override;

private:
    void take(double score); // from the person
    void retranslate();

    ThresholdBar* m_bar;
    QDoubleSpinBox* m_field;
    double m_threshold = defaultThreshold;
    double m_checkBand = 10;
};

} // namespace varad::ui
