// Every picture of the two collections (real files by others, hostile files) comes out as its index says,
// read by the decoder's process as in the program, within the bounds of memory and time.
#include "core/imaging/picture_reader.h"
#include "tests/check.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QMap>
#include <QRegularExpression>

#include <csignal>
#include <ctime>
#include <fstream>
#include <thread>

#include <unistd.h>

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
    {"tiff/image-rs-image__rgb32f_color.tiff", "a ninth of its floating-point values is negative, down to "
                                               "-0.25: what they look like is not in the file"},
    {"tiff/image-rs-image__clusterfuzz-testcase-minimized-fuzzer_script_tiff-5026894169374720.tif",
     "the coded data of a colour strip ends early: the rest would be made up"}};

/// A number of kilobytes from what the kernel says about a process; 0 if there is no such process.
qint64 kilobytes(const std::string& process, const std::string& name)
{
    std::ifstream file("/proc/" + process + "/status");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with(name + ":"))
            return std::stoll(line.substr(name.size() + 1));
    }
    return 0;
}

/// The decoder's process: the only child of a test with one thread. Empty before the first picture.
std::string decoder()
{
    std::ifstream file("/proc/self/task/" + std::to_string(::getpid()) + "/children");
    std::string pid;
    file >> pid;
    return pid;
}

double processorMilliseconds(const std::string& process)
{
    clockid_t clock{};
    timespec used{};
    if (process.empty() || ::clock_getcpuclockid(std::stoi(process), &clock) != 0 ||
        ::clock_gettime(clock, &used) != 0)
        return 0;
    return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

/// Largest memory of this process and of the decoder's from construction on, above what they held then.
class MemoryWatch {
public:
    explicit MemoryWatch(std::string child)
        : m_child(std::move(child)), m_idle(kilobytes("self", "VmRSS") + kilobytes(m_child, "VmRSS"))
    {
        for (const std::string& process : {std::string("self"), m_child})
            std::ofstream("/proc/" + process + "/clear_refs") << "5"; // starts the largest value anew
    }
    double mebibytes() const
    {
        const qint64 most = kilobytes("self", "VmHWM") + kilobytes(m_child, "VmHWM");
        return static_cast<double>(std::max<qint64>(most - m_idle, 0)) / 1024;
    }

private:
    std::string m_child;
    qint64 m_idle;
};

/// What came out, in the words of the index: "308x410" or the reason.
struct Outcome {
    bool shown = false;
    QString text;
    double milliseconds = 0;          ///< from call to return
    double processorMilliseconds = 0; ///< of the decoder's process
    double mebibytes = 0;             ///< of both processes, above idle
};

void describe(const Result<Picture>& picture, const QString& path, Outcome& outcome)
{
    outcome.shown = picture.ok();
    if (picture.ok()) {
        const cv::Mat& rgb = picture.value().rgb;
        CHECK_MESSAGE(rgb.type() == CV_8UC3 && picture.value().sha256.size() == 64, path.toStdString());
        outcome.text = QStringLiteral("%1x%2").arg(rgb.cols).arg(rgb.rows);
        return;
    }
    const Error& error = picture.error();
    CHECK_MESSAGE(kCodes.contains(error.code) && error.code != "internal" &&
                      error.message.contains(QFileInfo(path).fileName()),
                  (path + ": " + error.code + " " + error.detail).toStdString());
    outcome.text = error.code + " " + error.detail.section(": ", 1);
}

Outcome outcomeOf(const QString& path)
{
    Outcome outcome;
    const std::string child = decoder();
    const MemoryWatch memory(child);
    const double before = processorMilliseconds(child);
    QElapsedTimer clock;
    clock.start();
    const Result<Picture> picture = readPicture(path);
    outcome.milliseconds = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    outcome.processorMilliseconds = processorMilliseconds(child) - before;
    outcome.mebibytes = memory.mebibytes();
    describe(picture, path, outcome);
    CHECK_MESSAGE(decoder() == child, (path + ": the decoder died").toStdString());
    return outcome;
}

/// The greatest of something, and whose it was.
struct Most {
    double value = -1;
    QString file;
    void take(double candidate, const QString& from)
    {
        if (candidate > value) {
            value = candidate;
            file = from;
        }
    }
};

struct Tally {
    int right = 0;
    int wrong = 0;
    Most memory, processor, time;
    void count(bool ok, const QString& file, const Outcome& outcome, const QString& wanted)
    {
        ++(ok ? right : wrong);
        memory.take(outcome.mebibytes, file);
        processor.take(outcome.processorMilliseconds, file);
        time.take(outcome.milliseconds, file);
        CHECK_MESSAGE(ok, (file + ": " + outcome.text + ", index: " + wanted).toStdString());
    }
    void print(const QString& name) const
    {
        const auto shortName = [](const QString& file) { return file.section('/', -1).right(40); };
        std::printf("%-8s%6d%7d   %8.1f MiB %-42s%8.0f ms %-42s%8.0f ms\n", qPrintable(name), right, wrong,
                    memory.value, qPrintable(shortName(memory.file)), processor.value,
                    qPrintable(shortName(processor.file)), time.value);
    }
};

void printHead()
{
    std::printf("%-8s%6s%7s   %-54s %-52s %s\n", "", "right", "wrong", "largest memory",
                "decoder's processor time", "longest");
}

/// A dead child that nobody has asked after is a zombie: Z.
bool isDead(const std::string& child)
{
    std::ifstream file("/proc/" + child + "/status");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("State:"))
            return line.find('Z') != std::string::npos;
    }
    return true;
}

