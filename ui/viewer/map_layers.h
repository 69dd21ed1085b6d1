// ui/viewer/map_layers.h - layer: ui (Qt Gui, OpenCV)
//
// What is made from a picture and its map for painting, and by whom. Requests carry numbers and results
// repeat them; the view drops what is not of the picture it shows.
#pragma once

#include "core/inspection/heatmap.h"
#include "ui/viewer/picture_pyramid.h"

#include <QImage>
#include <QObject>
#include <QPolygonF>

#include <opencv2/core/mat.hpp>

#include <functional>
#include <memory>
#include <vector>

namespace varad::ui {

struct PyramidWanted {
    quint64 number = 0; ///< of the pixels
    QImage picture;
};

struct PyramidMade {
    quint64 number = 0;
    std::shared_ptr<const PicturePyramid> pyramid;
};

struct MapWanted {
    quint64 number = 0;  ///< of the map: which picture it is of
    quint64 request = 0; ///< rises with every request
    cv::Mat map;         ///< CV_32F, raw units, nobody writes to it
    Scale scale;
    HeatColours colours = HeatColours::Inferno;
    bool overlay = true;  ///< false: the view has the colours already, only the contour is wanted
    double threshold = 0; ///< score units
};

struct MapMade {
    quint64 number = 0;
    quint64 request = 0;
    bool hasOverlay = false;
    HeatColours colours = HeatColours::Inferno;
    QImage overlay; ///< ARGB32 premultiplied at opacity 1, covers the whole picture; null: no colour anywhere
    double threshold = 0;
    std::vector<QPolygonF> contour; ///< closed lines; 0..1 across the picture, both axes
};

/// The work itself, on the calling thread. 1024 x 1024: about 15 ms, without overlay 5 ms.
[[nodiscard]] MapMade makeMapLayers(const MapWanted& wanted);

/// Takes requests and answers through signals on the thread it lives on. A newer request of one kind replaces
/// an older one that has not begun.
class LayerMaker : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void makePyramid(const PyramidWanted& wanted) = 0;
    virtual void makeMap(const MapWanted& wanted) = 0;

Q_SIGNALS:
    void pyramidMade(const varad::ui::PyramidMade& made);
    void mapMade(const varad::ui::MapMade& made);
};

/// Two threads, one for each kind, so that a contour never waits for a large picture. Destroying it waits for
/// the steps under way.
[[nodiscard]] std::unique_ptr<LayerMaker> makeThreadedLayerMaker();

} // namespace varad::ui
