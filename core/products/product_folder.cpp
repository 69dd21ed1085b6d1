// core/products/product_folder.cpp - layer: varad_core
#include "core/products/product_folder.h"

#include "core/jobs/durable_file.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ProductFolder)
};

QString number4(int number) { return QStringLiteral("%1").arg(number, 4, 10, QLatin1Char('0')); }
QString backboneBeside(const QString& modelFile)
{
    return QFileInfo(modelFile).path() + QStringLiteral("/backbone.safetensors");
}

QString modelName(int version) { return QStringLiteral("models/%1/model.safetensors").arg(number4(version)); }
QString calibrationName(int number) { return QStringLiteral("calibrations/%1.json").arg(number4(number)); }
QString yamlName() { return QStringLiteral("product.yaml"); }

Error damaged(const QString& message, const QString& detail)
{
    return Error{ErrorKind::Damaged, message, detail, {}};
}

/// A regular file of ours; never a pipe or a device, which could block.
Result<QByteArray> readSmall(const QString& path, qint64 limit)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error{ErrorKind::NotFound, Text::tr("%1 does not exist. Check the path.").arg(path), path, {}};
    if (!info.isFile())
        return damaged(Text::tr("%1 is not a file.").arg(path), path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::Device,
                     Text::tr("%1 cannot be read: %2. Check the permissions.").arg(path, file.errorString()),
                     path,
                     {}};
    QByteArray bytes = file.read(limit + 1); // one more, so that the parser sees it is too large
    if (file.error() != QFileDevice::NoError)
        return Error{
            ErrorKind::Device, Text::tr("%1 cannot be read: %2.").arg(path, file.errorString()), path, {}};
    return bytes;
}

/// Highest NNNN among the names in a folder, 0 if there is none.
int highestNumber(const QString& folder)
{
    int highest = 0;
    for (const QString& name : QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot)) {
        bool ok = false;
        const int number = name.left(4).toInt(&ok);
        if (ok && number > highest)
            highest = number;
    }
    return highest;
}

VerdictRules rulesOf(const Product& product, const Calibration& calibration)
{
    VerdictRules rules;
    rules.threshold = calibration.picture.score(product.threshold);
    rules.checkBand = product.checkBand;
    rules.minAreaPx = product.minAreaPx;
    return rules;
}

Status checkModel(const OpenProduct& opened)
{
    const QFileInfo model(opened.modelPath);
    if (!model.isFile())
        return damaged(Text::tr("The model of %1 is missing: %2. Restore it from a copy or train again.")
                           .arg(opened.product.name, opened.modelPath),
                       opened.modelPath);
    const QString inside = QFileInfo(opened.folder).canonicalFilePath() + QLatin1Char('/');
    if (!model.canonicalFilePath().startsWith(inside))
        return damaged(Text::tr("The model of %1 lies outside the product's folder: %2.")
                           .arg(opened.product.name, model.canonicalFilePath()),
                       opened.modelPath);
    return {};
}

QString userName()
{
    const QString user = qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME"));
    return user.isEmpty() ? QStringLiteral("unknown") : user;
}

/// What stays the same when an existing product gets a new model.
Result<Product> basisFor(const QString& folder, const QStringList& installed)
{
    const QString yaml = folder + QLatin1Char('/') + yamlName();
    if (QFileInfo::exists(yaml)) {
        const Result<QByteArray> bytes = readSmall(yaml, 64 * 1024);
        return bytes.ok() ? parseProduct(bytes.value(), yaml, installed) : Result<Product>(bytes.error());
    }
    Product fresh;
    fresh.name = QFileInfo(folder).fileName();
    fresh.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    fresh.created = QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
    return fresh;
}

/// Puts model and calibration with the next free numbers below `folder` and fills `opened`.
Status placeVersion(const QString& folder, const NewModel& model, OpenProduct& opened)
{
    Calibration& calibration = opened.calibration;
    calibration.modelVersion = highestNumber(folder + QStringLiteral("/models")) + 1;
    calibration.number = highestNumber(folder + QStringLiteral("/calibrations")) + 1;
    if (std::max(calibration.modelVersion, calibration.number) > 9999)
        return Error{ErrorKind::BadInput,
                     Text::tr("%1 holds 9999 models already. Start a new product.").arg(folder),
                     folder,
                     {}};
    calibration.modelSha256 = opened.modelSha256;
    calibration.who = userName();
    calibration.when = QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
    const QString target = folder + QLatin1Char('/') + modelName(calibration.modelVersion);
    for (const QString& needed : {QFileInfo(target).path(), folder + QStringLiteral("/calibrations")})
        if (Status made = makeFolder(needed); !made.ok())
            return made;
    if (Status moved = renameDurably(model.modelFile, target); !moved.ok())
        return moved;
    if (const QString backbone = backboneBeside(model.modelFile); QFileInfo::exists(backbone))
        if (Status moved = renameDurably(backbone, backboneBeside(target)); !moved.ok())
            return moved;
    if (Status synced = syncTree(QFileInfo(target).path()); !synced.ok())
        return synced;
    return writeDurably(folder + QLatin1Char('/') + calibrationName(calibration.number),
                        formatCalibration(calibration));
}

void fillProduct(OpenProduct& opened, const NewModel& model)
{
    const Calibration& calibration = opened.calibration;
    Product& product = opened.product;
    product.backbone = model.backbone;
    product.imageSize = model.side;
    // The format knows thresholds from 0 on; scores of every recipe are positive where they matter.
    product.threshold = std::max(0.0, calibration.picture.raw(defaultThreshold));
    product.model = modelName(calibration.modelVersion);
    product.modelVersion = calibration.modelVersion;
    product.calibration = calibration.number;
}

} // namespace

