#include "core/engine/torch_engine.h"

#include "core/engine/model_training.h"
#include "core/engine/nn_errors.h"
#include "core/engine/torch_detector.h"
#include "core/nn/backbones/import.h"
#include "core/nn/recipe/model_file.h"
#include "core/nn/runtime.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <filesystem>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(TorchEngine)
};

} // namespace

TorchEngine::TorchEngine() { nn::setThreads(qEnvironmentVariableIntValue("VARAD_THREADS")); }

RuntimeDescription TorchEngine::runtime() const
{
    const nn::Runtime runtime = nn::describeRuntime(nn::Measure::No);
    RuntimeDescription d;
    d.libtorch = QString::fromStdString(runtime.libtorch);
    d.blas = QString::fromStdString(runtime.blas);
    d.threads = runtime.threads;
    d.device = QStringLiteral("CPU");
    if (nn::hasSlowBlas(runtime))
        d.warnings << Text::tr("The reference BLAS is in use, which makes this program about 30 times "
                               "slower. Install the package "
                               "libopenblas0-pthread.");
    return d;
}

Result<TrainedModel> TorchEngine::train(const TrainRequest& request, const JobContext& context)
{
    return nnGuarded(Text::tr("Training failed."),
                     [&]() -> Result<TrainedModel> { return trainModel(request, context, m_library); });
}

Result<std::unique_ptr<Detector>> TorchEngine::load(const QString& modelPath)
{
    return nnGuarded(Text::tr("The model cannot be used."), [&]() -> Result<std::unique_ptr<Detector>> {
        if (!QFileInfo(modelPath).isFile())
            return Error{
                ErrorKind::NotFound,
                Text::tr("The model %1 does not exist. Name a model file that is there.").arg(modelPath),
                modelPath, QStringLiteral("not-found")};
        nn::LoadedModel loaded = nn::loadModel(modelPath.toStdString());
        const nn::ModelDescription& d = loaded.description;
        const LoadedBackbone backbone = m_library.loadFor(modelPath, QString::fromStdString(d.backboneName),
                                                          QByteArray::fromStdString(d.backboneSha256));
        FeatureExtractor extractor(backbone.network, d.taps, int(d.side));
        if (!d.alignment.empty())
            extractor.setAlignment(alignmentFrom(d.alignment));
        return std::unique_ptr<Detector>(
            std::make_unique<TorchDetector>(std::move(extractor), std::move(loaded.model)));
    });
}

Result<std::vector<BackboneDescription>> TorchEngine::backbones()
{
    return nnGuarded(Text::tr("The backbones cannot be listed."),
                     [&]() -> Result<std::vector<BackboneDescription>> { return m_library.list(); });
}

Result<BackboneDescription> TorchEngine::describeBackbone(const QString& file)
{
    return nnGuarded(Text::tr("The file is no backbone that this program knows."),
                     [&]() -> Result<BackboneDescription> { return BackboneLibrary::describe(file); });
}

Result<BackboneDescription> TorchEngine::importBackbone(const ImportOptions& options)
{
    return nnGuarded(Text::tr("The backbone cannot be imported."), [&]() -> Result<BackboneDescription> {
        const auto refused = [&](const QString& path) {
            return Error{ErrorKind::BadInput,
                         Text::tr("%1 exists already. Choose another name, or allow overwriting.").arg(path),
                         path, QStringLiteral("exists")};
        };
        if (!options.outFile.isEmpty() && QFileInfo::exists(options.outFile) && !options.overwrite)
            return refused(options.outFile);
        const QDir folder(options.outFile.isEmpty() ? BackboneLibrary::userFolder()
                                                    : QFileInfo(options.outFile).path());
        folder.mkpath(QStringLiteral("."));
        nn::ImportOptions how;
        how.name = options.name.toStdString();
        how.source = options.source.toStdString();
        how.licence = options.licence.toStdString();
        how.defaultTaps = options.defaultTaps;
        // The name may only be known once the file was read.
        const QString draft =
            folder.filePath(QStringLiteral(".import-%1.safetensors").arg(QCoreApplication::applicationPid()));
        const nn::ImportReport report =
            nn::importBackbone(options.file.toStdString(), draft.toStdString(), how);
        const QString target =
            options.outFile.isEmpty()
                ? folder.filePath(QString::fromStdString(report.info.name) + QStringLiteral(".safetensors"))
                : options.outFile;
        const QString shipped = options.outFile.isEmpty()
                                    ? BackboneLibrary::shippedFile(QFileInfo(target).fileName())
                                    : QString();
        if (!shipped.isEmpty()) {
            QFile::remove(draft);
            return Error{
                ErrorKind::BadInput,
                Text::tr("A backbone of the name \"%1\" ships with the program. Choose another name.")
                    .arg(QFileInfo(target).completeBaseName()),
                shipped,
                {}};
        }
        if (QFileInfo::exists(target) && !options.overwrite) {
            QFile::remove(draft);
            return refused(target);
        }
        std::filesystem::rename(draft.toStdString(), target.toStdString());
        BackboneDescription description = BackboneLibrary::describe(target);
        description.name = QString::fromStdString(report.info.name);
        return description;
    });
}

} // namespace varad

/// The one symbol that the program asks for; the caller owns the engine.
extern "C" __attribute__((visibility("default"))) varad::Engine* varadCreateEngine()
{
    return new varad::TorchEngine;
}
