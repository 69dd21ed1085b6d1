// core/data/mask_pairing.h - layer: varad_core (Qt Core)
#pragma once

#include <QStringList>

namespace varad::data {

/// Finds the mask of each picture of one folder (METHOD 15): by stem, with or without "_mask"; if not one
/// stem fits and there are as many masks as pictures, by position in natural order.
///
/// @param pictures @param masks paths in natural order.
/// @return per picture a path, or an empty string.
[[nodiscard]] QStringList pairMasks(const QStringList& pictures, const QStringList& masks);

} // namespace varad::data
