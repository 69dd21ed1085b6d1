// core/cli/product_training.h - layer: command line (Qt Core)
#pragma once

#include "core/inspection/training_set.h"
#include "core/products/product_folder.h"

namespace varad::cli {

/// Everything from pictures to a product that can judge.
struct ProductTraining {
    QStringList pictures; ///< of good parts
    QString product;      ///< folder; new, empty, or a product that gets a further model
    TrainOptions options;
    bool resume = false; ///< go on where an interrupted training of the same settings and pictures stopped
    ReadLimits limits;
};

struct TrainedProduct {
    OpenProduct product;
    TrainedModel training;
    TrainingSet set;
};

/// Checks the pictures, trains, calibrates, writes the product. While it works, a folder
/// ".NAME.training" beside the product holds the features and the checkpoint; it goes away at the end and
/// stays after a cancel or a crash, for --resume. An Error of kind Cancelled has the code "resumable" if that
/// folder is there.
[[nodiscard]] Result<TrainedProduct> trainProduct(const ProductTraining& request, Engine& engine,
                                                  const JobContext& context);

/// The backbone that the options mean. @return an Error if there is none of that name.
[[nodiscard]] Result<BackboneDescription> resolveBackbone(const QString& nameOrFile, Engine& engine);

/// Names that product files may carry beyond the built-in ones.
[[nodiscard]] QStringList installedBackbones(Engine& engine);

} // namespace varad::cli
