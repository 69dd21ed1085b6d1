// tests/formats/pickle_test.cpp
#include "tests/formats/checkpoint_bytes.h"

#include <cstring>

using namespace varad::test;
using varad::formats::ElementType;

namespace {

float floatAt(const varad::formats::TensorEntry& entry, std::size_t index)
{
    float value = 0;
    std::memcpy(&value, entry.data.data() + index * sizeof value, sizeof value);
    return value;
}

/// `levels` nested lists as the value of an ignored entry.
std::string nested(int levels)
{
    std::string lists;
    for (int i = 0; i < levels; ++i)
        lists += "]";
    for (int i = 1; i < levels; ++i)
        lists += "a";
    return lists;
}

std::string withIgnored(const std::string& value)
{
    return state(text("extra") + value + text("state_dict") + dict(text("w") + fourNumbers()));
}

} // namespace

TEST_CASE(readsATensor)
{
    const auto file = read(checkpoint(state(text("w") + tensor({2, 2}, {2, 1}))));
    CHECK(file.label() == "the file");
    CHECK(file.entries().size() == 1);
    const auto* entry = file.find("w");
    CHECK(entry != nullptr && entry->type == ElementType::F32);
    CHECK((entry->shape == std::vector<std::int64_t>{2, 2} &&
           entry->strides == std::vector<std::int64_t>{2, 1}));
    CHECK(entry->data.size() == 16 && floatAt(*entry, 0) == 1 && floatAt(*entry, 3) == 4);
    CHECK(file.find("v") == nullptr && file.find("x") == nullptr);
}

TEST_CASE(readsViewsOfOneStorage)
{
    const auto file =
        read(checkpoint(state(text("b") + tensor({2}, {2}, 1) + text("a") + tensor({2, 2}, {1, 2}))));
    const auto* offset = file.find("b");
    CHECK(floatAt(*offset, 0) == 2 && offset->data.size() == 12);
    CHECK((file.find("a")->strides == std::vector<std::int64_t>{1, 2}));
    CHECK(file.entries()[0].name == "a"); // sorted
}

TEST_CASE(readsScalarsAndEmptyTensors)
{
    const auto file =
        read(checkpoint(state(text("s") + tensor({}, {}, 3) + text("e") + tensor({0, 3}, {3, 1}, 4) +
                              text("one") + tensor({1, 1}, {77, 1}))));
    CHECK(file.find("s")->data.size() == 4 && floatAt(*file.find("s"), 0) == 4);
    CHECK(file.find("e")->data.empty());
    CHECK(file.find("one")->data.size() == 4);
}

TEST_CASE(readsEveryElementType)
{
    const std::vector<std::pair<const char*, ElementType>> kinds = {
        {"Double", ElementType::F64},    {"Float", ElementType::F32}, {"Half", ElementType::F16},
        {"BFloat16", ElementType::BF16}, {"Long", ElementType::I64},  {"Int", ElementType::I32},
        {"Short", ElementType::I16},     {"Char", ElementType::I8},   {"Byte", ElementType::U8},
        {"Bool", ElementType::Bool}};
    for (const auto& [kind, type] : kinds) {
        const StorageSpec spec{.kind = kind + "Storage"s, .count = 2};
        const auto file = read(checkpoint(state(text("w") + tensor({2}, {1}, 0, spec))));
        CHECK_MESSAGE(file.find("w")->type == type, kind);
        CHECK_MESSAGE(file.find("w")->data.size() == 2 * varad::formats::elementSize(type), kind);
    }
}

