// tests/core/command_test.cpp - every command through its class, with an engine that is none
#include "core/cli/command.h"
#include "core/jobs/durable_file.h"
#include "core/products/product_folder.h"
#include "fake_engine.h"

#include <QBuffer>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace varad;
using namespace varad::test;

namespace {

struct Shell {
    std::shared_ptr<FakeEngine> engine = std::make_shared<FakeEngine>();
    std::stop_source stop;
    QByteArray out, err;

    int run(const QStringList& arguments)
    {
        QBuffer outDevice(&out), errDevice(&err);
        out.clear();
        err.clear();
        if (!outDevice.open(QIODevice::WriteOnly) || !errDevice.open(QIODevice::WriteOnly))
            return -1;
        cli::CommandContext context;
        context.out = &outDevice;
        context.err = &errDevice;
        context.stop = stop.get_token();
        context.engine = [this]() -> Result<std::shared_ptr<Engine>> {
            return std::shared_ptr<Engine>(engine);
        };
        return cli::runCommandLine(arguments, context);
    }
};

QByteArray readAll(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList hiddenNames(const QString& folder)
{
    return QDir(folder).entryList({QStringLiteral(".*")},
                                  QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

QString q(const char* text) { return QString::fromUtf8(text); }

} // namespace

class CommandTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const char* name) const { return m_folder.filePath(q(name)); }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(q("varad-command-test"));
        makeDataset(path("data"));
        Shell shell;
        QCOMPARE(
            shell.run({q("train"), q("--data"), path("data"), q("--out"), path("product"), q("--quiet")}), 0);
        QCOMPARE(shell.err, QByteArray());
    }

