// tests/core/product_catalog_test.cpp
#include "core/products/product_catalog.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace varad;

namespace {

void writeProduct(const QString& folder, const QByteArray& name, const QByteArray& backbone = "dinov2_vits14")
{
    QDir().mkpath(folder);
    QFile file(folder + QStringLiteral("/product.yaml"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("format: varad-product\nversion: 1\nname: " + name + "\nbackbone: " + backbone +
               "\nimage_size: 448\nthreshold: 0.5\nmodel: model.safetensors\n");
}

} // namespace

class ProductCatalogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void listsWhatLiesBelowTheRootInNaturalOrder()
    {
        const QTemporaryDir folder;
        writeProduct(folder.filePath(QStringLiteral("b")), "button 10");
        writeProduct(folder.filePath(QStringLiteral("a")), "button 2");
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("no-product")));
        const std::vector<CatalogProduct> products = listProducts({folder.path()}, {}, {});
        QCOMPARE(products.size(), size_t(2));
        QCOMPARE(products[0].name, QStringLiteral("button 2"));
        QCOMPARE(products[1].folder, folder.filePath(QStringLiteral("b")));
        QVERIFY(products[0].problem.isEmpty());
    }

    void chosenFoldersAreAddedOnce()
    {
        const QTemporaryDir folder;
        const QString inside = folder.filePath(QStringLiteral("root/in"));
        const QString outside = folder.filePath(QStringLiteral("out"));
        writeProduct(inside, "in");
        writeProduct(outside, "out");
        const std::vector<CatalogProduct> products = listProducts(
            {folder.filePath(QStringLiteral("root"))},
            {outside, inside, inside + QLatin1Char('/'), folder.filePath(QStringLiteral("gone"))}, {});
        QCOMPARE(products.size(), size_t(2));
    }

    void aBackboneThatMayBeInstalledIsNoProblem()
    {
        const QTemporaryDir folder;
        writeProduct(folder.filePath(QStringLiteral("p")), "p", "my_own_network");
        QVERIFY(listProducts({folder.path()}, {}, {}).front().problem.isEmpty());
    }

    void aBrokenProductIsListedWithItsProblem()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("broken")));
        QFile file(folder.filePath(QStringLiteral("broken/product.yaml")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("name: [\n") > 0);
        file.close();
        const std::vector<CatalogProduct> products = listProducts({folder.path()}, {}, {});
        QCOMPARE(products.size(), size_t(1));
        QCOMPARE(products[0].name, QStringLiteral("broken"));
        QVERIFY(products[0].problem.contains(QStringLiteral("product.yaml")));
    }

    void stopsWhenAsked()
    {
        const QTemporaryDir folder;
        writeProduct(folder.filePath(QStringLiteral("p")), "p");
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(listProducts({folder.path()}, {}, stop.get_token()).empty());
    }

    void knowsAProductByFolderOrFile()
    {
        const QTemporaryDir folder;
        const QString product = folder.filePath(QStringLiteral("p"));
        writeProduct(product, "p");
        QVERIFY(isProduct(product));
        QVERIFY(isProduct(product + QStringLiteral("/product.yaml")));
        QVERIFY(!isProduct(folder.path()));
        QVERIFY(!isProduct(folder.filePath(QStringLiteral("gone/product.yaml"))));
    }
};

QTEST_GUILESS_MAIN(ProductCatalogTest)
#include "product_catalog_test.moc"
