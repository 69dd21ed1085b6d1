// core/cli/product_training.cpp - layer: command line
#include "core/cli/product_training.h"

#include "core/cli/option_values.h"
#include "core/jobs/durable_file.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

namespace varad::cli {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

/// ".NAME.training" beside the product, locked for this process.
class WorkFolder {
public:
    explicit WorkFolder(const QString& product)
        : m_path(folderFor(product)), m_lock(m_path + QStringLiteral(".lock"))
    {
        m_lock.setStaleLockTime(0); // a training may take days; a dead owner is noticed by its process id
    }

    /// @param settings what makes a checkpoint usable: it must be the same for a resume.
    Status open(const QByteArray& settings, bool resume)
    {
        if (!m_lock.tryLock(0))
            return Error{
                ErrorKind::BadInput,
                Text::tr("Another training of this product is running. Wait for it or choose another name."),
                m_path};
        const QString file = m_path + QStringLiteral("/settings");
        if (resume) {
            QFile old(file);
            if (!old.open(QIODevice::ReadOnly))
                return Error{ErrorKind::BadInput,
                             Text::tr("There is no interrupted training to resume. Leave --resume away."),
                             file};
            if (old.readAll() != settings)
                return Error{
                    ErrorKind::BadInput,
                    Text::tr("The interrupted training had other settings or pictures. Repeat its options, "
                             "or leave --resume away to start anew."),
                    file};
            return {};
        }
        QDir(m_path).removeRecursively();
        if (Status made = makeFolder(m_path); !made.ok())
            return made;
        return writeDurably(file, settings);
    }

    void remove() { QDir(m_path).removeRecursively(); }
    const QString& path() const { return m_path; }

private:
    static QString folderFor(const QString& product)
    {
        const QFileInfo info(QDir::cleanPath(QFileInfo(product).absoluteFilePath()));
        return info.path() + QStringLiteral("/.") + info.fileName() + QStringLiteral(".training");
    }

    QString m_path;
    QLockFile m_lock;
};

QByteArray settingsOf(const ProductTraining& request, const TrainingSet& set)
{
    return trainOptionArguments(request.options).join(QLatin1Char('\n')).toUtf8() + '\n' + set.fingerprint +
           '\n';
}

QStringList fileNames(const QStringList& paths)
{
    QStringList names;
    for (const QString& path : paths)
        names << QFileInfo(path).fileName();
    return names;
}

void tellAboutSet(const TrainingSet& set, const JobContext& context)
{
    if (!context.warning)
        return;
    if (set.paths.size() < advisedTrainingPictures)
        context.warning(
            Text::tr("Only %1 good pictures: the threshold rests on few parts. %2 or more are advised.")
                .arg(set.paths.size())
                .arg(advisedTrainingPictures));
    if (set.doubles > 0)
        context.warning(
            Text::tr("%n picture(s) nearly the same as others: twins are never held out from each other.",
                     nullptr, set.doubles));
}

Status checkBackbone(const BackboneDescription& backbone, Engine& engine)
{
    if (builtInSideMultiple(backbone.name) > 0 || installedBackbones(engine).contains(backbone.name))
        return {};
    return Error{
        ErrorKind::BadInput,
        Text::tr("The backbone \"%1\" is not installed, so a product could not name it. Install it first: "
                 "varad backbone import %2")
            .arg(backbone.name, backbone.file),
        backbone.file};
}

} // namespace

QStringList installedBackbones(Engine& engine)
{
    QStringList names;
    if (const Result<std::vector<BackboneDescription>> found = engine.backbones(); found.ok())
        for (const BackboneDescription& backbone : found.value())
            names << backbone.name;
    return names;
}

Result<BackboneDescription> resolveBackbone(const QString& nameOrFile, Engine& engine)
{
    if (!nameOrFile.isEmpty() && QFileInfo(nameOrFile).isFile())
        return engine.describeBackbone(nameOrFile);
    const Result<std::vector<BackboneDescription>> found = engine.backbones();
    if (!found.ok())
        return found.error();
    for (const BackboneDescription& backbone : found.value())
        if (nameOrFile.isEmpty() ? backbone.isDefault : backbone.name == nameOrFile)
            return backbone;
    return Error{
        ErrorKind::NotFound,
        nameOrFile.isEmpty()
            ? Text::tr("No backbone is installed. Import one: varad backbone import FILE")
            : Text::tr("There is no backbone \"%1\", neither installed nor a file. See: varad backbone list")
                  .arg(nameOrFile)};
}

Result<TrainedProduct> trainProduct(const ProductTraining& request, Engine& engine, const JobContext& context)
{
    if (Status fit = checkProductTarget(request.product); !fit.ok())
        return fit.error();
    const Result<BackboneDescription> backbone = resolveBackbone(request.options.backbone, engine);
    if (!backbone.ok())
        return backbone.error();
    if (Status known = checkBackbone(backbone.value(), engine); !known.ok())
        return known.error();
    Result<TrainingSet> checked = checkTrainingPictures(request.pictures, context, request.limits);
    if (!checked.ok())
        return checked.error();
    const TrainingSet& set = checked.value();
    tellAboutSet(set, context);

    WorkFolder work(request.product);
    if (Status opened = work.open(settingsOf(request, set), request.resume); !opened.ok())
        return opened.error();
    TrainRequest train;
    train.pictures = static_cast<int>(set.paths.size());
    train.source = set.source(request.limits);
    train.group = set.group;
    train.options = request.options;
    train.workFolder = work.path();
    train.modelPath = work.path() + QStringLiteral("/model.safetensors");
    train.resume = request.resume;
    const Result<TrainedModel> trained =
        guarded(Text::tr("Training failed."), [&] { return engine.train(train, context); });
    if (!trained.ok() && trained.error().kind == ErrorKind::Cancelled)
        return Error{ErrorKind::Cancelled, Text::tr("Training was cancelled."), work.path(),
                     QStringLiteral("resumable")};
    if (!trained.ok())
        return trained.error();

    Result<Calibration> calibration = makeCalibration(trained.value(), fileNames(set.paths));
    if (!calibration.ok())
        return calibration.error();
    const NewModel model{train.modelPath, backbone.value().name, trained.value().side, calibration.value()};
    Result<OpenProduct> saved = saveModel(request.product, model, installedBackbones(engine));
    if (!saved.ok())
        return saved.error();
    work.remove();
    return TrainedProduct{saved.value(), trained.value(), set};
}

} // namespace varad::cli
