// core/products/product.h - layer: varad_core (Qt Core, yaml-cpp inside)
//
// product.yaml, version 1: what a taught product is called, which model judges it and where its threshold is.
#pragma once

#include "core/jobs/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace varad {

struct Product {
    QString name;         ///< 1..200 characters, one line; for people, never a path
    QString backbone;     ///< name of a built-in or installed one
    int imageSize = 0;    ///< exact network side, pixels, 16..8192
    double threshold = 0; ///< raw score units, finite, >= 0
    QString model;        ///< relative path of a .safetensors file below the product's folder

    QString id;                       ///< empty: none
    QString created;                  ///< ISO 8601, empty: unknown
    std::optional<double> mmPerPixel; ///< > 0, of the original picture
    std::optional<double> minAreaPx;  ///< >= 0, original pixels
    double checkBand = 10;            ///< score units, 0..1000; 0: no check verdict
    int modelVersion = 0;             ///< active.model_version; 0: from the model's path
    int calibration = 0;              ///< active.calibration; 0: none
    /// Keys of the format that this program does not act on (region, ignore, part_finder, routes), as found.
    QStringList unsupported;
};

/// @param label      what messages call the file
/// @param installed  backbone names known beyond the built-in ones
/// Unknown keys, wrong types and values out of range are errors of kind Damaged that name the line; a newer
/// version is Unsupported.
[[nodiscard]] Result<Product> parseProduct(const QByteArray& yaml, const QString& label,
                                           const QStringList& installed = {});

/// Text that parseProduct() reads back to the same values. `unsupported` is not written.
[[nodiscard]] QByteArray formatProduct(const Product& product);

/// Why a name cannot be a product's name; empty if it can.
[[nodiscard]] QString productNameProblem(const QString& name);

/// Multiple that the side of a backbone's pictures must have; 0: not a built-in name.
[[nodiscard]] int builtInSideMultiple(const QString& backbone);

} // namespace varad
