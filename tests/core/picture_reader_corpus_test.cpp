// Every picture of the two collections (real files by others, hostile files) comes out as its index says.
#include "core/imaging/picture_reader.h"
#include "tests/check.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QMap>

using namespace varad;

namespace {

const QStringList kCodes{"not-found", "unreadable", "truncated", "unsupported", "too-large", "internal"};

QList<QMap<QString, QString>> readIndex(const QString& path)
{
    QFile file(path);
    QList<QMap<QString, QString>> rows;
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    const QStringList lines = QString::fromUtf8(file.readAll()).split('\n', Qt::SkipEmptyParts);
    const QStringList names = lines.first().split('\t');
    for (const QString& line : lines.mid(1)) {
        const QStringList cells = line.split('\t');
        QMap<QString, QString> row;
        for (int i = 0; i < names.size(); ++i)
            row[names[i]] = cells.value(i);
        rows.append(row);
    }
    return rows;
}

/// The index shows these two, the rules for what is read do not.
const QMap<QString, QString> kRefusedOnPurpose{
    {"tiff/image-rs-image__rgb32f_color.tiff", "a ninth of its floating-point values is negative"},
    {"tiff/image-rs-image__clusterfuzz-testcase-minimized-fuzzer_script_tiff-5026894169374720.tif",
     "the decoder complains that its pixel data ends early"}};

/// What came out, in the words of the index: "308x410" or the reason.
struct Outcome {
    bool shown = false;
    QString text;
    qint64 milliseconds = 0;
};

Outcome outcomeOf(const QString& path)
{
    QElapsedTimer clock;
    clock.start();
    const Result<Picture> picture = readPicture(path);
    Outcome outcome;
    outcome.milliseconds = clock.elapsed();
    outcome.shown = picture.ok();
    if (picture.ok()) {
        const cv::Mat& rgb = picture.value().rgb;
        CHECK_MESSAGE(rgb.type() == CV_8UC3 && picture.value().sha256.size() == 64, path.toStdString());
        outcome.text = QStringLiteral("%1x%2").arg(rgb.cols).arg(rgb.rows);
    } else {
        const Error& error = picture.error();
        CHECK_MESSAGE(kCodes.contains(error.code) && error.code != "internal" &&
                          error.message.contains(QFileInfo(path).fileName()),
                      path.toStdString());
        outcome.text = error.code + " " + error.detail.section(": ", 1);
    }
    return outcome;
}

struct Tally {
    int right = 0;
    int wrong = 0;
    qint64 slowest = 0;
    void count(bool ok, const QString& file, const Outcome& outcome, const QString& wanted)
    {
        ++(ok ? right : wrong);
        slowest = std::max(slowest, outcome.milliseconds);
        CHECK_MESSAGE(ok, (file + ": " + outcome.text + ", index: " + wanted).toStdString());
    }
};

} // namespace

TEST_CASE(realPicturesComeOutAsTheIndexSays)
{
    const QString folder = QString::fromStdString((test::sharedFolder() / "corpora" / "images").string());
    QMap<QString, Tally> tallies;
    for (const auto& row : readIndex(folder + "/INDEX.tsv")) {
        const QString file = row["file"];
        const Outcome outcome = outcomeOf(folder + "/" + file);
        const QString program = kRefusedOnPurpose.contains(file) ? QStringLiteral("refuse") : row["program"];
        const bool rightSize = outcome.text == row["shown_WxH"];
        const bool ok = outcome.shown ? program != "refuse" && rightSize : program != "show";
        tallies[file.section('/', 0, 0)].count(ok, file, outcome,
                                               program + " " + row["shown_WxH"] + " " + row["kind"]);
    }
    CHECK(!tallies.isEmpty());
    for (auto it = tallies.cbegin(); it != tallies.cend(); ++it)
        std::printf("%-6s as the index says %3d, wrong %2d, slowest %lld ms\n", qPrintable(it.key()),
                    it->right, it->wrong, it->slowest);
}

TEST_CASE(hostilePicturesComeOutAsTheIndexSays)
{
    const QString folder = QString::fromStdString((test::sharedFolder() / "corpora" / "hostile").string());
    Tally tally;
    for (const auto& row : readIndex(folder + "/INDEX.tsv")) {
        if (!row["file"].startsWith("images/"))
            continue;
        const Outcome outcome = outcomeOf(folder + "/" + row["file"]);
        const QString expect = row["expect"];
        tally.count(outcome.shown ? expect != "refuse" : expect != "accept", row["file"], outcome, expect);
    }
    CHECK(tally.right + tally.wrong > 0);
    std::printf("hostile as the index says %d, wrong %d, slowest %lld ms\n", tally.right, tally.wrong,
                tally.slowest);
}

TEST_MAIN()