TEST_CASE(readsWhatOtherVersionsOfTorchWrite)
{
    const std::string parameter =
        call(name("torch._utils", "_rebuild_parameter"), fourNumbers() + "\x88" + orderedDict);
    const std::string old =
        call(name("torch._utils", "_rebuild_tensor"), storage() + number(0) + numbers({4}) + numbers({1}));
    const std::string head = storage() + number(0) + numbers({4}) + numbers({1}) + noHooks;
    const std::string size = call(name("torch", "Size"), numbers({2, 2}));
    const std::string sized = call(rebuildTensor, storage() + number(0) + size + numbers({2, 1}) + noHooks);
    const std::string pairs = "](" + ("](" + text("w") + fourNumbers() + "e") + "e";
    const std::string module = text("_metadata") + dict(text("version") + "K\x01");
    for (const std::string& good :
         {state(text("w") + parameter), state(text("w") + old),
          state(text("w") + call(rebuildTensor, head + "N")),
          state(text("w") + call(rebuildTensor, head + "}")), state(text("w") + sized),
          program(call(name("collections", "OrderedDict"), pairs)),
          program(call(name("collections", "OrderedDict"), "]" + text("w") + fourNumbers() + "\x86" + "a")),
          program("}" + text("w") + fourNumbers() + "s"),
          program(orderedDict + "(" + text("w") + fourNumbers() + "u" + "}" + module + "sb"),
          program("}U\x01w" + fourNumbers() + "s"), program("}T" + le(1, 4) + "w" + fourNumbers() + "s"),
          program("}\x8C\x01w" + fourNumbers() + "s", 4),
          program("\x95" + le(1, 8) + "}" + text("w") + fourNumbers() + "s", 4),
          program("}" + text("w") + "\x94" + fourNumbers() + "s", 4)}) {
        const auto file = read(checkpoint(good));
        CHECK(file.entries().size() == 1 && file.find("w") != nullptr && floatAt(*file.find("w"), 2) == 3);
    }
}

TEST_CASE(recallsRememberedValues)
{
    const std::string twice =
        "(" + text("a") + fourNumbers() + "q\x05" + text("b") + "h\x05" + text("c") + "j" + le(5, 4) + "u";
    CHECK(read(checkpoint(program("}" + twice))).entries().size() == 3);
    const std::string numbered =
        "}(" + text("a") + "\x94" + fourNumbers() + "\x94" + text("b") + "h\x01" + "u";
    CHECK(read(checkpoint(program(numbered, 4))).entries().size() == 2);
}

TEST_CASE(findsWeightsInsideTrainingCheckpoints)
{
    const std::string weights = dict(text("w") + fourNumbers());
    const std::string optimizer =
        dict(text("state") +
             dict("K\x00"s + dict(text("step") + "G\0\0\0\0\0\0\0\0"s + text("exp_avg") + fourNumbers())) +
             text("param_groups") + "](" + dict(text("lr") + "G\0\0\0\0\0\0\0\0"s) + "e");
    const std::string around = text("epoch") + "J" + le(3, 4) + text("done") + "\x88" + text("best") +
                               fourNumbers() + text("none") + "N" + text("arch") + text("vit") + text("big") +
                               "M\x01\x02"s + text("zero") + "\x8A\0"s + text("optimizer") + optimizer;
    for (const char* wrapper :
         {"state_dict", "model_state_dict", "model", "teacher", "module", "network", "net", "weights"}) {
        const auto file = read(checkpoint(state(around + text(wrapper) + weights)));
        CHECK_MESSAGE(file.entries().size() == 1 && file.find("w") != nullptr, wrapper);
    }
    CHECK(read(checkpoint(state(text("epoch") + "K\x03" + text("my_net") + weights))).find("w") != nullptr);
    CHECK(read(checkpoint(state(text("model") + dict(text("state_dict") + weights)))).find("w") != nullptr);
}

