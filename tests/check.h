// tests/check.h - the few lines of test harness that the Qt-free layers need: they are built and tested on
// machines that have LibTorch and nothing else.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace varad::test {

inline int failures = 0;

struct Case {
    const char* name;
    std::function<void()> body;
};

inline std::vector<Case>& cases()
{
    static std::vector<Case> all;
    return all;
}

struct Register {
    Register(const char* name, std::function<void()> body) { cases().push_back({name, std::move(body)}); }
};

inline void fail(const char* file, int line, const std::string& what)
{
    ++failures;
    std::printf("FAIL %s:%d: %s\n", file, line, what.c_str());
}

/// Folder of reference numbers, or an empty path where there is none.
/// Returned by value; a missing folder is fatal when CI is set and a visible skip otherwise (exit code 77).
inline std::filesystem::path sharedFolder()
{
    const char* set = std::getenv("VARAD_SHARED");
    const std::filesystem::path path = set && *set ? std::filesystem::path(set)
                                                   : std::filesystem::path(VARAD_SOURCE_ROOT) / ".." / "shared";
    if (std::filesystem::is_directory(path))
        return path;
    std::printf("%s: no reference folder at %s (set VARAD_SHARED)\n", std::getenv("CI") ? "FAIL" : "SKIP",
                path.string().c_str());
    std::exit(std::getenv("CI") ? 1 : 77);
}

inline int runAll()
{
    for (const Case& one : cases()) {
        const int before = failures;
        try {
            one.body();
        } catch (const std::exception& e) {
            fail(one.name, 0, std::string("exception: ") + e.what());
        }
        std::printf("%s %s\n", failures == before ? "pass" : "FAIL", one.name);
    }
    if (cases().empty()) {
        std::printf("FAIL: no test case\n");
        return 1;
    }
    return failures == 0 ? 0 : 1;
}

} // namespace varad::test

#define VARAD_CONCAT_(a, b) a##b
#define VARAD_CONCAT(a, b) VARAD_CONCAT_(a, b)
/// TEST_CASE(name) { body }
#define TEST_CASE(name)                                                                                            \
    static void name();                                                                                            \
    static const ::varad::test::Register VARAD_CONCAT(register_, name){#name, name};                               \
    static void name()
#ifdef CHECK // LibTorch's logging headers have one, which aborts
#undef CHECK
#endif
#define CHECK(condition)                                                                                           \
    do {                                                                                                           \
        if (!(condition))                                                                                          \
            ::varad::test::fail(__FILE__, __LINE__, #condition);                                                   \
    } while (false)
#define CHECK_MESSAGE(condition, message)                                                                          \
    do {                                                                                                           \
        if (!(condition))                                                                                          \
            ::varad::test::fail(__FILE__, __LINE__, std::string(#condition) + ": " + (message));                   \
    } while (false)
#define TEST_MAIN()                                                                                                \
    int main() { return ::varad::test::runAll(); }
