// tests/ui/viewer_fixture.h
//
// Pictures, maps and a maker whose results come when, and in the order in which, a test wants.
#pragma once

#include "ui/viewer/picture_view.h"

#include <QColor>
#include <QImage>

#include <vector>

namespace varad::ui::fixture {

inline const QColor partColour(90, 110, 130);

inline QImage plainPicture(const QSize& size, const QColor& colour = partColour)
{
    QImage image(size, QImage::Format_RGB888);
    image.fill(colour);
    return image;
}

/// Every pixel differs from its neighbours, and says where it is.
inline QImage addressPicture(const QSize& size)
{
    QImage image(size, QImage::Format_RGB888);
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x)
            image.setPixel(x, y, qRgb(x % 251, y % 241, (x * 7 + y * 13) % 239));
    return image;
}

/// A round hill: `top` score units in the middle, 0 at `radius` (0..1 of the side) and beyond.
inline cv::Mat hill(int side, double top, double radius, QPointF middle = {0.5, 0.5})
{
    cv::Mat map(side, side, CV_32F);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const double distance = std::hypot((x + 0.5) / side - middle.x(), (y + 0.5) / side - middle.y());
            map.at<float>(y, x) = static_cast<float>(top * std::max(0.0, 1 - distance / radius));
        }
    return map;
}

inline const Scale scoresAreRaw{0, 100, false};

inline PictureLayer layer(const QString& key, const QImage& picture, const cv::Mat& map = {})
{
    PictureLayer made;
    made.key = key;
    made.picture = picture;
    made.map = map;
    made.mapScale = scoresAreRaw;
    return made;
}

/// Keeps what it is asked for until told to answer.
class HeldMaker final : public LayerMaker {
public:
    void makePyramid(const PyramidWanted& wanted) override { pyramids.push_back(wanted); }
    void makeMap(const MapWanted& wanted) override { maps.push_back(wanted); }
    void answerPyramid(size_t at)
    {
        Q_EMIT pyramidMade({pyramids[at].number, PicturePyramid::make(pyramids[at].picture)});
    }
    void answerMap(size_t at) { Q_EMIT mapMade(makeMapLayers(maps[at])); }
    void answerLast()
    {
        if (!pyramids.empty())
            answerPyramid(pyramids.size() - 1);
        if (!maps.empty())
            answerMap(maps.size() - 1);
    }

    std::vector<PyramidWanted> pyramids;
    std::vector<MapWanted> maps;
};

template <class Wanted>
int countPixels(const QImage& image, Wanted&& wanted)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += wanted(QColor(image.pixel(x, y)));
    return count;
}

/// The white core of a contour.
inline int contourPixels(const QImage& image)
{
    return countPixels(image,
                       [](const QColor& c) { return c.red() > 240 && c.green() > 240 && c.blue() > 240; });
}

/// Neither the grey part, nor the surround, nor a contour: colour of the heatmap.
inline int heatPixels(const QImage& image)
{
    return countPixels(image, [](const QColor& c) { return c.red() > c.blue() + 60; });
}

} // namespace varad::ui::fixture