TEST_CASE(refusesDictionariesThatAreNoWeights)
{
    const std::string weights = dict(text("w") + fourNumbers());
    std::string wrapped = weights;
    for (int i = 0; i < 6; ++i)
        wrapped = dict(text("model") + wrapped);
    checkRefusals({
        {"two candidates", checkpoint(state(text("a") + weights + text("b") + weights)),
         "several dictionaries"},
        {"wrapped six times", checkpoint(program(wrapped)), "wrapped in too many"},
        {"number beside tensors", checkpoint(state(text("w") + fourNumbers() + text("epoch") + number(3))),
         "the entry 'epoch' is a number, not a tensor"},
        {"none", checkpoint(state(text("w") + "N")), "nothing (None)"},
        {"bool", checkpoint(state(text("w") + "\x88")), "true or false"},
        {"float", checkpoint(state(text("w") + "G" + le(0, 8))), "a number"},
        {"text", checkpoint(state(text("w") + text("hello"))), "is text"},
        {"tuple", checkpoint(state(text("w") + ")")), "a tuple"},
        {"list", checkpoint(state(text("w") + "]")), "a list"},
        {"storage", checkpoint(state(text("w") + storage())), "a part of a tensor"},
        {"global", checkpoint(state(text("w") + name("torch", "Size"))), "a part of a tensor"},
        {"dictionary without tensors", checkpoint(state(text("w") + "}")), "a dictionary, not a tensor"},
        {"empty", checkpoint(state("")), "there is no tensor"},
        {"root is a list", checkpoint(program("]")), "it holds a list"},
        {"root is a tensor", checkpoint(program(fourNumbers())), "it holds a tensor"},
        {"key is a number", checkpoint(state("K\x01" + fourNumbers())), "a name in it is a number"},
        {"key twice", checkpoint(state(text("w") + fourNumbers() + text("w") + fourNumbers())),
         "'w' is there twice"},
    });
}

TEST_CASE(refusesTensorsOutsideTheirStorage)
{
    const auto one = [](const std::string& value) { return checkpoint(state(text("w") + value)); };
    const std::int64_t huge = std::int64_t{1} << 62;
    checkRefusals({
        {"axes and strides", one(tensor({2, 2}, {1})), "the entry 'w': the tensor has 2 axes but 1 strides"},
        {"negative size", one(tensor({-4}, {1})), "negative size"},
        {"negative stride", one(tensor({4}, {-1}, 3)), "negative size or stride"},
        {"negative offset", one(tensor({4}, {1}, -1)), "negative offset"},
        {"past the end", one(tensor({4}, {1}, 1)), "needs more than its storage of 4"},
        {"stride past the end", one(tensor({2}, {4})), "needs more than its storage"},
        {"empty past the end", one(tensor({0}, {1}, 5)), "starts outside its storage"},
        {"product of sizes", one(tensor({huge, huge}, {1, 1})), "impossibly large"},
        {"size times stride", one(tensor({huge, 1}, {huge, 1})), "impossibly large"},
        {"sum of ways", one(tensor({3, 3}, {huge, huge})), "impossibly large"},
        {"sum of ways over 64 bits",
         one(tensor({32769, 32769}, {std::int64_t{1} << 48, std::int64_t{1} << 48})), "impossibly large"},
        {"stride of one element", one(tensor({1}, {huge})), "impossibly large"},
        {"expanded", one(tensor({5, 4}, {0, 1})), "expanded view"},
        {"17 axes", one(tensor(std::vector<std::int64_t>(17, 1), std::vector<std::int64_t>(17, 1))),
         "16 axes"},
    });
}

