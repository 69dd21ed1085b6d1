#include "core/nn/bench/json_object.h"

#include <cmath>
#include <cstdio>

namespace varad::bench {

namespace {

std::string quoted(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            char code[8];
            std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(c));
            out += code;
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string number(double value)
{
    if (!std::isfinite(value))
        return "null";
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

template <class Values, class Write>
std::string list(const Values& values, const Write& write)
{
    std::string out = "[";
    for (const auto& value : values)
        out += (out.size() > 1 ? "," : "") + write(value);
    return out + "]";
}

} // namespace

JsonObject& JsonObject::member(std::string_view key, const std::string& value)
{
    m_members += (m_members.empty() ? "" : ",") + quoted(key) + ":" + value;
    return *this;
}

JsonObject& JsonObject::add(std::string_view key, std::string_view value)
{
    return member(key, quoted(value));
}
JsonObject& JsonObject::add(std::string_view key, double value) { return member(key, number(value)); }
JsonObject& JsonObject::add(std::string_view key, bool value)
{
    return member(key, value ? "true" : "false");
}
JsonObject& JsonObject::add(std::string_view key, const JsonObject& value)
{
    return member(key, value.text());
}
JsonObject& JsonObject::addNull(std::string_view key) { return member(key, "null"); }

JsonObject& JsonObject::add(std::string_view key, const std::vector<double>& values)
{
    return member(key, list(values, number));
}

JsonObject& JsonObject::add(std::string_view key, const std::vector<std::string>& values)
{
    return member(key, list(values, quoted));
}

JsonObject& JsonObject::add(std::string_view key, const std::vector<JsonObject>& values)
{
    return member(key, list(values, [](const JsonObject& o) { return o.text(); }));
}

} // namespace varad::bench
