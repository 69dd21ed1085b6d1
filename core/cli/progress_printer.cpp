// core/cli/progress_printer.cpp - layer: command line
#include "core/cli/progress_printer.h"

#include "core/jobs/json_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace varad::cli {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

QString kindCode(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::NotFound:
        return QStringLiteral("not-found");
    case ErrorKind::BadInput:
        return QStringLiteral("bad-input");
    case ErrorKind::Damaged:
        return QStringLiteral("damaged");
    case ErrorKind::Unsupported:
        return QStringLiteral("unsupported");
    case ErrorKind::NoSpace:
        return QStringLiteral("no-space");
    case ErrorKind::Device:
        return QStringLiteral("device");
    case ErrorKind::Cancelled:
        return QStringLiteral("cancelled");
    case ErrorKind::Internal:
        break;
    }
    return QStringLiteral("internal");
}

} // namespace

QString durationText(double seconds)
{
    const auto whole = static_cast<qint64>(std::ceil(seconds));
    if (whole < 60)
        return Text::tr("%1 s").arg(whole < 10 ? whole : (whole + 4) / 5 * 5);
    if (whole < 3600)
        return Text::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60 / 10 * 10);
    return Text::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

QString terminalText(QString text)
{
    for (QChar& c : text)
        if (c.category() == QChar::Other_Control && c != QLatin1Char('\n'))
            c = QLatin1Char('?');
    return text;
}

ProgressPrinter::ProgressPrinter(QIODevice* out, ProgressStyle style, int columns)
    : m_out(out), m_style(style), m_columns(std::max(40, columns))
{
}

ProgressPrinter::~ProgressPrinter() { clearBar(); }

JobContext ProgressPrinter::context(const std::stop_token& stop)
{
    return {stop, [this](const Progress& p) { progress(p); }, [this](const QString& text) { warning(text); }};
}

void ProgressPrinter::progress(const Progress& p)
{
    const std::lock_guard lock(m_mutex);
    if (m_style == ProgressStyle::Quiet)
        return;
    const Clock::time_point now = Clock::now();
    const bool newStage = p.stage != m_stage || p.done == 0;
    if (newStage)
        startStage(p, now);
    using namespace std::chrono_literals;
    const auto pause = m_style == ProgressStyle::Lines ? Clock::duration(5s) : Clock::duration(100ms);
    const bool last = p.total > 0 && p.done >= p.total;
    if (!newStage && !last && now - m_lastShown < pause)
        return;
    m_lastShown = now;
    draw(p, secondsLeft(p, now));
}

void ProgressPrinter::startStage(const Progress& p, Clock::time_point now)
{
    if (m_barShown && p.stage != m_stage) {
        m_out->write("\n"); // the finished bar stays
        m_barShown = false;
    }
    m_stage = p.stage;
    m_stageStart = now;
}

std::optional<double> ProgressPrinter::secondsLeft(const Progress& p, Clock::time_point now) const
{
    const double spent = std::chrono::duration<double>(now - m_stageStart).count();
    if (p.total <= 0 || p.done < std::min<qint64>(5, p.total) || spent < 3)
        return std::nullopt; // too early to tell
    return spent * static_cast<double>(p.total - p.done) / static_cast<double>(p.done);
}

void ProgressPrinter::draw(const Progress& p, std::optional<double> left)
{
    if (m_style == ProgressStyle::Json) {
        JsonText json(JsonText::Style::Compact);
        json.beginObject()
            .member("stage", p.stage)
            .member("text", p.text)
            .member("done", p.done)
            .member("total", p.total);
        json.member("seconds_left", left).endObject();
        m_out->write(json.text());
        return;
    }
    QString counts = p.total > 0 ? Text::tr("%1 of %2").arg(p.done).arg(p.total) : QString();
    if (left && p.done < p.total)
        counts += Text::tr(", about %1 left").arg(durationText(*left));
    if (m_style == ProgressStyle::Lines) {
        m_out->write((p.text + (counts.isEmpty() ? QString() : QStringLiteral(": ") + counts)).toUtf8() +
                     '\n');
        return;
    }
    QString line = p.text;
    if (p.total > 0) {
        const int width = 24;
        const int full = static_cast<int>(width * p.done / p.total);
        line = QStringLiteral("%1 [%2%3] %4%  %5")
                   .arg(p.text, QString(full, QLatin1Char('#')), QString(width - full, QLatin1Char('.')))
                   .arg(100 * p.done / p.total, 3)
                   .arg(counts);
    }
    m_out->write("\r" + line.left(m_columns - 1).toUtf8() + "\x1b[K");
    m_barShown = true;
}

void ProgressPrinter::clearBar()
{
    const std::lock_guard lock(m_mutex);
    if (m_barShown)
        m_out->write("\n");
    m_barShown = false;
}

void ProgressPrinter::writeLine(const QByteArray& line)
{
    clearBar();
    const std::lock_guard lock(m_mutex);
    m_out->write(line);
}

void ProgressPrinter::message(const QString& text)
{
    if (m_style == ProgressStyle::Quiet)
        return;
    if (m_style == ProgressStyle::Json)
        writeLine(
            JsonText(JsonText::Style::Compact).beginObject().member("message", text).endObject().text());
    else
        writeLine(terminalText(text).toUtf8() + '\n');
}

void ProgressPrinter::warning(const QString& text)
{
    if (m_style == ProgressStyle::Json)
        writeLine(
            JsonText(JsonText::Style::Compact).beginObject().member("warning", text).endObject().text());
    else if (m_style != ProgressStyle::Quiet)
        writeLine(terminalText(Text::tr("warning: %1").arg(text)).toUtf8() + '\n');
}

void ProgressPrinter::error(const Error& error)
{
    if (m_style == ProgressStyle::Json) {
        JsonText json(JsonText::Style::Compact);
        json.beginObject().key("error").beginObject();
        json.member("kind", kindCode(error.kind))
            .member("message", error.message)
            .member("detail", error.detail);
        writeLine(json.endObject().endObject().text());
    } else {
        writeLine(terminalText(QStringLiteral("varad: ") + error.message).toUtf8() + '\n');
    }
}

} // namespace varad::cli
