// ui/window/example_maker.h - layer: ui (Qt Widgets)
#pragma once

#include "core/jobs/job_context.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>

namespace varad::ui {

class DemoRunner;
class MessageBar;
class ProgressLine;

/// Makes the example, one at a time, and tells of it in a progress line and a note. GUI thread.
class ExampleMaker final : public QObject {
    Q_OBJECT

public:
    /// Line and messages outlive this. @param program the command line program; empty: it cannot be made
    ExampleMaker(const QString& program, const QStringList& arguments, ProgressLine& line,
                 MessageBar& messages);
    ~ExampleMaker() override;

    /// Does nothing while one is being made.
    void start();

Q_SIGNALS:
    void runningChanged(bool running);
    void made(const QString& pictures, const QString& product); ///< folders

private:
    void showProgress(const Progress& progress, std::optional<double> secondsLeft);
    void finish();

    const QString m_program;
    const QStringList m_arguments;
    ProgressLine& m_line;
    MessageBar& m_messages;
    std::unique_ptr<DemoRunner> m_runner; // none: not running
};

} // namespace varad::ui
