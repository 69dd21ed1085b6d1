// tests/core/button_sheet.cpp - button_sheet FILE.png: all kinds and defects on one sheet, to be looked at
//
// One row per kind: a good button, then each defect at the middle level, cut out at the picture's own pixels.
#include "core/synthesis/buttons/button_generator.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cstdio>

using namespace varad;

namespace {

constexpr int kCell = 176; // px of a cut-out
constexpr int kGap = 6;
constexpr std::uint64_t kSeed = 1;

cv::Mat cutOut(const ButtonPicture& picture)
{
    const cv::Rect defect = cv::boundingRect(picture.mask);
    const cv::Point middle = (defect.tl() + defect.br()) / 2;
    const auto from = [](int centre, int length) {
        return std::clamp(centre - kCell / 2, 0, length - kCell);
    };
    return picture.rgb({from(middle.x, picture.rgb.cols), from(middle.y, picture.rgb.rows), kCell, kCell});
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: button_sheet FILE.png\n");
        return 2;
    }
    std::size_t columns = 0;
    for (const ButtonKind kind : allButtonKinds())
        columns = std::max(columns, buttonDefectTypes(kind).size() + 1);
    const int rows = int(allButtonKinds().size()), pitch = kCell + kGap;
    cv::Mat sheet(rows * pitch + kGap, int(columns) * pitch + kGap, CV_8UC3, cv::Scalar::all(255));
    for (int row = 0; row < rows; ++row) {
        const ButtonKind kind = allButtonKinds()[std::size_t(row)];
        const auto put = [&](int column, const cv::Mat& picture) {
            picture.copyTo(sheet({kGap + column * pitch, kGap + row * pitch, kCell, kCell}));
        };
        cv::Mat small;
        cv::resize(makeGoodButton({kind, kSeed, ButtonSplit::Test, 0}).rgb, small, {kCell, kCell}, 0, 0,
                   cv::INTER_AREA);
        put(0, small);
        int column = 1;
        for (const std::string& type : buttonDefectTypes(kind)) {
            put(column, cutOut(makeDefectiveButton({kind, kSeed, ButtonSplit::Test, column},
                                                   DefectLevel::Middle, type)));
            ++column;
        }
    }
    cv::cvtColor(sheet, sheet, cv::COLOR_RGB2BGR);
    return cv::imwrite(argv[1], sheet) ? 0 : 1;
}
