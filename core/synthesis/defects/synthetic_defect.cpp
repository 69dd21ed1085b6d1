#include "core/synthesis/defects/synthetic_defect.h"

#include "core/synthesis/defects/defect_kinds.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <vector>

namespace varad::synthesis {
namespace {

constexpr int kTries = 20;
constexpr int kLeastInner = 50;      // px; a smaller part is used up to its border
constexpr double kLeastArea = 8;     // px, wanted
constexpr int kLeastMask = 6;        // px
constexpr double kLeastShare = 0.15; // of the wanted area
constexpr double kFineMarks = 512;   // px of the longer side at which a fine mark is 1 px wide
constexpr int kGreyStep = 8;         // px between the pixels looked at
constexpr int kGreyTolerance = 2;    // grey levels

/// Draws pixels that are not 0, each equally often.
class PixelDraw {
public:
    explicit PixelDraw(const cv::Mat& mask) : m_mask(mask)
    {
        for (int y = 0; y < mask.rows; ++y)
            m_upTo.push_back((y > 0 ? m_upTo.back() : 0) + cv::countNonZero(mask.row(y)));
    }
    int count() const { return m_upTo.back(); }
    cv::Point draw(Random& random) const
    {
        const int wanted = static_cast<int>(random.below(count()));
        const auto row = std::upper_bound(m_upTo.begin(), m_upTo.end(), wanted);
        const int y = static_cast<int>(row - m_upTo.begin());
        int left = wanted - (y > 0 ? m_upTo[y - 1] : 0);
        int x = 0;
        while (m_mask.at<uchar>(y, x) == 0 || left-- > 0)
            ++x;
        return {x, y};
    }

private:
    cv::Mat m_mask;
    std::vector<int> m_upTo; // pixels up to and with a row
};

bool isGrey(const cv::Mat& rgb)
{
    for (int y = 0; y < rgb.rows; y += kGreyStep)
        for (int x = 0; x < rgb.cols; x += kGreyStep) {
            const cv::Vec3b& pixel = rgb.at<cv::Vec3b>(y, x);
            const auto [low, high] = std::minmax({pixel[0], pixel[1], pixel[2]});
            if (high - low > kGreyTolerance)
                return false;
        }
    return true;
}

/// The part up to its smoothed outline. The 8-bit filter is exact, so the result is the same on every
/// machine.
cv::Mat changeable(const cv::Mat& part)
{
    cv::Mat soft;
    cv::GaussianBlur(part, soft, {}, 1.0);
    const cv::Mat smooth = (soft > 127) & part;
    return cv::countNonZero(smooth) > 0 ? smooth : part;
}

cv::Mat innerPart(const cv::Mat& part)
{
    cv::Mat inner;
    cv::erode(part, inner, cv::Mat::ones(5, 5, CV_8U));
    return cv::countNonZero(inner) < kLeastInner ? part : inner;
}

void check(const DefectRequest& request)
{
    CV_Assert(request.rgb.type() == CV_8UC3 && request.part.type() == CV_8UC1);
    CV_Assert(request.part.size() == request.rgb.size() && cv::countNonZero(request.part) > 0);
    CV_Assert(request.donor.empty() || request.donor.type() == CV_8UC3);
    CV_Assert(request.smallest > 0 && request.largest >= request.smallest);
}

} // namespace

SyntheticDefect paintDefect(const DefectRequest& request)
{
    check(request);
    const cv::Mat part = request.part > 0;
    const cv::Mat allowed = changeable(part);
    const PixelDraw middles(innerPart(part));
    const int partArea = cv::countNonZero(part);
    const cv::Mat& donor = request.donor.empty() ? request.rgb : request.donor;
    Trial trial{request.rgb, donor, allowed, isGrey(request.rgb), {}, {}, 0, 1};
    trial.grain = std::max(1.0, std::max(request.rgb.rows, request.rgb.cols) / kFineMarks);

    Random random(request.seed);
    Painted painted;
    const DefectKind* kind = nullptr;
    for (int i = 0; i < kTries; ++i) {
        kind = &defectKinds[random.below(kDefectKinds)];
        const double wanted = partArea * random.logUniform(request.smallest, request.largest);
        trial.area = std::max(kLeastArea, wanted);
        trial.centre = middles.draw(random);
        trial.source = middles.draw(random);
        painted = kind->paint(trial, random);
        if (cv::countNonZero(painted.mask) >= std::max<double>(kLeastMask, kLeastShare * wanted))
            break;
    }
    SyntheticDefect defect{request.rgb.clone(), cv::Mat(request.rgb.size(), CV_8U, cv::Scalar(0)),
                           kind->name};
    painted.rgb.copyTo(defect.rgb(painted.window));
    painted.mask.copyTo(defect.mask(painted.window));
    return defect;
}

} // namespace varad::synthesis
