// tests/core/calibration_test.cpp
#include "core/inspection/proof.h"
#include "core/products/calibration.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace varad;

class CalibrationTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void medianIsZeroAndHighestIsHundred()
    {
        const Scale odd = makeScale({4, 1, 3});
        QCOMPARE(odd.zero, 3.0);
        QCOMPARE(odd.hundred, 4.0);
        QVERIFY(!odd.tooSmall);
        QCOMPARE(odd.score(3), 0.0);
        QCOMPARE(odd.score(4), 100.0);
        QCOMPARE(odd.score(3.5), 50.0);
        QCOMPARE(odd.score(2), -100.0);
        QCOMPARE(odd.raw(105), 4.05);
        QCOMPARE(makeScale({1, 2, 3, 10}).zero, 2.5);
    }

    void spreadTooSmallIsWidened_data()
    {
        QTest::addColumn<QList<double>>("raw");
        QTest::addColumn<double>("hundred");
        QTest::addColumn<bool>("tooSmall");
        QTest::newRow("equal") << QList<double>{5, 5, 5} << 5.1 << true;
        QTest::newRow("zero") << QList<double>{0, 0, 0} << 1e-6 << true;
        QTest::newRow("one part") << QList<double>{2} << 2.04 << true;
        QTest::newRow("just below") << QList<double>{98.1, 98.1, 100} << 100.1 << true;
        QTest::newRow("just enough") << QList<double>{98, 98, 100} << 100.0 << false;
        QTest::newRow("negative") << QList<double>{-10, -10, -10} << -9.8 << true;
    }
    void spreadTooSmallIsWidened()
    {
        QFETCH(QList<double>, raw);
        QFETCH(double, hundred);
        QFETCH(bool, tooSmall);
        const Scale scale = makeScale({raw.begin(), raw.end()});
        QVERIFY2(std::abs(scale.hundred - hundred) < 1e-12,
                 qPrintable(QString::number(scale.hundred, 'g', 17)));
        QCOMPARE(scale.tooSmall, tooSmall);
    }

    void picturesAndMapsGetScalesOfTheirOwn()
    {
        TrainedModel trained;
        trained.heldOut = {{0, 0, 1, 10}, {1, 1, 2, 20}, {2, 2, 4, 80}};
        const QStringList names{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};
        const Result<Calibration> apart = makeCalibration(trained, names);
        QVERIFY(apart.ok());
        QVERIFY(!apart.value().scoredByPeak);
        QCOMPARE(apart.value().picture.zero, 2.0);
        QCOMPARE(apart.value().picture.hundred, 4.0);
        QCOMPARE(apart.value().map.zero, 20.0);
        QCOMPARE(apart.value().map.hundred, 80.0);
        for (HeldOutScore& held : trained.heldOut)
            held.peak = held.score;
        QVERIFY(makeCalibration(trained, names).value().scoredByPeak);
    }

    void badScoresAreErrors()
    {
        TrainedModel trained;
        const QStringList names{QStringLiteral("a")};
        QVERIFY(!makeCalibration(trained, names).ok());
        trained.heldOut = {{1, 0, 1, 1}};
        QVERIFY(!makeCalibration(trained, names).ok());
        trained.heldOut = {{0, 0, std::numeric_limits<double>::quiet_NaN(), 1}};
        QVERIFY(!makeCalibration(trained, names).ok());
    }

    void fileKeepsEveryValueAndRefusesWrongOnes()
    {
        TrainedModel trained;
        trained.heldOutMethod = QStringLiteral("cross-fitting");
        trained.summary = QStringLiteral("mode h");
        trained.heldOut = {{0, 4, 0.1, 0.3}, {1, 2, 1.0 / 3, 0.7}};
        Calibration c =
            makeCalibration(trained, {QStringLiteral("a,\".png"), QStringLiteral("b.png")}).value();
        c.number = 12;
        c.modelVersion = 3;
        c.modelSha256 = QStringLiteral("ab");
        c.who = QStringLiteral("me");
        c.when = QStringLiteral("2026-01-01T00:00:00Z");
        const QByteArray text = formatCalibration(c);
        const Result<Calibration> read = parseCalibration(text, QStringLiteral("0012.json"));
        QVERIFY2(read.ok(), qPrintable(read.ok() ? QString() : read.error().message));
        QCOMPARE(formatCalibration(read.value()), text);
        QCOMPARE(read.value().parts[0].picture, QStringLiteral("a,\".png"));
        QVERIFY(read.value().parts[1].score == 1.0 / 3);
        const auto refused = [&text](const QByteArray& from, const QByteArray& to) {
            QByteArray changed = text;
            changed.replace(from, to);
            return changed != text && !parseCalibration(changed, QStringLiteral("x")).ok();
        };
        QVERIFY(refused("\"N\": 2", "\"N\": 3"));
        QVERIFY(refused("varad-calibration/1", "varad-calibration/2"));
        QVERIFY(refused("\"who\"", "\"whom\""));
        QVERIFY(refused("\"fold\": 4", "\"fold\": 4.5"));
        QVERIFY(refused("\"M\": 0.7", "\"M\": 0.1"));
        QVERIFY(!parseCalibration("[]", QStringLiteral("x")).ok());
        QVERIFY(!parseCalibration(text.left(text.size() / 2), QStringLiteral("x")).ok());
    }

    void proofsGiveTheExactLimits()
    {
        QVERIFY(std::abs(upperLimit95(0, 300) - 0.009936) < 1e-5);
        QVERIFY(std::abs(upperLimit95(2, 300) - 0.02084) < 1e-4);
        QVERIFY(std::abs(upperLimit95(0, 20) - 0.13911) < 1e-4);
        QCOMPARE(upperLimit95(5, 5), 1.0);
        QCOMPARE(upperLimit95(0, 0), 1.0);
        QVERIFY(falseAlarmProof(0, 300).startsWith(QStringLiteral(
            "No false alarm in 300 good parts. With 95 % confidence the true rate is at most 1.0 %")));
        QVERIFY(!falseAlarmProof(0, 30).contains(QStringLiteral("weak proof")));
        QVERIFY(falseAlarmProof(0, 29).contains(QStringLiteral("weak proof")));
        QVERIFY(falseAlarmProof(2, 300).contains(QStringLiteral("(0.7 %)")) &&
                falseAlarmProof(2, 300).contains(QStringLiteral("2.1 %")));
        QCOMPARE(thresholdRuleProof(40),
                 QStringLiteral("Set just above the highest of 40 good parts: expect about 1 false alarm in "
                                "41, with 95 % confidence at most 7.2 %."));
        QVERIFY(escapeProof(0, 0).startsWith(QStringLiteral("Escapes: unknown.")));
        QVERIFY(escapeProof(0, 20).contains(QStringLiteral("at most 14 % may pass")));
    }
};

QTEST_GUILESS_MAIN(CalibrationTest)
#include "calibration_test.moc"
