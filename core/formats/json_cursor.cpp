// core/formats/json_cursor.cpp - layer: formats
#include "core/formats/json_cursor.h"

#include "core/formats/refusal.h"

#include <limits>

namespace varad::formats {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

void appendUtf8(std::string& out, std::uint32_t code)
{
    const auto put = [&](std::uint32_t value) { out += static_cast<char>(value); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | code >> 6);
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3F));
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

} // namespace

void JsonCursor::skipSpace()
{
    while (m_at < m_text.size() && std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos)
        ++m_at;
}

char JsonCursor::next()
{
    if (m_at == m_text.size())
        throw Refusal("its header is cut off");
    return m_text[m_at++];
}

bool JsonCursor::accept(char c)
{
    skipSpace();
    if (m_at == m_text.size() || m_text[m_at] != c)
        return false;
    ++m_at;
    return true;
}

void JsonCursor::expect(char c)
{
    skipSpace();
    if (m_at == m_text.size())
        throw Refusal("its header is cut off");
    if (!accept(c))
        throw Refusal("its header is not of the form of safetensors: " + inQuotes(std::string(1, c)) +
                      " is missing at byte " + std::to_string(m_at));
}

void JsonCursor::object(const std::function<void(std::string key)>& member)
{
    expect('{');
    if (accept('}'))
        return;
    do {
        std::string key = string();
        expect(':');
        member(std::move(key));
    } while (accept(','));
    expect('}');
}

void JsonCursor::array(const std::function<void()>& item)
{
    expect('[');
    if (accept(']'))
        return;
    do {
        item();
    } while (accept(','));
    expect(']');
}

std::uint32_t JsonCursor::hex4()
{
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) {
        const char c = next();
        const std::size_t digit =
            std::string_view("0123456789abcdef").find(static_cast<char>(isDigit(c) ? c : c | 0x20));
        if (digit == std::string_view::npos)
            throw Refusal("its header holds a damaged character code");
        value = value << 4 | static_cast<std::uint32_t>(digit);
    }
    return value;
}

void JsonCursor::escape(std::string& out)
{
    const char c = next();
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    if (const std::size_t at = letters.find(c); at != std::string_view::npos) {
        out += meanings[at];
        return;
    }
    if (c != 'u')
        throw Refusal("its header holds a damaged character code");
    std::uint32_t code = hex4();
    if (code >= 0xD800 && code <= 0xDFFF) {
        // A pair of surrogates, first the high one; half a pair is no character.
        if (code >= 0xDC00 || next() != '\\' || next() != 'u')
            throw Refusal("its header holds half a character");
        const std::uint32_t low = hex4();
        if (low < 0xDC00 || low > 0xDFFF)
            throw Refusal("its header holds half a character");
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    appendUtf8(out, code);
}

std::string JsonCursor::string()
{
    expect('"');
    std::string out;
    for (char c = next(); c != '"'; c = next()) {
        if (static_cast<unsigned char>(c) < 0x20)
            throw Refusal("its header holds a bare control character");
        if (c == '\\')
            escape(out);
        else
            out += c;
    }
    return out;
}

std::uint64_t JsonCursor::unsignedInteger()
{
    skipSpace();
    const std::size_t begin = m_at;
    constexpr std::uint64_t largest = std::numeric_limits<std::int64_t>::max();
    std::uint64_t value = 0;
    while (m_at < m_text.size() && isDigit(m_text[m_at])) {
        const auto digit = static_cast<std::uint64_t>(m_text[m_at] - '0');
        if (value > (largest - digit) / 10)
            throw Refusal("a number in its header is larger than 63 bits");
        value = value * 10 + digit;
        ++m_at;
    }
    const bool leadingZero = m_at - begin > 1 && m_text[begin] == '0';
    const bool goesOn =
        m_at < m_text.size() && std::string_view(".eE+-").find(m_text[m_at]) != std::string_view::npos;
    if (m_at == begin || leadingZero || goesOn)
        throw Refusal("something in its header is not the plain number that belongs there");
    return value;
}

void JsonCursor::endWithSpaces() const
{
    if (m_text.find_first_not_of(' ', m_at) != std::string_view::npos)
        throw Refusal("something follows the object in its header");
}

} // namespace varad::formats
