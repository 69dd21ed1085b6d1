#include "core/nn/backbones/card.h"

#include <charconv>
#include <cmath>
#include <sstream>

namespace varad::nn {

namespace {

constexpr const char* formatKey = "format";
constexpr const char* formatName = "varad-backbone";
constexpr const char* versionKey = "version";
constexpr const char* versionText = "1";

template <class Number>
std::string numberText(Number value)
{
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof(buffer), value).ptr;
    return std::string(buffer, end);
}

std::vector<std::string> split(const std::string& text, char separator)
{
    std::vector<std::string> parts;
    std::string part;
    std::istringstream stream(text);
    while (std::getline(stream, part, separator))
        if (!part.empty())
            parts.push_back(part);
    return parts;
}

/// Reads the lines of a card; every complaint names the file and the line.
class CardReader {
public:
    explicit CardReader(const formats::TensorFile& file) : m_file(file) {}

    std::string text(const std::string& key) const
    {
        const auto found = m_file.metadata().find(key);
        if (found == m_file.metadata().end())
            refuse(key, "is missing");
        return found->second;
    }

    template <class Number>
    Number number(const std::string& key, const std::string& word) const
    {
        Number value{};
        const auto result = std::from_chars(word.data(), word.data() + word.size(), value);
        if (result.ec != std::errc() || result.ptr != word.data() + word.size())
            refuse(key, "holds '" + word + "', which is not a number in range");
        return value;
    }

    std::array<double, 3> three(const std::string& key) const
    {
        const std::vector<std::string> words = split(text(key), ' ');
        if (words.size() != 3)
            refuse(key, "does not hold three numbers");
        std::array<double, 3> values{};
        for (std::size_t i = 0; i < 3; ++i) {
            values[i] = number<double>(key, words[i]);
            if (!std::isfinite(values[i]))
                refuse(key, "is not finite");
        }
        return values;
    }

    [[noreturn]] void refuse(const std::string& key, const std::string& reason) const
    {
        throw formats::FormatError(m_file.label() + ": the line '" + key + "' of the backbone's card " +
                                   reason + "; import the network again.");
    }

private:
    const formats::TensorFile& m_file;
};

std::vector<Tap> readTaps(const CardReader& card)
{
    std::vector<Tap> taps;
    for (const std::string& word : split(card.text("taps"), ' ')) {
        const std::vector<std::string> parts = split(word, ':');
        if (parts.size() != 3)
            card.refuse("taps", "has an entry that is not NAME:CHANNELS:STRIDE");
        taps.push_back({parts[0], card.number<std::int64_t>("taps", parts[1]),
                        card.number<std::int64_t>("taps", parts[2])});
    }
    if (taps.empty())
        card.refuse("taps", "is empty");
    return taps;
}

std::vector<int> readDefaultTaps(const CardReader& card, std::size_t tapCount)
{
    std::vector<int> chosen;
    for (const std::string& word : split(card.text("default_taps"), ' ')) {
        const int index = card.number<int>("default_taps", word);
        if (index < 0 || static_cast<std::size_t>(index) >= tapCount ||
            (!chosen.empty() && index <= chosen.back()))
            card.refuse("default_taps", "is not an ascending list of existing taps");
        chosen.push_back(index);
    }
    if (chosen.empty())
        card.refuse("default_taps", "is empty");
    return chosen;
}

/// Words with one blank between them.
template <class List, class ToText>
std::string joined(const List& list, ToText toText)
{
    std::string text;
    for (const auto& item : list) {
        if (!text.empty())
            text += ' ';
        text += toText(item);
    }
    return text;
}

} // namespace

std::map<std::string, std::string> cardToMetadata(const Card& card)
{
    const std::string taps = joined(card.info.taps, [](const Tap& tap) {
        std::string text = tap.name;
        text.append(":").append(numberText(tap.channels)).append(":").append(numberText(tap.stride));
        return text;
    });
    const std::string defaults = joined(card.info.defaultTaps, numberText<int>);
    return {{formatKey, formatName},
            {versionKey, versionText},
            {"name", card.info.name},
            {"family", card.info.family},
            {"side_multiple", numberText(card.info.sideMultiple)},
            {"mean", joined(card.info.mean, numberText<double>)},
            {"std", joined(card.info.std, numberText<double>)},
            {"range", "pixel / 255"},
            {"padding", card.padding},
            {"activation", card.activation},
            {"taps", taps},
            {"default_taps", defaults},
            {"licence", card.licence},
            {"source", card.source},
            {"source_sha256", card.sourceSha256},
            {"parameters", numberText(card.info.parameters)}};
}

bool hasCard(const formats::TensorFile& file)
{
    const auto found = file.metadata().find(formatKey);
    return found != file.metadata().end() && found->second == formatName;
}

Card cardFromMetadata(const formats::TensorFile& file)
{
    const CardReader reader(file);
    if (reader.text(versionKey) != versionText)
        reader.refuse(versionKey, "is not " + std::string(versionText) + ": written by a newer program");
    Card card;
    card.info.name = reader.text("name");
    card.info.family = reader.text("family");
    card.info.sideMultiple = reader.number<std::int64_t>("side_multiple", reader.text("side_multiple"));
    card.info.mean = reader.three("mean");
    card.info.std = reader.three("std");
    for (const double s : card.info.std)
        if (!(s > 0))
            reader.refuse("std", "is not positive");
    card.info.taps = readTaps(reader);
    card.info.defaultTaps = readDefaultTaps(reader, card.info.taps.size());
    card.info.parameters = reader.number<std::int64_t>("parameters", reader.text("parameters"));
    card.padding = reader.text("padding");
    card.activation = reader.text("activation");
    card.licence = reader.text("licence");
    card.source = reader.text("source");
    card.sourceSha256 = reader.text("source_sha256");
    return card;
}

} // namespace varad::nn
