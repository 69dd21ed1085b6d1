// tests/decoder/decoder_test.cpp - a decoder that goes wrong costs one picture, and nothing is left behind
#include "core/imaging/decoder_process.h"
#include "core/imaging/picture_reader.h"
#include "tests/decoder/faults.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QtTest>

#include <atomic>
#include <csignal>
#include <fstream>
#include <latch>
#include <thread>
#include <vector>

#include <unistd.h>

using namespace varad;
using imaging::DecodeEnd;
using test::Fault;

namespace {

/// "R", "S", "Z" ...: what the kernel says a thread or process is doing.
char stateOf(const std::string& stat)
{
    std::ifstream file(stat);
    std::string text;
    std::getline(file, text);
    const std::size_t name = text.rfind(')');
    return name == std::string::npos || name + 2 >= text.size() ? '?' : text[name + 2];
}

std::vector<pid_t> decoders()
{
    std::vector<pid_t> found;
    const QStringList threads =
        QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString& thread : threads) {
        std::ifstream file("/proc/self/task/" + thread.toStdString() + "/children");
        for (pid_t pid = 0; file >> pid;)
            found.push_back(pid);
    }
    return found;
}

int zombies()
{
    int count = 0;
    for (const pid_t pid : decoders())
        count += stateOf("/proc/" + std::to_string(pid) + "/stat") == 'Z';
    return count;
}

qsizetype openDescriptors()
{
    return QDir(QStringLiteral("/proc/self/fd"))
        .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)
        .size();
}

void killIdleDecoders()
{
    for (const pid_t pid : decoders()) {
        ::kill(pid, SIGKILL);
        while (stateOf("/proc/" + std::to_string(pid) + "/stat") != 'Z')
            std::this_thread::yield();
    }
}

} // namespace

class DecoderTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

    QString picture(int width, int height = 4)
    {
        const QString path = m_folder.filePath(QStringLiteral("%1x%2.png").arg(width).arg(height));
        if (QFile::exists(path))
            return path;
        QImage image(width, height, QImage::Format_RGB888);
        image.fill(QColor(10, 120, 230));
        if (!image.save(path))
            qFatal("could not write a test picture");
        return path;
    }
    QString picture(Fault fault) { return picture(static_cast<int>(fault)); }
    bool goodIsRead()
    {
        const Result<Picture> read = readPicture(picture(20));
        if (!read.ok())
            qWarning("%s", qPrintable(read.error().detail));
        return read.ok() && read.value().rgb.at<cv::Vec3b>(3, 19) == cv::Vec3b(10, 120, 230);
    }

    /// One fresh process, whatever there was.
    void startAnew()
    {
        killIdleDecoders();
        QVERIFY(goodIsRead());
    }

