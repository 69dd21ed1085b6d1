// core/nn/bench/json_object.h - layer: varad-bench (std)
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace varad::bench {

/// Writes one JSON object, member by member, in the order of the calls. Numbers that are not finite become
/// null.
class JsonObject {
public:
    JsonObject& add(std::string_view key, std::string_view value);
    JsonObject& add(std::string_view key, const char* value) { return add(key, std::string_view(value)); }
    JsonObject& add(std::string_view key, double value);
    JsonObject& add(std::string_view key, int value) { return add(key, static_cast<double>(value)); }
    JsonObject& add(std::string_view key, bool value);
    JsonObject& add(std::string_view key, const std::vector<double>& values);
    JsonObject& add(std::string_view key, const std::vector<std::string>& values);
    JsonObject& add(std::string_view key, const JsonObject& value);
    JsonObject& add(std::string_view key, const std::vector<JsonObject>& values);
    JsonObject& addNull(std::string_view key);
    std::string text() const { return "{" + m_members + "}"; }

private:
    JsonObject& member(std::string_view key, const std::string& value);
    std::string m_members;
};

} // namespace varad::bench
