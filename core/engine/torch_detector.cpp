#include "core/engine/torch_detector.h"

#include "core/engine/nn_errors.h"

#include <ATen/ATen.h>

#include <QCoreApplication>

#include <cmath>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(TorchDetector)
};

} // namespace

cv::Mat toMat(const at::Tensor& grid)
{
    const at::Tensor values = grid.to(at::kFloat).contiguous();
    return cv::Mat(int(values.size(0)), int(values.size(1)), CV_32FC1, values.data_ptr<float>()).clone();
}

Result<PictureScore> TorchDetector::score(const cv::Mat& rgb, const std::stop_token& stop)
{
    return nnGuarded(Text::tr("The picture could not be scored."), [&]() -> Result<PictureScore> {
        const std::vector<at::Tensor> features = m_extractor(rgb);
        if (stop.stop_requested())
            throw nn::Cancelled();
        const nn::ModelScore raw = m_model->score(features);
        if (!std::isfinite(raw.score) || !raw.map.isfinite().all().item<bool>())
            return Error{ErrorKind::Internal,
                         Text::tr("The network's answer for this picture is not a number, so there is no verdict. Teach the product anew."),
                         {},
                         {}};
        PictureScore result;
        result.score = raw.score;
        result.peak = raw.peak;
        result.map = toMat(raw.map);
        for (const nn::NamedGrid& term : raw.terms)
            result.terms.push_back({QString::fromStdString(term.name), toMat(term.grid)});
        return result;
    });
}

} // namespace varad
