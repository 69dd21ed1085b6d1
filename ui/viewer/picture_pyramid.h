// ui/viewer/picture_pyramid.h - layer: ui (Qt Gui, OpenCV imgproc)
#pragma once

#include <QImage>

#include <memory>
#include <stop_token>
#include <vector>

namespace varad::ui {

/// A picture and its halves, quarters and so on, so that painting never reads more pixels than it shows.
/// Immutable; may be shared between threads. Memory: 4/3 of the picture at 4 bytes per pixel (pictures of
/// more than 40 Mpx keep their own format for the first level).
class PicturePyramid {
public:
    /// Makes all levels. Not for the GUI thread: 12 Mpx take about 50 ms.
    /// @return null if stopped, or if the picture is null.
    [[nodiscard]] static std::shared_ptr<const PicturePyramid> make(const QImage& picture,
                                                                    const std::stop_token& stop = {});

    QSize size() const { return m_levels.front().size(); }
    /// The smallest level that has at least as many pixels as will be painted.
    /// @param scale painted pixels per pixel of the first level, > 0
    const QImage& levelFor(double scale) const;
    const QImage& full() const { return m_levels.front(); }

private:
    PicturePyramid() = default;
    std::vector<QImage> m_levels; // at least one; each half of the one before, rounded up
};

} // namespace varad::ui
