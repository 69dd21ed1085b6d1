// core/products/product_folder.h - layer: varad_core (Qt Core)
//
// A product on disk: PRODUCT/product.yaml, models/NNNN/model.safetensors, calibrations/NNNN.json. What
// product.yaml names is in force; older models and calibrations stay beside it.
#pragma once

#include "core/products/calibration.h"
#include "core/products/product.h"

#include <QStringList>

namespace varad {

/// A product that can be used: every part of it is there and fits.
struct OpenProduct {
    QString folder;
    Product product;
    Calibration calibration;
    QString modelPath;
    QString modelSha256;
    VerdictRules rules; ///< in score units, from threshold, band and area
};

/// @param path       the folder, or its product.yaml
/// @param installed  backbone names known beyond the built-in ones
/// Hashes the model. Errors: NotFound, Damaged (names what is missing or does not fit), Unsupported.
[[nodiscard]] Result<OpenProduct> openProduct(const QString& path, const QStringList& installed = {});

/// A freshly trained model to take in.
struct NewModel {
    /// Moved into the product, on whose file system it lies, with the file backbone.safetensors beside it:
    /// that of a model whose backbone does not ship with the program.
    QString modelFile;
    QString backbone;
    int side = 0;
    Calibration calibration; ///< number, versions, hash, who and when are filled in here
};

/// Writes a new product, or a new model and calibration version of an existing one. A new product appears as
/// a whole; in an existing one product.yaml is switched last. Name, id, pixel pitch, minimum area and band of
/// an existing product are kept; the threshold is set anew (defaultThreshold).
/// @param folder may exist only if it is a product or empty; its parent must exist.
/// @return the product as written.
[[nodiscard]] Result<OpenProduct> saveModel(const QString& folder, const NewModel& model,
                                            const QStringList& installed = {});

/// Refuses early what saveModel() would refuse late: a file, a folder with other things in it, no parent.
[[nodiscard]] Status checkProductTarget(const QString& folder);

/// SHA-256 of a file, 64 hex digits.
[[nodiscard]] Result<QString> hashFile(const QString& path);

} // namespace varad
