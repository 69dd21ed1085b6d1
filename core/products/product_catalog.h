// core/products/product_catalog.h - layer: varad_core (Qt Core)
#pragma once

#include "core/jobs/result.h"

#include <QString>
#include <QStringList>

#include <stop_token>
#include <vector>

namespace varad {

/// A product as a list shows it. Only product.yaml was read; whether the model is sound shows when it is
/// opened.
struct CatalogProduct {
    QString folder;  ///< absolute
    QString name;    ///< of the product; of the folder if product.yaml cannot be read
    QString problem; ///< why it cannot be used, for people; empty: nothing known
    bool operator==(const CatalogProduct&) const = default;
};

/// Products lie in `roots` themselves or directly below; `folders` are products chosen one by one, of which
/// missing ones are left out. Natural order of names, no folder twice. Reads small files: call it on a worker
/// thread.
[[nodiscard]] std::vector<CatalogProduct> listProducts(const QStringList& roots, const QStringList& folders,
                                                       const std::stop_token& stop);

/// Whether a path is a product's folder or its product.yaml. Asks the disk.
[[nodiscard]] bool isProduct(const QString& path);

} // namespace varad
