// core/data/mask_pairing.cpp - layer: varad_core (Qt Core)
#include "core/data/mask_pairing.h"

#include <QFileInfo>
#include <QHash>

#include <algorithm>

namespace varad::data {

QStringList pairMasks(const QStringList& pictures, const QStringList& masks)
{
    static const QString suffix = QStringLiteral("_mask");
    QHash<QString, QString> byStem;
    for (const QString& mask : masks) {
        const QString stem = QFileInfo(mask).completeBaseName();
        byStem.insert(stem.endsWith(suffix, Qt::CaseInsensitive) ? stem.chopped(suffix.size()) : stem, mask);
    }
    QStringList paired;
    for (const QString& picture : pictures)
        paired.append(byStem.value(QFileInfo(picture).completeBaseName()));
    const bool noneFits =
        std::all_of(paired.cbegin(), paired.cend(), [](const QString& mask) { return mask.isEmpty(); });
    return noneFits && masks.size() == pictures.size() ? masks : paired;
}

} // namespace varad::data
