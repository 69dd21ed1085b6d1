// A stored model scores like the one that was stored, bit by bit; anything else is refused by name.

#include "core/formats/tensor_file.h"
#include "core/nn/head/tensor_io.h"
#include "core/nn/recipe/bank_model.h"
#include "core/nn/recipe/cross_fit.h"
#include "core/nn/recipe/model_file.h"
#include "core/nn/recipe/published_model.h"
#include "core/nn/recipe/recipe_model.h"
#include "tests/check.h"
#include "tests/nn/small_recipe.h"
#include "tests/nn/temporary_folder.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <cmath>
#include <fstream>
#include <functional>
#include <iterator>
#include <limits>
#include <memory>
#include <string>
#include <vector>

using namespace varad;
using namespace varad::nn;
using varad::test::drawn;
using varad::test::SmallRecipe;
using varad::test::TemporaryFolder;

namespace {

struct Made {
    std::unique_ptr<ScoringModel> model;
    ModelDescription description;
};

ModelDescription describe(const SmallRecipe& recipe)
{
    ModelDescription d;
    d.backboneName = "made-up";
    d.backboneSha256 = "0123abcd";
    d.taps = {1, 3};
    d.side = SmallRecipe::kSide;
    d.shapes = recipe.shapes;
    d.made = "a test";
    return d;
}

Made recipeModel(const ScoreRule& rule)
{
    const SmallRecipe recipe;
    CrossFit fit(recipe.front, recipe.scene, FoldPlan::make({0, 1, 2, 3, 4, 5, 6, 7}, 1), 2);
    for (std::int64_t i = 0; i < 8; ++i)
        fit.add(i, recipe.features(i));
    fit.finish();
    TermGroups groups(recipe.terms);
    std::vector<std::vector<at::Tensor>> distances;
    for (std::int64_t i = 0; i < 8; ++i)
        distances.push_back(fit.heldOutDistances(i, recipe.features(i))[rule.distance]);
    groups.fit(distances);
    HeldOutCalibration calibration(groups.names().size());
    for (std::int64_t i = 0; i < 8; ++i)
        calibration.add(groups.join(distances[std::size_t(i)], recipe.scene(recipe.features(i))));
    ModelDescription d = describe(recipe);
    d.heads = {recipe.head};
    d.terms = recipe.terms;
    return {std::make_unique<RecipeModel>(
                RecipeModel::Parts{recipe.front, recipe.scene, fit.finalDistances(rule.distance), groups,
                                   calibration.fields(), rule, d.side, 4, d.shapes}),
            d};
}

Made publishedModel(AdapterKind adapter)
{
    const SmallRecipe recipe;
    ModelDescription d = describe(recipe);
    HeadConfig deep{5, 3, adapter, 2, 1, false, 1.0, false};
    HeadConfig fine = recipe.head;
    fine.adapter = adapter;
    d.heads = {fine, deep};
    const at::Generator generator = at::make_generator<at::CPUGeneratorImpl>(8);
    std::vector<HierarchyHead> heads;
    for (const HeadConfig& config : d.heads)
        heads.emplace_back(config, generator);
    return {std::make_unique<PublishedModel>(std::move(heads), d.side, d.shapes), d};
}

Made bankModel()
{
    const SmallRecipe recipe;
    ModelDescription d = describe(recipe);
    BankModel::Parts parts = buildBank(
        5, [&](std::int64_t i) { return recipe.features(i); }, 60, 1);
    parts.side = d.side;
    return {std::make_unique<BankModel>(std::move(parts)), d};
}

void checkSameScores(const ScoringModel& a, const ScoringModel& b)
{
    const SmallRecipe recipe;
    for (std::int64_t picture = 30; picture < 33; ++picture) {
        const ModelScore mine = a.score(recipe.features(picture)), theirs = b.score(recipe.features(picture));
        CHECK(std::isfinite(mine.score) && mine.map.isfinite().all().item<bool>());
        CHECK(mine.score == theirs.score && mine.peak == theirs.peak && at::equal(mine.map, theirs.map));
        CHECK(mine.terms.size() == theirs.terms.size() && !mine.terms.empty());
        for (std::size_t i = 0; i < mine.terms.size(); ++i)
            CHECK(mine.terms[i].name == theirs.terms[i].name &&
                  at::equal(mine.terms[i].grid, theirs.terms[i].grid));
    }
}

void checkSameDescription(const ModelDescription& a, const ModelDescription& b)
{
    CHECK(a.backboneName == b.backboneName && a.backboneSha256 == b.backboneSha256 && a.taps == b.taps &&
          a.side == b.side);
    CHECK(a.made == b.made && a.shapes.size() == b.shapes.size() && a.heads.size() == b.heads.size() &&
          a.terms.size() == b.terms.size());
    for (std::size_t i = 0; i < a.shapes.size(); ++i)
        CHECK(a.shapes[i].rows == b.shapes[i].rows && a.shapes[i].columns == b.shapes[i].columns &&
              a.shapes[i].geometry.first == b.shapes[i].geometry.first &&
              a.shapes[i].geometry.pitch == b.shapes[i].geometry.pitch);
    for (std::size_t i = 0; i < a.heads.size(); ++i) {
        const HeadConfig &x = a.heads[i], &y = b.heads[i];
        CHECK(x.channels == y.channels && x.predNextN == y.predNextN && x.adapter == y.adapter &&
              x.depth == y.depth);
        CHECK(x.validPath == y.validPath && x.positionalEncoding == y.positionalEncoding &&
              x.positionalScale == y.positionalScale && x.learnableBos == y.learnableBos);
    }
    for (std::size_t i = 0; i < a.terms.size(); ++i) {
        const TermSpec &x = a.terms[i], &y = b.terms[i];
        CHECK(x.name == y.name && x.groups == y.groups && x.tap == y.tap && x.joint == y.joint &&
              x.box == y.box);
    }
    CHECK(a.alignment.size() == b.alignment.size());
    for (const auto& [name, tensor] : a.alignment)
        CHECK_MESSAGE(b.alignment.count(name) == 1 && at::equal(b.alignment.at(name), tensor) &&
                          b.alignment.at(name).scalar_type() == tensor.scalar_type(),
                      name);
}

std::string bytesOf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void checkRefused(const std::filesystem::path& path, const std::string& what)
{
    try {
        (void)loadModel(path);
        test::fail(__FILE__, __LINE__, what + ": accepted");
    } catch (const formats::FormatError& e) {
        CHECK_MESSAGE(std::string(e.what()).find(path.filename().string()) != std::string::npos,
                      what + ": " + e.what());
    } catch (const std::exception& e) {
        test::fail(__FILE__, __LINE__, what + ": another exception: " + e.what());
    }
}

using Change = std::function<void(NamedTensors&, Metadata&)>;

void checkRefusedAfter(const std::filesystem::path& good, const std::string& what, const Change& change)
{
    NamedTensors tensors = readTensors(good);
    Metadata metadata = formats::readTensorFile(good).metadata();
    change(tensors, metadata);
    const std::filesystem::path bad = good.parent_path() / "changed.safetensors";
    writeTensors(bad, tensors, metadata);
    checkRefused(bad, what);
}

std::vector<Made> oneOfEach()
{
    std::vector<Made> all;
    all.push_back(recipeModel({}));
    all.push_back(publishedModel(AdapterKind::Resblock));
    all.push_back(bankModel());
    return all;
}

} // namespace

