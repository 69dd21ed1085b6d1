// core/data/visa_table.h - layer: varad_core (Qt Core)
#pragma once

#include "core/data/dataset.h"

namespace varad::data {

/// Where the VisA layout keeps its list, seen from the root.
[[nodiscard]] QString visaListPath(const QString& root);

/// The VisA layout: one list with the columns object, split, label, image, mask (in any order, others
/// ignored). Paths are relative to the root and may not leave it. Rows of categories that are not asked for
/// are checked for their form only.
/// @return categories in order of first appearance; an Error names the file and the line.
[[nodiscard]] Result<std::vector<Category>> readVisa(const QString& root, const QStringList& categories);

} // namespace varad::data
