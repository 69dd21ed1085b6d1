// core/formats/json_cursor.h - layer: formats (std only; internal)
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace varad::formats {

/// Just enough strict JSON for a header whose form is known in advance: the caller asks for what must come
/// next, so foreign text cannot decide how deep anything goes. Every method throws Refusal when something
/// else comes.
class JsonCursor {
public:
    /// `text` is UTF-8 and outlives the cursor.
    explicit JsonCursor(std::string_view text) : m_text(text) {}

    /// { "key": value, ... }: calls `member` at each value, which it must consume.
    void object(const std::function<void(std::string key)>& member);
    /// [ value, ... ]: calls `item` at each value, which it must consume.
    void array(const std::function<void()>& item);
    std::string string();
    /// Digits only: no sign, fraction, exponent, leading zero; below 2^63.
    std::uint64_t unsignedInteger();
    /// What is left may only be spaces.
    void endWithSpaces() const;

private:
    void skipSpace();
    bool accept(char c);
    void expect(char c);
    char next();
    void escape(std::string& out);
    std::uint32_t hex4();

    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace varad::formats
