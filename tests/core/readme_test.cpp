// The README against the program: commands, options, exit codes and links.
#include "core/cli/command.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace varad;

namespace {

using Names = QSet<QString>;

QString q(const char* text) { return QString::fromUtf8(text); }

QString fileText(const QString& name)
{
    QFile file(q(VARAD_SOURCE_ROOT) + QLatin1Char('/') + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString printed(const QStringList& arguments)
{
    QByteArray out, err;
    QBuffer outDevice(&out), errDevice(&err);
    if (!outDevice.open(QIODevice::WriteOnly) || !errDevice.open(QIODevice::WriteOnly))
        return {};
    cli::CommandContext context;
    context.out = &outDevice;
    context.err = &errDevice;
    const int code = cli::runCommandLine(arguments, context);
    return code == 0 ? QString::fromUtf8(out) : QString();
}

QStringList allMatches(const QString& text, const char* pattern)
{
    QStringList found;
    static constexpr auto kLines = QRegularExpression::MultilineOption;
    for (auto match = QRegularExpression(q(pattern), kLines).globalMatch(text); match.hasNext();)
        found << match.next().captured(1);
    return found;
}

/// Every "--name" in a text; tables are ruled with longer dashes.
Names optionsIn(const QString& text)
{
    const QStringList found = allMatches(text, "(?<![-\\w])--([a-z][a-z-]*)");
    return {found.begin(), found.end()};
}

/// What a command's help lists; other options that a description mentions do not count.
Names optionsOf(const QString& command)
{
    return optionsIn(
        allMatches(printed({command, q("--help")}), "^  (-.*?)(?:  .*)?$").join(QLatin1Char('\n')));
}

/// Between a heading and the next one that is no deeper; comments in examples are no headings.
QString section(const QString& readme, const QString& heading)
{
    const QStringList lines = readme.split(QLatin1Char('\n'));
    const auto depth = [](const QString& line) {
        static const QRegularExpression hashes(q("^(#+) "));
        return hashes.match(line).captured(1).size();
    };
    QString out;
    qsizetype inside = 0;
    bool example = false;
    for (const QString& line : lines) {
        example ^= line.startsWith(q("```"));
        const qsizetype level = example ? 0 : depth(line);
        if (inside > 0 && level > 0 && level <= inside)
            break;
        if (inside > 0)
            out += line + QLatin1Char('\n');
        else if (level > 0 && line.mid(level + 1) == heading)
            inside = level;
    }
    return out;
}

QStringList headings(const QString& text, const char* hashes)
{
    return allMatches(text, (QByteArray("^") + hashes + " (\\w.*)$").constData());
}

/// First column of every table in the text.
QString firstColumn(const QString& text)
{
    return allMatches(text, "^\\| ([^|]*) \\|").join(QLatin1Char('\n'));
}

/// The part of a sentence that a pattern finds, line breaks taken for spaces.
QString phrase(const QString& text, const char* pattern)
{
    return allMatches(text.simplified(), pattern).value(0);
}

QStringList sorted(const Names& names)
{
    QStringList list(names.begin(), names.end());
    list.sort();
    return list;
}

/// As a web page names a heading: small letters, digits, dashes.
QString anchorOf(QString heading)
{
    static const QRegularExpression other(q("[^a-z0-9 _-]"));
    return heading.toLower().remove(other).replace(QLatin1Char(' '), QLatin1Char('-'));
}

} // namespace

class ReadmeTest : public QObject {
    Q_OBJECT
    const QString m_readme = fileText(q("README.md"));
    QMap<QString, Names> m_options; // of every command, hidden ones too
    QStringList m_shown;            // commands of the overview

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(!m_readme.isEmpty());
        for (const auto& command : cli::allCommands()) {
            m_options[command->name()] = optionsOf(command->name());
            QVERIFY2(m_options[command->name()].contains(q("help")), qPrintable(command->name()));
            if (!command->hidden())
                m_shown << command->name();
        }
        QVERIFY(m_options[q("train")].contains(q("model")) && m_options[q("train")].contains(q("no-pe")));
    }

    void everyCommandHasASectionAndNothingElseHas()
    {
        QStringList sections = headings(section(m_readme, q("Commands")), "###"), commands = m_shown;
        sections.sort();
        commands.sort();
        QCOMPARE(sections, commands);
    }

    void optionsForTrainingAreThoseOfTheHelp()
    {
        const QString text = section(m_readme, q("Options for training"));
        const Names table = optionsIn(firstColumn(text)),
                    common = optionsIn(phrase(text, "Every command knows ([^.]*)\\."));
        QVERIFY(!table.isEmpty() && !common.isEmpty());
        const Names train = optionsIn(phrase(text, "`train` also knows ([^;]*);"));
        QCOMPARE(sorted(table + train + common), sorted(m_options[q("train")]));
        const Names benchmark = optionsIn(phrase(text, "`benchmark` knows ([^.]*)\\."));
        QCOMPARE(sorted(table + benchmark + common), sorted(m_options[q("benchmark")]));
        for (const QString& command : m_shown)
            QVERIFY2((common - m_options[command]).isEmpty(), qPrintable(command));
    }

    void sectionsOfCommandsNameTheirOptions()
    {
        for (const QString& command : m_shown) {
            const Names unknown = optionsIn(section(m_readme, command)) - m_options[command];
            QVERIFY2(unknown.isEmpty(),
                     qPrintable(command + q(": ") + sorted(unknown).join(QLatin1Char(' '))));
        }
    }

    void everyOptionThatIsNamedExists()
    {
        Names known;
        for (const Names& options : m_options)
            known += options;
        QCOMPARE(sorted(optionsIn(m_readme) - known), QStringList());
    }

    void examplesAreCommandsWithTheirOptions()
    {
        int examples = 0;
        for (const QString& line : allMatches(m_readme, "^ *(varad [a-z].*)$")) {
            const QString command = line.section(QLatin1Char(' '), 1, 1);
            if (!m_options.contains(command) && !line.contains(q("--")))
                continue; // a sentence that begins with the program's name
            QVERIFY2(m_shown.contains(command), qPrintable(line));
            const Names unknown = optionsIn(line.section(QLatin1Char('#'), 0, 0)) - m_options[command];
            QVERIFY2(unknown.isEmpty(), qPrintable(line));
            ++examples;
        }
        QVERIFY(examples > 8);
    }

    void exitCodesAreThoseOfTheProgram()
    {
        const QString source = phrase(fileText(q("core/cli/command.h")), "enum ExitCode \\{([^}]*)\\}");
        const QStringList codes = allMatches(source, "= (\\d+)");
        QVERIFY(codes.size() >= 5);
        QCOMPARE(codes.size(), source.count(QLatin1Char(',')) + 1);
        QCOMPARE(allMatches(section(m_readme, q("Exit codes")), "^\\| (\\d+) \\|"), codes);
        QCOMPARE(allMatches(phrase(printed({q("--help")}), "Exit codes:([^.]*)\\."), "(\\d+) "), codes);
    }

    void linksLeadSomewhere()
    {
        Names anchors;
        for (const char* hashes : {"##", "###"})
            for (const QString& heading : headings(m_readme, hashes))
                anchors << anchorOf(heading);
        const QStringList links = allMatches(m_readme, "\\]\\(([^)]+)\\)");
        QVERIFY(links.size() > 5);
        for (const QString& link : links) {
            if (link.startsWith(q("https://")))
                continue;
            const QString file = link.section(QLatin1Char('#'), 0, 0);
            QVERIFY2(
                !file.startsWith(QLatin1Char('/')) &&
                    (file.isEmpty() || QFileInfo::exists(q(VARAD_SOURCE_ROOT) + QLatin1Char('/') + file)),
                qPrintable(link));
            if (file.isEmpty())
                QVERIFY2(anchors.contains(link.mid(1)), qPrintable(link));
        }
    }
};

QTEST_GUILESS_MAIN(ReadmeTest)
#include "readme_test.moc"