/// So that the first file is measured like the others.
void startDecoder(const QString& picture)
{
    CHECK(readPicture(picture).ok());
    CHECK(!decoder().empty());
}

/// A new process for every hostile file: what one leaves behind must not hide what the next one takes.
void renewDecoder(const QString& picture)
{
    const std::string child = decoder();
    if (!child.empty()) {
        ::kill(std::stoi(child), SIGKILL);
        while (!isDead(child))
            std::this_thread::yield();
    }
    startDecoder(picture);
}

/// "64 MiB, 2 s" to numbers.
std::pair<double, double> boundsOf(const QString& text)
{
    const auto match = QRegularExpression("^(\\d+) MiB, (\\d+) s").match(text);
    CHECK_MESSAGE(match.hasMatch(), text.toStdString());
    return {match.captured(1).toDouble(), match.captured(2).toDouble()};
}

QString corpus(const char* name)
{
    return QString::fromStdString((test::sharedFolder() / "corpora" / name).string());
}

} // namespace

TEST_CASE(realPicturesComeOutAsTheIndexSays)
{
    const QString folder = corpus("images");
    startDecoder(corpus("hostile") + "/images/control_grey.png");
    QMap<QString, Tally> tallies;
    for (const auto& row : readIndex(folder + "/INDEX.tsv")) {
        const QString file = row["file"];
        const Outcome outcome = outcomeOf(folder + "/" + file);
        const QString program = kRefusedOnPurpose.contains(file) ? QStringLiteral("refuse") : row["program"];
        const bool rightSize = outcome.text == row["shown_WxH"];
        const bool ok = outcome.shown ? program != "refuse" && rightSize : program != "show";
        tallies[file.section('/', 0, 0)].count(ok, file, outcome,
                                               program + " " + row["shown_WxH"] + " " + row["kind"]);
        constexpr double spare = 64; // none of them is large
        CHECK_MESSAGE(outcome.mebibytes <= spare && outcome.processorMilliseconds <= 1000,
                      file.toStdString());
    }
    CHECK(!tallies.isEmpty());
    printHead();
    for (auto it = tallies.cbegin(); it != tallies.cend(); ++it)
        it->print(it.key());
}

TEST_CASE(hostilePicturesComeOutAsTheIndexSays)
{
    const QString folder = corpus("hostile");
    Tally tally;
    for (const auto& row : readIndex(folder + "/INDEX.tsv")) {
        const QString file = row["file"];
        if (!file.startsWith("images/"))
            continue;
        renewDecoder(folder + "/images/control_grey.png");
        const Outcome outcome = outcomeOf(folder + "/" + file);
        const QString expect = row["expect"];
        tally.count(outcome.shown ? expect != "refuse" : expect != "accept", file, outcome, expect);
        const auto [mebibytes, seconds] = boundsOf(row["bound: memory above idle, time"]);
        CHECK_MESSAGE(outcome.mebibytes <= mebibytes, file.toStdString() + " takes too much memory");
        CHECK_MESSAGE(outcome.processorMilliseconds <= 1000 * seconds,
                      file.toStdString() + " takes too long");
    }
    CHECK(tally.right + tally.wrong > 0);
    tally.print("hostile");
}

TEST_MAIN()
