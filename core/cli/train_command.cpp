// core/cli/train_command.cpp - layer: command line
#include "core/cli/commands.h"
#include "core/cli/option_values.h"
#include "core/cli/product_training.h"

#include <QCoreApplication>

namespace varad::cli {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

} // namespace

QString TrainCommand::name() const { return QStringLiteral("train"); }
QString TrainCommand::summary() const { return Text::tr("Teaches a product from pictures of good parts."); }
QString TrainCommand::usage() const { return QStringLiteral("--data DIR --out PRODUCT [options]"); }

void TrainCommand::describe(QCommandLineParser& parser) const
{
    parser.addOptions({
        {QStringLiteral("data"), Text::tr("Folder with pictures of good parts, or a data set's category."),
         QStringLiteral("DIR")},
        {QStringLiteral("out"), Text::tr("Folder of the product. An existing product gets a further model."),
         QStringLiteral("PRODUCT")},
        {QStringLiteral("limit-train"), Text::tr("Uses the first N pictures only."), QStringLiteral("N")},
        {QStringLiteral("resume"),
         Text::tr("Goes on where the interrupted training of this product stopped.")},
    });
    addTrainOptions(parser);
}

int TrainCommand::execute(Invocation& invocation) const
{
    const QCommandLineParser& options = invocation.options;
    ProductTraining request;
    request.options = readTrainOptions(options);
    request.product = neededOption(options, QStringLiteral("out"));
    request.resume = options.isSet(QStringLiteral("resume"));
    const auto limit = wholeOption(options, QStringLiteral("limit-train"), fewestTrainingPictures, 10000000);
    const QString data = neededOption(options, QStringLiteral("data"));
    if (!options.positionalArguments().isEmpty())
        refuseUse(Text::tr("\"%1\" is one word too many.").arg(options.positionalArguments().first()));
    request.pictures = trainingPictures(data);
    if (limit)
        request.pictures = request.pictures.mid(0, *limit);

    const std::shared_ptr<Engine> engine = invocation.engine();
    const Result<TrainedProduct> trained = trainProduct(request, *engine, invocation.job);
    if (!trained.ok()) {
        Error error = trained.error();
        if (error.code == QLatin1String("resumable"))
            error.message =
                Text::tr("Training was cancelled; the same command with --resume goes on where it stopped.");
        throw CommandFailure(error);
    }
    const OpenProduct& product = trained.value().product;
    const Calibration& calibration = product.calibration;
    invocation.printer.message(trained.value().training.summary);
    if (calibration.picture.tooSmall)
        invocation.printer.warning(
            Text::tr("The good parts score nearly alike (spread too small), so the scale was "
                     "widened. Check that the pictures are not all the same."));
    invocation.printer.message(Text::tr("%1 is taught: model %2 from %3 pictures in %4, threshold %5 (just "
                                        "above the highest of %6 good parts).")
                                   .arg(product.product.name)
                                   .arg(calibration.modelVersion)
                                   .arg(calibration.trainedOn)
                                   .arg(durationText(trained.value().training.seconds))
                                   .arg(product.rules.threshold)
                                   .arg(calibration.parts.size()));
    return trained.value().set.skipped.isEmpty() ? Done : SomeFailed;
}

} // namespace varad::cli