    void wrongUseIsCodeTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        const auto row = [this](const char* name, const QStringList& arguments, const char* says) {
            QStringList full = arguments;
            full.replaceInStrings(q("DATA"), path("data")).replaceInStrings(q("PRODUCT"), path("product"));
            QTest::newRow(name) << full << q(says);
        };
        row("nothing", {}, "Usage: varad COMMAND");
        row("unknown command", {q("paint")}, "no command \"paint\"");
        row("train: no data", {q("train"), q("--out"), q("x")}, "--data is missing");
        row("train: no out", {q("train"), q("--data"), q("DATA")}, "--out is missing");
        row("train: unknown option", {q("train"), q("--dat"), q("DATA")}, "dat");
        row("train: data missing", {q("train"), q("--data"), q("/nowhere"), q("--out"), q("x")},
            "does not exist");
        row("train: bad number",
            {q("train"), q("--data"), q("DATA"), q("--out"), q("x"), q("--epochs"), q("many")},
            "--epochs must be");
        row("train: bad adapter",
            {q("train"), q("--data"), q("DATA"), q("--out"), q("x"), q("--adapter"), q("glue")},
            "--adapter must be");
        row("train: both", {q("train"), q("--data"), q("DATA"), q("--out"), q("x"), q("--pe"), q("--no-pe")},
            "exclude each other");
        row("train: no checkpoint",
            {q("train"), q("--data"), q("DATA"), q("--out"), q("PRODUCT2"), q("--resume")},
            "no interrupted training");
        row("train: progress", {q("train"), q("--progress"), q("loud")}, "--progress must be");
        row("inspect: no product", {q("inspect"), q("DATA")}, "--product is missing");
        row("inspect: no path", {q("inspect"), q("--product"), q("PRODUCT")}, "No picture was found");
        row("inspect: two to stdout",
            {q("inspect"), q("--product"), q("PRODUCT"), q("--csv"), q("-"), q("--json"), q("-"), q("DATA")},
            "Only one output");
        row("evaluate: no data", {q("evaluate"), q("--product"), q("PRODUCT")}, "--data is missing");
        row("evaluate: data missing",
            {q("evaluate"), q("--product"), q("PRODUCT"), q("--data"), q("/nowhere")}, "/nowhere");
        row("benchmark: no data", {q("benchmark")}, "--data is missing");
        row("benchmark: layout", {q("benchmark"), q("--data"), q("DATA"), q("--dataset"), q("coco")},
            "--dataset must be");
        row("benchmark: peer", {q("benchmark"), q("--data"), q("DATA"), q("--peer"), q("svm")},
            "--peer must be");
        row("benchmark: runs", {q("benchmark"), q("--data"), q("DATA"), q("--runs"), q("0")},
            "--runs must be");
        row("buttons: no out", {q("make-buttons")}, "--out is missing");
        row("buttons: kind", {q("make-buttons"), q("--out"), q("x"), q("--kind"), q("wood")},
            "--kind must be");
        row("buttons: level", {q("make-buttons"), q("--out"), q("x"), q("--level"), q("mad")},
            "--level must be");
        row("backbone: nothing", {q("backbone")}, "Usage: varad backbone");
        row("backbone: no file", {q("backbone"), q("show")}, "Usage: varad backbone");
        row("backbone: file missing", {q("backbone"), q("show"), q("/nowhere")}, "/nowhere does not exist");
        row("version: word", {q("version"), q("--loud")}, "loud");
    }
    void wrongUseIsCodeTwo()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        Shell shell;
        QCOMPARE(shell.run(arguments), 2);
        QVERIFY2(QString::fromUtf8(shell.err).contains(says), shell.err.constData());
        QCOMPARE(shell.out, QByteArray());
    }

    void everyCommandExplainsItself()
    {
        Shell shell;
        for (const auto& command : cli::allCommands()) {
            QCOMPARE(shell.run({command->name(), q("--help")}), 0);
            QVERIFY2(shell.out.startsWith("Usage: varad " + command->name().toUtf8()), shell.out.constData());
            QVERIFY(shell.out.contains("--quiet") && !shell.out.contains("run-to"));
            QCOMPARE(shell.err, QByteArray());
        }
        QCOMPARE(shell.run({q("--help")}), 0);
        QVERIFY(shell.out.contains("make-buttons") && !shell.out.contains("demo") &&
                !shell.out.contains("records"));
    }

    void trainingWritesAProductAndCleansUp()
    {
        const Result<OpenProduct> product = openProduct(path("product"));
        QVERIFY2(product.ok(), qPrintable(product.ok() ? QString() : product.error().message));
        QCOMPARE(product.value().product.backbone, q("efficientnet_lite0"));
        QCOMPARE(product.value().product.imageSize, FakeEngine::side);
        QCOMPARE(product.value().calibration.parts.size(), size_t(12));
        QCOMPARE(hiddenNames(m_folder.path()), QStringList());
    }

    void trainOptionsReachTheEngine()
    {
        Shell shell;
        QCOMPARE(shell.run({q("train"),
                            q("--data"),
                            path("data"),
                            q("--out"),
                            path("options"),
                            q("--image-size"),
                            q("256"),
                            q("--epochs"),
                            q("7"),
                            q("--seed"),
                            q("5"),
                            q("--pred-next-n"),
                            q("auto"),
                            q("--hierarchies"),
                            q("1,3"),
                            q("--adapter"),
                            q("resblock"),
                            q("--valid-path"),
                            q("-1"),
                            q("--no-pe"),
                            q("--no-learnable-bos"),
                            q("--limit-train"),
                            q("10")}),
                 0);
        const TrainOptions options = shell.engine->trainings.at(0);
        QCOMPARE(options.imageSize, 256);
        QCOMPARE(options.epochs, std::optional<int>(7));
        QCOMPARE(options.seed, std::uint64_t(5));
        QVERIFY(!options.predNextN);
        QCOMPARE(options.hierarchies, (std::vector<int>{1, 3}));
        QCOMPARE(options.adapter, Adapter::Resblock);
        QVERIFY(!options.positionalEncoding && !options.learnableBos && !options.published);
        QCOMPARE(openProduct(path("options")).value().calibration.parts.size(), size_t(10));
        QCOMPARE(shell.run({q("train"), q("--data"), path("data"), q("--out"), path("options"),
                            q("--as-published"), q("--epochs"), q("3")}),
                 0);
        const TrainOptions published = shell.engine->trainings.at(1);
        QVERIFY(published.published && !published.learnableBos);
        QCOMPARE(published.adapter, Adapter::Linear);
        QCOMPARE(published.predNextN, std::optional<int>(256));
        QCOMPARE(published.epochs, std::optional<int>(3));
        QCOMPARE(openProduct(path("options")).value().calibration.number, 2);
    }

    void fewerThanTenUsablePicturesAreRefused()
    {
        const QTemporaryDir folder;
        makeDataset(folder.path(), 10);
        QVERIFY(writeDurably(folder.filePath(q("train/good/3.png")), "broken").ok());
        Shell shell;
        QCOMPARE(shell.run({q("train"), q("--data"), folder.path(), q("--out"), folder.filePath(q("p"))}), 2);
        QVERIFY(shell.err.contains("at least 10 usable") && shell.err.contains("3.png"));
        QVERIFY(!QFile::exists(folder.filePath(q("p"))));
        QVERIFY(shell.engine->trainings.empty());
    }

    void brokenTrainingPictureIsLeftOutAndTold()
    {
        const QTemporaryDir folder;
        makeDataset(folder.path(), 12);
        QVERIFY(writeDurably(folder.filePath(q("train/good/3.png")), "broken").ok());
        Shell shell;
        QCOMPARE(shell.run({q("train"), q("--data"), folder.path(), q("--out"), folder.filePath(q("p"))}), 1);
        QVERIFY(shell.err.contains("3.png"));
        QCOMPARE(openProduct(folder.filePath(q("p"))).value().calibration.trainedOn, 11);
    }

    void cancelledTrainingLeavesNoProductAndResumes()
    {
        const QTemporaryDir folder;
        const QStringList command{q("train"), q("--data"), path("data"), q("--out"), folder.filePath(q("p"))};
        Shell shell;
        shell.engine->onTrain = [&shell] { shell.stop.request_stop(); };
        QCOMPARE(shell.run(command + QStringList{q("--progress"), q("none")}), 130);
        QCOMPARE(shell.err,
                 QByteArray("varad: Training was cancelled; the same command with --resume goes on "
                            "where it stopped.\n"));
        QVERIFY(!QFile::exists(folder.filePath(q("p"))));
        QVERIFY(QFile::exists(folder.filePath(q(".p.training"))));
        Shell other;
        QCOMPARE(other.run(command + QStringList{q("--resume"), q("--seed"), q("7")}), 2); // other settings
        QVERIFY(other.err.contains("other settings"));
        QCOMPARE(other.run(command + QStringList{q("--resume")}), 0);
        QCOMPARE(other.engine->resumes, std::vector<bool>{true});
        QVERIFY(openProduct(folder.filePath(q("p"))).ok());
        QCOMPARE(hiddenNames(folder.path()), QStringList());
    }

    void cancelledBeforeTheWorkBeganPromisesNoResume()
    {
        const QTemporaryDir folder;
        Shell shell;
        shell.stop.request_stop();
        QCOMPARE(shell.run({q("train"), q("--data"), path("data"), q("--out"), folder.filePath(q("p"))}),
                 130);
        QVERIFY2(shell.err.endsWith("varad: Training was cancelled.\n"), shell.err.constData());
        QCOMPARE(hiddenNames(folder.path()), QStringList());
    }

    void engineThatCannotRunIsCodeThree()
    {
        Shell shell;
        shell.engine->trainError = Error{ErrorKind::Device, q("No memory is left.")};
        QCOMPARE(shell.run({q("train"), q("--data"), path("data"), q("--out"), path("never")}), 3);
        QVERIFY(shell.err.contains("No memory is left."));
        QVERIFY(!QFile::exists(path("never")));
        shell.engine->onTrain = [] { throw std::runtime_error("boom"); };
        QCOMPARE(shell.run({q("train"), q("--data"), path("data"), q("--out"), path("never")}), 3);
        QCOMPARE(shell.run({q("train"), q("--data"), path("data"), q("--out"), path("never"), q("--backbone"),
                            q("resnet9000")}),
                 3);
        QCOMPARE(shell.run({q("inspect"), q("--product"), path("nowhere"), path("data")}), 3);
        shell.engine->loadError = Error{ErrorKind::Damaged, q("bad weights")};
        QCOMPARE(shell.run({q("inspect"), q("--product"), path("product"), path("data")}), 3);
        QCOMPARE(shell.out, QByteArray());
    }

    void inspectWritesTheTableInNaturalOrder()
    {
        Shell shell;
        QCOMPARE(shell.run({q("inspect"), q("--product"), path("product"), path("data/test")}), 0);
        const QList<QByteArray> lines = shell.out.split('\n');
        QCOMPARE(lines.size(), qsizetype(8)); // header, six rows, the end
        QVERIFY(lines[0].startsWith("path,score,raw_score,verdict,"));
        QVERIFY(lines[1].startsWith((path("data/test/good/0.png") + q(",")).toUtf8()));
        QVERIFY2(lines[6].startsWith((path("data/test/spot/2.png") + q(",")).toUtf8()) &&
                     lines[6].contains(",alarm,105,95,1,256,"),
                 lines[6].constData());
        QVERIFY(!shell.out.contains('\r'));
    }

    void brokenFileInAFolderIsOneRowAndCodeOne()
    {
        const QTemporaryDir folder;
        writePicture(folder.filePath(q("1.png")), spotPicture(45));
        QVERIFY(
            writeDurably(folder.filePath(q("2.png")), readAll(folder.filePath(q("1.png"))).left(100)).ok());
        writePicture(folder.filePath(q("10.png")), spotPicture(240));
        Shell shell;
        QCOMPARE(shell.run({q("inspect"), q("--product"), path("product"), folder.path(),
                            folder.filePath(q("gone.png")), q("--json"), folder.filePath(q("r.json"))}),
                 1);
        QCOMPARE(shell.out, QByteArray());
        const QJsonArray rows = QJsonDocument::fromJson(readAll(folder.filePath(q("r.json"))))
                                    .object()
                                    .value(q("results"))
                                    .toArray();
        QCOMPARE(rows.size(), qsizetype(4));
        const auto code = [&rows](int at) {
            return rows.at(at).toObject().value(q("error")).toObject().value(q("code")).toString();
        };
        QCOMPARE(rows.at(0).toObject().value(q("verdict")).toString(), q("pass"));
        QCOMPARE(code(1), q("truncated"));
        QCOMPARE(rows.at(1).toObject().value(q("verdict")).toString(), q("no-result"));
        QCOMPARE(rows.at(2).toObject().value(q("verdict")).toString(), q("alarm"));
        QCOMPARE(code(3), q("not-found"));
    }

    void mapsOverlaysAndReportAreWritten()
    {
        Shell shell;
        QCOMPARE(shell.run({q("inspect"), q("--product"), path("product"), path("data/test/spot"), q("--csv"),
                            path("t.csv"), q("--maps"), path("maps"), q("--overlays"), path("over"),
                            q("--html"), path("t.html")}),
                 0);
        QCOMPARE(QDir(path("maps")).entryList({q("*.tif")}).size(), qsizetype(3));
        QCOMPARE(QDir(path("over")).entryList({q("*.png")}).size(), qsizetype(3));
        QVERIFY(readAll(path("t.csv")).contains("alarm"));
        QVERIFY(readAll(path("t.html")).contains("ALARM"));
        QCOMPARE(readAll(path("t.html")).count(">0.png</a></td>"), qsizetype(1));
    }

    void cancelledInspectionWritesNoFile()
    {
        Shell shell;
        shell.engine->onScore = [&shell] { shell.stop.request_stop(); };
        QCOMPARE(shell.run({q("inspect"), q("--product"), path("product"), path("data/test"), q("--csv"),
                            path("none.csv")}),
                 130);
        QVERIFY(!QFile::exists(path("none.csv")));
    }

    void anOutputThatCannotBeWrittenIsCodeThree()
    {
        Shell shell;
        QCOMPARE(shell.run({q("inspect"), q("--product"), path("product"), path("data/test"), q("--csv"),
                            path("no/such/folder.csv")}),
                 3);
        QVERIFY(shell.err.contains("folder.csv"));
    }

    void jsonProgressIsOneObjectPerLine()
    {
        Shell shell;
        QCOMPARE(shell.run({q("inspect"), q("--product"), path("product"), path("data/test"), q("--progress"),
                            q("json")}),
                 0);
        int last = 0;
        for (const QByteArray& line : shell.err.trimmed().split('\n')) {
            const QJsonDocument object = QJsonDocument::fromJson(line);
            QVERIFY2(object.isObject(), line.constData());
            if (object.object().value(q("stage")).toString() == q("inspect"))
                last = object.object().value(q("done")).toInt();
        }
        QCOMPARE(last, 6);
    }

    void evaluateComparesWithTheTruth()
    {
        Shell shell;
        QCOMPARE(shell.run({q("evaluate"), q("--product"), path("product"), q("--data"), path("data")}), 0);
        const QJsonObject average =
            QJsonDocument::fromJson(shell.out).object().value(q("average")).toObject();
        QCOMPARE(average.value(q("image_auroc")).toDouble(), 1.0);
        QCOMPARE(average.value(q("pixel_auroc")).toDouble(), 1.0);
        QVERIFY(average.value(q("train_seconds")).isNull());
        QVERIFY(average.value(q("peak_memory_mb")).toDouble() > 1);
        QVERIFY(shell.err.contains("defects: 0 pass, 0 check, 3 alarm"));
    }

    void benchmarkRepeatsWithFurtherSeedsAndTakesUpWhereItStopped()
    {
        Shell shell;
        const QStringList command{q("benchmark"),
                                  q("--data"),
                                  path("data"),
                                  q("--runs"),
                                  q("3"),
                                  q("--seed"),
                                  q("5"),
                                  q("--model"),
                                  q("efficientnet_lite0"),
                                  q("--peer"),
                                  q("nearest-neighbour"),
                                  q("--json"),
                                  path("b.json"),
                                  q("--csv"),
                                  path("b.csv"),
                                  q("--html"),
                                  path("b.html")};
        int trainings = 0;
        shell.engine->onTrain = [&] {
            if (++trainings == 3)
                shell.stop.request_stop();
        };
        QCOMPARE(shell.run(command), 130);
        QVERIFY(!QFile::exists(path("b.json")) && QFile::exists(path("b.json.unfinished")));
        Shell again;
        QCOMPARE(again.run(command), 0);
        QCOMPARE(again.engine->trainings.size(), size_t(1));
        QCOMPARE(again.engine->trainings[0].seed, std::uint64_t(7));
        QCOMPARE(again.engine->trainings[0].peer, Peer::NearestNeighbour);
        QVERIFY(!QFile::exists(path("b.json.unfinished")));
        const QJsonObject category = QJsonDocument::fromJson(readAll(path("b.json")))
                                         .object()
                                         .value(q("categories"))
                                         .toArray()
                                         .at(0)
                                         .toObject();
        QCOMPARE(category.value(q("category")).toString(), q("data"));
        QCOMPARE(category.value(q("runs")).toArray().size(), qsizetype(3));
        QCOMPARE(category.value(q("train_seconds")).toDouble(), 1.5);
        QCOMPARE(category.value(q("image_auroc")).toDouble(), 1.0);
        QVERIFY(category.value(q("images_per_second")).toDouble() > 0);
        QVERIFY(readAll(path("b.csv")).contains("\naverage,1,"));
        QVERIFY(readAll(path("b.html")).contains("means over 3 seeds"));
    }

    void otherSettingsDoNotReuseFigures()
    {
        Shell shell;
        shell.engine->onTrain = [&shell] {
            if (shell.engine->trainings.size() == 2)
                shell.stop.request_stop();
        };
        const QStringList command{q("benchmark"), q("--data"), path("data"),  q("--runs"),
                                  q("2"),         q("--json"), path("s.json")};
        QCOMPARE(shell.run(command), 130);
        Shell other;
        QCOMPARE(other.run(command + QStringList{q("--adapter"), q("none")}), 0);
        QCOMPARE(other.engine->trainings.size(), size_t(2));
    }

    void benchmarkChildHandsFiguresOver()
    {
        Shell shell;
        QCOMPARE(shell.run({q("benchmark"), q("--data"), path("data"), q("--run-to"), path("one.json")}), 0);
        const QJsonObject one = QJsonDocument::fromJson(readAll(path("one.json"))).object();
        QCOMPARE(one.value(q("figures")).toArray().size(), qsizetype(11));
        QCOMPARE(one.value(q("failed")).toInt(), 0);
    }

    void buttonsAreMade()
    {
        Shell shell;
        QCOMPARE(
            shell.run({q("make-buttons"), q("--out"), path("buttons"), q("--kind"), q("metal"), q("--train"),
                       q("2"), q("--good"), q("1"), q("--defects"), q("1"), q("--image-size"), q("64")}),
            0);
        QCOMPARE(QDir(path("buttons/middle/metal/train/good")).entryList(QDir::Files).size(), qsizetype(2));
        QCOMPARE(shell.run({q("make-buttons"), q("--out"), path("buttons"), q("--kind"), q("metal"),
                            q("--image-size"), q("64")}),
                 2);
    }

    void backbonesAreListedShownAndImported()
    {
        Shell shell;
        QCOMPARE(shell.run({q("backbone"), q("list")}), 0);
        QVERIFY(shell.out.contains("efficientnet_lite0 (default)") && shell.out.contains("Apache-2.0"));
        QVERIFY(writeDurably(path("some.pth"), "x").ok());
        QCOMPARE(shell.run({q("backbone"), q("show"), path("some.pth")}), 0);
        QVERIFY(shell.out.contains("some.pth"));
        QCOMPARE(shell.run({q("backbone"), q("import"), path("some.pth"), q("--name"), q("mine")}), 0);
        QVERIFY(shell.out.startsWith("mine"));
    }

    void importOntoAnInstalledNameAsksForOverwrite()
    {
        const QString name = FakeEngine().backbones().value().front().name;
        QVERIFY(writeDurably(path("some.pth"), "x").ok());
        const QStringList command{q("backbone"), q("import"), path("some.pth"), q("--name"), name};
        Shell shell;
        QCOMPARE(shell.run(command), 2);
        QCOMPARE(QString::fromUtf8(shell.err),
                 q("varad: %1.safetensors exists already. Choose another name, or replace it with "
                   "--overwrite.\n")
                     .arg(name));
        QCOMPARE(shell.out, QByteArray());
        QCOMPARE(shell.run(command + QStringList{q("--overwrite")}), 0);
    }

    void versionTellsTheEngine()
    {
        Shell shell;
        QCOMPARE(shell.run({q("version"), q("--json")}), 0);
        QCOMPARE(QJsonDocument::fromJson(shell.out).object().value(q("threads")).toInt(), 1);
        QCOMPARE(shell.run({q("--version")}), 0);
        QVERIFY(shell.out.startsWith("VarAD Inspector"));
    }

    void demoIsMadeOnceAndUsedAgain()
    {
        const QString root = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + q("/demo");
        QDir(root).removeRecursively();
        Shell shell;
        QCOMPARE(shell.run({q("demo"), q("--image-size"), q("64")}), 0);
        QCOMPARE(QString::fromUtf8(shell.out).trimmed(), root + q("/report.html"));
        QCOMPARE(shell.engine->trainings.size(), size_t(1));
        const QByteArray html = readAll(root + q("/report.html"));
        QCOMPARE(html.count("<section class=\"card\""), qsizetype(20));
        QVERIFY(html.contains("Few parts, weak proof"));
        QCOMPARE(shell.run({q("demo"), q("--image-size"), q("64")}), 0);
        QCOMPARE(shell.engine->trainings.size(), size_t(1));
        QVERIFY(shell.err.contains("used again"));
        QCOMPARE(shell.run({q("demo"), q("--image-size"), q("64"), q("--fresh")}), 0);
        QCOMPARE(shell.engine->trainings.size(), size_t(2));
        QDir(root).removeRecursively();
    }
};

QTEST_GUILESS_MAIN(CommandTest)
#include "command_test.moc"
