#include "core/engine/feature_extractor.h"

#include "core/imaging/resize.h"

#include <ATen/ATen.h>

namespace varad {
namespace {

/// Pixel at the centre of the first cell: what the family's padding rule makes of stride-s cells.
double firstCentre(const std::string& family, std::int64_t stride)
{
    if (family == "inverted-residual") // the odd zero lies behind: each halving moves the centre by one of its cells
        return double(stride - 1);
    return family == "dinov2" ? double(stride - 1) / 2 : 0.0;
}

} // namespace

FeatureExtractor::FeatureExtractor(std::shared_ptr<const nn::Backbone> backbone, std::vector<int> taps, int side)
    : m_backbone(std::move(backbone)), m_taps(std::move(taps)), m_side(side)
{
}

cv::Mat FeatureExtractor::toSquare(const cv::Mat& rgb) const { return resizeBicubic(rgb, cv::Size(m_side, m_side)); }

std::vector<at::Tensor> FeatureExtractor::operator()(const cv::Mat& rgb) const { return ofSquare(toSquare(rgb)); }

std::vector<at::Tensor> FeatureExtractor::ofSquare(const cv::Mat& square) const
{
    const at::NoGradGuard noGrad;
    const cv::Mat pixels = square.isContinuous() ? square : square.clone();
    const at::Tensor bytes = at::from_blob(pixels.data, {1, m_side, m_side, 3}, at::kByte);
    const nn::BackboneInfo& info = m_backbone->info();
    at::Tensor image = bytes.to(at::kFloat).permute({0, 3, 1, 2}); // planes interleaved: channels-last
    const auto perChannel = [](const std::array<double, 3>& v) {
        return at::tensor({v[0], v[1], v[2]}, at::kDouble).to(at::kFloat).view({1, 3, 1, 1});
    };
    image = image.div_(255.0).sub_(perChannel(info.mean)).div_(perChannel(info.std));
    std::vector<at::Tensor> grids;
    for (const at::Tensor& tap : m_backbone->features(image, m_taps))
        grids.push_back(tap.squeeze(0).permute({1, 2, 0}).contiguous());
    return grids;
}

std::vector<nn::GridShape> FeatureExtractor::shapes() const
{
    const cv::Mat grey(m_side, m_side, CV_8UC3, cv::Scalar::all(128));
    std::vector<nn::GridShape> shapes;
    const std::vector<at::Tensor> grids = ofSquare(grey);
    for (std::size_t i = 0; i < grids.size(); ++i)
        shapes.push_back({grids[i].size(0),
                          grids[i].size(1),
                          {firstCentre(m_backbone->info().family, tap(i).stride), double(tap(i).stride)}});
    return shapes;
}

} // namespace varad
