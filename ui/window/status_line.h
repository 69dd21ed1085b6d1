// ui/window/status_line.h - layer: ui (Qt Widgets)
#pragma once

#include <QColor>
#include <QPoint>
#include <QString>

#include <optional>

class QLabel;
class QStatusBar;

namespace varad::ui {

/// What the status bar says. GUI thread; the labels belong to the bar.
class StatusLine {
public:
    explicit StatusLine(QStatusBar* bar);

    /// @param index 0-based; -1: no picture
    void setPlace(int index, int count);
    void setProduct(const QString& name);           ///< empty: none
    void setThreshold(std::optional<double> score); ///< nullopt: none
    void setDevice(const QString& device);          ///< empty: not known yet
    /// @param score NaN: none here. @param pixel (-1, -1): the cursor is not on the picture
    void setCursor(const QPoint& pixel, const QColor& colour, double score);
    void retranslate();

private:
    QStatusBar* m_bar;
    QLabel* m_cursor;
    QLabel* m_place;
    QLabel* m_product;
    QLabel* m_threshold;
    QLabel* m_device;
    int m_index = -1;
    int m_count = 0;
    QString m_productName;
    std::optional<double> m_score;
    QString m_deviceName;
};

} // namespace varad::ui
