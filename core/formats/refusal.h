// core/formats/refusal.h - layer: formats (std only; internal)
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace varad::formats {

/// Why a parser refuses its bytes, without the file's name: parseTensorFile() puts that in front and throws
/// FormatError. Never leaves this folder.
class Refusal : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// `text` from a file, fit for a message: in quotes, at most 80 bytes, control characters and bytes that are
/// not UTF-8 replaced by '?'.
[[nodiscard]] std::string inQuotes(std::string_view text);

/// Well-formed UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool isUtf8(std::string_view text);

} // namespace varad::formats
