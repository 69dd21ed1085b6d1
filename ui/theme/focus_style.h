// ui/theme/focus_style.h - layer: ui (Qt Widgets)
#pragma once

#include <QProxyStyle>

namespace varad::ui {

/// Fusion with a focus ring that can be seen, 2 pixels in the accent colour round whatever has the keyboard,
/// and with edges of fields and buttons that can be seen on dark.
class FocusStyle final : public QProxyStyle {
    Q_OBJECT
public:
    FocusStyle();
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
};

} // namespace varad::ui
