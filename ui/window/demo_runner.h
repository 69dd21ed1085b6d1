// ui/window/demo_runner.h - layer: ui (Qt Core)
#pragma once

#include "core/jobs/job_context.h"
#include "core/jobs/result.h"

#include <QObject>
#include <QProcess>

#include <optional>

namespace varad::ui {

/// The demonstration: the command line program, in a process of its own, makes pictures of buttons, teaches a
/// product and inspects. GUI thread; calls return at once.
class DemoRunner final : public QObject {
    Q_OBJECT

public:
    struct Made {
        QString pictures; ///< folder of the pictures that were judged
        QString product;  ///< folder
    };

    /// @param program the command line program. @param arguments after "demo".
    explicit DemoRunner(const QString& program, const QStringList& arguments = {}, QObject* parent = nullptr);
    ~DemoRunner() override;

    bool running() const { return m_running; }
    void start();
    /// finished() comes at once; the process ends soon.
    void cancel();

Q_SIGNALS:
    void progressed(const varad::Progress& progress, std::optional<double> secondsLeft);
    void finished(const varad::Result<varad::ui::DemoRunner::Made>& result); ///< once per start()

private:
    void readLine(const QByteArray& line);
    void finish(const Result<Made>& result);
    void processEnded(int code, QProcess::ExitStatus status);

    const QString m_program;
    const QStringList m_arguments;
    QProcess m_process;
    QString m_error; ///< the process's own words
    bool m_running = false;
};

/// A sentence part for a stage of the child, translated here: its own words are of its language.
[[nodiscard]] QString demoStageText(const QString& stage);

} // namespace varad::ui