TEST_CASE(refusesCallsThatBuildNoTensor)
{
    const std::string head = storage() + number(0) + numbers({4}) + numbers({1});
    const auto one = [](const std::string& value) { return checkpoint(state(text("w") + value)); };
    const auto tensorOf = [&](const std::string& arguments) { return one(call(rebuildTensor, arguments)); };
    const std::string parameter = name("torch._utils", "_rebuild_parameter");
    const std::string ordered = name("collections", "OrderedDict");
    checkRefusals({
        {"too few", tensorOf(storage()), "wrong number of arguments"},
        {"too many", tensorOf(head + noHooks + "NN"), "wrong number of arguments"},
        {"old form with seven", one(call(name("torch._utils", "_rebuild_tensor"), head + "NNN")),
         "wrong number"},
        {"no storage", tensorOf("N" + number(0) + numbers({4}) + numbers({1}) + noHooks),
         "without a storage"},
        {"offset", tensorOf(storage() + "N" + numbers({4}) + numbers({1}) + noHooks), "integer offset"},
        {"learns", tensorOf(head + "N" + orderedDict), "hooks, which are code"},
        {"hooks", tensorOf(head + "\x89" + dict(text("a") + "N")), "hooks, which are code"},
        {"hooks are a list", tensorOf(head + "\x89]"), "hooks, which are code"},
        {"metadata", tensorOf(head + noHooks + dict(text("conj") + "\x88")),
         "properties that we do not read"},
        {"sizes", tensorOf(storage() + number(0) + text("4") + numbers({1}) + noHooks), "sizes are no tuple"},
        {"size", tensorOf(storage() + number(0) + tuple(text("4")) + numbers({1}) + noHooks),
         "sizes are no integers"},
        {"strides", tensorOf(storage() + number(0) + numbers({4}) + "]" + noHooks), "strides are no tuple"},
        {"Size of two", one(call(name("torch", "Size"), numbers({1}) + numbers({1}))),
         "torch.Size with the wrong"},
        {"Size of text", one(call(name("torch", "Size"), text("a"))), "sizes are no tuple"},
        {"parameter of two", one(call(parameter, fourNumbers() + "\x88")), "not a tensor without hooks"},
        {"parameter of none", one(call(parameter, "N\x88" + orderedDict)), "not a tensor without hooks"},
        {"parameter's flag", one(call(parameter, fourNumbers() + "N" + orderedDict)),
         "not a tensor without hooks"},
        {"parameter's hooks", one(call(parameter, fourNumbers() + "\x88N")), "not a tensor without hooks"},
        {"dictionary of two", one(call(ordered, "]]")), "something else than pairs"},
        {"dictionary of a number", one(call(ordered, "K\x01")), "something else than pairs"},
        {"dictionary of numbers",
         one(call(ordered, "]K\x01"
                           "a")),
         "something else than pairs"},
        {"dictionary of one",
         one(call(ordered, "](]K\x01"
                           "ae")),
         "something else than pairs"},
        {"storage type called", one(call(name("torch", "FloatStorage"), "")),
         "storage type, which is no function"},
        {"a number called", one("K\x01)R"), "calls a number, which is no function"},
        {"called with a list", one(name("torch", "Size") + "]R"), "no function"},
        {"attributes", one(orderedDict + dict(text("a") + "N") + "b"), "sets attributes"},
        {"two attributes", one(orderedDict + dict(text("_metadata") + "N" + text("a") + "N") + "b"),
         "sets attributes"},
        {"attribute's name", one(orderedDict + dict("K\x01N") + "b"), "sets attributes"},
        {"attributes of a list", one("]" + dict(text("_metadata") + "N") + "b"), "sets attributes"},
        {"attributes are a list", one(orderedDict + "]b"), "sets attributes"},
    });
}

TEST_CASE(refusesReferencesThatAreNoStorage)
{
    const auto one = [](const std::string& id) { return checkpoint(state(text("w") + id + "Q")); };
    const std::string type = name("torch", "FloatStorage");
    const std::string rest = text("0") + text("cpu") + number(4);
    const char* reason = "the entry 'w': a reference that is no storage";
    checkRefusals({
        {"no tuple", one("N"), reason},
        {"short", one(tuple(text("storage") + type)), reason},
        {"long", one(tuple(text("storage") + type + rest + "NN")), reason},
        {"number for the word", one(tuple(number(1) + type + rest)), reason},
        {"other word", one(tuple(text("module") + type + rest)), reason},
        {"type is text", one(tuple(text("storage") + text("f") + rest)), reason},
        {"type is a function", one(tuple(text("storage") + name("torch", "Size") + rest)), reason},
        {"key", one(tuple(text("storage") + type + number(0) + text("cpu") + number(4))), reason},
        {"place", one(tuple(text("storage") + type + text("0") + "N" + number(4))), reason},
        {"count", one(tuple(text("storage") + type + text("0") + text("cpu") + text("4"))), reason},
        {"negative count", one(tuple(text("storage") + type + text("0") + text("cpu") + number(-4))), reason},
        {"view", one(tuple(text("storage") + type + rest + ")")), "a view of another"},
    });
}

