#include "core/engine/feature_extractor.h"

#include "core/engine/nn_errors.h"
#include "core/imaging/resize.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <QCoreApplication>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(FeatureExtractor)
};

/// Pixel at the centre of the first cell: what the family's padding rule makes of stride-s cells.
double firstCentre(const std::string& family, std::int64_t stride)
{
    if (family ==
        "inverted-residual") // the odd zero lies behind: each halving moves the centre by one of its cells
        return double(stride - 1);
    return family == "dinov2" ? double(stride - 1) / 2 : 0.0;
}

} // namespace

FeatureExtractor::FeatureExtractor(std::shared_ptr<const nn::Backbone> backbone, std::vector<int> taps,
                                   int side)
    : m_backbone(std::move(backbone)), m_taps(std::move(taps)), m_side(side)
{
}

FeatureExtractor::Prepared FeatureExtractor::prepare(const cv::Mat& rgb) const
{
    const cv::Mat square = resizeBicubic(rgb, cv::Size(m_side, m_side));
    if (!m_alignment)
        return {square, std::nullopt};
    const auto pose = m_alignment->align(square);
    if (!pose)
        throw ErrorException(Error{
            ErrorKind::BadInput,
            Text::tr("The part was not found in the picture, or its size is another one, so there is no "
                     "verdict. Check that the whole part is in view."),
            {},
            QStringLiteral("part-not-found")});
    return {pose->picture, pose->toPose};
}

std::vector<at::Tensor> FeatureExtractor::ofSquare(const cv::Mat& square) const
{
    const c10::NoGradGuard noGrad;
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

nn::NamedTensors alignmentTensors(const imaging::PartAlignment& alignment)
{
    const auto copied = [](const cv::Mat& m) {
        return at::from_blob(m.data, {m.rows, m.cols}, at::kFloat).clone();
    };
    return {{"template", copied(alignment.polarTemplate())},
            {"fixed", copied(alignment.fixedPattern())},
            {"radius", at::scalar_tensor(alignment.radiusShare(), at::kDouble)}};
}

imaging::PartAlignment alignmentFrom(const nn::NamedTensors& tensors)
{
    using imaging::PartAlignment;
    const auto matrix = [&](const char* name) {
        const at::Tensor t =
            nn::takeTensor(tensors, name, {PartAlignment::kRadii, PartAlignment::kAngles}).contiguous();
        return cv::Mat(PartAlignment::kRadii, PartAlignment::kAngles, CV_32FC1, t.data_ptr<float>()).clone();
    };
    return {matrix("template"), matrix("fixed"), nn::takeTensor(tensors, "radius", {}).item<double>()};
}

} // namespace varad
