// core/data/folder_listing.h - layer: varad_core (Qt Core)
#pragma once

#include "core/jobs/result.h"

#include <QFileInfo>

namespace varad::data {

/// Compares names as people count: "part2" before "part10". A total order, independent of the locale.
[[nodiscard]] bool naturallyLess(const QString& a, const QString& b);

/// Entries of one folder in natural order, hidden ones and broken links left out.
/// @return an Error if the folder cannot be read.
[[nodiscard]] Result<QFileInfoList> listFolder(const QString& folder);

} // namespace varad::data