TEST_CASE(refusesEveryNameThatIsNotListed)
{
    const auto asked = [](const std::string& body, int protocol = 2) {
        return checkpoint(program(body, protocol));
    };
    checkRefusals({
        {"code", asked(name("os", "system")), "asks for 'os.system', which is code"},
        {"dropped code",
         checkpoint(state(text("state_dict") + dict(text("w") + fourNumbers()) + text("x") +
                          name("builtins", "eval"))),
         "the entry 'x': its pickle asks for 'builtins.eval'"},
        {"near names", asked(name("torch", "FloatStorages")), "torch.FloatStorages"},
        {"right name, other module", asked(name("os", "OrderedDict")), "os.OrderedDict"},
        {"from the stack", asked(text("os") + text("system") + "\x93", 4), "os.system"},
        {"from the stack, no text", asked(text("os") + "N\x93", 4), "not text"},
        {"from the stack, no module", asked("N" + text("system") + "\x93", 4), "not text"},
        {"no line end",
         checkpoint("\x80\x02"
                    "cos"),
         "cut off or too long"},
        {"too long", asked("c" + std::string(300, 'a') + "\nb\n"), "cut off or too long"},
    });
    const std::string listed =
        text("collections") + text("OrderedDict") + "\x93)R(" + text("w") + fourNumbers() + "u";
    CHECK(read(checkpoint(program(listed, 4))).find("w") != nullptr);
}

TEST_CASE(refusesEveryOperationThatIsNotListed)
{
    const std::string listed = "(.N\x88\x89JKM\x8AGX\x8CTU)t\x85\x86\x87]ae}suqr\x94hj\x95"
                               "c\x93RbQ";
    for (int code = 0; code < 256; ++code) {
        if (listed.find(static_cast<char>(code)) != std::string::npos)
            continue;
        const std::string message = refusalOf(checkpoint(program(std::string(1, static_cast<char>(code)))));
        CHECK_MESSAGE(message.find("which tensors do not need") != std::string::npos,
                      std::to_string(code) + message);
    }
}

