#include "core/nn/recipe/model_file.h"

#include "core/nn/head/tensor_io.h"
#include "core/nn/recipe/bank_model.h"
#include "core/nn/recipe/cross_fit.h"
#include "core/nn/recipe/published_model.h"
#include "core/nn/recipe/recipe_model.h"

#include <ATen/ATen.h>

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <sstream>
#include <stdexcept>

namespace varad::nn {
namespace {

constexpr const char* kFormat = "varad-model";
constexpr const char* kVersion = "1";
const std::string kAlignment = "alignment.";

// The description is text in the metadata: records separated by ';', fields by ','. The C locale holds:
// std::to_chars and std::from_chars know no other.
std::string numberText(double value)
{
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof(buffer), value);
    return {buffer, end.ptr};
}

std::vector<std::string> split(const std::string& text, char separator)
{
    std::vector<std::string> parts;
    std::string part;
    std::istringstream stream(text);
    while (std::getline(stream, part, separator))
        parts.push_back(part);
    return parts;
}

const std::string& entry(const Metadata& metadata, const std::string& key)
{
    const auto found = metadata.find(key);
    if (found == metadata.end())
        throw std::invalid_argument("the entry '" + key + "' is missing");
    return found->second;
}

double number(const std::string& text)
{
    double value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc() || result.ptr != text.data() + text.size() || !std::isfinite(value))
        throw std::invalid_argument("'" + text + "' is no number");
    return value;
}

std::int64_t integer(const std::string& text, std::int64_t least, std::int64_t most)
{
    const double value = number(text);
    if (value < double(least) || value > double(most) || value != std::floor(value))
        throw std::invalid_argument("'" + text + "' is no whole number from " + std::to_string(least) +
                                    " to " + std::to_string(most));
    return static_cast<std::int64_t>(value);
}

std::vector<std::string> fields(const std::string& record, std::size_t count)
{
    std::vector<std::string> parts = split(record, ',');
    if (parts.size() != count)
        throw std::invalid_argument("'" + record + "' should have " + std::to_string(count) + " fields");
    return parts;
}

constexpr std::int64_t kMostCells = 1 << 14, kMostChannels = 1 << 14, kMostSide = 1 << 15;

void describe(const ModelDescription& d, Metadata& metadata)
{
    std::string taps, shapes, heads, terms;
    for (const int tap : d.taps)
        taps += std::to_string(tap) + ";";
    for (const GridShape& s : d.shapes)
        shapes += std::to_string(s.rows) + "," + std::to_string(s.columns) + "," +
                  numberText(s.geometry.first) + "," + numberText(s.geometry.pitch) + ";";
    for (const HeadConfig& h : d.heads)
        heads += std::to_string(h.channels) + "," + std::to_string(h.predNextN) + "," +
                 std::to_string(int(h.adapter)) + "," + std::to_string(h.depth) + "," +
                 std::to_string(h.validPath) + "," + std::to_string(int(h.positionalEncoding)) + "," +
                 numberText(h.positionalScale) + "," + std::to_string(int(h.learnableBos)) + ";";
    for (const TermSpec& t : d.terms)
        terms += t.name + "," + t.groups + "," + std::to_string(t.tap) + "," + std::to_string(int(t.joint)) +
                 "," + std::to_string(t.box) + ";";
    metadata["format"] = kFormat;
    metadata["version"] = kVersion;
    metadata["backbone"] = d.backboneName;
    metadata["backbone_sha256"] = d.backboneSha256;
    metadata["side"] = std::to_string(d.side);
    metadata["taps"] = taps;
    metadata["shapes"] = shapes;
    metadata["heads"] = heads;
    metadata["terms"] = terms;
    metadata["made"] = d.made;
}

