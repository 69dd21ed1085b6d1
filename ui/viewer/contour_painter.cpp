// ui/viewer/contour_painter.cpp - layer: ui (Qt Gui)
#include "ui/viewer/contour_painter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace varad::ui {
namespace {

/// How much of each pixel a line covers: discs are set close together along it, and the greatest cover
/// counts.
class Coverage {
public:
    Coverage(const QSize& size, double width)
        : m_side(static_cast<int>(std::ceil(width)) + 2),
          m_columns(size.width() + 2 * m_side),
          m_rows(size.height() + 2 * m_side),
          m_cover(static_cast<size_t>(m_columns) * static_cast<size_t>(m_rows)),
          m_top(m_rows),
          m_bottom(0)
    {
        for (int y = 0; y < phases; ++y)
            for (int x = 0; x < phases; ++x)
                m_discs[static_cast<size_t>(y * phases + x)] = disc(x, y, width / 2);
    }

    void set(const QPointF& point)
    {
        // The disc's corner, in quarters of a pixel; the margin keeps it inside.
        const auto qx = static_cast<int>(std::lround((point.x() + m_side / 2.0) * phases));
        const auto qy = static_cast<int>(std::lround((point.y() + m_side / 2.0) * phases));
        if (qx < 0 || qy < 0)
            return;
        const int left = qx / phases, top = qy / phases;
        if (left + m_side > m_columns || top + m_side > m_rows)
            return;
        m_top = std::min(m_top, top);
        m_bottom = std::max(m_bottom, top + m_side);
        const uint8_t* from = m_discs[static_cast<size_t>(qy % phases * phases + qx % phases)].data();
        for (int y = 0; y < m_side; ++y, from += m_side) {
            uint8_t* to = row(top + y) + left;
            for (int x = 0; x < m_side; ++x)
                to[x] = std::max(to[x], from[x]);
        }
    }

    /// Of the frame's row; null if nothing was set there.
    const uint8_t* frameRow(int y) const
    {
        const int own = y + m_side;
        return own >= m_top && own < m_bottom ? row(own) + m_side : nullptr;
    }

private:
    static constexpr int phases = 4;

    std::vector<uint8_t> disc(int phaseX, int phaseY, double radius) const
    {
        std::vector<uint8_t> cover(static_cast<size_t>(m_side) * static_cast<size_t>(m_side));
        const double cx = m_side / 2.0 + static_cast<double>(phaseX) / phases;
        const double cy = m_side / 2.0 + static_cast<double>(phaseY) / phases;
        for (int y = 0; y < m_side; ++y)
            for (int x = 0; x < m_side; ++x) {
                const double inside = radius + 0.5 - std::hypot(x + 0.5 - cx, y + 0.5 - cy);
                cover[static_cast<size_t>(y * m_side + x)] =
                    static_cast<uint8_t>(std::lround(255 * std::clamp(inside, 0.0, 1.0)));
            }
        return cover;
    }

    const uint8_t* row(int y) const
    {
        return m_cover.data() + static_cast<size_t>(y) * static_cast<size_t>(m_columns);
    }
    uint8_t* row(int y) { return m_cover.data() + static_cast<size_t>(y) * static_cast<size_t>(m_columns); }

    const int m_side; // of a disc, and of the margin round the frame
    const int m_columns, m_rows;
    std::vector<uint8_t> m_cover;
    std::array<std::vector<uint8_t>, phases * phases> m_discs; // by the fraction of its place
    int m_top, m_bottom;                                       // rows that were touched
};

bool outside(const QPointF& a, const QPointF& b, const QRectF& frame)
{
    return std::max(a.x(), b.x()) < frame.left() || std::min(a.x(), b.x()) > frame.right() ||
           std::max(a.y(), b.y()) < frame.top() || std::min(a.y(), b.y()) > frame.bottom();
}

void setLine(const QPolygonF& line, const QRectF& target, const QRectF& frame, Coverage& core, Coverage& edge)
{
    constexpr double step = 0.7;
    const auto place = [&target](const QPointF& p) {
        return QPointF(target.x() + p.x() * target.width(), target.y() + p.y() * target.height());
    };
    QPointF last = place(line.first());
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QPointF next = place(line[i]);
        const double length = std::max(std::abs(next.x() - last.x()), std::abs(next.y() - last.y()));
        if (length < step && i + 1 < line.size())
            continue;
        if (!outside(last, next, frame)) {
            const int pieces = static_cast<int>(std::ceil(length / step));
            for (int k = 1; k <= pieces; ++k) {
                const QPointF point = last + (next - last) * (static_cast<double>(k) / pieces);
                edge.set(point);
                core.set(point);
            }
        }
        last = next;
    }
}

void blendRow(QRgb* pixels, const uint8_t* edge, const uint8_t* core, int width)
{
    for (int x = 0; x < width; ++x) {
        if (x + 8 <= width) { // most of a row is empty
            uint64_t eight;
            std::memcpy(&eight, edge + x, sizeof eight);
            if (eight == 0) {
                x += 7;
                continue;
            }
        }
        const int kept = 255 - edge[x];
        const int white = core ? core[x] : 0;
        const auto mix = [kept, white](int v) {
            return (v * kept / 255 * (255 - white) + 255 * white) / 255;
        };
        pixels[x] = qRgb(mix(qRed(pixels[x])), mix(qGreen(pixels[x])), mix(qBlue(pixels[x])));
    }
}

} // namespace

void paintContour(QImage& frame, const std::vector<QPolygonF>& lines, const QRectF& target, double scale)
{
    const QRectF seen = QRectF(frame.rect()).adjusted(-4 * scale, -4 * scale, 4 * scale, 4 * scale);
    Coverage core(frame.size(), 2 * scale);
    Coverage edge(frame.size(), 4 * scale);
    for (const QPolygonF& line : lines)
        if (line.size() > 1)
            setLine(line, target, seen, core, edge);
    for (int y = 0; y < frame.height(); ++y)
        if (const uint8_t* cover = edge.frameRow(y))
            blendRow(reinterpret_cast<QRgb*>(frame.scanLine(y)), cover, core.frameRow(y), frame.width());
}

} // namespace varad::ui
