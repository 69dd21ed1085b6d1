// core/inspection/heatmap.cpp - layer: varad_core (OpenCV imgproc)
#include "core/inspection/heatmap.h"

#include <QString>

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace varad {
namespace {

/// Our least-squares fit of degree 6, per channel, to the 256 colours of matplotlib's "inferno" (S. van der
/// Walt and N. Smith, CC0); largest distance 3 (red), 4 (green) and 11 (blue) of 255 levels.
constexpr std::array<std::array<double, 3>, 7> inferno{{{0.00021354, 0.00163483, -0.03712991},
                                                        {0.10587395, 0.56636447, 4.11792596},
                                                        {11.61711465, -3.94772307, -16.25732282},
                                                        {-41.70927664, 17.45772419, 44.64511674},
                                                        {77.15745360, -33.41567865, -82.25392302},
                                                        {-71.28766672, 32.55388007, 73.58813180},
                                                        {25.09261937, -12.22215502, -23.11565039}}};

/// Ours too, of degree 6, to "cividis" (J. Nunez, C. Anderton and R. Renslow, PLOS ONE 2018); largest
/// distance 11 (red), 1 (green) and 9 (blue).
constexpr std::array<std::array<double, 3>, 7> cividis{{{-0.00897344, 0.13675589, 0.29417019},
                                                        {-0.38468905, 0.63949370, 2.98265393},
                                                        {15.42921035, 0.38556165, -22.36376037},
                                                        {-58.97703146, -1.40419712, 74.86356110},
                                                        {102.37049151, 2.60091430, -121.30316422},
                                                        {-83.18723896, -2.14075039, 93.97421640},
                                                        {25.77607014, 0.68812232, -28.26253302}}};

constexpr std::array<std::array<double, 3>, 2> grey{{{0, 0, 0}, {1, 1, 1}}};

constexpr int tableSize = 1024;

double scoreAt(int index) { return heatLow + (heatHigh - heatLow) * index / (tableSize - 1); }

int indexOf(double score)
{
    const double t = std::clamp((score - heatLow) / (heatHigh - heatLow), 0.0, 1.0);
    return static_cast<int>(t * (tableSize - 1) + 0.5);
}

struct HeatTable {
    std::array<cv::Vec3b, tableSize> colour;
    std::array<cv::Vec4b, tableSize> overlay; ///< BGRA, premultiplied

    template <size_t N>
    explicit HeatTable(const std::array<std::array<double, 3>, N>& polynomial)
    {
        for (int i = 0; i < tableSize; ++i) {
            const auto at = static_cast<size_t>(i);
            const double t = static_cast<double>(i) / (tableSize - 1);
            const double opacity = heatOpacity(scoreAt(i), 1);
            for (int channel = 0; channel < 3; ++channel) {
                double value = 0;
                for (size_t k = N; k-- > 0;)
                    value = value * t + polynomial[k][static_cast<size_t>(channel)];
                colour[at][channel] = cv::saturate_cast<uchar>(255.0 * value);
                overlay[at][2 - channel] = cv::saturate_cast<uchar>(colour[at][channel] * opacity);
            }
            overlay[at][3] = cv::saturate_cast<uchar>(255.0 * opacity);
        }
    }
};

const HeatTable& tableOf(HeatColours colours)
{
    static const HeatTable infernoTable(inferno);
    static const HeatTable cividisTable(cividis);
    static const HeatTable greyTable(grey);
    switch (colours) {
    case HeatColours::Inferno:
        break;
    case HeatColours::Cividis:
        return cividisTable;
    case HeatColours::Grey:
        return greyTable;
    }
    return infernoTable;
}

void drawOutline(cv::Mat& rgb, const cv::Mat& scores, double outlineAt)
{
    cv::Mat inside = scores >= outlineAt;
    std::vector<std::vector<cv::Point>> outlines;
    cv::findContours(inside, outlines, cv::RETR_LIST, cv::CHAIN_APPROX_NONE);
    const int core = std::max(1, std::max(rgb.rows, rgb.cols) / 600);
    cv::drawContours(rgb, outlines, -1, cv::Scalar::all(0), core + 2, cv::LINE_AA);
    cv::drawContours(rgb, outlines, -1, cv::Scalar::all(255), core, cv::LINE_AA);
}

/// Lengths of the legend strip for a picture of this width.
struct LegendLayout {
    explicit LegendLayout(int width)
        : unit(std::clamp(width / 640.0, 0.35, 4.0)),
          left(static_cast<int>(16 * unit)),
          right(width - static_cast<int>(22 * unit)),
          height(static_cast<int>(64 * unit))
    {
    }
    double unit;
    int left, right, height;
    int px(double v) const { return static_cast<int>(std::lround(v * unit)); }
    int at(double score) const
    {
        const double t = (std::clamp(score, heatLow, heatHigh) - heatLow) / (heatHigh - heatLow);
        return left + static_cast<int>(std::lround(t * (right - left)));
    }
};

void putLabel(cv::Mat& strip, const std::string& text, cv::Point centre, double size)
{
    const int font = cv::FONT_HERSHEY_SIMPLEX;
    const int thickness = size > 0.8 ? 2 : 1;
    const cv::Size box = cv::getTextSize(text, font, size, thickness, nullptr);
    const int x = std::clamp(centre.x - box.width / 2, 0, std::max(0, strip.cols - box.width));
    cv::putText(strip, text, {x, centre.y}, font, size, cv::Scalar(27, 31, 36), thickness, cv::LINE_AA);
}

} // namespace

QString heatColoursCode(HeatColours colours)
{
    switch (colours) {
    case HeatColours::Inferno:
        break;
    case HeatColours::Cividis:
        return QStringLiteral("cividis");
    case HeatColours::Grey:
        return QStringLiteral("grey");
    }
    return QStringLiteral("inferno");
}

HeatColours heatColoursFromCode(const QString& code)
{
    for (const HeatColours colours : {HeatColours::Cividis, HeatColours::Grey})
        if (code == heatColoursCode(colours))
            return colours;
    return HeatColours::Inferno;
}

cv::Vec3b heatColour(double score, HeatColours colours)
{
    return tableOf(colours).colour[static_cast<size_t>(indexOf(score))];
}

double heatOpacity(double score, double full) { return full * std::clamp((score - 70.0) / 50.0, 0.0, 1.0); }

cv::Mat heatOverlay(const cv::Mat& map, const Scale& scale, HeatColours colours)
{
    CV_Assert(map.type() == CV_32F);
    double highest = 0;
    cv::minMaxLoc(map, nullptr, &highest);
    if (heatOpacity(scale.score(highest)) <= 0)
        return {};
    const HeatTable& table = tableOf(colours);
    const auto gain = static_cast<float>(100.0 / (scale.hundred - scale.zero));
    const auto zero = static_cast<float>(scale.zero);
    cv::Mat out(map.size(), CV_8UC4);
    for (int y = 0; y < map.rows; ++y) {
        const float* raw = map.ptr<float>(y);
        cv::Vec4b* to = out.ptr<cv::Vec4b>(y);
        for (int x = 0; x < map.cols; ++x)
            to[x] = table.overlay[static_cast<size_t>(indexOf((raw[x] - zero) * gain))];
    }
    return out;
}

cv::Mat drawHeatmap(const cv::Mat& rgb, const cv::Mat& map, const Scale& scale, double outlineAt)
{
    CV_Assert(rgb.type() == CV_8UC3 && map.type() == CV_32F);
    cv::Mat scores;
    cv::resize(map, scores, rgb.size(), 0, 0, cv::INTER_LINEAR);
    const double gain = 100.0 / (scale.hundred - scale.zero);
    scores.convertTo(scores, CV_32F, gain, -scale.zero * gain);
    cv::Mat out(rgb.size(), CV_8UC3);
    for (int y = 0; y < rgb.rows; ++y) {
        const float* score = scores.ptr<float>(y);
        const cv::Vec3b* from = rgb.ptr<cv::Vec3b>(y);
        cv::Vec3b* to = out.ptr<cv::Vec3b>(y);
        for (int x = 0; x < rgb.cols; ++x) {
            const double a = heatOpacity(score[x]);
            to[x] = from[x];
            if (a <= 0)
                continue;
            const cv::Vec3b heat = heatColour(score[x]);
            for (int c = 0; c < 3; ++c)
                to[x][c] = cv::saturate_cast<uchar>(from[x][c] * (1 - a) + heat[c] * a);
        }
    }
    drawOutline(out, scores, outlineAt);
    return out;
}

cv::Mat addLegend(const cv::Mat& rgb, double threshold, double outlineAt)
{
    const LegendLayout layout(rgb.cols);
    cv::Mat out(rgb.rows + layout.height, rgb.cols, CV_8UC3, cv::Scalar::all(255));
    rgb.copyTo(out.rowRange(0, rgb.rows));
    cv::Mat strip = out.rowRange(rgb.rows, out.rows);
    const int top = layout.px(16), bottom = layout.px(30);
    for (int x = layout.left; x <= layout.right; ++x) {
        const double score =
            heatLow + (heatHigh - heatLow) * (x - layout.left) / std::max(1, layout.right - layout.left);
        const cv::Vec3b c = heatColour(score);
        cv::line(strip, {x, top}, {x, bottom}, cv::Scalar(c[0], c[1], c[2]));
    }
    cv::rectangle(strip, {layout.left, top}, {layout.right, bottom}, cv::Scalar(87, 96, 106));
    const double size = 0.45 * layout.unit;
    for (const int tick : {0, 50, 100, 200}) {
        const int x = layout.at(tick);
        cv::line(strip, {x, bottom}, {x, bottom + layout.px(4)}, cv::Scalar(27, 31, 36));
        putLabel(strip,
                 QStringLiteral("%1%2")
                     .arg(tick)
                     .arg(tick == 200 ? QStringLiteral(" >") : QString())
                     .toStdString(),
                 {x, bottom + layout.px(17)}, size);
    }
    const int mark = layout.at(threshold);
    const std::vector<cv::Point> triangle{
        {mark, top}, {mark - layout.px(6), top - layout.px(10)}, {mark + layout.px(6), top - layout.px(10)}};
    cv::fillConvexPoly(strip, triangle, cv::Scalar(178, 58, 0), cv::LINE_AA);
    const QString note = QStringLiteral("score; mark: alarm from %1, outline from %2")
                             .arg(threshold, 0, 'f', 0)
                             .arg(outlineAt, 0, 'f', 0);
    putLabel(strip, note.toStdString(), {rgb.cols / 2, layout.height - layout.px(3)}, size);
    return out;
}

cv::Mat shrinkToFit(const cv::Mat& rgb, int longest)
{
    const int side = std::max(rgb.rows, rgb.cols);
    if (side <= longest)
        return rgb;
    const double factor = static_cast<double>(longest) / side;
    const cv::Size size(std::max(1, static_cast<int>(std::lround(rgb.cols * factor))),
                        std::max(1, static_cast<int>(std::lround(rgb.rows * factor))));
    cv::Mat out;
    cv::resize(rgb, out, size, 0, 0, cv::INTER_AREA);
    return out;
}

} // namespace varad