private Q_SLOTS:
    void initTestCase() { qputenv("VARAD_DECODER", VARAD_FAULTY_DECODER); }
    void cleanup() { QCOMPARE(zombies(), 0); }

    void aFailingDecoderCostsOnePicture_data()
    {
        QTest::addColumn<Fault>("fault");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("says");
        const QString fails = QStringLiteral("makes its decoder fail");
        const QString internal = QStringLiteral("internal");
        QTest::newRow("abort") << Fault::Abort << internal << fails;
        QTest::newRow("crash") << Fault::Segfault << internal << fails;
        QTest::newRow("exit") << Fault::Exit << internal << fails;
        QTest::newRow("hang") << Fault::Hang << internal << QStringLiteral("takes too long");
#if !defined(__SANITIZE_ADDRESS__) // there the memory of the process is not limited
        QTest::newRow("memory") << Fault::Allocate << QStringLiteral("too-large")
                                << QStringLiteral("needs more memory");
#endif
        QTest::newRow("size") << Fault::LieAboutSize << internal << fails;
        QTest::newRow("colours") << Fault::LieAboutColours << internal << fails;
        QTest::newRow("reason") << Fault::UnknownReason << internal << fails;
        QTest::newRow("status") << Fault::UnknownStatus << internal << fails;
        QTest::newRow("another request") << Fault::AnotherRequest << internal << fails;
        QTest::newRow("short answer") << Fault::ShortAnswer << internal << fails;
        QTest::newRow("long answer") << Fault::LongAnswer << internal << fails;
    }
    void aFailingDecoderCostsOnePicture()
    {
        QFETCH(Fault, fault);
        QFETCH(QString, code);
        QFETCH(QString, says);
        const QString path = picture(fault);
        ReadLimits limits;
        limits.maxMilliseconds = fault == Fault::Hang ? 200 : 20'000;
        const Result<Picture> read = readPicture(path, limits);
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, code);
        QVERIFY2(read.error().message.contains(says), qPrintable(read.error().message));
        QVERIFY(read.error().message.contains(QFileInfo(path).fileName()));
        QVERIFY(!read.error().detail.isEmpty());
        QVERIFY(goodIsRead());
    }

    void memoryCannotBeShortenedUnderTheReader()
    {
        const Result<Picture> read = readPicture(picture(Fault::ShortenMemory));
        QVERIFY2(read.ok(), read.ok() ? "" : qPrintable(read.error().detail));
        QCOMPARE(read.value().rgb.at<cv::Vec3b>(3, 1000), cv::Vec3b(10, 120, 230));
    }

    void aSecondAnswerIsNotTheNextPictures()
    {
        for (int i = 0; i < 3; ++i) {
            QVERIFY(readPicture(picture(Fault::TwoAnswers)).ok());
            QVERIFY(goodIsRead());
        }
    }

    void theDecoderHasNoRights()
    {
#if (!defined(__x86_64__) && !defined(__aarch64__)) || defined(__SANITIZE_ADDRESS__)
        QSKIP("no filter of system calls in this build");
#endif
        const Result<Picture> read = readPicture(picture(Fault::TakeRights));
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, QStringLiteral("unsupported"));
        QVERIFY2(read.error().detail.endsWith(QStringLiteral("left:")), qPrintable(read.error().detail));
    }

    void aStopEndsTheWaitAtOnce()
    {
        imaging::DecodeOutcome outcome;
        std::optional<imaging::DecoderProcess> process = imaging::DecoderProcess::start({}, outcome);
        QVERIFY2(process, outcome.detail.c_str());
        imaging::SharedMemory file = imaging::SharedMemory::create(1);
        QFile source(picture(Fault::Hang));
        QVERIFY(source.open(QIODevice::ReadOnly));
        const QByteArray bytes = source.readAll();
        file = imaging::SharedMemory::create(static_cast<std::uint64_t>(bytes.size()));
        std::memcpy(file.bytes().data(), bytes.constData(), file.bytes().size());
        file.freeze();
        imaging::DecodeCall call;
        call.request.storedWidth = call.request.width = static_cast<std::uint32_t>(Fault::Hang);
        call.request.storedHeight = call.request.height = 4;
        call.request.fileBytes = file.bytes().size();
        call.file = file.descriptor();
        call.patience = std::chrono::seconds(20);
        std::latch sent{1};
        call.meanwhile = [&] { sent.count_down(); };
        std::stop_source stop;
        QElapsedTimer clock;
        const std::string waiting = "/proc/self/task/" + std::to_string(::gettid()) + "/stat";
        std::jthread canceller([&] {
            sent.wait();
            while (stateOf(waiting) != 'S')
                std::this_thread::yield();
            clock.start();
            stop.request_stop();
        });
        outcome = process->ask(call, stop.get_token());
        QCOMPARE(outcome.end, DecodeEnd::Cancelled);
        QVERIFY2(clock.elapsed() <= 200, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(zombies(), 0);
    }

    void aStopBeforehandReadsNothing()
    {
        std::stop_source stop;
        stop.request_stop();
        const Result<Picture> read = readPicture(picture(20), {}, stop.get_token());
        QVERIFY(!read.ok());
        QCOMPARE(read.error().kind, ErrorKind::Cancelled);
        QVERIFY(goodIsRead());
    }

    void theDeathOfAnIdleDecoderIsNoPicturesFault()
    {
        QVERIFY(goodIsRead());
        QVERIFY(!decoders().empty());
        killIdleDecoders();
        QVERIFY(goodIsRead());
    }

    void withoutDecoderNothingIsDecoded()
    {
        killIdleDecoders();
        qputenv("VARAD_DECODER", "/nowhere/varad-picture-decoder");
        const Result<Picture> missing = readPicture(picture(20));
        qputenv("VARAD_DECODER", "/bin/true");
        const Result<Picture> another = readPicture(picture(20));
        qputenv("VARAD_DECODER", VARAD_FAULTY_DECODER);
        for (const Result<Picture>& read : {missing, another}) {
            QVERIFY(!read.ok());
            QCOMPARE(read.error().kind, ErrorKind::Device);
            QVERIFY(read.error().message.contains(QStringLiteral("install VarAD Inspector again")));
        }
        QVERIFY(missing.error().detail.contains(QStringLiteral("/nowhere/varad-picture-decoder")));
        QVERIFY(goodIsRead());
    }

    void threadsShareTwoDecoders()
    {
        const QString good = picture(20), larger = picture(300, 200), bad = picture(Fault::Exit);
        std::atomic<int> wrong = 0;
        std::atomic<std::size_t> most = 0;
        {
            std::vector<std::jthread> threads;
            for (int t = 0; t < 5; ++t) {
                threads.emplace_back([&, t] {
                    for (int i = 0; i < 12; ++i) {
                        const Result<Picture> read = readPicture(i % 4 ? good : larger);
                        wrong += !read.ok() || read.value().rgb.cols != (i % 4 ? 20 : 300);
                        if (i % 6 == t)
                            wrong += readPicture(bad).ok();
                        most = std::max(most.load(), decoders().size());
                    }
                });
            }
        }
        QCOMPARE(wrong.load(), 0);
        QVERIFY2(most <= 2, qPrintable(QString::number(most)));
    }

    void nothingIsLeftOf200Pictures()
    {
        startAnew();
        const qsizetype before = openDescriptors();
        for (int i = 0; i < 200; ++i) {
            const Fault fault = i % 40 == 7 ? Fault::Abort : Fault::LieAboutSize;
            if (i % 20 == 7)
                QVERIFY(!readPicture(picture(fault)).ok());
            else
                QVERIFY(readPicture(i % 3 ? picture(20) : picture(40, 500)).ok());
        }
        startAnew();
        QCOMPARE(openDescriptors(), before);
        QCOMPARE(decoders().size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(DecoderTest)
#include "decoder_test.moc"
