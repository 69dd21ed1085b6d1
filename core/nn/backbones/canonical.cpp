#include "core/nn/backbones/canonical.h"

#include "core/nn/backbones/dinov2.h"
#include "core/nn/backbones/inverted_residual.h"
#include "core/nn/backbones/resnet.h"

namespace varad::nn {

Canonical finishCanonical(const formats::TensorFile& source, TensorCollection tensors, Card card,
                          NameInFile nameInFile)
{
    for (const formats::TensorEntry& entry : tensors.entries()) {
        std::int64_t count = 1;
        for (const std::int64_t n : entry.shape)
            count *= n;
        card.info.parameters += count;
    }
    return {std::move(tensors).toFile(source.label(), cardToMetadata(card)), std::move(nameInFile)};
}

Canonical canonicalForm(const formats::TensorFile& file)
{
    if (hasCard(file))
        return {file, {}};
    if (file.find("_conv_stem.weight"))
        return canonicalEfficientNetLite(file);
    if (file.find("features.0.0.weight"))
        return canonicalMobileNetV2(file);
    if (looksLikeDinov2(file))
        return canonicalDinov2(file);
    if (looksLikeResnet(file))
        return canonicalResnet(file);
    throw formats::FormatError(file.label() + ": no network that this program knows has such tensors" +
                               (file.entries().empty()
                                    ? std::string(" (there are none)")
                                    : " ('" + file.entries().front().name + "' is the first)") +
                               "; it reads DINOv2, ResNet, MobileNetV2 and EfficientNet-Lite.");
}

std::shared_ptr<const Backbone> buildBackbone(const Canonical& network, const BackboneOptions& options)
{
    const std::string family = cardFromMetadata(network.file).info.family;
    if (family == "inverted-residual")
        return buildInvertedResidual(network, options.precision);
    if (family == "dinov2")
        return buildDinov2(network, options);
    if (family == "resnet")
        return buildResnet(network, options.precision);
    throw formats::FormatError(network.file.label() + ": the backbone's card names the family '" + family +
                               "', which this program does not know.");
}

std::shared_ptr<const Backbone> loadBackbone(const formats::TensorFile& file, const BackboneOptions& options)
{
    return buildBackbone(canonicalForm(file), options);
}

} // namespace varad::nn