Result<QString> hashFile(const QString& path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return Error{
            ErrorKind::Device, Text::tr("%1 cannot be read: %2.").arg(path, file.errorString()), path, {}};
    return QString::fromLatin1(hash.result().toHex());
}

Result<OpenProduct> openProduct(const QString& path, const QStringList& installed)
{
    OpenProduct opened;
    const QFileInfo info(path);
    opened.folder = QDir::cleanPath(info.isFile() && info.fileName() == yamlName() ? info.path() : path);
    const QString yaml = opened.folder + QLatin1Char('/') + yamlName();
    const Result<QByteArray> bytes = readSmall(yaml, 64 * 1024);
    if (!bytes.ok())
        return bytes.error();
    Result<Product> product = parseProduct(bytes.value(), yaml, installed);
    if (!product.ok())
        return product.error();
    opened.product = product.value();
    if (!opened.product.unsupported.isEmpty())
        return Error{
            ErrorKind::Unsupported,
            Text::tr("%1 uses \"%2\", which this program cannot honour, so its verdicts would be wrong. "
                     "Use a newer program.")
                .arg(yaml, opened.product.unsupported.first()),
            yaml,
            {}};
    opened.modelPath = opened.folder + QLatin1Char('/') + opened.product.model;
    if (Status model = checkModel(opened); !model.ok())
        return model.error();
    if (opened.product.calibration == 0)
        return damaged(
            Text::tr("%1 names no calibration, so scores have no scale. Train the product again.").arg(yaml),
            yaml);
    const QString file = opened.folder + QLatin1Char('/') + calibrationName(opened.product.calibration);
    const Result<QByteArray> json = readSmall(file, 16 * 1024 * 1024);
    if (!json.ok())
        return json.error();
    Result<Calibration> calibration = parseCalibration(json.value(), file);
    if (!calibration.ok())
        return calibration.error();
    opened.calibration = calibration.value();
    const Result<QString> hash = hashFile(opened.modelPath);
    if (!hash.ok())
        return hash.error();
    if (hash.value() != opened.calibration.modelSha256)
        return damaged(
            Text::tr("%1 is not the model that was calibrated: it was changed or damaged. Restore it from "
                     "a copy or train again.")
                .arg(opened.modelPath),
            hash.value());
    opened.modelSha256 = hash.value();
    opened.rules = rulesOf(opened.product, opened.calibration);
    return opened;
}

Status checkProductTarget(const QString& folder)
{
    const QFileInfo info(folder);
    if (info.exists() && !info.isDir())
        return Error{ErrorKind::BadInput,
                     Text::tr("%1 is a file. Name a folder for the product.").arg(folder),
                     folder,
                     {}};
    if (info.isDir() && !QDir(folder).isEmpty() && !QFileInfo::exists(folder + QLatin1Char('/') + yamlName()))
        return Error{
            ErrorKind::BadInput,
            Text::tr("%1 holds other files and is no product. Name a new or empty folder.").arg(folder),
            folder,
            {}};
    const QString name = QFileInfo(QDir::cleanPath(folder)).fileName();
    if (const QString problem = productNameProblem(name); !problem.isEmpty() && !info.exists())
        return Error{
            ErrorKind::BadInput, Text::tr("\"%1\" cannot be a product: %2.").arg(name, problem), folder, {}};
    return makeFolder(QFileInfo(QDir::cleanPath(QFileInfo(folder).absoluteFilePath())).path());
}

Result<OpenProduct> saveModel(const QString& folder, const NewModel& model, const QStringList& installed)
{
    const QString target = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    if (Status fit = checkProductTarget(target); !fit.ok())
        return fit.error();
    const Result<Product> basis = basisFor(target, installed);
    if (!basis.ok())
        return basis.error();
    OpenProduct opened;
    opened.product = basis.value();
    opened.calibration = model.calibration;
    const Result<QString> hash = hashFile(model.modelFile);
    if (!hash.ok())
        return hash.error();
    opened.modelSha256 = hash.value();
    const bool exists = QFileInfo::exists(target + QLatin1Char('/') + yamlName());
    const QString place =
        exists ? target
               : QFileInfo(target).path() +
                     QStringLiteral("/.%1.new-%2")
                         .arg(QFileInfo(target).fileName(), QUuid::createUuid().toString(QUuid::Id128));
    const auto giveUp = [&](const Status& failed) {
        if (!exists)
            QDir(place).removeRecursively();
        return failed.error();
    };
    if (Status made = makeFolder(place); !made.ok())
        return made.error();
    if (Status placed = placeVersion(place, model, opened); !placed.ok())
        return giveUp(placed);
    fillProduct(opened, model);
    if (Status written = writeDurably(place + QLatin1Char('/') + yamlName(), formatProduct(opened.product));
        !written.ok())
        return giveUp(written);
    if (!exists) {
        if (Status synced = syncTree(place); !synced.ok())
            return giveUp(synced);
        if (Status renamed = renameDurably(place, target); !renamed.ok())
            return giveUp(renamed);
    }
    opened.folder = target;
    opened.modelPath = target + QLatin1Char('/') + opened.product.model;
    opened.rules = rulesOf(opened.product, opened.calibration);
    return opened;
}

} // namespace varad
