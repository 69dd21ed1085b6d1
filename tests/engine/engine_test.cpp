// tests/engine/engine_test.cpp - the real engine: teach, store, load, score, stop, refuse
#include "core/inspection/engine.h"
#include "core/synthesis/buttons/button_generator.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

using namespace varad;

namespace {

constexpr int kSide = 128, kPictures = 14;
constexpr int kQuickSide = 96;                  // where only the course of things matters
constexpr const char* kScoresOnly = "--scores"; // child process: teach in that folder and print raw scores

QString q(const char* text) { return QString::fromUtf8(text); }

ButtonPictureId id(ButtonSplit split, int index) { return {ButtonKind::Plastic2, 3, split, index, kSide}; }

TrainRequest requestIn(const QString& folder, const QString& model, int pictures = kPictures)
{
    TrainRequest request;
    request.pictures = pictures;
    request.source = [](int index) -> Result<cv::Mat> {
        return makeGoodButton(id(ButtonSplit::Train, index)).rgb;
    };
    request.group.resize(std::size_t(pictures));
    std::iota(request.group.begin(), request.group.end(), 0);
    request.options.imageSize = kQuickSide;
    request.options.epochs = 2;
    request.modelPath = QDir(folder).filePath(model);
    request.workFolder = QDir(folder).filePath(q("work"));
    QDir().mkpath(request.workFolder);
    return request;
}

/// Taught once in the test and once in each child: the same scores are expected.
TrainRequest shortRequest(const QString& folder) { return requestIn(folder, q("short.safetensors")); }

std::vector<double> scoresOf(Detector& detector)
{
    std::vector<double> scores;
    for (int index = 0; index < 3; ++index) {
        const auto score = detector.score(makeGoodButton(id(ButtonSplit::Test, index)).rgb, {});
        scores.push_back(score.ok() ? score.value().score : std::nan(""));
    }
    return scores;
}

QByteArray text(const std::vector<double>& scores)
{
    QByteArray lines;
    for (const double score : scores)
        lines += QByteArray::number(score, 'g', 17) + '\n';
    return lines;
}

/// Everything that should not depend on the number of threads, or the reason why there is none.
QByteArray shortTraining(Engine& engine, const QString& folder)
{
    const TrainRequest request = shortRequest(folder);
    const auto trained = engine.train(request, {});
    if (!trained.ok())
        return trained.error().message.toUtf8();
    std::vector<double> numbers;
    for (const HeldOutScore& score : trained.value().heldOut)
        numbers.push_back(score.score);
    const auto detector = engine.load(request.modelPath);
    if (!detector.ok())
        return detector.error().message.toUtf8();
    const std::vector<double> scores = scoresOf(*detector.value());
    numbers.insert(numbers.end(), scores.begin(), scores.end());
    return text(numbers);
}

} // namespace

class EngineTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    std::shared_ptr<Engine> m_engine;
    TrainedModel m_trained;
    QString m_model;
    QStringList m_stages;

    QString path(const char* name) const { return m_folder.filePath(q(name)); }

