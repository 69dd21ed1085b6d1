// tests/core/program_test.cpp - the built program: loading the engine, Ctrl+C, child processes, streams
#include "fake_engine.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace varad::test;

namespace {

QString q(const char* text) { return QString::fromUtf8(text); }

void prepare(QProcess& process, const QStringList& variables = {})
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(q("VARAD_ENGINE"), q(VARAD_FAKE_MODULE));
    for (const QString& variable : variables)
        environment.insert(variable.section(QLatin1Char('='), 0, 0), variable.section(QLatin1Char('='), 1));
    process.setProcessEnvironment(environment);
    process.setProgram(q(VARAD_PROGRAM));
}

struct Ran {
    int code = -1;
    QByteArray out, err;
};

Ran run(const QStringList& arguments, const QStringList& variables = {})
{
    QProcess process;
    prepare(process, variables);
    process.setArguments(arguments);
    process.start();
    if (!process.waitForFinished(50000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

class ProgramTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QString path(const char* name) const { return m_folder.filePath(q(name)); }

private Q_SLOTS:
    void initTestCase()
    {
        makeDataset(path("data"));
        const Ran trained = run({q("train"), q("--data"), path("data"), q("--out"), path("p")});
        QVERIFY2(trained.code == 0, trained.err.constData());
    }

    void dataAndMessagesGoToTheirStreams()
    {
        const Ran ran = run({q("inspect"), q("--product"), path("p"), path("data/test")});
        QCOMPARE(ran.code, 0);
        QCOMPARE(ran.out.count('\n'), qsizetype(7));
        QVERIFY(ran.out.startsWith("path,score,"));
        QVERIFY(ran.err.contains("Inspecting: 6 of 6"));
    }

    void anyLocaleGivesTheSameBytes()
    {
        const QStringList command{q("inspect"), q("--product"), path("p"),   path("data/test/good/0.png"),
                                  q("--json"),  q("-"),         q("--quiet")};
        const auto withoutTimes = [](QByteArray json) {
            return QString::fromUtf8(json).remove(QRegularExpression(q("\"milliseconds\": [0-9.]+")));
        };
        const Ran plain = run(command, {q("LC_ALL=C")});
        QCOMPARE(plain.code, 0);
        QCOMPARE(plain.err, QByteArray());
        QCOMPARE(withoutTimes(plain.out), withoutTimes(run(command, {q("LC_ALL=de_DE.UTF-8")}).out));
    }

    void interruptEndsAsCancelled_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QString>("says");
        QTest::newRow("train") << QStringList{q("train"), q("--data"), path("data"), q("--out"),
                                              path("never")}
                               << q("Training was cancelled; the same command with --resume goes on where it "
                                    "stopped.");
        QTest::newRow("benchmark, in its child")
            << QStringList{q("benchmark"), q("--data"), path("data"), q("--json"), path("never.json")}
            << q("The benchmark was cancelled.");
    }
    void interruptEndsAsCancelled()
    {
        QFETCH(QStringList, command);
        QFETCH(QString, says);
        QProcess process;
        prepare(process, {q("VARAD_FAKE_ENDLESS=1")});
        process.setArguments(command + QStringList{q("--progress"), q("json")});
        process.setReadChannel(QProcess::StandardError);
        process.start();
        while (!process.readAllStandardError().contains("\"fit\"")) // it is in the middle of its work
            QVERIFY(process.waitForReadyRead(30000));
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
        QVERIFY(process.waitForFinished(30000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 130);
        const QByteArray end = process.readAllStandardError().trimmed();
        const QJsonObject last = QJsonDocument::fromJson(end.mid(end.lastIndexOf('\n') + 1)).object();
        QCOMPARE(last.value(q("error")).toObject().value(q("message")).toString(), says);
        QVERIFY(!QFile::exists(path("never")) && !QFile::exists(path("never.json")));
    }

    void benchmarkMeasuresEachCategoryInAProcessOfItsOwn()
    {
        makeDataset(path("set/one"));
        makeDataset(path("set/two"));
        const Ran ran =
            run({q("benchmark"), q("--data"), path("set"), q("--runs"), q("2"), q("--progress"), q("json")});
        QVERIFY2(ran.code == 0, ran.err.constData());
        const QJsonArray categories =
            QJsonDocument::fromJson(ran.out).object().value(q("categories")).toArray();
        QCOMPARE(categories.size(), qsizetype(2));
        for (const QJsonValue& category : categories) {
            QCOMPARE(category.toObject().value(q("image_auroc")).toDouble(), 1.0);
            QVERIFY(category.toObject().value(q("peak_memory_mb")).toDouble() > 1);
        }
        QVERIFY(ran.err.contains("\"stage\":\"inspect\"")); // the children's progress comes through
    }

    void childErrorsComeThrough()
    {
        makeDataset(path("few/one"), 5);
        const Ran ran = run({q("benchmark"), q("--data"), path("few")});
        QCOMPARE(ran.code, 2);
        QVERIFY2(ran.err.contains("at least 10 usable"), ran.err.constData());
    }

    void missingEngineIsCodeThree()
    {
        const Ran ran = run({q("inspect"), q("--product"), path("p"), path("data/test")},
                            {q("VARAD_ENGINE=/nowhere.so")});
        QCOMPARE(ran.code, 3);
        QVERIFY(ran.err.contains("/nowhere.so"));
    }
};

QTEST_GUILESS_MAIN(ProgramTest)
#include "program_test.moc"
