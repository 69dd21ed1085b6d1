// core/data/visa_table.cpp - layer: varad_core (Qt Core)
#include "core/data/visa_table.h"

#include "core/data/csv_table.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace varad::data {
namespace {

struct Columns {
    qsizetype object, split, label, image, mask;
};

Error lineError(const QString& file, int line, const QString& reason)
{
    return {ErrorKind::BadInput,
            QCoreApplication::translate("VisaTable", "“%1”, line %2: %3").arg(file).arg(line).arg(reason),
            file, QStringLiteral("unreadable")};
}

Result<Columns> findColumns(const QString& file, const CsvRow& header)
{
    const auto column = [&](const char* name) { return header.cells.indexOf(QLatin1String(name)); };
    const Columns columns{column("object"), column("split"), column("label"), column("image"),
                          column("mask")};
    if (std::min({columns.object, columns.split, columns.label, columns.image, columns.mask}) < 0)
        return lineError(file, header.line,
                         QCoreApplication::translate(
                             "VisaTable", "the columns object, split, label, image and mask are needed."));
    return columns;
}

/// Path in the data set, or an empty string if it leaves the root or is not there.
QString resolve(const QString& root, const QString& relative)
{
    const QString clean = QDir::cleanPath(relative);
    if (QDir::isAbsolutePath(clean) || clean == QLatin1String("..") || clean.startsWith(QLatin1String("../")))
        return {};
    const QString path = root + QLatin1Char('/') + clean;
    return QFileInfo(path).isFile() ? path : QString();
}

Category& categoryOf(std::vector<Category>& all, const QString& name)
{
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Category& one) { return one.name == name; });
    if (found != all.end())
        return *found;
    all.push_back({name, {}, {}});
    return all.back();
}

QString reasonAgainst(const QString& split, const QString& label, const QString& object)
{
    if (object.isEmpty())
        return QCoreApplication::translate("VisaTable", "the object has no name.");
    if (split != QLatin1String("train") && split != QLatin1String("test"))
        return QCoreApplication::translate("VisaTable", "split is “%1”, not train or test.").arg(split);
    if (label != QLatin1String("normal") && label != QLatin1String("anomaly"))
        return QCoreApplication::translate("VisaTable", "label is “%1”, not normal or anomaly.").arg(label);
    return {};
}

} // namespace

QString visaListPath(const QString& root) { return root + QStringLiteral("/split_csv/1cls.csv"); }

Result<std::vector<Category>> readVisa(const QString& root, const QStringList& categories)
{
    const QString file = visaListPath(root);
    const Result<std::vector<CsvRow>> rows = readCsv(file);
    if (!rows.ok())
        return rows.error();
    const Result<Columns> columns = findColumns(file, rows.value().front());
    if (!columns.ok())
        return columns.error();
    const Columns& at = columns.value();
    std::vector<Category> all;
    for (std::size_t i = 1; i < rows.value().size(); ++i) {
        const CsvRow& row = rows.value()[i];
        const QString split = row.cells[at.split];
        const QString label = row.cells[at.label];
        const QString object = row.cells[at.object];
        if (const QString reason = reasonAgainst(split, label, object); !reason.isEmpty())
            return lineError(file, row.line, reason);
        if (!categories.isEmpty() && !categories.contains(object))
            continue;
        DataItem item{resolve(root, row.cells[at.image]), {}, label == QLatin1String("anomaly"), label};
        if (item.picture.isEmpty())
            return lineError(
                file, row.line,
                QCoreApplication::translate("VisaTable", "there is no picture “%1” in the data set.")
                    .arg(row.cells[at.image]));
        if (item.defect && !row.cells[at.mask].isEmpty()) {
            item.mask = resolve(root, row.cells[at.mask]);
            if (item.mask.isEmpty())
                return lineError(
                    file, row.line,
                    QCoreApplication::translate("VisaTable", "there is no mask “%1” in the data set.")
                        .arg(row.cells[at.mask]));
        }
        Category& category = categoryOf(all, object);
        (split == QLatin1String("train") ? category.train : category.test).push_back(std::move(item));
    }
    return all;
}

} // namespace varad::data
