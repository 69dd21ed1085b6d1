// tests/nn/backbone_tool.cpp - run by hand and by the proof scripts beside it:
//   backbone_tool import FROM TO                  what `varad backbone import` does
//   backbone_tool features WEIGHTS IN OUT         all taps of every picture in IN (safetensors, [3, H, W] or
//                                                 [B, 3, H, W], normalised already) as TAP.PICTURE
//   backbone_tool time WEIGHTS SIDE RUNS          seconds of a forward pass, wall and CPU
#include "core/allocator.h"
#include "core/nn/backbones/backbone.h"
#include "core/nn/backbones/import.h"
#include "core/nn/runtime.h"

#include <ATen/ATen.h>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <numeric>
#include <string>

namespace {

using namespace varad;

std::vector<int> allTaps(const nn::BackboneInfo& info)
{
    std::vector<int> taps(info.taps.size());
    std::iota(taps.begin(), taps.end(), 0);
    return taps;
}

int import(char** argument)
{
    const nn::ImportReport report = nn::importBackbone(argument[0], argument[1], {});
    std::printf(
        "%s: %s, %lld parameters, %zu of %zu tensors as float16 (features change by %.2e), %ju bytes\n"
        "sha256 %s\nsource sha256 %s\n",
        argument[1], report.info.name.c_str(), static_cast<long long>(report.info.parameters),
        report.halfTensors, report.tensors, report.largestChange, report.bytes, report.fileSha256.c_str(),
        report.sourceSha256.c_str());
    for (const nn::Tap& tap : report.info.taps)
        std::printf("  tap %s: %lld channels, stride %lld\n", tap.name.c_str(),
                    static_cast<long long>(tap.channels), static_cast<long long>(tap.stride));
    return 0;
}

int features(char** argument)
{
    const auto backbone = nn::loadBackbone(formats::readTensorFile(argument[0]));
    const formats::TensorFile pictures = formats::readTensorFile(argument[1]);
    std::vector<at::Tensor> kept;
    std::vector<formats::TensorToWrite> list;
    for (const formats::TensorEntry& entry : pictures.entries()) {
        at::Tensor image = nn::toTensor(entry).to(at::kFloat);
        if (image.dim() == 3)
            image = image.unsqueeze(0);
        const std::vector<at::Tensor> taps = backbone->features(image, allTaps(backbone->info()));
        for (std::size_t i = 0; i < taps.size(); ++i) {
            kept.push_back(taps[i]);
            list.push_back({backbone->info().taps[i].name + "." + entry.name,
                            formats::ElementType::F32,
                            taps[i].sizes().vec(),
                            {static_cast<const std::byte*>(taps[i].data_ptr()), taps[i].nbytes()}});
        }
    }
    formats::writeSafetensors(argument[2], list, {});
    return 0;
}

int time(char** argument)
{
    const auto backbone = nn::loadBackbone(formats::readTensorFile(argument[0]));
    const int side = std::stoi(argument[1]), runs = std::stoi(argument[2]);
    const at::Tensor image = at::rand({1, 3, side, side});
    for (int i = 0; i < runs; ++i) {
        const auto start = std::chrono::steady_clock::now();
        const std::clock_t cpu = std::clock();
        (void)backbone->features(image, allTaps(backbone->info()));
        std::printf("wall %.3f s, cpu %.3f s\n",
                    std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
                    static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC);
    }
    return 0;
}

} // namespace

int main(int count, char** argument)
{
    varad::keepFreedMemory();
    nn::setThreads(0);
    const std::string command = count > 1 ? argument[1] : "";
    try {
        if (command == "import" && count == 4)
            return import(argument + 2);
        if (command == "features" && count == 5)
            return features(argument + 2);
        if (command == "time" && count == 5)
            return time(argument + 2);
    } catch (const std::exception& e) {
        std::fprintf(stderr, "%s\n", e.what());
        return 3;
    }
    std::fprintf(stderr, "usage: see the head of tests/nn/backbone_tool.cpp\n");
    return 2;
}
