#include "core/engine/backbone_library.h"

#include "core/engine/nn_errors.h"
#include "core/nn/backbones/card.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(BackboneLibrary)
};

const QString kSuffix = QStringLiteral(".safetensors");

QByteArray hashOf(const QString& path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        throw ErrorException(Error{ErrorKind::NotFound,
                                   Text::tr("The file %1 cannot be read: %2.").arg(path, file.errorString()),
                                   path,
                                   {}});
    return hash.result().toHex();
}

QStringList shippedFolders()
{
    const QDir program(QCoreApplication::applicationDirPath());
    QStringList all;
    if (const QString chosen = qEnvironmentVariable("VARAD_MODELS"); !chosen.isEmpty())
        all << chosen;
    all << program.filePath(QStringLiteral("models")) << program.filePath(QStringLiteral("../models"))
        << program.filePath(QStringLiteral("../share/varad-inspector/models"));
    return all;
}

} // namespace

QString BackboneLibrary::userFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/varad-inspector/backbones");
}

QStringList BackboneLibrary::folders() { return shippedFolders() << userFolder(); }

QString BackboneLibrary::besideModel(const QString& modelPath)
{
    return QFileInfo(modelPath).dir().filePath(QStringLiteral("backbone.safetensors"));
}

bool BackboneLibrary::shipsWithProgram(const QString& file)
{
    const QString folder = QFileInfo(file).canonicalPath();
    for (const QString& shipped : shippedFolders())
        if (QFileInfo(shipped).canonicalFilePath() == folder)
            return true;
    return false;
}

QString BackboneLibrary::shippedFile(const QString& fileName)
{
    for (const QString& folder : shippedFolders())
        if (QFileInfo::exists(QDir(folder).filePath(fileName)))
            return QDir(folder).filePath(fileName);
    return {};
}

QString BackboneLibrary::fileOf(const QString& name)
{
    if (name.contains(QLatin1Char('/')) || name.startsWith(QLatin1Char('.')))
        return {};
    for (const QString& folder : folders()) {
        const QString path = QDir(folder).filePath(name + kSuffix);
        if (QFileInfo(path).isFile())
            return path;
    }
    return {};
}

BackboneDescription BackboneLibrary::describe(const QString& file)
{
    const formats::TensorFile tensors = formats::readTensorFile(file.toStdString());
    const auto network = nn::loadBackbone(tensors);
    const nn::BackboneInfo& info = network->info();
    BackboneDescription d;
    d.name = QString::fromStdString(info.name);
    d.family = QString::fromStdString(info.family);
    d.file = file;
    for (const nn::Tap& tap : info.taps)
        d.taps << QStringLiteral("%1: stride %2, %3 channels")
                      .arg(QString::fromStdString(tap.name))
                      .arg(tap.stride)
                      .arg(tap.channels);
    d.parameters = info.parameters;
    d.sideMultiple = int(info.sideMultiple);
    d.isDefault = QFileInfo(file).canonicalFilePath() ==
                  QFileInfo(fileOf(QLatin1String(kDefaultName))).canonicalFilePath();
    if (nn::hasCard(tensors)) {
        const nn::Card card = nn::cardFromMetadata(tensors);
        d.licence = QString::fromStdString(card.licence);
        d.source = QString::fromStdString(card.source);
    }
    return d;
}

std::vector<BackboneDescription> BackboneLibrary::list() const
{
    std::vector<BackboneDescription> all;
    QStringList seen;
    for (const QString& folder : folders())
        for (const QString& name :
             QDir(folder).entryList({QLatin1Char('*') + kSuffix}, QDir::Files, QDir::Name)) {
            if (seen.contains(name))
                continue;
            seen << name;
            all.push_back(describe(QDir(folder).filePath(name)));
            all.back().name = QFileInfo(name).completeBaseName();
        }
    return all;
}

LoadedBackbone BackboneLibrary::load(const QString& nameOrFile, const nn::BackboneOptions& options) const
{
    const QString name = nameOrFile.isEmpty() ? QLatin1String(kDefaultName) : nameOrFile;
    QString file = fileOf(name);
    if (file.isEmpty() && QFileInfo(name).isFile())
        file = name;
    if (file.isEmpty()) {
        QStringList known;
        for (const QString& folder : folders())
            for (const QString& entry :
                 QDir(folder).entryList({QLatin1Char('*') + kSuffix}, QDir::Files, QDir::Name))
                known << QFileInfo(entry).completeBaseName();
        throw ErrorException(Error{
            ErrorKind::NotFound,
            Text::tr("There is no backbone \"%1\". Known: %2. Import others with \"varad backbone import\".")
                .arg(name, known.isEmpty() ? Text::tr("none") : known.join(QStringLiteral(", "))),
            name,
            {}});
    }
    return {nn::loadBackbone(formats::readTensorFile(file.toStdString()), options), file, hashOf(file)};
}

LoadedBackbone BackboneLibrary::loadFor(const QString& modelPath, const QString& name,
                                        const QByteArray& sha256) const
{
    QStringList candidates{besideModel(modelPath)};
    for (const QString& folder : folders()) // an imported one may bear the name of one that ships
        candidates << QDir(folder).filePath(name + kSuffix);
    for (const QString& file : candidates)
        if (QFileInfo(file).isFile() && hashOf(file) == sha256)
            return {nn::loadBackbone(formats::readTensorFile(file.toStdString())), file, sha256};
    throw ErrorException(Error{
        ErrorKind::NotFound,
        Text::tr("The backbone \"%1\" that this product was taught with is not installed, or its file was "
                 "changed. Install it again, or teach the product anew.")
            .arg(name),
        QString::fromLatin1(sha256),
        {}});
}

} // namespace varad
