#include "core/engine/torch_detector.h"

#include "core/engine/nn_errors.h"

#include <ATen/ATen.h>

#include <QCoreApplication>

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(TorchDetector)
};

/// The map of the part in its pose, brought back to where the part lies. Resampling would lower the peak, by
/// which the part may have been scored, so the peak keeps its value at its place.
cv::Mat backToPicture(const cv::Mat& posed, const cv::Matx23d& toPose)
{
    double least = 0, peak = 0;
    cv::Point at;
    cv::minMaxLoc(posed, &least, &peak, nullptr, &at);
    cv::Mat map;
    cv::warpAffine(posed, map, toPose, posed.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                   cv::BORDER_CONSTANT, cv::Scalar(least));
    cv::Matx23d back;
    cv::invertAffineTransform(toPose, back);
    const auto x = int(std::lround(back(0, 0) * at.x + back(0, 1) * at.y + back(0, 2)));
    const auto y = int(std::lround(back(1, 0) * at.x + back(1, 1) * at.y + back(1, 2)));
    map.at<float>(std::clamp(y, 0, map.rows - 1), std::clamp(x, 0, map.cols - 1)) = float(peak);
    return map;
}

} // namespace

cv::Mat toMat(const at::Tensor& grid)
{
    const at::Tensor values = grid.to(at::kFloat).contiguous();
    return cv::Mat(int(values.size(0)), int(values.size(1)), CV_32FC1, values.data_ptr<float>()).clone();
}

Result<PictureScore> TorchDetector::score(const cv::Mat& rgb, const std::stop_token& stop)
{
    return nnGuarded(Text::tr("The picture could not be scored."), [&]() -> Result<PictureScore> {
        const FeatureExtractor::Prepared prepared = m_extractor.prepare(rgb);
        if (stop.stop_requested())
            throw nn::Cancelled();
        const std::vector<at::Tensor> features = m_extractor.ofSquare(prepared.square);
        if (stop.stop_requested())
            throw nn::Cancelled();
        const nn::ModelScore raw = m_model->score(features, prepared.turn());
        if (!std::isfinite(raw.score) || !raw.map.isfinite().all().item<bool>())
            return Error{ErrorKind::Internal,
                         Text::tr("The network's answer for this picture is not a number, so there is no "
                                  "verdict. Teach the product anew."),
                         {},
                         {}};
        PictureScore result;
        result.score = raw.score;
        result.peak = raw.peak;
        result.map = prepared.toPose ? backToPicture(toMat(raw.map), *prepared.toPose) : toMat(raw.map);
        for (const nn::NamedGrid& term : raw.terms)
            result.terms.push_back({QString::fromStdString(term.name), toMat(term.grid)});
        return result;
    });
}

} // namespace varad
