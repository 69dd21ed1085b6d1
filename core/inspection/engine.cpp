// core/inspection/engine.cpp - layer: varad_core
#include "core/inspection/engine.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLibrary>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Engine)
};

/// What the module exports: a new engine, owned by the caller.
using CreateEngine = Engine* (*)();

QStringList modulePlaces()
{
    if (const QString chosen = qEnvironmentVariable("VARAD_ENGINE"); !chosen.isEmpty())
        return {chosen};
    const QDir program(QCoreApplication::applicationDirPath());
    const QString name = QStringLiteral("libvarad_engine.so");
    return {program.filePath(name), program.filePath(QStringLiteral("../lib/varad/") + name)};
}

} // namespace

TrainOptions TrainOptions::asPublished()
{
    TrainOptions options;
    options.imageSize = 512;
    options.epochs = 10;
    options.predNextN = 256;
    options.adapter = Adapter::Linear;
    options.positionalEncoding = false;
    options.learnableBos = false;
    options.published = true;
    options.batchSize = 2;
    options.learningRate = 5e-4;
    return options;
}

Result<std::shared_ptr<Engine>> loadEngine()
{
    const QStringList places = modulePlaces();
    for (const QString& place : places) {
        if (!QFileInfo::exists(place))
            continue;
        // Never unloaded: LibTorch leaves threads and exit handlers behind.
        QLibrary library(place);
        library.setLoadHints(QLibrary::PreventUnloadHint);
        const auto create = reinterpret_cast<CreateEngine>(library.resolve("varadCreateEngine"));
        if (!create)
            return Error{ErrorKind::Device,
                         Text::tr("The engine %1 cannot be loaded: %2. Install the program again.")
                             .arg(place, library.errorString()),
                         place,
                         {}};
        return guarded(Text::tr("The engine did not start."), [&]() -> Result<std::shared_ptr<Engine>> {
            return std::shared_ptr<Engine>(create());
        });
    }
    return Error{ErrorKind::NotFound,
                 Text::tr("The engine was not found at %1. Install the program again, or set VARAD_ENGINE.")
                     .arg(places.join(QStringLiteral(", "))),
                 {},
                 {}};
}

} // namespace varad