TEST_CASE(roundTripOfEveryRule)
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "model.safetensors";
    std::vector<Made> all = oneOfEach();
    all.push_back(recipeModel({DistanceKind::Components, MapMode::AnywhereAndContext, 0, 5u}));
    all.push_back(recipeModel({DistanceKind::ByPlace, MapMode::AnywhereAndHere, 0.05, ~0u}));
    all.push_back(publishedModel(AdapterKind::Linear));
    all.push_back(publishedModel(AdapterKind::None));
    for (const Made& made : all) {
        saveModel(path, *made.model, made.description);
        const LoadedModel loaded = loadModel(path);
        checkSameScores(*made.model, *loaded.model);
        checkSameDescription(made.description, loaded.description);
        const std::string bytes = bytesOf(path); // stored again, the same bytes
        saveModel(path, *loaded.model, loaded.description);
        CHECK(bytesOf(path) == bytes);
    }
}

TEST_CASE(alignmentTensorsComeBack)
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "model.safetensors";
    const NamedTensors alignment{{"template", drawn({96, 720}, 61)},
                                 {"fixed", drawn({96, 720}, 62)},
                                 {"radius", at::scalar_tensor(0.3125, at::kDouble)}};
    for (Made& made : oneOfEach()) {
        saveModel(path, *made.model, made.description);
        CHECK(loadModel(path).description.alignment.empty());
        made.description.alignment = alignment;
        saveModel(path, *made.model, made.description);
        const LoadedModel loaded = loadModel(path);
        checkSameScores(*made.model, *loaded.model);
        checkSameDescription(made.description, loaded.description);
        checkRefusedAfter(path, "NaN in the alignment", [](NamedTensors& t, Metadata&) {
            t["alignment.radius"] = at::scalar_tensor(std::numeric_limits<double>::quiet_NaN(), at::kDouble);
        });
    }
}

