// ui/window/demo_runner.cpp - layer: ui
#include "ui/window/demo_runner.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

namespace varad::ui {
namespace {

constexpr int killAfterMs = 5000;

} // namespace

QString demoStageText(const QString& stage)
{
    if (stage == QLatin1String("make"))
        return DemoRunner::tr("Making pictures of buttons");
    if (stage == QLatin1String("read"))
        return DemoRunner::tr("Reading the good pictures");
    if (stage == QLatin1String("features"))
        return DemoRunner::tr("Looking at the good pictures");
    if (stage == QLatin1String("fit"))
        return DemoRunner::tr("Learning what is normal");
    if (stage == QLatin1String("calibrate"))
        return DemoRunner::tr("Setting the scale");
    if (stage == QLatin1String("inspect"))
        return DemoRunner::tr("Inspecting");
    return DemoRunner::tr("Preparing the example");
}

DemoRunner::DemoRunner(const QString& program, const QStringList& arguments, QObject* parent)
    : QObject(parent), m_program(program), m_arguments(arguments)
{
    connect(&m_process, &QProcess::readyReadStandardError, this, [this] {
        while (m_process.canReadLine())
            readLine(m_process.readLine());
    });
    connect(&m_process, &QProcess::finished, this, &DemoRunner::processEnded);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish(Error{ErrorKind::NotFound,
                         tr("The example cannot be made: %1 does not start. Install the program again.")
                             .arg(m_program),
                         m_process.errorString()});
    });
}

DemoRunner::~DemoRunner()
{
    m_process.disconnect(this);
    if (m_process.state() != QProcess::NotRunning) {
        m_process.terminate(); // it ends between two pictures or steps
        if (!m_process.waitForFinished(1000))
            m_process.kill();
        m_process.waitForFinished(1000);
    }
}

void DemoRunner::start()
{
    if (m_running || m_process.state() != QProcess::NotRunning)
        return;
    m_running = true;
    m_error.clear();
    m_process.setReadChannel(QProcess::StandardError);
    m_process.start(
        m_program, QStringList{QStringLiteral("demo"), QStringLiteral("--progress"), QStringLiteral("json")} +
                       m_arguments);
}

void DemoRunner::cancel()
{
    if (!m_running)
        return;
    m_process.terminate();
    QTimer::singleShot(killAfterMs, &m_process, &QProcess::kill);
    finish(Error{ErrorKind::Cancelled,
                 tr("The example was cancelled. It goes on where it was when you open it again.")});
}

void DemoRunner::readLine(const QByteArray& line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    if (const QJsonValue error = object.value(QLatin1String("error")); error.isObject())
        m_error = error.toObject().value(QLatin1String("message")).toString();
    if (!m_running || !object.contains(QLatin1String("stage")))
        return;
    Progress progress;
    progress.stage = object.value(QLatin1String("stage")).toString();
    progress.text = demoStageText(progress.stage);
    progress.done = object.value(QLatin1String("done")).toInteger();
    progress.total = object.value(QLatin1String("total")).toInteger();
    const QJsonValue left = object.value(QLatin1String("seconds_left"));
    Q_EMIT progressed(progress, left.isDouble() ? std::optional(left.toDouble()) : std::nullopt);
}

void DemoRunner::processEnded(int code, QProcess::ExitStatus status)
{
    if (!m_running)
        return; // cancelled: that was told already
    const QString report = QString::fromUtf8(m_process.readAllStandardOutput()).trimmed();
    if (status == QProcess::NormalExit && code <= 1 && !report.isEmpty()) {
        const QString root = QFileInfo(report).path();
        finish(Made{root + QStringLiteral("/pictures/test"), root + QStringLiteral("/button")});
        return;
    }
    finish(Error{ErrorKind::Device,
                 m_error.isEmpty() ? tr("The example could not be made. Try again, or run “varad demo” in a "
                                        "terminal to see why.")
                                   : m_error,
                 {}});
}

void DemoRunner::finish(const Result<Made>& result)
{
    if (!std::exchange(m_running, false))
        return;
    Q_EMIT finished(result);
}

} // namespace varad::ui
