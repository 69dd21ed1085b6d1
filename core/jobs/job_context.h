// core/jobs/job_context.h - layer: varad_core (Qt Core)
#pragma once

#include <QString>

#include <functional>
#include <stop_token>

namespace varad {

/// How far a long piece of work is.
struct Progress {
    QString stage; ///< stable id, never translated: "read" "features" "fit" "calibrate" "inspect"
    QString text;  ///< translated sentence part for people
    qint64 done = 0;
    qint64 total = 0; ///< 0: unknown
};

/// All that running work may use.
struct JobContext {
    std::stop_token stop;                                ///< ask at most 100 ms apart where one can
    std::function<void(const Progress&)> progress;       ///< may be empty; called on the working thread
    std::function<void(const QString& message)> warning; ///< may be empty; one translated sentence
};

} // namespace varad
