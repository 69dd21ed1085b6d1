// ui/viewer/picture_view.h - layer: ui (Qt Widgets, OpenCV core)
#pragma once

#include "core/inspection/heatmap.h"
#include "ui/viewer/map_layers.h"
#include "ui/viewer/picture_layer.h"
#include "ui/viewer/view_transform.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

namespace varad::ui {

/// One picture with its heatmap and contour on neutral grey. GUI thread only.
///
/// What takes time (smaller copies, colours, contour) is made by a LayerMaker on threads of its own and taken
/// only if it belongs to the picture that is shown: what is painted over a picture is always of that picture.
/// Zoom is device pixels per picture pixel, so 1 is pixel-exact at every display scale. From 2 on pixels are
/// sharp squares, below 2 they are smoothed, except at 1.
///
/// Wheel: zoom at the cursor. Drag: pan. Double click: between fit and 100 %. Shift + arrows: pan. All other
/// keys are left to the window.
class PictureView : public QWidget {
    Q_OBJECT

public:
    explicit PictureView(QWidget* parent = nullptr);
    /// @param maker for tests; not null
    PictureView(std::unique_ptr<LayerMaker> maker, QWidget* parent);
    ~PictureView() override;

    /// Replaces everything that is shown, at once. A map that arrives later is shown by calling this again
    /// with the same key, picture and size.
    void show(const PictureLayer& layer);
    using QWidget::show;
    void clear() { show(PictureLayer{}); }
    const PictureLayer& layer() const { return m_layer; }

    double threshold() const { return m_threshold; }
    bool heatmapVisible() const { return m_heatmapVisible; }
    bool contourOnly() const { return m_contourOnly; }
    bool viewLocked() const { return m_viewLocked; }
    double opacity() const { return m_opacity; }
    HeatColours colourMap() const { return m_colours; }
    /// Device pixels per picture pixel; 0 without a picture.
    double zoom() const { return hasPicture() ? m_transform.zoom() : 0; }
    ZoomMode zoomMode() const { return m_transform.mode(); }

    /// A place of the widget (logical pixels) in picture pixels, and back. Fractions count.
    QPointF toPicture(const QPointF& position) const;
    QPointF fromPicture(const QPointF& point) const;
    /// NaN outside the picture or without a map. @param pixel in the whole picture
    double scoreAt(const QPoint& pixel) const;
    /// True when everything of the present picture, map, colours and threshold is painted.
    bool settled() const;

    QSize sizeHint() const override { return {640, 480}; }
    QSize minimumSizeHint() const override { return {160, 120}; }

public Q_SLOTS:
    /// Where the contour lies, score units. The network is not needed.
    void setThreshold(double score);
    void setHeatmapVisible(bool visible);
    /// Nothing but the picture while held.
    void setPeek(bool peek);
    void setContourOnly(bool only);
    /// 0..1, of the heatmap where it is full.
    void setOpacity(double opacity);
    void setColourMap(varad::HeatColours colours);
    /// Keeps zoom and place for the next picture of equal size.
    void setViewLocked(bool locked);

    void fit();
    void actualSize();
    /// @param at logical pixels of the widget: that point of the picture stays there
    void zoomBy(double factor, const QPointF& at);
    void zoomIn();  ///< one step, about the middle
    void zoomOut(); ///< one step, about the middle
    void panBy(const QPointF& logical);

Q_SIGNALS:
    /// Also when another picture comes under a cursor that rests.
    /// @param pixel of the whole picture, (-1, -1) when the cursor leaves it. @param colour of the picture
    /// itself. @param score of the map there, NaN without one.
    void cursorMoved(QPoint pixel, QColor colour, double score);
    void zoomChanged(double zoom);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void takePyramid(const PyramidMade& made);
    void takeMap(const MapMade& made);
    void requestMap();
    bool hasPicture() const;
    void moveView(const std::function<void(ViewTransform&)>& move);
    void followSize(); // a hidden widget gets no resize event, and screens differ in pixels
    void repaintPicture();
    void renderFrame();
    void paintMessage(QPainter& painter) const;
    void reportCursor();
    void speak();
    QSize deviceSize() const;
    QString spokenDescription() const;

    PictureLayer m_layer;
    std::unique_ptr<LayerMaker> m_maker;
    ViewTransform m_transform;

    std::shared_ptr<const PicturePyramid> m_pyramid; // of m_layer, or null until it is there
    quint64 m_pixelsNumber = 0;                      // which pixels m_pyramid has to be of
    MapMade m_map; // what is painted; .number equals m_mapNumber or it is empty
    quint64 m_mapNumber = 0;
    quint64 m_requestNumber = 0; // the newest map request, whatever changed

    double m_threshold = defaultThreshold;
    double m_opacity = 0.7;
    HeatColours m_colours = HeatColours::Inferno;
    bool m_heatmapVisible = true;
    bool m_contourOnly = false;
    bool m_peek = false;
    bool m_viewLocked = true;

    QImage m_frame; // device pixels; what is on the screen
    bool m_frameStale = true;
    bool m_dragging = false;
    QPointF m_dragFrom;
    std::optional<QPointF> m_cursor; // logical; while the mouse is over the widget
};

} // namespace varad::ui