ModelDescription parseDescription(const Metadata& metadata)
{
    ModelDescription d;
    d.backboneName = entry(metadata, "backbone");
    d.backboneSha256 = entry(metadata, "backbone_sha256");
    d.side = integer(entry(metadata, "side"), 1, kMostSide);
    d.made = entry(metadata, "made");
    for (const std::string& tap : split(entry(metadata, "taps"), ';'))
        d.taps.push_back(int(integer(tap, 0, 1000)));
    for (const std::string& record : split(entry(metadata, "shapes"), ';')) {
        const auto f = fields(record, 4);
        d.shapes.push_back(
            {integer(f[0], 1, kMostCells), integer(f[1], 1, kMostCells), {number(f[2]), number(f[3])}});
        if (d.shapes.back().geometry.pitch <= 0)
            throw std::invalid_argument("the cells of a grid are " + f[3] + " pixels apart");
    }
    for (const std::string& record : split(entry(metadata, "heads"), ';')) {
        const auto f = fields(record, 8);
        HeadConfig h;
        h.channels = integer(f[0], 1, kMostChannels);
        h.predNextN = integer(f[1], 1, kMostCells * kMostCells);
        h.adapter = AdapterKind(integer(f[2], 0, 2));
        h.depth = int(integer(f[3], 1, 64));
        h.validPath = int(integer(f[4], -1, 3));
        h.positionalEncoding = integer(f[5], 0, 1) == 1;
        h.positionalScale = number(f[6]);
        h.learnableBos = integer(f[7], 0, 1) == 1;
        d.heads.push_back(h);
    }
    for (const std::string& record : split(entry(metadata, "terms"), ';')) {
        const auto f = fields(record, 5);
        d.terms.push_back({f[0], f[1], int(integer(f[2], 0, std::int64_t(d.taps.size()) - 1)),
                           integer(f[3], 0, 1) == 1, int(integer(f[4], 1, 1001))});
        const TermSpec& term = d.terms.back();
        if (term.box % 2 == 0 || (term.joint && std::size_t(term.tap) >= d.heads.size()))
            throw std::invalid_argument("the term '" + record + "' cannot be computed");
    }
    if (d.taps.empty() || d.shapes.size() != d.taps.size())
        throw std::invalid_argument("taps and grids do not belong together");
    return d;
}

std::vector<HierarchyHead> headsFrom(const ModelDescription& d, const NamedTensors& tensors)
{
    if (d.heads.size() > d.taps.size())
        throw std::invalid_argument("there are more heads than taps");
    std::vector<HierarchyHead> heads;
    for (std::size_t i = 0; i < d.heads.size(); ++i)
        heads.emplace_back(d.heads[i], tensors, int(i));
    return heads;
}

/// @param rule distance, mode, share, sigma, groups
ScoreRule ruleFrom(const at::Tensor& rule, std::int64_t side)
{
    const auto value = [&](std::int64_t i) { return rule[i].item<double>(); };
    const auto isWhole = [&](std::int64_t i, double most) {
        return value(i) >= 0 && value(i) <= most && value(i) == std::floor(value(i));
    };
    const bool known = isWhole(0, double(kDistanceKinds.size() - 1)) &&
                       isWhole(1, double(MapMode::AnywhereAndContext)) && value(2) >= 0 && value(2) <= 1 &&
                       value(3) >= 0 && value(3) <= double(side) &&
                       isWhole(4, double(std::numeric_limits<std::uint32_t>::max()));
    if (!known)
        throw std::invalid_argument("the rule of the score is unknown");
    return {DistanceKind(int(value(0))), MapMode(int(value(1))), value(2), std::uint32_t(value(4))};
}

/// What belongs to the cells of a grid has as many as the grid.
void checkCells(const at::Tensor& tensor, const GridShape& shape, std::int64_t rowAxis,
                const std::string& name)
{
    if (tensor.size(rowAxis) != shape.rows || tensor.size(rowAxis + 1) != shape.columns)
        throw std::invalid_argument("the tensor '" + name + "' does not fit its grid");
}

