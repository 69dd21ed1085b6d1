// core/cli/benchmark_run.h - layer: command line (Qt Core)
#pragma once

#include "core/cli/command.h"
#include "core/data/dataset.h"
#include "core/report/benchmark_files.h"

#include <map>

namespace varad::cli {

/// One training and evaluation.
struct BenchmarkTask {
    QString data;
    QString dataset = QStringLiteral("auto"); ///< word of --dataset
    Layout layout = Layout::Auto;
    Category category;
    TrainOptions options;
    std::optional<qint64> limitTrain;
};

struct BenchmarkOutcome {
    Figures figures;
    int failed = 0; ///< pictures that could not be used
};

/// In this process. peak_memory_mb is then the whole process' so far.
[[nodiscard]] Result<BenchmarkOutcome> runHere(const BenchmarkTask& task, Engine& engine,
                                               const JobContext& context);

/// In a process of its own, so that peak_memory_mb belongs to this category alone and a crash or an
/// out-of-memory there ends only it.
[[nodiscard]] Result<BenchmarkOutcome> runInChild(const QString& program, const BenchmarkTask& task,
                                                  const JobContext& context);

/// What runInChild()'s process hands over.
[[nodiscard]] QByteArray formatOutcome(const BenchmarkOutcome& outcome);
[[nodiscard]] std::optional<BenchmarkOutcome> parseOutcome(const QByteArray& json);

/// Finished runs of an interrupted benchmark, kept in a file beside its output until the benchmark is done.
class BenchmarkState {
public:
    /// @param file     empty: nothing is kept
    /// @param settings all that a figure depends on, category and seed apart; other settings' runs are
    /// ignored
    BenchmarkState(const QString& file, const QByteArray& settings);
    const BenchmarkOutcome* find(const QString& category, quint64 seed) const;
    Status add(const QString& category, quint64 seed, const BenchmarkOutcome& outcome);
    void remove();

private:
    QString m_file;
    QString m_hash;
    std::map<std::pair<QString, quint64>, BenchmarkOutcome> m_runs;
};

} // namespace varad::cli
