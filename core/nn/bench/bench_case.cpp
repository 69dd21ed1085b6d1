#include "core/nn/bench/bench_case.h"

namespace varad::bench {

std::vector<Case>& cases()
{
    static std::vector<Case> all;
    return all;
}

RegisterCase::RegisterCase(std::string name, std::function<Outcome(const Settings&)> run)
{
    cases().push_back({std::move(name), std::move(run)});
}

} // namespace varad::bench
