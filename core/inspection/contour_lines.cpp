// core/inspection/contour_lines.cpp - layer: varad_core (OpenCV core)
#include "core/inspection/heatmap.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace varad {
namespace {

/// Marching squares over the centres of the map's pixels and one more row and column on each side, which
/// never reach the level and lie on the map's border. Every crossing of an edge has one line that leaves it
/// and one that enters, with the high side on the left, so lines close by following `m_next`.
class ContourWalk {
public:
    ContourWalk(const cv::Mat& map, float level)
        : m_map(map),
          m_level(level),
          m_columns(map.cols + 2),
          m_next(static_cast<size_t>(2 * m_columns * (map.rows + 2)), none)
    {
    }

    std::vector<std::vector<cv::Point2f>> lines()
    {
        for (int y = 0; y <= m_map.rows; ++y)
            linkRow(y);
        std::vector<std::vector<cv::Point2f>> all;
        for (const int start : m_starts) {
            std::vector<cv::Point2f> line;
            for (int id = start; m_next[static_cast<size_t>(id)] != none;) {
                line.push_back(crossing(id));
                id = std::exchange(m_next[static_cast<size_t>(id)], none);
            }
            if (!line.empty())
                all.push_back(std::move(line));
        }
        return all;
    }

private:
    static constexpr int none = -1;
    enum Corner { TopLeft = 1, TopRight = 2, BottomRight = 4, BottomLeft = 8 };

    // All coordinates are of the widened grid from here on.
    bool real(int x, int y) const { return x > 0 && y > 0 && x <= m_map.cols && y <= m_map.rows; }
    float value(int x, int y) const
    {
        return real(x, y) ? m_map.ptr<float>(y - 1)[x - 1] : std::numeric_limits<float>::lowest();
    }
    static float place(int at, int size)
    {
        return std::clamp(static_cast<float>(at) - 0.5F, 0.0F, static_cast<float>(size));
    }
    cv::Point2f point(int x, int y) const { return {place(x, m_map.cols), place(y, m_map.rows)}; }

    int across(int x, int y) const { return 2 * (y * m_columns + x); }   // edge from (x, y) to the right
    int down(int x, int y) const { return 2 * (y * m_columns + x) + 1; } // edge from (x, y) to below

    cv::Point2f crossing(int id) const
    {
        const int x = id / 2 % m_columns, y = id / 2 / m_columns;
        const int x2 = id % 2 ? x : x + 1, y2 = id % 2 ? y + 1 : y;
        if (!real(x, y))
            return point(x, y);
        if (!real(x2, y2))
            return point(x2, y2);
        const float from = value(x, y), to = value(x2, y2);
        return point(x, y) + (point(x2, y2) - point(x, y)) * ((m_level - from) / (to - from));
    }

    void link(int from, int to)
    {
        m_next[static_cast<size_t>(from)] = to;
        m_starts.push_back(from);
    }

    void linkRow(int y)
    {
        // Row y of the widened grid and the one below; the rows outside of the map are low.
        const float* upper = y > 0 ? m_map.ptr<float>(y - 1) : nullptr;
        const float* lower = y < m_map.rows ? m_map.ptr<float>(y) : nullptr;
        bool top = false, bottom = false; // so is the column outside
        for (int x = 0; x <= m_map.cols; ++x) {
            const bool inside = x < m_map.cols;
            const bool nextTop = inside && upper && upper[x] >= m_level;
            const bool nextBottom = inside && lower && lower[x] >= m_level;
            const int corners = (top ? TopLeft : 0) | (nextTop ? TopRight : 0) |
                                (nextBottom ? BottomRight : 0) | (bottom ? BottomLeft : 0);
            if (corners != 0 && corners != 15)
                linkCell(x, y, corners);
            top = nextTop;
            bottom = nextBottom;
        }
    }

    void linkCell(int x, int y, int corners)
    {
        const int top = across(x, y), bottom = across(x, y + 1), left = down(x, y), right = down(x + 1, y);
        switch (corners) {
        case TopLeft:
            return link(left, top);
        case TopRight:
            return link(top, right);
        case BottomRight:
            return link(right, bottom);
        case BottomLeft:
            return link(bottom, left);
        case TopLeft | TopRight:
            return link(left, right);
        case TopRight | BottomRight:
            return link(top, bottom);
        case BottomRight | BottomLeft:
            return link(right, left);
        case BottomLeft | TopLeft:
            return link(bottom, top);
        case 15 - TopLeft:
            return link(top, left);
        case 15 - TopRight:
            return link(right, top);
        case 15 - BottomRight:
            return link(bottom, right);
        case 15 - BottomLeft:
            return link(left, bottom);
        default:
            break;
        }
        // Two opposite corners: they are one place if the middle is high.
        const float middle = (value(x, y) + value(x + 1, y) + value(x, y + 1) + value(x + 1, y + 1)) / 4;
        const bool joined = middle >= m_level;
        if (corners == (TopLeft | BottomRight)) {
            link(joined ? right : left, top);
            link(joined ? left : right, bottom);
        } else {
            link(joined ? top : bottom, left);
            link(joined ? bottom : top, right);
        }
    }

    const cv::Mat& m_map;
    const float m_level;
    const int m_columns;
    std::vector<int> m_next; // by edge: the edge that its line goes to
    std::vector<int> m_starts;
};

} // namespace

std::vector<std::vector<cv::Point2f>> contourLines(const cv::Mat& map, const Scale& scale, double score)
{
    CV_Assert(map.type() == CV_32F);
    if (map.empty())
        return {};
    return ContourWalk(map, static_cast<float>(scale.raw(score))).lines();
}

} // namespace varad
