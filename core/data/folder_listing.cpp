// core/data/folder_listing.cpp - layer: varad_core (Qt Core)
#include "core/data/folder_listing.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

namespace varad::data {
namespace {

bool isDigit(QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); }

/// The run of digits at `at`, leading zeros dropped, and its end.
QStringView numberAt(QStringView text, qsizetype& at)
{
    while (at < text.size() && text[at] == QLatin1Char('0'))
        ++at;
    const qsizetype start = at;
    while (at < text.size() && isDigit(text[at]))
        ++at;
    return text.sliced(start, at - start);
}

} // namespace

bool naturallyLess(const QString& a, const QString& b)
{
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() && j < b.size()) {
        if (isDigit(a[i]) && isDigit(b[j])) {
            const QStringView left = numberAt(a, i);
            const QStringView right = numberAt(b, j);
            if (left.size() != right.size())
                return left.size() < right.size();
            if (const int order = left.compare(right); order != 0)
                return order < 0;
            continue;
        }
        const QChar left = a[i].toCaseFolded();
        const QChar right = b[j].toCaseFolded();
        if (left != right)
            return left < right;
        ++i;
        ++j;
    }
    const qsizetype leftOver = a.size() - i;
    const qsizetype rightOver = b.size() - j;
    return leftOver != rightOver ? leftOver < rightOver
                                 : a < b; // "a01" and "a1", "A" and "a": some fixed order
}

Result<QFileInfoList> listFolder(const QString& folder)
{
    const QDir dir(folder);
    if (!dir.exists() || !QFileInfo(folder).isReadable())
        return Error{ErrorKind::NotFound,
                     QCoreApplication::translate(
                         "FolderListing", "The folder “%1” cannot be read; check its name and access rights.")
                         .arg(folder),
                     folder, QStringLiteral("unreadable")};
    QFileInfoList entries =
        dir.entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot, QDir::Unsorted);
    std::sort(entries.begin(), entries.end(), [](const QFileInfo& a, const QFileInfo& b) {
        return naturallyLess(a.fileName(), b.fileName());
    });
    return entries;
}

} // namespace varad::data
