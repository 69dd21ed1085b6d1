// core/formats/checkpoint_tensors.h - layer: formats (std only; internal)
#pragma once

#include "core/formats/pickle.h"
#include "core/formats/tensor_file.h"

#include <functional>
#include <vector>

namespace varad::formats {

/// Gives the bytes of a storage: at least count x elementSize of them.
/// @throws Refusal
using StorageBytes = std::function<Bytes(const PickleStorage&)>;

/// Finds the dictionary of weights in a pickle and gives its tensors, in the order of the dictionary.
///
/// The root has to be a dictionary with text keys. Training programs wrap the weights, beside an epoch
/// number, settings and the optimizer's state: if the root has a dictionary under "state_dict",
/// "model_state_dict", "model", "teacher", "module", "network", "net" or "weights" (first one found, in this
/// order), or no tensor but exactly one dictionary with tensors under another name, then that one holds the
/// weights, and the rest of the root is ignored (read and checked like everything, but not given out). Names
/// come without the wrapper's. At most four wrappers. In the dictionary of weights itself every key is text,
/// occurs once, and every value is a tensor; anything else there is an error, because a part of the network
/// would be missing.
/// @throws Refusal  names the tensor.
[[nodiscard]] std::vector<TensorEntry> tensorsOf(const Pickle& pickle, const StorageBytes& storageBytes);

} // namespace varad::formats
