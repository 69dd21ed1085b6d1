// core/nn/backbones/card.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/backbones/backbone.h"

#include <map>
#include <string>

namespace varad::nn {

/// Everything that is stored beside the weights of an imported backbone.
struct Card {
    BackboneInfo info;
    std::string padding;    ///< "same" (odd zero at the bottom and right), "symmetric" or "none"
    std::string activation; ///< "relu6", "relu", "gelu", "swiglu"
    std::string licence;
    std::string source;       ///< where the imported file came from, in words
    std::string sourceSha256; ///< of the imported file, 64 hexadecimal digits
};

/// Text only, numbers in the shortest form that reads back exactly. Same card, same text.
[[nodiscard]] std::map<std::string, std::string> cardToMetadata(const Card& card);

/// True where the file was written by an import of this program.
[[nodiscard]] bool hasCard(const formats::TensorFile& file);

/// @throws formats::FormatError that names the file and the line of the card.
[[nodiscard]] Card cardFromMetadata(const formats::TensorFile& file);

} // namespace varad::nn
