// tests/core/product_test.cpp
#include "core/jobs/durable_file.h"
#include "core/products/product.h"
#include "core/products/product_folder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace varad;

namespace {

const QByteArray plain = "format: varad-product\nversion: 1\nname: Button 12 mm\nbackbone: dinov2_vits14\n"
                         "image_size: 448\nthreshold: 0.5\nmodel: model.safetensors\n";

Result<Product> parse(const QByteArray& yaml, const QStringList& installed = {})
{
    return parseProduct(yaml, QStringLiteral("product.yaml"), installed);
}

QByteArray readAll(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString sharedFolder()
{
    return qEnvironmentVariable("VARAD_SHARED", QStringLiteral(VARAD_SOURCE_ROOT "/../shared"));
}

/// A model file and a calibration for it, as training leaves them.
NewModel newModel(const QString& folder, const QByteArray& bytes, double highest)
{
    const QString file = folder + QStringLiteral("/fresh.safetensors");
    QFile out(file);
    if (!out.open(QIODevice::WriteOnly))
        return {};
    out.write(bytes);
    TrainedModel trained;
    trained.heldOutMethod = QStringLiteral("held-out");
    trained.heldOut = {{0, 0, 1.0, 1.0}, {1, 0, 2.0, 2.0}, {2, 0, highest, highest}};
    return {
        file, QStringLiteral("efficientnet_lite0"), 256,
        makeCalibration(trained, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}).value()};
}

} // namespace

class ProductTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void allValuesSurviveWritingAndReading()
    {
        Product product;
        product.name = QStringLiteral("Knopf \"12\" \\ mm: #1 'x' 扣子");
        product.backbone = QStringLiteral("mine");
        product.imageSize = 1022;
        product.threshold = 0.1 + 0.2;
        product.model = QStringLiteral("models/0003/model.safetensors");
        product.id = QStringLiteral("yes");
        product.created = QStringLiteral("2026-11-24T10:00:00Z");
        product.mmPerPixel = 0.0123;
        product.minAreaPx = 12.5;
        product.checkBand = 0;
        product.modelVersion = 3;
        product.calibration = 4;
        const Result<Product> read = parse(formatProduct(product), {QStringLiteral("mine")});
        QVERIFY2(read.ok(), qPrintable(read.ok() ? QString() : read.error().message));
        const Product& r = read.value();
        QCOMPARE(r.name, product.name);
        QCOMPARE(r.backbone, product.backbone);
        QCOMPARE(r.imageSize, 1022);
        QVERIFY(r.threshold == product.threshold);
        QCOMPARE(r.model, product.model);
        QCOMPARE(r.id, product.id);
        QCOMPARE(r.created, product.created);
        QVERIFY(r.mmPerPixel == product.mmPerPixel && r.minAreaPx == product.minAreaPx);
        QCOMPARE(r.checkBand, 0.0);
        QCOMPARE(r.modelVersion, 3);
        QCOMPARE(r.calibration, 4);
    }

    void errorsNameTheLine_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QString>("says");
        QTest::newRow("unknown key") << QByteArray("treshold: 0.4\n")
                                     << QStringLiteral(
                                            "line 8: unknown key \"treshold\" (did you mean threshold?)");
        QTest::newRow("twice") << QByteArray("name: again\n")
                               << QStringLiteral("line 8: name is given twice");
        QTest::newRow("tag") << QByteArray("id: !!str x\n") << QStringLiteral("line 8: tags");
        QTest::newRow("area") << QByteArray("min_area_px: -1\n") << QStringLiteral("line 8: min_area_px");
        QTest::newRow("pitch") << QByteArray("mm_per_pixel: 0\n") << QStringLiteral("line 8: mm_per_pixel");
        QTest::newRow("active") << QByteArray("active: {model_version: 1, x: 2}\n")
                                << QStringLiteral("line 8: unknown or doubled key \"x\"");
        QTest::newRow("deep") << QByteArray("region: " + QByteArray(16, '[') + QByteArray(16, ']') + "\n")
                              << QStringLiteral("line 8: nested deeper");
        QTest::newRow("many") << QByteArray("region: [" + QByteArray("1,").repeated(1000) + "1]\n")
                              << QStringLiteral("line 8: more than 1000");
        QTest::newRow("aliases") << QByteArray("region: &a [" + QByteArray("1,").repeated(400) +
                                               "1]\nignore: [*a, *a]\n")
                                 << QStringLiteral("line 8: more than 1000");
        QTest::newRow("second") << QByteArray("---\na: b\n") << QStringLiteral("second document");
    }
    void errorsNameTheLine()
    {
        QFETCH(QByteArray, more);
        QFETCH(QString, says);
        const Result<Product> read = parse(plain + more);
        QVERIFY(!read.ok());
        QCOMPARE(read.error().kind, ErrorKind::Damaged);
        QVERIFY2(read.error().message.contains(says), qPrintable(read.error().message));
    }

    void limitsAreReachedExactly()
    {
        QVERIFY(parse(plain + "region: " + QByteArray(15, '[') + QByteArray(15, ']') + "\n").ok());
        QVERIFY(parse(plain + "#" + QByteArray(64 * 1024 - plain.size() - 2, 'x') + "\n").ok());
        QVERIFY(!parse(plain + "#" + QByteArray(64 * 1024 - plain.size() - 1, 'x') + "\n").ok());
    }

    void newerVersionIsToldApart()
    {
        const Result<Product> read =
            parse(QByteArray(plain).replace("version: 1", "version: 2") + "future: 1\n");
        QVERIFY(!read.ok());
        QCOMPARE(read.error().kind, ErrorKind::Unsupported);
    }

    void hostileCorpusComesOutAsIndexed()
    {
        const QDir corpus(sharedFolder() + QStringLiteral("/corpora/hostile"));
        QFile index(corpus.filePath(QStringLiteral("INDEX.tsv")));
        if (!index.open(QIODevice::ReadOnly)) {
            if (qEnvironmentVariableIsSet("CI"))
                QFAIL("no corpus");
            QSKIP("no corpus");
        }
        int files = 0;
        for (const QByteArray& line : index.readAll().split('\n')) {
            const QList<QByteArray> fields = line.split('\t');
            if (!fields.front().startsWith("yaml/"))
                continue;
            ++files;
            const QString path = corpus.filePath(QString::fromUtf8(fields[0]));
            const Result<Product> read = parse(readAll(path));
            const QString message = read.ok() ? QStringLiteral("accepted") : read.error().message;
            const QByteArray what = fields[0] + " (" + fields[4] + "): " + message.toUtf8();
            if (fields[3] == "accept")
                QVERIFY2(read.ok(), what.constData());
            else if (fields[3] == "refuse")
                QVERIFY2(!read.ok() && read.error().kind != ErrorKind::Internal, what.constData());
            if (fields[4].contains("has the line"))
                QVERIFY2(message.contains(QStringLiteral("product.yaml, line ")), what.constData());
            QVERIFY2(message.size() < 400, what.constData());
        }
        QVERIFY(files > 0);
    }

    void newProductAppearsWhole()
    {
        const QTemporaryDir folder;
        const QString target = folder.filePath(QStringLiteral("shirt-4hole"));
        const Result<OpenProduct> saved = saveModel(target, newModel(folder.path(), "model one", 3.0));
        QVERIFY2(saved.ok(), qPrintable(saved.ok() ? QString() : saved.error().message));
        const Result<OpenProduct> opened = openProduct(target);
        QVERIFY2(opened.ok(), qPrintable(opened.ok() ? QString() : opened.error().message));
        QCOMPARE(opened.value().product.name, QStringLiteral("shirt-4hole"));
        QCOMPARE(opened.value().product.threshold, 2.0 + 1.05 * (3.0 - 2.0));
        QCOMPARE(opened.value().rules.threshold, 105.0);
        QCOMPARE(opened.value().product.model, QStringLiteral("models/0001/model.safetensors"));
        QCOMPARE(readAll(opened.value().modelPath), QByteArray("model one"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{QStringLiteral("shirt-4hole")});
        QVERIFY(openProduct(target + QStringLiteral("/product.yaml")).ok());
    }

    void aBackboneBesideTheModelMovesAlong()
    {
        const QTemporaryDir folder;
        const QString target = folder.filePath(QStringLiteral("carried"));
        QFile backbone(folder.filePath(QStringLiteral("backbone.safetensors")));
        QVERIFY(backbone.open(QIODevice::WriteOnly) && backbone.write("network") == 7);
        backbone.close();
        const Result<OpenProduct> saved = saveModel(target, newModel(folder.path(), "model one", 3.0));
        QVERIFY2(saved.ok(), qPrintable(saved.ok() ? QString() : saved.error().message));
        QCOMPARE(readAll(QFileInfo(saved.value().modelPath).path() + QStringLiteral("/backbone.safetensors")),
                 QByteArray("network"));
        QVERIFY(!backbone.exists());
    }

    void furtherModelKeepsTheOldOneAndTheName()
    {
        const QTemporaryDir folder;
        const QString target = folder.filePath(QStringLiteral("p"));
        const Result<OpenProduct> first = saveModel(target, newModel(folder.path(), "one", 3.0));
        QVERIFY(first.ok());
        Product changed = first.value().product;
        changed.name = QStringLiteral("Renamed");
        changed.checkBand = 4;
        QVERIFY(writeDurably(target + QStringLiteral("/product.yaml"), formatProduct(changed)).ok());
        const Result<OpenProduct> second = saveModel(target, newModel(folder.path(), "two", 4.0));
        QVERIFY(second.ok());
        const Result<OpenProduct> opened = openProduct(target);
        QVERIFY(opened.ok());
        QCOMPARE(opened.value().product.name, QStringLiteral("Renamed"));
        QCOMPARE(opened.value().product.id, first.value().product.id);
        QCOMPARE(opened.value().rules.checkBand, 4.0);
        QCOMPARE(opened.value().calibration.number, 2);
        QCOMPARE(opened.value().calibration.modelVersion, 2);
        QCOMPARE(readAll(opened.value().modelPath), QByteArray("two"));
        QCOMPARE(readAll(target + QStringLiteral("/models/0001/model.safetensors")), QByteArray("one"));
    }

    void changedModelIsRefused()
    {
        const QTemporaryDir folder;
        const QString target = folder.filePath(QStringLiteral("p"));
        const Result<OpenProduct> saved = saveModel(target, newModel(folder.path(), "one", 3.0));
        QVERIFY(saved.ok());
        QVERIFY(writeDurably(saved.value().modelPath, "onf").ok());
        const Result<OpenProduct> opened = openProduct(target);
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().kind, ErrorKind::Damaged);
        QVERIFY(QFile::remove(saved.value().modelPath));
        QCOMPARE(openProduct(target).error().kind, ErrorKind::Damaged);
    }

    void modelOutsideTheFolderIsRefused()
    {
        const QTemporaryDir folder;
        const QString target = folder.filePath(QStringLiteral("p"));
        const Result<OpenProduct> saved = saveModel(target, newModel(folder.path(), "one", 3.0));
        QVERIFY(saved.ok());
        QVERIFY(QFile::rename(saved.value().modelPath, folder.filePath(QStringLiteral("elsewhere"))));
        QVERIFY(QFile::link(folder.filePath(QStringLiteral("elsewhere")), saved.value().modelPath));
        QCOMPARE(openProduct(target).error().kind, ErrorKind::Damaged);
    }

    void whatTheProgramCannotHonourIsRefused()
    {
        const QTemporaryDir folder;
        const QString target = folder.filePath(QStringLiteral("p"));
        const Result<OpenProduct> saved = saveModel(target, newModel(folder.path(), "one", 3.0));
        QVERIFY(saved.ok());
        QVERIFY(writeDurably(target + QStringLiteral("/product.yaml"),
                             formatProduct(saved.value().product) + "ignore: [[0, 0, 5, 5]]\n")
                    .ok());
        QCOMPARE(openProduct(target).error().kind, ErrorKind::Unsupported);
    }

    void folderWithOtherThingsIsNotTouched()
    {
        const QTemporaryDir folder;
        QVERIFY(writeDurably(folder.filePath(QStringLiteral("letter.txt")), "dear").ok());
        const Status fit = checkProductTarget(folder.path());
        QVERIFY(!fit.ok());
        QCOMPARE(fit.error().kind, ErrorKind::BadInput);
        QVERIFY(!checkProductTarget(folder.filePath(QStringLiteral("letter.txt"))).ok());
    }

    void durableWriteReplacesOrLeavesAlone()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a"));
        QVERIFY(writeDurably(path, "old").ok());
        QVERIFY(writeDurably(path, "new").ok());
        QCOMPARE(readAll(path), QByteArray("new"));
        const Status missing = writeDurably(folder.filePath(QStringLiteral("no/b")), "x");
        QVERIFY(!missing.ok());
        QCOMPARE(missing.error().kind, ErrorKind::NotFound);
        QVERIFY(!writeDurably(folder.path(), "x").ok());
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{QStringLiteral("a")});
        const Status full = writeDurably(QStringLiteral("/dev/full/x"), "x");
        QVERIFY(!full.ok());
    }
};

QTEST_GUILESS_MAIN(ProductTest)
#include "product_test.moc"
