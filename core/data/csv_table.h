// core/data/csv_table.h - layer: varad_core (Qt Core)
#pragma once

#include "core/jobs/result.h"

#include <QStringList>

#include <vector>

namespace varad::data {

struct CsvRow {
    int line = 0; ///< 1-based, for messages
    QStringList cells;
};

/// A small CSV file: comma or semicolon (whichever the header has), cells in double quotes may hold both,
/// quotes are doubled inside them. Blank lines are skipped, a byte order mark too.
/// @return at least the header row; every row has as many cells as the header. An Error names file and line.
[[nodiscard]] Result<std::vector<CsvRow>> readCsv(const QString& path);

} // namespace varad::data
