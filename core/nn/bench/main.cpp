// varad-bench: measures cases against their peers in one run and prints one JSON document; a table goes to
// standard error. Exit codes: 0 done, 1 a result was wrong, 2 bad options.
#include "core/allocator.h"
#include "core/nn/bench/bench_case.h"
#include "core/nn/bench/calibration.h"
#include "core/nn/bench/report.h"
#include "core/nn/runtime.h"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <string>

namespace {

struct Options {
    std::string wanted, file;
    int threads = 1, runs = 5;
    bool help = false;
};

/// Whole number of at least 1, or an exception with the option's name.
int positive(const std::string& option, const std::string& text)
{
    char* end = nullptr;
    const long value = std::strtol(text.c_str(), &end, 10);
    if (text.empty() || *end || value < 1 || value > 4096)
        throw std::invalid_argument(option + " takes a whole number from 1 to 4096, not \"" + text + "\".");
    return static_cast<int>(value);
}

Options parse(int count, char** words)
{
    Options options;
    for (int i = 1; i < count; ++i) {
        const std::string option = words[i];
        if (option == "--help" || option == "-h") {
            options.help = true;
            continue;
        }
        if (option != "--case" && option != "--json" && option != "--threads" && option != "--runs")
            throw std::invalid_argument("There is no option \"" + option + "\"; see --help.");
        if (++i == count)
            throw std::invalid_argument(option + " needs a value.");
        if (option == "--case")
            options.wanted = words[i];
        else if (option == "--json")
            options.file = words[i];
        else
            (option == "--threads" ? options.threads : options.runs) = positive(option, words[i]);
    }
    return options;
}

bool matches(const std::string& name, const std::string& wanted)
{
    return wanted.empty() || name == wanted || name.rfind(wanted + "/", 0) == 0;
}

void printHelp()
{
    std::printf(
        "varad-bench [--case NAME] [--threads N] [--runs N] [--json FILE]\n\n"
        "Prints one JSON document (varad-bench/1), or writes it to FILE; a table goes to standard error.\n"
        "NAME is a case or its beginning up to a slash. Default: all cases, 1 thread, 5 runs. Cases:\n");
    for (const auto& one : varad::bench::cases())
        std::printf("  %s\n", one.name.c_str());
}

int run(const Options& options)
{
    using namespace varad::bench;
    std::vector<Case> chosen;
    for (const Case& one : cases())
        if (matches(one.name, options.wanted))
            chosen.push_back(one);
    if (chosen.empty())
        throw std::invalid_argument("There is no case \"" + options.wanted + "\"; see --help.");

    varad::nn::setThreads(options.threads);
    Settings settings{options.threads, options.runs, calibrate(options.threads)};
    Report report(settings);
    for (const Case& one : chosen)
        report.add(one.name, one.run(settings));

    const std::string text = report.document() + "\n";
    if (options.file.empty()) {
        std::fputs(text.c_str(), stdout);
    } else {
        std::ofstream out(options.file, std::ios::binary);
        out << text;
        out.close();
        if (!out)
            throw std::runtime_error("Cannot write " + options.file + "; choose another place.");
    }
    return report.allRight() ? 0 : 1;
}

} // namespace

int main(int count, char** words)
{
    varad::keepFreedMemory();
    try {
        const Options options = parse(count, words);
        if (options.help) {
            printHelp();
            return 0;
        }
        return run(options);
    } catch (const std::invalid_argument& e) {
        std::fprintf(stderr, "varad-bench: %s\n", e.what());
        return 2;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "varad-bench: %s\n", e.what());
        return 1;
    }
}