std::unique_ptr<ScoringModel> recipeFrom(const ModelDescription& d, const NamedTensors& tensors)
{
    std::vector<Whitening> whitenings;
    for (std::size_t i = 0; i < d.heads.size(); ++i) {
        const std::int64_t c = d.heads[i].channels;
        const std::string prefix = "whitening." + std::to_string(i) + ".";
        whitenings.push_back(
            {takeTensor(tensors, prefix + "mean", {c}), takeTensor(tensors, prefix + "root", {c, c})});
    }
    const at::Tensor rule = takeTensor(tensors, "rule", {5});
    RecipeModel::Parts parts{TokenFront(d.terms, std::move(whitenings), headsFrom(d, tensors)),
                             SceneReader::from(tensors, d.taps.size()),
                             {},
                             TermGroups(d.terms),
                             {},
                             ruleFrom(rule, d.side),
                             d.side,
                             rule[3].item<double>(),
                             d.shapes};
    for (const TermSpec& term : d.terms) {
        const std::string prefix = "term." + term.name + ".";
        parts.distances.push_back(DistanceTerm::from(tensors, prefix, parts.rule.distance));
        if (parts.rule.distance == DistanceKind::ByPlace)
            checkCells(tensors.at(prefix + "mean"), d.shapes[std::size_t(term.tap)], -3, prefix + "mean");
    }
    parts.groups.restore(tensors);
    const std::vector<GridShape> shapes = groupShapes(parts.groups, d.shapes);
    if (shapes.size() > std::numeric_limits<std::uint32_t>::digits)
        throw std::invalid_argument("there are too many groups of terms");
    for (std::size_t group = 0; group < shapes.size(); ++group) {
        const std::string prefix = "calibration." + parts.groups.names()[group] + ".";
        parts.fields.push_back(CalibrationField::from(tensors, prefix));
        checkCells(tensors.at(prefix + "place_mean"), shapes[group], -2, prefix + "place_mean");
    }
    return std::make_unique<RecipeModel>(std::move(parts));
}

std::unique_ptr<ScoringModel> bankFrom(const ModelDescription& d, const NamedTensors& tensors,
                                       const Metadata& metadata)
{
    BankModel::Parts parts;
    const auto grid = fields(entry(metadata, "bank_grid"), 2);
    parts.rows = integer(grid[0], 1, kMostCells);
    parts.columns = integer(grid[1], 1, kMostCells);
    parts.side = d.side;
    std::int64_t channels = 0;
    for (std::size_t i = 0; i < d.taps.size(); ++i) {
        const std::string prefix = "bank." + std::to_string(i) + ".";
        parts.mean.push_back(takeTensor(tensors, prefix + "mean", {-1}));
        channels += parts.mean.back().size(0);
        parts.inverseStd.push_back(takeTensor(tensors, prefix + "scale", {parts.mean.back().size(0)}));
    }
    parts.bank = takeTensor(tensors, "bank.tokens", {-1, channels});
    return std::make_unique<BankModel>(std::move(parts));
}

LoadedModel parse(const formats::TensorFile& file)
{
    const Metadata& metadata = file.metadata();
    const auto format = metadata.find("format");
    if (format == metadata.end() || format->second != kFormat)
        throw std::invalid_argument("it is no VarAD model");
    if (entry(metadata, "version") != kVersion)
        throw std::invalid_argument("its version is " + entry(metadata, "version") +
                                    ", this program reads version " + kVersion);
    LoadedModel loaded;
    loaded.description = parseDescription(metadata);
    const ModelDescription& d = loaded.description;
    const NamedTensors tensors = toTensors(file);
    for (const auto& [name, tensor] : tensors)
        if (name.rfind(kAlignment, 0) == 0)
            loaded.description.alignment[name.substr(kAlignment.size())] = tensor;
    const std::string& method = entry(metadata, "method");
    if (method == RecipeModel::kMethod)
        loaded.model = recipeFrom(d, tensors);
    else if (method == PublishedModel::kMethod && d.heads.size() == d.taps.size())
        loaded.model = std::make_unique<PublishedModel>(headsFrom(d, tensors), d.side, d.shapes);
    else if (method == BankModel::kMethod)
        loaded.model = bankFrom(d, tensors, metadata);
    else
        throw std::invalid_argument("the method '" + method + "' is unknown or lacks heads");
    return loaded;
}

} // namespace

void saveModel(const std::filesystem::path& path, const ScoringModel& model,
               const ModelDescription& description)
{
    NamedTensors tensors;
    Metadata metadata;
    model.listInto(tensors, metadata);
    describe(description, metadata);
    for (const auto& [name, tensor] : description.alignment)
        tensors[kAlignment + name] = tensor;
    writeTensors(path, tensors, metadata);
}

LoadedModel loadModel(const std::filesystem::path& path)
{
    const formats::TensorFile file = formats::readTensorFile(path);
    try {
        return parse(file);
    } catch (const std::invalid_argument& e) {
        throw formats::FormatError(file.label() + ": " + e.what());
    }
}

} // namespace varad::nn
