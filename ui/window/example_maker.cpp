// ui/window/example_maker.cpp - layer: ui
#include "ui/window/example_maker.h"

#include "core/jobs/time_left.h"
#include "ui/window/demo_runner.h"
#include "ui/window/message_bar.h"
#include "ui/window/progress_line.h"

namespace varad::ui {

ExampleMaker::ExampleMaker(const QString& program, const QStringList& arguments, ProgressLine& line,
                           MessageBar& messages)
    : m_program(program), m_arguments(arguments), m_line(line), m_messages(messages)
{
}

ExampleMaker::~ExampleMaker() = default;

void ExampleMaker::start()
{
    if (m_runner)
        return;
    m_runner = std::make_unique<DemoRunner>(m_program, m_arguments);
    m_messages.dismiss(QStringLiteral("demo"));
    m_line.setProgress(demoStageText({}), 0, 0);
    m_line.setDetail({});
    m_line.show();
    Q_EMIT runningChanged(true);
    connect(&m_line, &ProgressLine::cancelRequested, m_runner.get(), &DemoRunner::cancel);
    connect(m_runner.get(), &DemoRunner::progressed, this, &ExampleMaker::showProgress);
    connect(m_runner.get(), &DemoRunner::finished, this, [this](const Result<DemoRunner::Made>& result) {
        finish();
        if (result.ok())
            Q_EMIT made(result.value().pictures, result.value().product);
        else
            m_messages.tell(QStringLiteral("demo"),
                            {MessageBar::Kind::Information, result.error().message, {}, {}});
    });
    m_runner->start();
}

void ExampleMaker::showProgress(const Progress& progress, std::optional<double> secondsLeft)
{
    QString words = progress.text;
    if (progress.total > 0)
        words = tr("%1: %2 of %3", "stage, done, total").arg(words).arg(progress.done).arg(progress.total);
    if (secondsLeft)
        words = tr("%1, about %2 left").arg(words, timeText(roundedSeconds(*secondsLeft)));
    m_line.setProgress(words, progress.done, progress.total);
}

void ExampleMaker::finish()
{
    // It is telling this right now; when cancelled, its process ends meanwhile.
    m_runner.release()->deleteLater();
    m_line.hide();
    Q_EMIT runningChanged(false);
}

} // namespace varad::ui