private Q_SLOTS:
    void initTestCase()
    {
        const auto engine = loadEngine();
        QVERIFY2(engine.ok(), qPrintable(engine.ok() ? QString() : engine.error().message));
        m_engine = engine.value();
        TrainRequest request = requestIn(m_folder.path(), q("model.safetensors"));
        request.options.imageSize = kSide;
        request.options.epochs = 6;
        JobContext context;
        context.progress = [&](const Progress& progress) {
            QVERIFY(progress.done >= 0 && (progress.total == 0 || progress.done <= progress.total));
            QVERIFY(!progress.text.isEmpty());
            if (m_stages.isEmpty() || m_stages.last() != progress.stage)
                m_stages << progress.stage;
        };
        const auto trained = m_engine->train(request, context);
        QVERIFY2(trained.ok(), qPrintable(trained.ok() ? QString() : trained.error().message));
        m_trained = trained.value();
        m_model = request.modelPath;
    }

    void stagesFollowEachOther()
    {
        QVERIFY(m_stages.size() >= 3);
        for (const char* stage : {"features", "fit", "calibrate", "scale"})
            QVERIFY2(m_stages.count(q(stage)) == 1, stage);
    }

    void everyPictureHasAHeldOutScore()
    {
        QCOMPARE(m_trained.side, kSide);
        QCOMPARE(m_trained.heldOutMethod, q("cross-fitting"));
        QCOMPARE(m_trained.heldOut.size(), std::size_t(kPictures));
        QSet<int> seen, folds;
        for (const HeldOutScore& score : m_trained.heldOut) {
            seen << score.picture;
            folds << score.fold;
            QVERIFY(score.picture >= 0 && score.picture < kPictures);
            QVERIFY(std::isfinite(score.score) && std::isfinite(score.peak) && score.peak >= score.score);
        }
        QCOMPARE(seen.size(), kPictures);
        QCOMPARE(folds.size(), 5);
        QVERIFY(!m_trained.summary.isEmpty() && m_trained.seconds > 0);
    }

    void scoresAreFiniteAndRepeatable()
    {
        const auto first = m_engine->load(m_model), second = m_engine->load(m_model);
        QVERIFY2(first.ok() && second.ok(), qPrintable(first.ok() ? QString() : first.error().message));
        QCOMPARE(first.value()->side(), kSide);
        const cv::Mat rgb = makeGoodButton(id(ButtonSplit::Test, 0)).rgb;
        const auto a = first.value()->score(rgb, {}), again = first.value()->score(rgb, {}),
                   b = second.value()->score(rgb, {});
        QVERIFY2(a.ok() && again.ok() && b.ok(), qPrintable(a.ok() ? QString() : a.error().message));
        const PictureScore& score = a.value();
        QVERIFY(std::isfinite(score.score) && cv::checkRange(score.map));
        QCOMPARE(score.map.size(), cv::Size(kSide, kSide));
        QCOMPARE(score.map.type(), CV_32FC1);
        QVERIFY(!score.terms.empty());
        for (const PictureScore::Term& term : score.terms)
            QVERIFY(!term.name.isEmpty() && term.grid.type() == CV_32FC1 && cv::checkRange(term.grid));
        double peak = 0;
        cv::minMaxLoc(score.map, nullptr, &peak);
        QVERIFY(std::abs(peak - score.peak) <= 1e-4 * std::abs(peak) + 1e-4);
        for (const PictureScore* other : {&again.value(), &b.value()}) {
            QCOMPARE(other->score, score.score);
            QCOMPARE(cv::countNonZero(other->map != score.map), 0);
        }
    }

    void picturesOfOtherSizesAreScored()
    {
        const auto detector = m_engine->load(m_model);
        QVERIFY(detector.ok());
        ButtonPictureId large = id(ButtonSplit::Test, 0);
        large.side = 400;
        const auto score = detector.value()->score(makeGoodButton(large).rgb, {});
        QVERIFY2(score.ok(), qPrintable(score.ok() ? QString() : score.error().message));
        QCOMPARE(score.value().map.size(), cv::Size(kSide, kSide));
    }

    void defectsScoreAboveGoodParts()
    {
        const auto detector = m_engine->load(m_model);
        QVERIFY(detector.ok());
        const std::vector<double> good = scoresOf(*detector.value());
        const double mean = std::accumulate(good.begin(), good.end(), 0.0) / double(good.size());
        double defective = 0;
        int count = 0;
        for (const std::string& type : buttonDefectTypes(ButtonKind::Plastic2)) {
            const cv::Mat rgb =
                makeDefectiveButton(id(ButtonSplit::Test, 20 + count), DefectLevel::Easy, type).rgb;
            const auto score = detector.value()->score(rgb, {});
            QVERIFY2(score.ok(), qPrintable(score.ok() ? QString() : score.error().message));
            defective += score.value().score;
            ++count;
        }
        QVERIFY(count > 3);
        const double most = *std::max_element(good.begin(), good.end());
        QVERIFY2(defective / count > mean && defective / count > most,
                 qPrintable(q("%1 against %2, at most %3").arg(defective / count).arg(mean).arg(most)));
    }

    void stoppedScoringIsCancelled()
    {
        const auto detector = m_engine->load(m_model);
        QVERIFY(detector.ok());
        std::stop_source source;
        source.request_stop();
        const auto score =
            detector.value()->score(makeGoodButton(id(ButtonSplit::Test, 0)).rgb, source.get_token());
        QVERIFY(!score.ok());
        QCOMPARE(score.error().kind, ErrorKind::Cancelled);
    }

    void threadsAndRunsChangeNothing()
    {
        const QByteArray here = shortTraining(*m_engine, m_folder.path());
        QCOMPARE(here.count('\n'), kPictures + 3);
        QVERIFY2(!here.contains("nan"), here.constData());
        for (const char* threads : {"1", "2"}) {
            const QTemporaryDir folder;
            QProcess child;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(q("VARAD_THREADS"), q(threads));
            environment.insert(q("OMP_WAIT_POLICY"),
                               q("passive")); // threads that wait do not take others' time
            child.setProcessEnvironment(environment);
            child.start(QCoreApplication::applicationFilePath(), {q(kScoresOnly), folder.path()});
            QVERIFY(child.waitForFinished(200000));
            QCOMPARE(child.exitCode(), 0);
            QCOMPARE(child.readAllStandardOutput(), here);
        }
    }

    void anotherSeedIsAnotherModel()
    {
        TrainRequest request = shortRequest(m_folder.path());
        request.pictures = 6;
        request.group.resize(6);
        std::vector<double> first;
        for (const std::uint64_t seed : {1, 2}) {
            request.options.seed = seed;
            QVERIFY(m_engine->train(request, {}).ok());
            const auto detector = m_engine->load(request.modelPath);
            QVERIFY(detector.ok());
            const std::vector<double> scores = scoresOf(*detector.value());
            QVERIFY(std::isfinite(scores[0]) && scores != first);
            first = scores;
        }
    }

    void stoppedTrainingLeavesNoModel_data()
    {
        QTest::addColumn<QString>("stage");
        for (const char* stage : {"features", "fit", "calibrate"})
            QTest::newRow(stage) << q(stage);
    }
    void stoppedTrainingLeavesNoModel()
    {
        QFETCH(QString, stage);
        const QTemporaryDir folder;
        TrainRequest request = requestIn(folder.path(), q("model.safetensors"), 6);
        std::stop_source source;
        JobContext context;
        context.stop = source.get_token();
        bool reached = false;
        context.progress = [&](const Progress& progress) {
            if (progress.stage == stage && progress.done > 1) {
                reached = true;
                source.request_stop();
            }
        };
        const auto trained = m_engine->train(request, context);
        QVERIFY(reached && !trained.ok());
        QCOMPARE(trained.error().kind, ErrorKind::Cancelled);
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{q("work")});
    }

    void failingPictureIsReported()
    {
        const QTemporaryDir folder;
        TrainRequest request = requestIn(folder.path(), q("model.safetensors"), 6);
        request.source = [](int index) -> Result<cv::Mat> {
            if (index == 3)
                return Error{ErrorKind::Damaged, q("picture 3 is gone"), {}, q("truncated")};
            return makeGoodButton(id(ButtonSplit::Train, index)).rgb;
        };
        const auto trained = m_engine->train(request, {});
        QVERIFY(!trained.ok());
        QCOMPARE(trained.error().kind, ErrorKind::Damaged);
        QCOMPARE(trained.error().message, q("picture 3 is gone"));
        QVERIFY(!QFile::exists(request.modelPath));
    }

    void damagedModelIsRefused()
    {
        QFile good(m_model);
        QVERIFY(good.open(QIODevice::ReadOnly));
        const QByteArray bytes = good.readAll();
        for (const qsizetype length : {qsizetype(0), qsizetype(100), bytes.size() / 2, bytes.size() - 1}) {
            QFile bad(path("bad.safetensors"));
            QVERIFY(bad.open(QIODevice::WriteOnly | QIODevice::Truncate) &&
                    bad.write(bytes.left(length)) == length);
            bad.close();
            const auto detector = m_engine->load(bad.fileName());
            QVERIFY(!detector.ok());
            QCOMPARE(detector.error().kind, ErrorKind::Damaged);
            QVERIFY2(detector.error().message.contains(q("bad.safetensors")),
                     qPrintable(detector.error().message));
        }
    }

    void absentModelIsNotFound()
    {
        for (const QString& where : {path("absent.safetensors"), m_folder.path()}) {
            const auto detector = m_engine->load(where);
            QVERIFY(!detector.ok());
            QCOMPARE(detector.error().kind, ErrorKind::NotFound);
            QVERIFY2(detector.error().message.contains(where), qPrintable(detector.error().message));
        }
    }

    void importUnderTheNameOfAShippedOneIsRefused()
    {
        Engine::ImportOptions options;
        options.file = q(VARAD_SOURCE_ROOT) + q("/models/efficientnet_lite0.safetensors");
        const auto refused = m_engine->importBackbone(options);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().kind, ErrorKind::BadInput);
        QVERIFY2(refused.error().message.contains(q("ships")), qPrintable(refused.error().message));
    }

    void importOntoAnExistingFileIsRefused()
    {
        const QTemporaryDir folder;
        QFile target(folder.filePath(q("mine.safetensors")));
        QVERIFY(target.open(QIODevice::WriteOnly) && target.write("old") == 3);
        target.close();
        Engine::ImportOptions options;
        options.file = q(VARAD_SOURCE_ROOT) + q("/tests/nn/fixtures/backbone_lite.safetensors");
        options.outFile = target.fileName();
        const auto refused = m_engine->importBackbone(options);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().kind, ErrorKind::BadInput);
        QCOMPARE(refused.error().code, q("exists"));
        QCOMPARE(refused.error().detail, target.fileName());
        QCOMPARE(target.size(), qint64(3));
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{q("mine.safetensors")});
    }

    void missingBackboneNamesTheKnownOnes()
    {
        TrainRequest request = requestIn(m_folder.path(), q("none.safetensors"), 6);
        request.options.backbone = q("no-such-backbone");
        const auto trained = m_engine->train(request, {});
        QVERIFY(!trained.ok());
        QCOMPARE(trained.error().kind, ErrorKind::NotFound);
        QVERIFY2(trained.error().message.contains(q("no-such-backbone")) &&
                     trained.error().message.contains(q("efficientnet_lite0")),
                 qPrintable(trained.error().message));
        QVERIFY(!QFile::exists(request.modelPath));
    }

    void impossibleOptionsAreRefused()
    {
        const auto refused = [&](const auto& change) {
            TrainRequest request = requestIn(m_folder.path(), q("none.safetensors"), 6);
            change(request.options);
            const auto trained = m_engine->train(request, {});
            return !trained.ok() && trained.error().kind == ErrorKind::BadInput &&
                   !trained.error().message.isEmpty();
        };
        QVERIFY(refused([](TrainOptions& o) { o.imageSize = 8; }));
        QVERIFY(refused([](TrainOptions& o) { o.hierarchies = {99}; }));
        QVERIFY(refused([](TrainOptions& o) { o.hierarchies = {3, 2}; }));
        QVERIFY(refused([](TrainOptions& o) { o.predNextN = 1; }));
        QVERIFY(refused([](TrainOptions& o) {
            o.published = true;
            o.adapter = Adapter::Whitening;
        }));
    }

    void otherMethodsTrainAndScore_data()
    {
        QTest::addColumn<bool>("published");
        QTest::newRow("as published") << true;
        QTest::newRow("nearest neighbour") << false;
    }
    void otherMethodsTrainAndScore()
    {
        QFETCH(bool, published);
        TrainRequest request = requestIn(m_folder.path(), q("other.safetensors"), 10);
        if (published)
            request.options = TrainOptions::asPublished();
        else
            request.options.peer = Peer::NearestNeighbour;
        request.options.imageSize = kQuickSide;
        request.options.epochs = 2;
        for (const bool scale : {true, false}) {
            request.scale = scale;
            const auto trained = m_engine->train(request, {});
            QVERIFY2(trained.ok(), qPrintable(trained.ok() ? QString() : trained.error().message));
            QCOMPARE(trained.value().heldOut.size(), std::size_t(scale ? 2 : 0));
            for (const HeldOutScore& score : trained.value().heldOut)
                QVERIFY(std::isfinite(score.score) && score.score == score.peak && score.score > 0);
        }
        const auto detector = m_engine->load(request.modelPath);
        QVERIFY2(detector.ok(), qPrintable(detector.ok() ? QString() : detector.error().message));
        const auto good = detector.value()->score(makeGoodButton(id(ButtonSplit::Test, 0)).rgb, {});
        QVERIFY2(good.ok(), qPrintable(good.ok() ? QString() : good.error().message));
        QVERIFY(good.value().score > 0 && good.value().score == good.value().peak &&
                cv::checkRange(good.value().map));
        QCOMPARE(good.value().terms[0].name, published ? q("VarAD1") : q("NearestNeighbour"));
    }

    void knownBackbonesAreListed()
    {
        const auto all = m_engine->backbones();
        QVERIFY(all.ok());
        const auto found = std::find_if(all.value().begin(), all.value().end(),
                                        [](const BackboneDescription& d) { return d.isDefault; });
        QVERIFY(found != all.value().end());
        QCOMPARE(found->name, q("efficientnet_lite2"));
        QVERIFY(found->parameters > 1000000 && found->taps.size() > 2 && !found->licence.isEmpty());
        QVERIFY(m_engine->runtime().threads > 0 && !m_engine->runtime().libtorch.isEmpty());
    }
};

int main(int argc, char** argv)
{
    const QTemporaryDir home; // whatever backbones the user has imported do not belong here
    qputenv("XDG_DATA_HOME", home.path().toUtf8());
    qputenv("VARAD_ENGINE", VARAD_MODULE);
    if (!qEnvironmentVariableIsSet("VARAD_THREADS"))
        qputenv("VARAD_THREADS", "1"); // others may be testing beside us
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == q(kScoresOnly)) {
        const auto engine = loadEngine();
        if (!engine.ok())
            return 1;
        const QByteArray scores = shortTraining(*engine.value(), arguments[2]);
        std::fwrite(scores.constData(), 1, std::size_t(scores.size()), stdout);
        return 0;
    }
    EngineTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "engine_test.moc"
