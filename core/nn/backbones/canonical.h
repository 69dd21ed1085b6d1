// core/nn/backbones/canonical.h - layer: varad_nn (LibTorch + std; no Qt, no OpenCV)
#pragma once

#include "core/nn/backbones/backbone.h"
#include "core/nn/backbones/card.h"
#include "core/nn/backbones/weights.h"

#include <memory>
#include <string>

namespace varad::nn {

/// A network under this program's own names with its card: what an import writes and every builder reads.
/// Tensors may point into the file that it was made from, which must outlive it.
struct Canonical {
    formats::TensorFile file;
    NameInFile nameInFile; ///< the name in the original file, for messages; empty: the same
};

/// Adds the number of parameters to the card and puts both together, under the source's label.
[[nodiscard]] Canonical finishCanonical(const formats::TensorFile& source, TensorCollection tensors,
                                        Card card, NameInFile nameInFile);

/// Recognises the network by its tensor names and renames, folds and cuts. Strict: see loadBackbone().
/// @throws formats::FormatError that names file and tensor.
[[nodiscard]] Canonical canonicalForm(const formats::TensorFile& file);

/// @throws formats::FormatError that names file and tensor.
[[nodiscard]] std::shared_ptr<const Backbone> buildBackbone(const Canonical& network,
                                                            const BackboneOptions& options);

} // namespace varad::nn
