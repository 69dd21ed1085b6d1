// core/cli/option_values.h - layer: command line (Qt Core)
#pragma once

#include "core/cli/command.h"
#include "core/data/dataset.h"

namespace varad::cli {

/// The value of a whole-number option, checked against its range; nullopt if the option is not given, or is
/// `word` (as "auto"). A wrong value ends the command with WrongUse and names the option.
[[nodiscard]] std::optional<qint64> wholeOption(const QCommandLineParser& parser, const QString& name,
                                                qint64 low, qint64 high, const QString& word = {});

/// The value of an option that must be given and not empty.
[[nodiscard]] QString neededOption(const QCommandLineParser& parser, const QString& name);

/// --dataset; Auto if not given.
[[nodiscard]] Layout layoutOption(const QCommandLineParser& parser);

/// At most one output may be standard output.
void checkOneStdout(const QCommandLineParser& parser, const QStringList& outputs);

/// The options that choose how a product is taught; the same for `train` and `benchmark`.
void addTrainOptions(QCommandLineParser& parser);
[[nodiscard]] TrainOptions readTrainOptions(const QCommandLineParser& parser);

/// Options that readTrainOptions() turns into the same values again: for child processes.
[[nodiscard]] QStringList trainOptionArguments(const TrainOptions& options);

/// Stable word of an adapter: "whitening" "linear" "resblock" "none".
[[nodiscard]] QString adapterName(Adapter adapter);

/// Good training pictures of --data: the train part of a data set, or, for a folder without one, every
/// picture in it.
[[nodiscard]] QStringList trainingPictures(const QString& data);

} // namespace varad::cli
