#include "core/i18n/language.h"
#include "core/inspection/scale.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLocale>
#include <QTest>

using namespace varad;

class LanguageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { applyLanguage(QStringLiteral("en")); }

    void textsFollowTheLanguage_data()
    {
        QTest::addColumn<QString>("alarm");
        QTest::newRow("en") << QStringLiteral("ALARM");
        QTest::newRow("de") << QStringLiteral("ALARM");
        QTest::newRow("zh_CN") << QString::fromUtf8("报警");
    }

    void textsFollowTheLanguage()
    {
        QFETCH(QString, alarm);
        const QString code = QString::fromLatin1(QTest::currentDataTag());
        QCOMPARE(applyLanguage(code), code);
        QCOMPARE(verdictWord(Verdict::Alarm), alarm);
        QCOMPARE(QLocale().language(), QLocale(code).language());
        QCOMPARE(verdictCode(Verdict::Alarm), QStringLiteral("alarm")); // files never change
    }

    void theFormerLanguageLeavesNothingBehind()
    {
        applyLanguage(QStringLiteral("zh_CN"));
        applyLanguage(QStringLiteral("de"));
        QCOMPARE(verdictWord(Verdict::NoResult), QStringLiteral("KEIN ERGEBNIS"));
        applyLanguage(QStringLiteral("en"));
        QCOMPARE(verdictWord(Verdict::NoResult), QStringLiteral("NO RESULT"));
    }

    void anUnknownCodeIsTheSystemsLanguage()
    {
        QVERIFY(languageCodes().contains(applyLanguage(QStringLiteral("../../etc/passwd"))));
    }

    void everyLanguageNamesItself()
    {
        for (const QString& code : languageCodes())
            QVERIFY2(!languageName(code).isEmpty(), qPrintable(code));
        QCOMPARE(languageName(QStringLiteral("de")), QStringLiteral("Deutsch"));
    }
};

QTEST_GUILESS_MAIN(LanguageTest)
#include "language_test.moc"
