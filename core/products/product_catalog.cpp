// core/products/product_catalog.cpp - layer: varad_core
#include "core/products/product_catalog.h"

#include "core/data/folder_listing.h"
#include "core/products/product.h"
#include "core/products/yaml_tree.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <algorithm>

namespace varad {
namespace {

QString yamlName() { return QStringLiteral("product.yaml"); }

/// Which backbones are installed only the engine knows, and a list must not load it: the name counts as
/// known.
QStringList backboneNamed(const QByteArray& yaml)
{
    const Result<YamlNode> tree = parseYaml(yaml, yamlName());
    if (!tree.ok())
        return {};
    for (const auto& [key, value] : tree.value().entries)
        if (key.text == QLatin1String("backbone"))
            return {value.text};
    return {};
}

CatalogProduct readEntry(const QString& folder)
{
    CatalogProduct out;
    out.folder = folder;
    out.name = QFileInfo(folder).fileName();
    QFile file(folder + QLatin1Char('/') + yamlName());
    if (!file.open(QIODevice::ReadOnly)) {
        out.problem = file.errorString();
        return out;
    }
    const QByteArray yaml = file.read(YamlLimits().bytes + 1);
    const Result<Product> product = parseProduct(yaml, yamlName(), backboneNamed(yaml));
    if (product.ok())
        out.name = product.value().name;
    else
        out.problem = product.error().message;
    return out;
}

} // namespace

bool isProduct(const QString& path)
{
    const QFileInfo info(path);
    if (info.fileName() == yamlName())
        return info.isFile();
    return QFileInfo(path + QLatin1Char('/') + yamlName()).isFile(); // never a pipe, which could block
}

std::vector<CatalogProduct> listProducts(const QStringList& roots, const QStringList& folders,
                                         const std::stop_token& stop)
{
    QStringList places = folders;
    for (const QString& root : roots) {
        places << root;
        const QStringList below = QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Unsorted);
        for (const QString& name : below)
            places << root + QLatin1Char('/') + name;
    }
    std::vector<CatalogProduct> out;
    QSet<QString> seen;
    for (const QString& place : places) {
        if (stop.stop_requested())
            break;
        const QString folder = QDir::cleanPath(QFileInfo(place).absoluteFilePath());
        if (seen.contains(folder) || !isProduct(folder))
            continue;
        seen.insert(folder);
        out.push_back(readEntry(folder));
    }
    std::sort(out.begin(), out.end(), [](const CatalogProduct& a, const CatalogProduct& b) {
        return a.name != b.name ? data::naturallyLess(a.name, b.name)
                                : data::naturallyLess(a.folder, b.folder);
    });
    return out;
}

} // namespace varad
