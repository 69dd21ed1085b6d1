// core/data/csv_table.cpp - layer: varad_core (Qt Core)
#include "core/data/csv_table.h"

#include <QCoreApplication>
#include <QFile>

namespace varad::data {
namespace {

constexpr qint64 kMaxBytes = 64 * 1024 * 1024;

Error csvError(const QString& path, int line, const QString& reason)
{
    return {ErrorKind::BadInput,
            QCoreApplication::translate("CsvTable", "“%1”, line %2: %3").arg(path).arg(line).arg(reason),
            path, QStringLiteral("unreadable")};
}

/// @return false if a quote is not closed.
bool splitLine(const QString& text, QChar separator, QStringList& cells)
{
    QString cell;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted && c == QLatin1Char('"') && i + 1 < text.size() && text[i + 1] == c) {
            cell += c;
            ++i;
        } else if (c == QLatin1Char('"')) {
            quoted = !quoted;
        } else if (c == separator && !quoted) {
            cells.append(cell.trimmed());
            cell.clear();
        } else {
            cell += c;
        }
    }
    cells.append(cell.trimmed());
    return !quoted;
}

} // namespace

Result<std::vector<CsvRow>> readCsv(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{
            ErrorKind::NotFound,
            QCoreApplication::translate("CsvTable", "“%1” cannot be read: %2").arg(path, file.errorString()),
            path, QStringLiteral("not-found")};
    if (file.size() > kMaxBytes)
        return csvError(
            path, 1,
            QCoreApplication::translate("CsvTable", "the file is too large for a list of pictures."));
    QString text = QString::fromUtf8(file.readAll());
    if (text.startsWith(QChar(0xfeff)))
        text.remove(0, 1);
    const QStringList lines = text.split(QLatin1Char('\n'));
    std::vector<CsvRow> rows;
    QChar separator = QLatin1Char(',');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = lines[i].trimmed();
        if (line.isEmpty())
            continue;
        if (rows.empty() && !line.contains(separator) && line.contains(QLatin1Char(';')))
            separator = QLatin1Char(';');
        CsvRow row;
        row.line = static_cast<int>(i) + 1;
        if (!splitLine(line, separator, row.cells))
            return csvError(path, row.line,
                            QCoreApplication::translate("CsvTable", "a quote is not closed."));
        if (!rows.empty() && row.cells.size() != rows.front().cells.size())
            return csvError(path, row.line,
                            QCoreApplication::translate("CsvTable", "%1 columns where the first line has %2.")
                                .arg(row.cells.size())
                                .arg(rows.front().cells.size()));
        rows.push_back(std::move(row));
    }
    if (rows.empty())
        return csvError(path, 1, QCoreApplication::translate("CsvTable", "the file is empty."));
    return rows;
}

} // namespace varad::data
