// ui/viewer/map_layers.cpp - layer: ui (Qt Gui, OpenCV)
#include "ui/viewer/map_layers.h"

#include "ui/viewer/latest_worker.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <exception>

namespace varad::ui {
namespace {

constexpr int longestSide = 1024; // finer maps would cost time and show nothing

cv::Mat scaledTo(const cv::Mat& map, int side)
{
    const double factor = static_cast<double>(side) / std::max(map.cols, map.rows);
    const cv::Size size(std::max(1, cvRound(map.cols * factor)), std::max(1, cvRound(map.rows * factor)));
    cv::Mat out;
    cv::resize(map, out, size, 0, 0, factor < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    return out;
}

/// Values are interpolated before they become colours, as in exported pictures.
QImage overlayOf(const cv::Mat& map, const MapWanted& wanted)
{
    const bool fine = std::max(map.cols, map.rows) >= longestSide;
    const cv::Mat bgra = heatOverlay(fine ? map : scaledTo(map, longestSide), wanted.scale, wanted.colours);
    if (bgra.empty())
        return {};
    return QImage(bgra.data, bgra.cols, bgra.rows, static_cast<qsizetype>(bgra.step),
                  QImage::Format_ARGB32_Premultiplied)
        .copy();
}

std::vector<QPolygonF> contourOf(const cv::Mat& map, const MapWanted& wanted)
{
    std::vector<QPolygonF> contour;
    for (const std::vector<cv::Point2f>& line : contourLines(map, wanted.scale, wanted.threshold)) {
        QPolygonF polygon;
        polygon.reserve(static_cast<qsizetype>(line.size()) + 1);
        for (const cv::Point2f& point : line)
            polygon.append(
                {static_cast<double>(point.x) / map.cols, static_cast<double>(point.y) / map.rows});
        polygon.append(polygon.front());
        contour.push_back(std::move(polygon));
    }
    return contour;
}

class ThreadedLayerMaker final : public LayerMaker {
public:
    void makePyramid(const PyramidWanted& wanted) override
    {
        m_pyramids.run([this, wanted](const std::stop_token& stop) {
            PyramidMade made{wanted.number, PicturePyramid::make(wanted.picture, stop)};
            if (made.pyramid)
                Q_EMIT pyramidMade(made);
        });
    }

    void makeMap(const MapWanted& wanted) override
    {
        // Not stopped by the next one: while a threshold is dragged the contour has to move, if late.
        m_maps.run([this, wanted](const std::stop_token&) { Q_EMIT mapMade(makeMapLayers(wanted)); });
    }

private:
    LatestWorker m_pyramids;
    LatestWorker m_maps;
};

} // namespace

MapMade makeMapLayers(const MapWanted& wanted)
{
    MapMade made;
    made.number = wanted.number;
    made.request = wanted.request;
    made.hasOverlay = wanted.overlay;
    made.colours = wanted.colours;
    made.threshold = wanted.threshold;
    if (wanted.map.empty() || wanted.map.type() != CV_32F)
        return made;
    const bool huge = std::max(wanted.map.cols, wanted.map.rows) > longestSide;
    const cv::Mat map = huge ? scaledTo(wanted.map, longestSide) : wanted.map;
    if (wanted.overlay)
        made.overlay = overlayOf(map, wanted);
    made.contour = contourOf(map, wanted);
    return made;
}

std::unique_ptr<LayerMaker> makeThreadedLayerMaker() { return std::make_unique<ThreadedLayerMaker>(); }

} // namespace varad::ui
