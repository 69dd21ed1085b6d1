// tests/nn/backbone_checks.h - what the tests of several network families share
#pragma once

#include "core/nn/backbones/backbone.h"
#include "tests/check.h"
#include "tests/nn/backbone_pattern.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <numeric>

namespace varad::test {

inline std::vector<int> allTaps(const nn::Backbone& backbone)
{
    std::vector<int> taps(backbone.info().taps.size());
    std::iota(taps.begin(), taps.end(), 0);
    return taps;
}

/// Norm of the difference over norm of the reference.
inline double relative(const at::Tensor& got, const at::Tensor& wanted)
{
    const at::Tensor reference = wanted.to(at::kDouble);
    return ((got.to(at::kDouble) - reference).norm() / reference.norm()).item<double>();
}

/// Loading must fail with a message that holds file and tensor.
inline void checkRefused(const StateDict& weights, const std::string& tensor, const std::string& reason)
{
    try {
        (void)nn::loadBackbone(weights.file("some file.pth"));
    } catch (const formats::FormatError& e) {
        const std::string text = e.what();
        CHECK_MESSAGE(text.find("some file.pth") != std::string::npos, text);
        CHECK_MESSAGE(text.find("'" + tensor + "'") != std::string::npos, text + " (wanted " + tensor + ")");
        CHECK_MESSAGE(text.find(reason) != std::string::npos, text + " (wanted " + reason + ")");
        return;
    }
    fail(tensor.c_str(), 0, "was accepted, wanted: " + reason);
}

/// The four ways in which a state dict can be wrong, at one tensor.
inline void checkStrict(const StateDict& weights, const std::string& tensor)
{
    StateDict changed = weights;
    changed.remove(tensor);
    checkRefused(changed, tensor, "is missing");
    changed = weights;
    changed.at(tensor) = at::cat({changed.at(tensor), changed.at(tensor)}, 0).unsqueeze(0);
    checkRefused(changed, tensor, "has shape");
    changed = weights;
    changed.at(tensor) = changed.at(tensor).clone();
    changed.at(tensor).view(-1)[0] = std::nan("");
    checkRefused(changed, tensor, "NaN");
    changed = weights;
    changed.add("zz_unknown.weight", at::ones({2}));
    checkRefused(changed, "zz_unknown.weight", "does not belong");
}

template <class Call>
void checkInvalid(Call call, const std::string& part)
{
    try {
        call();
    } catch (const std::invalid_argument& e) {
        CHECK_MESSAGE(std::string(e.what()).find(part) != std::string::npos, e.what());
        return;
    }
    fail(part.c_str(), 0, "no std::invalid_argument");
}

/// Contiguous, without gradient, of the promised shape, and the same for fewer taps and with one thread or
/// two.
inline void checkContract(const nn::Backbone& backbone, const at::Tensor& image)
{
    const std::vector<int> all = allTaps(backbone);
    const std::vector<at::Tensor> features = backbone.features(image, all);
    CHECK(features.size() == all.size());
    for (std::size_t i = 0; i < features.size(); ++i) {
        const nn::Tap& tap = backbone.info().taps[i];
        const auto cells = [&](int axis) { return (image.size(axis) + tap.stride - 1) / tap.stride; };
        CHECK(features[i].is_contiguous() && !features[i].requires_grad());
        CHECK(features[i].sizes().vec() ==
              (std::vector<std::int64_t>{image.size(0), tap.channels, cells(2), cells(3)}));
        const at::Tensor alone = backbone.features(image, {static_cast<int>(i)}).front();
        CHECK_MESSAGE(relative(alone, features[i]) < 1e-6, tap.name);
    }
    const int threads = at::get_num_threads();
    at::set_num_threads(threads == 1 ? 2 : 1);
    const std::vector<at::Tensor> again = backbone.features(image, all);
    at::set_num_threads(threads);
    for (std::size_t i = 0; i < features.size(); ++i)
        CHECK_MESSAGE(at::equal(features[i], again[i]),
                      "other threads, other result: " + backbone.info().taps[i].name);
}

} // namespace varad::test
