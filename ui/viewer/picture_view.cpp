// ui/viewer/picture_view.cpp - layer: ui (Qt Widgets, OpenCV core)
#include "ui/viewer/picture_view.h"

#include "ui/theme/theme.h"
#include "ui/viewer/frame_painter.h"
#include "ui/viewer/picture_accessible.h"

#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace varad::ui {
namespace {

const QImage& fullImage(const PictureLayer& layer)
{
    return layer.pyramid ? layer.pyramid->full() : layer.picture;
}

QSize sizeOf(const PictureLayer& layer)
{
    return layer.size.isEmpty() ? fullImage(layer).size() : layer.size;
}

bool samePixels(const PictureLayer& a, const PictureLayer& b)
{
    return a.key == b.key && a.pyramid == b.pyramid && a.picture.cacheKey() == b.picture.cacheKey();
}

bool sameMap(const PictureLayer& a, const PictureLayer& b)
{
    return a.key == b.key && a.map.data == b.map.data && a.map.size() == b.map.size() &&
           a.mapScale.zero == b.mapScale.zero && a.mapScale.hundred == b.mapScale.hundred;
}

} // namespace

PictureView::PictureView(QWidget* parent) : PictureView(makeThreadedLayerMaker(), parent) {}

PictureView::PictureView(std::unique_ptr<LayerMaker> maker, QWidget* parent)
    : QWidget(parent), m_maker(std::move(maker))
{
    setObjectName(QStringLiteral("pictureView"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(m_maker.get(), &LayerMaker::pyramidMade, this, &PictureView::takePyramid);
    connect(m_maker.get(), &LayerMaker::mapMade, this, &PictureView::takeMap);
    announceGraphics();
    speak();
}

PictureView::~PictureView() = default;

bool PictureView::hasPicture() const { return !fullImage(m_layer).isNull(); }

void PictureView::show(const PictureLayer& layer)
{
    followSize();
    const double zoomBefore = zoom();
    const bool samePicture = layer.key == m_layer.key && sizeOf(layer) == m_transform.picture();
    const bool keepPixels = samePixels(layer, m_layer);
    const bool keepMap = samePicture && sameMap(layer, m_layer);
    m_layer = layer;
    if (!keepPixels) {
        ++m_pixelsNumber;
        m_pyramid = layer.pyramid;
        if (!m_pyramid && hasPicture())
            m_maker->makePyramid({m_pixelsNumber, layer.picture});
    }
    if (!keepMap) {
        ++m_mapNumber;
        m_map = MapMade{};
        if (!layer.map.empty())
            requestMap();
    }
    if (hasPicture() && !(sizeOf(layer) == m_transform.picture() && (samePicture || m_viewLocked)))
        m_transform.setPicture(sizeOf(layer)); // anew; an unreadable picture between two changes nothing
    speak();
    repaintPicture();
    reportCursor();
    if (zoom() != zoomBefore)
        Q_EMIT zoomChanged(zoom());
}

void PictureView::requestMap()
{
    MapWanted wanted;
    wanted.number = m_mapNumber;
    wanted.request = ++m_requestNumber;
    wanted.map = m_layer.map;
    wanted.scale = m_layer.mapScale;
    wanted.colours = m_colours;
    wanted.overlay = !m_map.hasOverlay || m_map.colours != m_colours;
    wanted.threshold = m_threshold;
    m_maker->makeMap(wanted);
}

void PictureView::takePyramid(const PyramidMade& made)
{
    if (made.number != m_pixelsNumber)
        return; // of another picture
    m_pyramid = made.pyramid;
    repaintPicture();
}

void PictureView::takeMap(const MapMade& made)
{
    if (made.number != m_mapNumber || made.request <= m_map.request)
        return; // of another picture, or older than what is painted
    QImage overlay = made.hasOverlay ? made.overlay : m_map.overlay;
    const bool hasOverlay = made.hasOverlay || m_map.hasOverlay;
    const HeatColours colours = made.hasOverlay ? made.colours : m_map.colours;
    m_map = made;
    m_map.overlay = std::move(overlay);
    m_map.hasOverlay = hasOverlay;
    m_map.colours = colours;
    repaintPicture();
}

bool PictureView::settled() const
{
    const bool pixels = !hasPicture() || m_pyramid;
    return pixels &&
           (m_layer.map.empty() || (m_map.number == m_mapNumber && m_map.request == m_requestNumber));
}

void PictureView::setThreshold(double score)
{
    if (score == m_threshold)
        return;
    m_threshold = score;
    if (!m_layer.map.empty())
        requestMap();
}

void PictureView::setColourMap(HeatColours colours)
{
    if (colours == m_colours)
        return;
    m_colours = colours;
    if (!m_layer.map.empty())
        requestMap();
}

void PictureView::setHeatmapVisible(bool visible)
{
    m_heatmapVisible = visible;
    repaintPicture();
}

void PictureView::setPeek(bool peek)
{
    m_peek = peek;
    repaintPicture();
}

void PictureView::setContourOnly(bool only)
{
    m_contourOnly = only;
    repaintPicture();
}

void PictureView::setOpacity(double opacity)
{
    m_opacity = std::clamp(opacity, 0.0, 1.0);
    repaintPicture();
}

void PictureView::setViewLocked(bool locked) { m_viewLocked = locked; }

QPointF PictureView::toPicture(const QPointF& position) const
{
    return m_transform.toPicture(position * devicePixelRatioF());
}

QPointF PictureView::fromPicture(const QPointF& point) const
{
    return m_transform.fromPicture(point) / devicePixelRatioF();
}

double PictureView::scoreAt(const QPoint& pixel) const
{
    const QRect all(QPoint(0, 0), m_transform.picture());
    if (!hasPicture() || m_layer.map.empty() || m_layer.map.type() != CV_32F || !all.contains(pixel))
        return std::numeric_limits<double>::quiet_NaN();
    // Between the centres of the map's pixels, as the colours are.
    const cv::Mat& map = m_layer.map;
    const double x = std::clamp((pixel.x() + 0.5) * map.cols / all.width() - 0.5, 0.0, map.cols - 1.0);
    const double y = std::clamp((pixel.y() + 0.5) * map.rows / all.height() - 0.5, 0.0, map.rows - 1.0);
    const int left = static_cast<int>(x), top = static_cast<int>(y);
    const int right = std::min(left + 1, map.cols - 1), bottom = std::min(top + 1, map.rows - 1);
    const double fx = x - left, fy = y - top;
    const double above = map.at<float>(top, left) * (1 - fx) + map.at<float>(top, right) * fx;
    const double below = map.at<float>(bottom, left) * (1 - fx) + map.at<float>(bottom, right) * fx;
    return m_layer.mapScale.score(above * (1 - fy) + below * fy);
}

QString PictureView::spokenDescription() const
{
    if (!m_layer.description.isEmpty())
        return m_layer.description;
    if (!m_layer.message.isEmpty() && !hasPicture())
        return m_layer.message;
    if (!hasPicture())
        return tr("No picture is shown.");
    return tr("A picture of %1 by %2 pixels.")
        .arg(m_transform.picture().width())
        .arg(m_transform.picture().height());
}

void PictureView::speak()
{
    setAccessibleName(tr("Picture"));
    setAccessibleDescription(spokenDescription());
}

void PictureView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        speak();
    if (event->type() == QEvent::PaletteChange)
        update();
    QWidget::changeEvent(event);
}

// Painting

QSize PictureView::deviceSize() const
{
    const double ratio = devicePixelRatioF();
    return {static_cast<int>(std::ceil(width() * ratio)), static_cast<int>(std::ceil(height() * ratio))};
}

void PictureView::repaintPicture()
{
    m_frameStale = true;
    update();
}

void PictureView::renderFrame()
{
    const QSize size = deviceSize();
    if (m_frame.size() != size)
        m_frame = QImage(size, QImage::Format_RGB32);
    m_frame.setDevicePixelRatio(1);
    if (hasPicture()) {
        const bool bare = m_peek || (!m_heatmapVisible && !m_contourOnly);
        paintFrame(m_frame, FrameScene{m_transform, m_pyramid.get(), m_layer.picture, m_map,
                                       !bare && !m_contourOnly, !bare, m_opacity, devicePixelRatioF()});
    } else {
        m_frame.fill(Theme::surround());
    }
    m_frame.setDevicePixelRatio(devicePixelRatioF());
    m_frameStale = false;
}

void PictureView::paintEvent(QPaintEvent*)
{
    followSize();
    if (m_frameStale)
        renderFrame();
    QPainter painter(this);
    painter.drawImage(QPointF(0, 0), m_frame);
    if (!hasPicture() && !m_layer.message.isEmpty())
        paintMessage(painter);
    if (hasFocus()) {
        // The accent alone would be hard to see on grey.
        const Theme& theme = Theme::of(this);
        painter.setPen(QPen(theme.accent(), 2));
        painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
        painter.setPen(QPen(theme.base(), 2));
        painter.drawRect(QRectF(rect()).adjusted(3, 3, -3, -3));
    }
}

void PictureView::paintMessage(QPainter& painter) const
{
    const Theme& theme = Theme::of(this);
    const int padding = fontMetrics().height();
    const int widest =
        std::max(10, std::min(width() - 4 * padding, 40 * fontMetrics().averageCharWidth() * 2));
    const int flags = Qt::AlignCenter | Qt::TextWordWrap | Qt::TextWrapAnywhere;
    const QRect text = fontMetrics().boundingRect(QRect(0, 0, widest, height()), flags, m_layer.message);
    QRectF panel(QPointF(0, 0), QSizeF(text.width() + 2 * padding, text.height() + 2 * padding));
    panel.moveCenter(QRectF(rect()).center());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.window());
    painter.drawRoundedRect(panel, 6, 6);
    painter.setPen(theme.text());
    painter.drawText(panel.adjusted(padding, padding, -padding, -padding), flags, m_layer.message);
    painter.restore();
}

} // namespace varad::ui
