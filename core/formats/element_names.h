// core/formats/element_names.h - layer: formats (std only; internal)
#pragma once

#include "core/formats/tensor_file.h"

#include <optional>
#include <string_view>

namespace varad::formats {

/// The type under its safetensors name ("F32", "BOOL"); nothing for any other text.
[[nodiscard]] std::optional<ElementType> elementTypeOf(std::string_view name);

/// The safetensors name of a type.
[[nodiscard]] std::string_view elementName(ElementType type);

} // namespace varad::formats
