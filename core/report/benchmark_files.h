// core/report/benchmark_files.h - layer: varad_core (Qt Core)
#pragma once

#include <QByteArray>
#include <QString>

#include <array>
#include <optional>
#include <utility>
#include <vector>

namespace varad {

/// What a benchmark measures, in the order of every table. Fractions 0..1, seconds, pictures per second, MB
/// (10^6 bytes).
enum class Figure {
    ImageAuroc,
    ImageAp,
    ImageMaxF1,
    PixelAuroc,
    PixelAp,
    PixelMaxF1,
    Aupro,
    Aupro005,
    TrainSeconds,
    ImagesPerSecond,
    PeakMemoryMb
};
inline constexpr size_t figureCount = 11;

/// "image_auroc" ...: the key in JSON and CSV.
[[nodiscard]] const char* figureKey(Figure figure);

/// One value per figure; nullopt where it is undefined.
struct Figures {
    std::array<std::optional<double>, figureCount> values;
    std::optional<double>& operator[](Figure figure) { return values[static_cast<size_t>(figure)]; }
    const std::optional<double>& operator[](Figure figure) const
    {
        return values[static_cast<size_t>(figure)];
    }
};

struct BenchmarkRun {
    quint64 seed = 0;
    Figures figures;
};

struct BenchmarkCategory {
    QString name;
    std::vector<BenchmarkRun> runs; ///< at least one
};

struct BenchmarkResult {
    QString schema = QStringLiteral("varad-benchmark/1");
    QString dataset;
    std::vector<std::pair<QString, QString>> settings; ///< shown and stored as they are
    std::vector<BenchmarkCategory> categories;
};

/// Over several values of each figure; undefined ones are left out.
struct FigureSummary {
    Figures mean, low, high;
};
[[nodiscard]] FigureSummary summarise(const std::vector<Figures>& values);
/// Over a category's runs.
[[nodiscard]] FigureSummary summarise(const BenchmarkCategory& category);
/// The average over categories: its mean, and its range over seeds.
[[nodiscard]] FigureSummary averageOf(const BenchmarkResult& result);

[[nodiscard]] QByteArray benchmarkJson(const BenchmarkResult& result);
/// `category` and the keys, last row `average`; with several runs also KEY_min and KEY_max.
[[nodiscard]] QByteArray benchmarkCsv(const BenchmarkResult& result);
[[nodiscard]] QByteArray benchmarkHtml(const BenchmarkResult& result);

} // namespace varad
