// core/nn/bench/report.h - layer: varad-bench (LibTorch + std)
#pragma once

#include "core/nn/bench/bench_case.h"
#include "core/nn/bench/json_object.h"

namespace varad::bench {

/// Collects outcomes: a line of the table on standard error at once, the document at the end.
class Report {
public:
    explicit Report(Settings settings);
    void add(const std::string& name, const Outcome& outcome);
    bool allRight() const { return m_allRight; } ///< every check passed
    std::string document() const;                ///< schema varad-bench/1

private:
    Settings m_settings;
    std::vector<JsonObject> m_cases;
    bool m_allRight = true;
};

} // namespace varad::bench
