// core/data/dataset.cpp - layer: varad_core (Qt Core)
#include "core/data/dataset.h"

#include "core/data/folder_listing.h"
#include "core/data/mask_pairing.h"
#include "core/data/visa_table.h"
#include "core/imaging/picture_reader.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

namespace varad {
namespace {

bool isGoodName(const QString& name)
{
    static const QStringList names{QStringLiteral("good"), QStringLiteral("ok"), QStringLiteral("normal")};
    return names.contains(name, Qt::CaseInsensitive);
}

bool isMaskFolder(const QString& name)
{
    static const QStringList names{QStringLiteral("ground_truth"), QStringLiteral("mask"),
                                   QStringLiteral("masks")};
    return names.contains(name, Qt::CaseInsensitive);
}

Error datasetError(const QString& message, const QString& root)
{
    return {ErrorKind::BadInput, message.arg(root), root, QStringLiteral("unreadable")};
}

bool holdsCategory(const QString& folder)
{
    return QFileInfo(folder + QStringLiteral("/train")).isDir() ||
           QFileInfo(folder + QStringLiteral("/test")).isDir();
}

/// Real subfolders in natural order.
Result<QStringList> subfolders(const QString& folder)
{
    const Result<QFileInfoList> entries = data::listFolder(folder);
    if (!entries.ok())
        return entries.error();
    QStringList names;
    for (const QFileInfo& entry : entries.value()) {
        if (entry.isDir())
            names.append(entry.fileName());
    }
    return names;
}

/// Pictures directly in a folder; none if it does not exist.
Result<QStringList> picturesIn(const QString& folder)
{
    if (!QFileInfo(folder).isDir())
        return QStringList();
    const Result<QFileInfoList> entries = data::listFolder(folder);
    if (!entries.ok())
        return entries.error();
    QStringList paths;
    for (const QFileInfo& entry : entries.value()) {
        if (entry.isFile() && looksLikePicture(entry.fileName()))
            paths.append(entry.filePath());
    }
    return paths;
}

/// Appends the pictures of one folder of one type; `masks` is where their masks would lie.
Status appendType(const QString& folder, const QString& masks, const QString& type,
                  std::vector<DataItem>& items)
{
    const Result<QStringList> pictures = picturesIn(folder);
    if (!pictures.ok())
        return pictures.error();
    const bool defect = !isGoodName(type);
    const Result<QStringList> maskFiles = defect ? picturesIn(masks) : Result<QStringList>(QStringList());
    if (!maskFiles.ok())
        return maskFiles.error();
    const QStringList paired = data::pairMasks(pictures.value(), maskFiles.value());
    for (qsizetype i = 0; i < pictures.value().size(); ++i)
        items.push_back({pictures.value()[i], paired[i], defect, type});
    return {};
}

/// Good types first, so that tables begin with them.
Result<QStringList> typesOf(const QString& folder)
{
    if (!QFileInfo(folder).isDir())
        return QStringList();
    Result<QStringList> types = subfolders(folder);
    if (types.ok())
        std::stable_sort(types.value().begin(), types.value().end(),
                         [](const QString& a, const QString& b) { return isGoodName(a) > isGoodName(b); });
    return types;
}

Result<Category> readCategory(const QString& folder, const QString& name)
{
    Category category{name, {}, {}};
    const std::pair<QString, std::vector<DataItem>*> parts[] = {
        {folder + QStringLiteral("/train"), &category.train},
        {folder + QStringLiteral("/test"), &category.test}};
    for (const auto& [part, items] : parts) {
        const Result<QStringList> types = typesOf(part);
        if (!types.ok())
            return types.error();
        for (const QString& type : types.value()) {
            const QString masks = folder + QStringLiteral("/ground_truth/") + type;
            if (const Status status = appendType(part + QLatin1Char('/') + type, masks, type, *items);
                !status.ok())
                return status.error();
        }
    }
    return category;
}

/// Names of the categories below a root: "" for the root itself, "bottle", or "middle/plastic2".
Result<QStringList> categoryNames(const QString& root)
{
    if (holdsCategory(root))
        return QStringList{QString()};
    QStringList names;
    const Result<QStringList> outer = subfolders(root);
    if (!outer.ok())
        return outer.error();
    for (const QString& name : outer.value()) {
        const QString folder = root + QLatin1Char('/') + name;
        if (holdsCategory(folder)) {
            names.append(name);
            continue;
        }
        const Result<QStringList> inner = subfolders(folder);
        if (!inner.ok())
            return inner.error();
        for (const QString& below : inner.value()) {
            if (holdsCategory(folder + QLatin1Char('/') + below))
                names.append(name + QLatin1Char('/') + below);
        }
    }
    return names;
}

QString ownName(const QString& root) { return QDir(QDir(root).absolutePath()).dirName(); }

Result<std::vector<Category>> readTree(const QString& root, const QStringList& names,
                                       const QStringList& wanted)
{
    std::vector<Category> all;
    for (const QString& name : names) {
        const QString shown = name.isEmpty() ? ownName(root) : name;
        if (!wanted.isEmpty() && !wanted.contains(shown))
            continue;
        const Result<Category> category = readCategory(root + QLatin1Char('/') + name, shown);
        if (!category.ok())
            return category.error();
        all.push_back(category.value());
    }
    return all;
}

Result<std::vector<Category>> readFolder(const QString& root)
{
    Category category{ownName(root), {}, {}};
    if (const Status status = appendType(root, {}, QStringLiteral("good"), category.train); !status.ok())
        return status.error();
    const Result<QStringList> types = subfolders(root);
    if (!types.ok())
        return types.error();
    for (const QString& type : types.value()) {
        if (isMaskFolder(type))
            continue;
        std::vector<DataItem>& items = isGoodName(type) ? category.train : category.test;
        const QString masks = root + QStringLiteral("/ground_truth/") + type;
        if (const Status status = appendType(root + QLatin1Char('/') + type, masks, type, items);
            !status.ok())
            return status.error();
    }
    return std::vector<Category>{category};
}

Result<std::vector<Category>> readLayout(const QString& root, Layout layout, const QStringList& wanted)
{
    if (layout == Layout::Visa || (layout == Layout::Auto && QFileInfo::exists(data::visaListPath(root))))
        return data::readVisa(root, wanted);
    if (layout == Layout::Folder)
        return readFolder(root);
    const Result<QStringList> names = categoryNames(root);
    if (!names.ok())
        return names.error();
    if (!names.value().isEmpty())
        return readTree(root, names.value(), wanted);
    if (layout == Layout::Auto)
        return readFolder(root);
    return datasetError(QCoreApplication::translate(
                            "Dataset", "“%1” holds no data set: no folder in it has a train or test folder."),
                        root);
}

} // namespace

Result<std::vector<Category>> openDataset(const QString& root, Layout layout, const QStringList& categories)
{
    if (!QFileInfo(root).isDir())
        return Error{ErrorKind::NotFound,
                     QCoreApplication::translate("Dataset", "The folder “%1” does not exist.").arg(root),
                     root, QStringLiteral("not-found")};
    Result<std::vector<Category>> found = readLayout(QDir::cleanPath(root), layout, categories);
    if (!found.ok())
        return found;
    std::vector<Category>& all = found.value();
    for (const QString& wanted : categories) {
        if (std::none_of(all.cbegin(), all.cend(), [&](const Category& one) { return one.name == wanted; }))
            return datasetError(QCoreApplication::translate("Dataset", "“%2” has no category “%1”.")
                                    .arg(wanted, QStringLiteral("%1")),
                                root);
    }
    std::erase_if(all, [](const Category& one) { return one.train.empty() && one.test.empty(); });
    if (all.empty())
        return datasetError(QCoreApplication::translate("Dataset", "“%1” holds no pictures."), root);
    return found;
}

} // namespace varad