TEST_CASE(refusesABrokenStackMachine)
{
    const auto run = [](const std::string& body) { return checkpoint(program(body)); };
    const char* under = "takes more values than it has put down";
    checkRefusals({
        {"protocol 1", checkpoint("\x80\x01}."), "unknown protocol 1"},
        {"protocol 6", checkpoint("\x80\x06}."), "unknown protocol 6"},
        {"no protocol", checkpoint("}."), "protocol 0 or 1"},
        {"empty", checkpoint(""), "cut off"},
        {"no stop", checkpoint("\x80\x02}"), "cut off"},
        {"nothing at stop", run(""), under},
        {"left over", run("NN"), "values left over"},
        {"open group", run("(N"), "values left over"},
        {"tuple of too few", run("N\x86"), under},
        {"below the group", run("N(\x85"), under},
        {"append to nothing", run("a"), under},
        {"append one", run("]a"), under},
        {"append below the group", run("](Na"), under},
        {"appends to nothing", run("(Ne"), under},
        {"set on nothing", run("s"), under},
        {"set one", run("}s"), under},
        {"set two", run("NNs"), under},
        {"sets on nothing", run("(NNu"), under},
        {"no group for tuple", run("t"), "closes a group"},
        {"no group for appends", run("]e"), "closes a group"},
        {"no group for sets", run("}u"), "closes a group"},
        {"append to a dictionary", run("}Na"), "adds items to a dictionary"},
        {"set on a list", run("]NNs"), "adds items to a list"},
        {"set on a number", run("K\x01NNs"), "adds items to a number"},
        {"odd row", run("}(Nu"), "a key without a value"},
        {"itself", run("]q\0h\0a"s), "contains itself"},
        {"each other", run("]q\0]q\1h\0ah\0h\1a"s), "already part of another"},
        {"unset memo", run("h\x07"), "not remembered"},
        {"hole in the memo", run("}q\x07h\x05"), "not remembered"},
        {"memo of nothing", run("q\x01"), under},
        {"memo number", run("}r" + le(100'000, 4)), "more than 100000 values"},
        {"long integer", run("\x8A\x09" + le(0, 8) + le(1, 1)), "more than 64 bits"},
        {"frame", run("\x95" + le(1U << 20, 8)), "cut off"},
        {"text cut off", run("X" + le(0xFFFFFFFF, 4)), "cut off"},
        {"text not UTF-8", run("X" + le(2, 4) + "\xFF\xFE"), "not UTF-8"},
        {"after the stop", checkpoint(state(text("w") + fourNumbers()) + "N"),
         "something follows its pickle"},
    });
}

TEST_CASE(boundsDepthAndCounts)
{
    CHECK(read(checkpoint(withIgnored(nested(63)))).find("w") != nullptr);
    CHECK(refusalOf(checkpoint(withIgnored(nested(65)))).find("64 deep") != std::string::npos);
    const auto times = [](std::size_t count, const std::string& ops) {
        std::string out;
        for (std::size_t i = 0; i < count; ++i)
            out += ops;
        return out;
    };
    checkRefusals({
        {"operations", checkpoint(program("N" + times(1'000'001, "q\x01"))), "million operations"},
        {"values", checkpoint(program(times(100'001, "N"))), "100000 values"},
        {"groups", checkpoint(program(times(100'001, "("))), "100000 groups"},
        {"collections", checkpoint(program("]" + times(250'001, ")a"))), "250000 lists"},
        {"pickle of 17 MiB", checkpoint(program(std::string(17U << 20, 'N'))), "larger than 16 MiB"},
    });
    // A list of 1000 pairs, made into a dictionary again and again, would grow without end.
    const std::string pairs = "](" + times(1000, "]q\1(NNe"s) + "eq\2"s;
    const std::string again = times(600, name("collections", "OrderedDict") + "h\2\x85R"s);
    CHECK(refusalOf(checkpoint(program("(" + pairs + again + "t"))).find("million items") !=
          std::string::npos);
    const std::string id =
        tuple(text("storage") + name("torch", "FloatStorage") + text("0") + text("cpu") + number(4));
    CHECK(refusalOf(checkpoint(program("(" + id + "q\1"s + times(20'001, "h\1Q"s) + "t")))
              .find("20000 tensors") != std::string::npos);
    const std::string arguments = tuple(storage() + number(0) + numbers({4}) + numbers({1}) + noHooks);
    CHECK(refusalOf(checkpoint(program("(" + arguments + "q\1"s + rebuildTensor + "q\2"s +
                                       times(20'001, "h\2h\1R"s) + "t")))
              .find("20000 tensors") != std::string::npos);
}

TEST_CASE(namesTheEntryAtWork)
{
    const std::string bad = name("os", "system");
    const std::string inner =
        checkpoint(program("}" + text("model") + "}(" + text("a") + fourNumbers() + text("b") + bad));
    CHECK(refusalOf(inner).find("the entry 'b': ") != std::string::npos);
    CHECK(refusalOf(checkpoint(program("}" + text("only") + bad))).find("the entry 'only': ") !=
          std::string::npos);
    const std::string odd = text(std::string(200, 'n') + "\n");
    const std::string message = refusalOf(checkpoint(program("}" + odd + bad)));
    CHECK(message.find("nnn...'") != std::string::npos && message.find('\n') == std::string::npos);
}

TEST_MAIN()