TEST_CASE(topShareAndGroupsReachTheScore)
{
    const SmallRecipe recipe;
    const ModelScore whole = recipeModel({}).model->score(recipe.features(30));
    const ModelScore some =
        recipeModel({DistanceKind::ByPlace, MapMode::Anywhere, 0, 2u}).model->score(recipe.features(30));
    CHECK(whole.terms.size() == 4 && some.terms.size() == 1 && some.terms[0].name == "G8");
    CHECK(some.score == some.peak && whole.score < whole.peak);
}

TEST_CASE(cutOffAndForeignFilesAreRefused)
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "model.safetensors", cut = folder / "cut.safetensors";
    for (const Made& made : oneOfEach()) {
        saveModel(path, *made.model, made.description);
        const std::string bytes = bytesOf(path);
        for (const double share : {0.0, 0.001, 0.02, 0.5, 0.999}) {
            std::ofstream(cut, std::ios::binary)
                << bytes.substr(0, std::size_t(share * double(bytes.size())));
            checkRefused(cut, "cut at " + std::to_string(share));
        }
        std::string broken = bytes;
        broken[12] = '}'; // in the header
        std::ofstream(cut, std::ios::binary) << broken;
        checkRefused(cut, "damaged header");
    }
    checkRefused(folder / "absent.safetensors", "absent file");
    writeTensors(cut, {{"x", at::ones({3})}}, {{"format", "pt"}});
    checkRefused(cut, "weights of another program");
    writeTensors(cut, {{"x", at::ones({3})}}, {});
    checkRefused(cut, "no metadata");
}

TEST_CASE(wrongContentsAreRefused)
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "model.safetensors";
    for (const Made& made : oneOfEach()) {
        saveModel(path, *made.model, made.description);
        checkRefusedAfter(path, "newer version", [](NamedTensors&, Metadata& m) { m["version"] = "2"; });
        checkRefusedAfter(path, "unknown method",
                          [](NamedTensors&, Metadata& m) { m["method"] = "guessing"; });
        for (const char* key : {"backbone", "backbone_sha256", "side", "taps", "shapes", "heads", "terms",
                                "made", "method", "version"})
            checkRefusedAfter(path, std::string("without ") + key,
                              [&](NamedTensors&, Metadata& m) { m.erase(key); });
        for (const char* side : {"0", "-5", "64.5", "many", "", "1e300"})
            checkRefusedAfter(path, std::string("side ") + side,
                              [&](NamedTensors&, Metadata& m) { m["side"] = side; });
        checkRefusedAfter(path, "one shape", [](NamedTensors&, Metadata& m) { m["shapes"] = "8,8,3.5,8;"; });
        checkRefusedAfter(path, "short record", [](NamedTensors&, Metadata& m) { m["shapes"] = "8,8;4,4;"; });
        int index = 0;
        for (const auto& [name, tensor] : readTensors(path)) {
            if (++index % 3 != 0) // some of them: every one costs a file
                continue;
            checkRefusedAfter(path, "without " + name,
                              [n = name](NamedTensors& t, Metadata&) { t.erase(n); });
            if (tensor.is_floating_point())
                checkRefusedAfter(path, "NaN in " + name, [n = name](NamedTensors& t, Metadata&) {
                    t[n] = t[n].clone();
                    t[n].view({-1})[0] = std::numeric_limits<double>::quiet_NaN();
                });
        }
    }
}

