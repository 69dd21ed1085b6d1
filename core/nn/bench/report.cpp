#include "core/nn/bench/report.h"

#include "core/nn/runtime.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <thread>

#include <unistd.h>

namespace varad::bench {

namespace {

std::string cpuName()
{
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);)
        if (line.rfind("model name", 0) == 0)
            return line.substr(line.find(':') + 2);
    return "unknown";
}

std::string now()
{
    const std::time_t t = std::time(nullptr);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", std::gmtime(&t));
    return text;
}

JsonObject machineOf(const Calibration& calibration)
{
    const double bytes =
        static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGE_SIZE));
    return JsonObject()
        .add("cpu", cpuName())
        .add("isa", calibration.isa)
        .add("cores", static_cast<int>(std::thread::hardware_concurrency()))
        .add("ram_gb", bytes / (1 << 30))
        .addNull("gpu");
}

JsonObject runtimeOf()
{
    const nn::Runtime runtime = nn::describeRuntime(nn::Measure::No);
    const char* const kernel = std::getenv("OPENBLAS_CORETYPE");
    return JsonObject()
        .add("torch", runtime.libtorch)
        .add("blas", runtime.blas)
        .add("blas_kernel", kernel ? kernel : "automatic")
        .add("aten_isa", runtime.cpuCapability)
        .add("threads", runtime.threads)
        .add("allocator", "freed memory kept (1 GiB thresholds)");
}

double efficiency(double boundS, const Timing& timing)
{
    return boundS > 0 ? boundS / median(timing.wallS) : std::nan("");
}

JsonObject stageOf(const Stage& stage)
{
    return JsonObject()
        .add("name", stage.name)
        .add("wall_s", stage.timing.wallS)
        .add("cpu_s", stage.timing.cpuS)
        .add("gflop", stage.gflop)
        .add("efficiency", efficiency(stage.boundS, stage.timing));
}

JsonObject peerOf(const Peer& peer, const Timing& ours)
{
    const std::vector<double> wall = ratios(peer.timing.wallS, ours.wallS);
    const auto [least, most] = std::minmax_element(wall.begin(), wall.end());
    return JsonObject()
        .add("name", peer.name)
        .add("settings", peer.settings)
        .add("wall_s", peer.timing.wallS)
        .add("cpu_s", peer.timing.cpuS)
        .add("ratio_wall_median", median(wall))
        .add("ratio_range", std::vector<double>{*least, *most})
        .add("ratio_cpu_median", median(ratios(peer.timing.cpuS, ours.cpuS)));
}

/// Waiting threads burn no CPU time: the machine was busy with something else.
bool isNoisy(const Timing& timing, int threads)
{
    return median(ratios(timing.cpuS, timing.wallS)) / threads < 0.8;
}

} // namespace

Report::Report(Settings settings) : m_settings(std::move(settings))
{
    const Calibration& c = m_settings.calibration;
    std::fprintf(
        stderr,
        "one core, %d threads: FMA %.0f, %.0f GFLOP/s  SGEMM %.0f, %.0f GFLOP/s  exp %.1f, %.1f G/s  copy "
        "%.0f, %.0f GB/s  page fault %.1f us\n",
        m_settings.threads, c.fmaGflops[0], c.fmaGflops[1], c.sgemmGflops[0], c.sgemmGflops[1], c.expGps[0],
        c.expGps[1], c.copyGbps[0], c.copyGbps[1], c.faultUs);
    std::fprintf(stderr, "%-28s %10s %10s %8s %10s %16s %9s\n", "case", "wall s", "CPU s", "of bound",
                 "times peer", "range", "max error");
}

void Report::add(const std::string& name, const Outcome& outcome)
{
    const double wall = median(outcome.total.wallS);
    const bool noisy = isNoisy(outcome.total, m_settings.threads);
    JsonObject one;
    one.add("name", name).add("dtype", outcome.dtype).add("batch", outcome.batch);
    one.add("runs", static_cast<int>(outcome.total.wallS.size()));
    one.add("work", JsonObject()
                        .add("gflop", outcome.gflop)
                        .add("scan_gelem", outcome.scanGelem)
                        .add("bound_s", outcome.boundS));
    std::vector<JsonObject> stages;
    for (const Stage& stage : outcome.stages)
        stages.push_back(stageOf(stage));
    one.add("stages", stages);
    one.add("total", JsonObject()
                         .add("wall_s", outcome.total.wallS)
                         .add("cpu_s", outcome.total.cpuS)
                         .add("wall_median_s", wall)
                         .add("images_per_s", outcome.batch / wall)
                         .add("efficiency", efficiency(outcome.boundS, outcome.total)));
    if (outcome.peer)
        one.add("peer", peerOf(*outcome.peer, outcome.total));
    one.add("memory", JsonObject()
                          .add("peak_rss_mb", peakRssMb())
                          .add("minor_faults_per_image", median(outcome.total.faults) / outcome.batch)
                          .addNull("allocs_per_image"));
    one.add("check", JsonObject()
                         .add("reference", outcome.check.reference)
                         .add("max_abs", outcome.check.maxAbs)
                         .add("rel_l2", outcome.check.relL2)
                         .add("ok", outcome.check.ok));
    one.add("load_avg", loadAverage()).add("noisy", noisy);
    m_cases.push_back(std::move(one));
    m_allRight = m_allRight && outcome.check.ok;

    char peer[64] = "";
    if (outcome.peer) {
        const std::vector<double> all = ratios(outcome.peer->timing.wallS, outcome.total.wallS);
        const auto [least, most] = std::minmax_element(all.begin(), all.end());
        std::snprintf(peer, sizeof peer, "%9.1fx %7.1f -%7.1f", median(all), *least, *most);
    }
    char ofBound[16] = "-";
    if (outcome.boundS > 0)
        std::snprintf(ofBound, sizeof ofBound, "%.0f%%", 100 * efficiency(outcome.boundS, outcome.total));
    std::fprintf(stderr, "%-28s %10.4f %10.4f %8s %27s %9.1e%s%s\n", name.c_str(), wall,
                 median(outcome.total.cpuS), ofBound, peer, outcome.check.maxAbs,
                 outcome.check.ok ? "" : "  WRONG", noisy ? "  noisy" : "");
}

std::string Report::document() const
{
    const Calibration& c = m_settings.calibration;
    return JsonObject()
        .add("schema", "varad-bench/1")
        .add("version", VARAD_BENCH_VERSION)
        .add("commit", VARAD_BENCH_COMMIT)
        .add("date", now())
        .add("machine", machineOf(c))
        .add("runtime", runtimeOf())
        .add("calibration", JsonObject()
                                .add("fma_gflops", c.fmaGflops)
                                .add("sgemm_gflops", c.sgemmGflops)
                                .add("exp_gps", c.expGps)
                                .add("copy_gbps", c.copyGbps)
                                .add("fault_us", c.faultUs))
        .add("cases", m_cases)
        .text();
}

} // namespace varad::bench
