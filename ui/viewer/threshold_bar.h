// ui/viewer/threshold_bar.h - layer: ui (Qt Widgets)
#pragma once

#include <QSlider>

namespace varad::ui {

/// The slider of ThresholdSlider: 0 to 200 in whole scores, coloured by what a score would get: PASS, CHECK
/// in the band, ALARM. QSlider gives keys, dragging and what screen readers need.
class ThresholdBar final : public QSlider {
    Q_OBJECT

public:
    explicit ThresholdBar(QWidget* parent = nullptr);
    /// What is painted; value() is the threshold rounded and cut off at 200.
    void setMarks(double threshold, double checkBand);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// x of a score, logical pixels.
    double at(double score) const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void dragTo(double x);
    QRectF groove() const;
    void paintNumbers(QPainter& painter) const;
    void paintHandle(QPainter& painter) const;

    double m_threshold = 0;
    double m_checkBand = 0;
};

} // namespace varad::ui