TEST_CASE(misshapedTensorsAreRefused)
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "model.safetensors";
    for (const Made& made : oneOfEach()) {
        saveModel(path, *made.model, made.description);
        int index = 0;
        for (const auto& [name, tensor] : readTensors(path))
            if ((++index % 3 == 0 || name.rfind("model.", 0) != 0) && tensor.dim() > 0 &&
                name != "bank.tokens") // any number of tokens will do
                checkRefusedAfter(path, "misshaped " + name, [n = name](NamedTensors& t, Metadata&) {
                    t[n] = at::cat({t[n], t[n]}, t[n].dim() > 2 ? -3 : 0);
                });
    }
}

TEST_CASE(hostileNumbersAreRefused)
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "model.safetensors";
    const Made made = recipeModel({});
    saveModel(path, *made.model, made.description);
    for (const char* geometry : {"nan,8", "inf,8", "3.5,nan", "3.5,0", "3.5,-8", "3.5,inf"})
        checkRefusedAfter(path, geometry, [&](NamedTensors&, Metadata& m) {
            m["shapes"] = std::string("8,8,") + geometry + ";4,4,7.5,16;";
        });
    for (const auto& [index, value] : {std::pair<int, double>{0, 7},
                                       {1, 0.5},
                                       {2, 5},
                                       {2, -1},
                                       {3, -4},
                                       {3, 1e9},
                                       {4, -1},
                                       {4, 1e12},
                                       {4, 0.5}})
        checkRefusedAfter(path, "rule " + std::to_string(index) + " = " + std::to_string(value),
                          [i = index, v = value](NamedTensors& t, Metadata&) {
                              t["rule"] = t["rule"].clone();
                              t["rule"][i] = v;
                          });
    checkRefusedAfter(path, "calibration of another grid", [](NamedTensors& t, Metadata&) {
        for (const char* name : {"calibration.G8.place_mean", "calibration.G8.place_std"})
            t[name] = at::cat({t[name], t[name]}, 1);
    });
    checkRefusedAfter(path, "two coefficients a cell", [](NamedTensors& t, Metadata&) {
        t["term.G8.mean"] = at::cat({t["term.G8.mean"], t["term.G8.mean"]});
    });
    checkRefusedAfter(path, "no head as published", [](NamedTensors&, Metadata& m) {
        m["method"] = "published";
        m["heads"] = "";
    });
    checkRefusedAfter(path, "even window", [](NamedTensors&, Metadata& m) {
        m["terms"] = "J8,J8,0,1,2;G8,G8+M8,0,0,3;G8c,M8,0,0,5;G16,G16,1,0,3;";
    });
    checkRefusedAfter(path, "joint term without a head", [](NamedTensors&, Metadata& m) {
        m["terms"] = "J8,J8,0,1,3;G8,G8+M8,0,0,3;G8c,M8,0,0,5;G16,G16,1,1,3;";
    });
}

TEST_CASE(aFailedSaveLeavesTheOldModel)
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "model.safetensors";
    const Made made = bankModel();
    saveModel(path, *made.model, made.description);
    bool refused = false;
    try {
        saveModel(folder / "absent" / "model.safetensors", *made.model, made.description);
    } catch (const std::system_error&) {
        refused = true;
    }
    CHECK(refused);
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
    (void)loadModel(path);
}

TEST_MAIN()
