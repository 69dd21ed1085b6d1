// core/cli/progress_printer.h - layer: command line (Qt Core)
#pragma once

#include "core/jobs/job_context.h"
#include "core/jobs/result.h"

#include <QIODevice>

#include <chrono>
#include <mutex>

namespace varad::cli {

enum class ProgressStyle { Quiet, Lines, Bar, Json };

/// Tells a person (or, with Json, another program) how far the work is. Any thread.
class ProgressPrinter {
public:
    /// @param out usually stderr; borrowed. @param columns of the terminal, for Bar.
    ProgressPrinter(QIODevice* out, ProgressStyle style, int columns = 80);
    ~ProgressPrinter();

    void progress(const Progress& progress);
    void message(const QString& text); ///< not with Quiet
    void warning(const QString& text);
    void error(const Error& error);

    JobContext context(const std::stop_token& stop);

private:
    using Clock = std::chrono::steady_clock;
    void clearBar();
    void writeLine(const QByteArray& line);
    void startStage(const Progress& progress, Clock::time_point now);
    void draw(const Progress& progress, std::optional<double> secondsLeft);
    std::optional<double> secondsLeft(const Progress& progress, Clock::time_point now) const;

    QIODevice* m_out;
    ProgressStyle m_style;
    int m_columns;
    std::mutex m_mutex; // guards all below
    QString m_stage;
    Clock::time_point m_stageStart;
    Clock::time_point m_lastShown;
    bool m_barShown = false;
};

/// "2 min 5 s", "40 s": rounded, the longer the coarser.
[[nodiscard]] QString durationText(double seconds);

/// Control characters (a file name may hold escape sequences) become '?'.
[[nodiscard]] QString terminalText(QString text);

} // namespace varad::cli
