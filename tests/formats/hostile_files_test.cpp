// tests/formats/hostile_files_test.cpp - every hostile checkpoint, each in a process of its own that may use
// no more than the promised memory and time; then all of them in one process.
#include "core/formats/tensor_file.h"
#include "tests/check.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <fstream>
#include <map>
#include <sstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true; // its own memory and slowness are not ours: figures are shown, not judged
#else
constexpr bool sanitized = false;
#endif

constexpr double mebibyte = 1 << 20;
constexpr double mostMemory = 64; // MiB above a process that does nothing
constexpr double mostTime = 1;    // s of processor time
constexpr double mostBombTime = 2;

enum Outcome { Accepted = 0, NotFinite = 11, Refused = 12, BadMessage = 13 };

struct Row {
    std::string file;
    std::string expected;
    std::string reason;
    double seconds = mostTime;
};

struct Child {
    int outcome = 0;   ///< exit code, or minus the signal that ended it
    double memory = 0; ///< MiB
    double seconds = 0;
};

std::vector<Row> readIndex(const fs::path& folder)
{
    std::ifstream index(folder / "INDEX.tsv");
    std::vector<Row> rows;
    for (std::string line; std::getline(index, line);) {
        std::vector<std::string> cells;
        std::istringstream stream(line);
        for (std::string cell; std::getline(stream, cell, '\t');)
            cells.push_back(cell);
        if (cells.size() < 6 || !(cells[0].starts_with("pth/") || cells[0].starts_with("safetensors/")))
            continue;
        rows.push_back({cells[0], cells[3], cells[4],
                        cells[5].find("2 s") != std::string::npos ? mostBombTime : mostTime});
    }
    return rows;
}

bool isFinite(const varad::formats::TensorEntry& entry)
{
    if (entry.type != varad::formats::ElementType::F32)
        return true;
    std::vector<float> values(entry.data.size() / sizeof(float));
    if (!values.empty())
        std::memcpy(values.data(), entry.data.data(), values.size() * sizeof(float));
    return std::all_of(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
}

Outcome readOne(const fs::path& path)
{
    try {
        const auto file = varad::formats::readTensorFile(path);
        const bool finite = std::all_of(file.entries().begin(), file.entries().end(), isFinite);
        return finite ? Accepted : NotFinite;
    } catch (const varad::formats::FormatError& error) {
        const std::string message = error.what();
        const bool good = message.starts_with(path.native() + ": ") &&
                          message.size() > path.native().size() + 10 &&
                          message.find('\n') == std::string::npos;
        return good ? Refused : BadMessage;
    }
}

/// Runs `work` in a child, whose exit code is its result.
template <class Work>
Child runAlone(Work&& work)
{
    std::fflush(stdout);
    const pid_t child = ::fork();
    if (child == 0) {
        const rlimit time{20, 20};
        ::setrlimit(RLIMIT_CPU, &time);
        if (!sanitized) {
            const rlimit space{512U << 20, 512U << 20};
            ::setrlimit(RLIMIT_AS, &space);
        }
        ::_exit(work());
    }
    int status = 0;
    rusage usage{};
    if (child < 0 || ::wait4(child, &status, 0, &usage) != child)
        return {-1000, 0, 0};
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status),
            static_cast<double>(usage.ru_maxrss) / 1024, seconds(usage.ru_utime) + seconds(usage.ru_stime)};
}

bool asExpected(const Row& row, int outcome)
{
    if (outcome != Accepted && outcome != NotFinite && outcome != Refused)
        return false;
    // Whether numbers are finite is looked at where they become weights; here they have to arrive unchanged.
    if (row.reason.starts_with("weights hold"))
        return outcome == NotFinite;
    if (row.expected == "either")
        return outcome != NotFinite;
    return outcome == (row.expected == "accept" ? Accepted : Refused);
}

struct Tally {
    int refused = 0;
    int accepted = 0;
    int passedOn = 0;
    int wronglyAccepted = 0;
    int crashed = 0;
    double memory = 0;
    double seconds = 0;
};

void count(Tally& tally, const Row& row, const Child& child, double memory)
{
    const bool read = child.outcome == Accepted || child.outcome == NotFinite;
    const bool valueCheck = child.outcome == NotFinite && row.reason.starts_with("weights hold");
    tally.refused += child.outcome == Refused ? 1 : 0;
    tally.passedOn += valueCheck ? 1 : 0;
    tally.accepted += read && !valueCheck ? 1 : 0;
    tally.wronglyAccepted += read && !valueCheck && row.expected == "refuse" ? 1 : 0;
    tally.crashed += !read && child.outcome != Refused ? 1 : 0;
    tally.memory = std::max(tally.memory, memory);
    tally.seconds = std::max(tally.seconds, child.seconds);
}

} // namespace

TEST_CASE(hostileFilesComeOutAsTheirIndexSays)
{
    const fs::path folder = varad::test::sharedFolder() / "corpora" / "hostile";
    const std::vector<Row> rows = readIndex(folder);
    CHECK(!rows.empty());
    const double idle = runAlone([] { return 0; }).memory;
    Tally tally;
    for (const Row& row : rows) {
        const fs::path path = folder / row.file;
        const Child child = runAlone([&] { return readOne(path); });
        const double memory = std::max(0.0, child.memory - idle);
        count(tally, row, child, memory);
        CHECK_MESSAGE(asExpected(row, child.outcome), row.file + ": " + row.expected + " (" + row.reason +
                                                          "), got " + std::to_string(child.outcome));
        CHECK_MESSAGE(sanitized || memory <= mostMemory, row.file + ": " + std::to_string(memory) + " MiB");
        CHECK_MESSAGE(sanitized || child.seconds <= row.seconds,
                      row.file + ": " + std::to_string(child.seconds) + " s");
    }
    std::printf(
        "hostile checkpoints: %zu files | refused %d | accepted %d | passed on to the value check %d | "
        "accepted wrongly %d | crashed %d | largest memory %.1f MiB above idle | longest %.3f s\n",
        rows.size(), tally.refused, tally.accepted, tally.passedOn, tally.wronglyAccepted, tally.crashed,
        tally.memory, tally.seconds);
    CHECK(tally.crashed == 0 && tally.wronglyAccepted == 0);
}

TEST_CASE(hostileFilesLeaveNothingBehind)
{
    const fs::path folder = varad::test::sharedFolder() / "corpora" / "hostile";
    const fs::path before = fs::current_path();
    std::string pattern = (fs::temp_directory_path() / "varad_hostile_XXXXXX").native();
    CHECK(::mkdtemp(pattern.data()) != nullptr);
    fs::current_path(pattern);
    std::map<int, int> outcomes;
    for (const Row& row : readIndex(folder))
        ++outcomes[readOne(folder / row.file)];
    CHECK(fs::is_empty(pattern));
    CHECK(!fs::exists(fs::temp_directory_path() / "PWNED") && !fs::exists(folder / "PWNED"));
    CHECK(outcomes[BadMessage] == 0 && outcomes[Refused] > 0 && outcomes[Accepted] > 0);
    fs::current_path(before);
    fs::remove_all(pattern);
}

TEST_MAIN()
