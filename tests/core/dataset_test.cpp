// Data set layouts on small trees made here; files are empty, since listing decodes nothing.
#include "core/data/dataset.h"
#include "core/data/folder_listing.h"
#include "core/data/near_duplicates.h"

#include <opencv2/core.hpp>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <set>

#include <sys/stat.h>

using namespace varad;

namespace {

class Tree {
public:
    void add(const QString& path, const QByteArray& content = {}) const
    {
        QVERIFY(QDir(m_dir.path()).mkpath(QFileInfo(path).path()));
        QFile file(at(path));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    void add(const QStringList& paths) const
    {
        for (const QString& path : paths)
            add(path);
    }
    QString at(const QString& path) const { return m_dir.path() + "/" + path; }
    QString root() const { return m_dir.path(); }
    QString relative(const QString& path) const
    {
        return path.isEmpty() ? path : QDir(root()).relativeFilePath(path);
    }

private:
    QTemporaryDir m_dir;
};

/// "picture|mask|defect|type" per item.
QStringList lines(const Tree& tree, const std::vector<DataItem>& items)
{
    QStringList all;
    for (const DataItem& item : items)
        all << QStringList{tree.relative(item.picture), tree.relative(item.mask),
                           item.defect ? "defect" : "good", item.type}
                   .join('|');
    return all;
}

std::vector<Category> opened(const QString& root, Layout layout = Layout::Auto,
                             const QStringList& categories = {})
{
    const Result<std::vector<Category>> result = openDataset(root, layout, categories);
    if (!result.ok())
        qWarning("%s", qPrintable(result.error().message));
    return result.ok() ? result.value() : std::vector<Category>{};
}

QString refusal(const QString& root, Layout layout = Layout::Auto, const QStringList& categories = {})
{
    const Result<std::vector<Category>> result = openDataset(root, layout, categories);
    return result.ok() ? QString() : result.error().message;
}

const QByteArray kVisaHeader = "object,split,label,image,mask\n";

} // namespace

class DatasetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mvtecPairsMasksByStem()
    {
        const Tree tree;
        tree.add({"bottle/train/good/10.png", "bottle/train/good/2.png", "bottle/test/good/0.png",
                  "bottle/test/crack/0.png", "bottle/test/crack/1.png",
                  "bottle/ground_truth/crack/1_mask.png", "bottle/ground_truth/crack/0_mask.png",
                  "bottle/readme.txt", "license.txt"});
        const auto all = opened(tree.root());
        QCOMPARE(all.size(), 1u);
        QCOMPARE(all[0].name, "bottle");
        QCOMPARE(lines(tree, all[0].train),
                 QStringList({"bottle/train/good/2.png||good|good", "bottle/train/good/10.png||good|good"}));
        QCOMPARE(lines(tree, all[0].test),
                 QStringList({"bottle/test/good/0.png||good|good",
                              "bottle/test/crack/0.png|bottle/ground_truth/crack/0_mask.png|defect|crack",
                              "bottle/test/crack/1.png|bottle/ground_truth/crack/1_mask.png|defect|crack"}));
    }
    void aMissingMaskStaysMissing()
    {
        const Tree tree;
        tree.add({"train/good/0.png", "test/bad/0.png", "test/bad/1.png", "ground_truth/bad/1.png"});
        const auto all = opened(tree.root(), Layout::Mvtec);
        QCOMPARE(
            lines(tree, all.at(0).test),
            QStringList({"test/bad/0.png||defect|bad", "test/bad/1.png|ground_truth/bad/1.png|defect|bad"}));
    }
    void btadPairsByOrderWhenNoStemFits()
    {
        const Tree tree;
        tree.add({"01/train/ok/0.bmp", "01/test/ok/1.bmp", "01/test/ko/7.bmp", "01/test/ko/8.bmp",
                  "01/ground_truth/ko/m10.png", "01/ground_truth/ko/m9.png"});
        const auto all = opened(tree.root(), Layout::Btad);
        QCOMPARE(
            lines(tree, all.at(0).test),
            QStringList({"01/test/ok/1.bmp||good|ok", "01/test/ko/7.bmp|01/ground_truth/ko/m9.png|defect|ko",
                         "01/test/ko/8.bmp|01/ground_truth/ko/m10.png|defect|ko"}));
    }
    void categoriesMayLieTwoLevelsDown()
    {
        const Tree tree;
        tree.add({"middle/plastic2/train/good/0.png", "middle/plastic4/train/good/0.png",
                  "hard/wood/test/good/0.png"});
        const auto all = opened(tree.root());
        QCOMPARE(all.size(), 3u);
        QCOMPARE(all[0].name, "hard/wood");
        QCOMPARE(all[1].name, "middle/plastic2");
        QCOMPARE(opened(tree.root(), Layout::Auto, {"middle/plastic4"}).at(0).name, "middle/plastic4");
        QCOMPARE(opened(tree.at("middle")).at(0).name, "plastic2");
        QCOMPARE(opened(tree.at("middle/plastic2")).at(0).name, "plastic2");
    }
    void plainFoldersAreGoodTrainingPictures()
    {
        const Tree tree;
        tree.add({"a.png", "b.JPG", "notes.txt", "ok/c.png", "scratch/d.png", "ground_truth/scratch/d.png"});
        const auto all = opened(tree.root());
        QCOMPARE(lines(tree, all.at(0).train),
                 QStringList({"a.png||good|good", "b.JPG||good|good", "ok/c.png||good|ok"}));
        QCOMPARE(lines(tree, all.at(0).test),
                 QStringList({"scratch/d.png|ground_truth/scratch/d.png|defect|scratch"}));
    }
    void visaFollowsItsList()
    {
        const Tree tree;
        tree.add({"candle/n0.JPG", "candle/n1.JPG", "candle/a0.JPG", "candle/a0.png", "pcb1/n0.JPG"});
        tree.add("split_csv/1cls.csv", kVisaHeader + "candle,train,normal,candle/n0.JPG,\r\n"
                                                     "candle,test,normal,candle/n1.JPG,\n\n"
                                                     "candle,test,anomaly,\"candle/a0.JPG\",candle/a0.png\n"
                                                     "pcb1,train,normal,pcb1/n0.JPG,\n");
        const auto all = opened(tree.root());
        QCOMPARE(all.size(), 2u);
        QCOMPARE(lines(tree, all[0].train), QStringList({"candle/n0.JPG||good|normal"}));
        QCOMPARE(lines(tree, all[0].test),
                 QStringList({"candle/n1.JPG||good|normal", "candle/a0.JPG|candle/a0.png|defect|anomaly"}));
        QCOMPARE(all[1].name, "pcb1");
    }
    void badRowsNameTheirLine_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::addColumn<int>("line");
        QTest::newRow("split") << QByteArray(kVisaHeader + "a,train,normal,a.png,\na,dev,normal,a.png,\n")
                               << 3;
        QTest::newRow("label") << QByteArray(kVisaHeader + "a,train,fine,a.png,\n") << 2;
        QTest::newRow("object") << QByteArray(kVisaHeader + ",train,normal,a.png,\n") << 2;
        QTest::newRow("missing picture") << QByteArray(kVisaHeader + "\na,train,normal,b.png,\n") << 3;
        QTest::newRow("missing mask") << QByteArray(kVisaHeader + "a,test,anomaly,a.png,m.png\n") << 2;
        QTest::newRow("leaves the folder") << QByteArray(kVisaHeader + "a,train,normal,../a.png,\n") << 2;
        QTest::newRow("absolute") << QByteArray(kVisaHeader + "a,train,normal,/etc/passwd,\n") << 2;
        QTest::newRow("columns") << QByteArray(kVisaHeader + "a,train,normal\n") << 2;
        QTest::newRow("quote") << QByteArray(kVisaHeader + "a,train,normal,\"a.png,\n") << 2;
        QTest::newRow("header") << QByteArray("object,split,image,mask\n") << 1;
        QTest::newRow("empty") << QByteArray() << 1;
    }
    void badRowsNameTheirLine()
    {
        QFETCH(QByteArray, list);
        QFETCH(int, line);
        const Tree tree;
        tree.add("a.png");
        tree.add("split_csv/1cls.csv", list);
        const QString message = refusal(tree.root());
        QVERIFY2(message.contains("1cls.csv") && message.contains(QStringLiteral("line %1:").arg(line)),
                 qPrintable(message));
    }
    void nothingToReadIsAnError()
    {
        const Tree tree;
        tree.add({"empty/notes.txt", "x/train/good/0.png"});
        QVERIFY(refusal(tree.at("nowhere")).contains("nowhere"));
        QVERIFY(refusal(tree.at("empty")).contains("empty"));
        QVERIFY(refusal(tree.at("empty"), Layout::Mvtec).contains("empty"));
        QVERIFY(refusal(tree.root(), Layout::Auto, {"y%2"}).contains("y%2"));
    }
    void namesAreInNaturalOrder()
    {
        QStringList names{"b", "a10", "a2", "A3", "a02", "a", "a2b", "10", "9"};
        std::sort(names.begin(), names.end(), data::naturallyLess);
        QCOMPARE(names, QStringList({"9", "10", "a", "a02", "a2", "a2b", "A3", "a10", "b"}));
    }
    void listingSurvivesTraps()
    {
        const Tree tree;
        tree.add({"in/b2.png", "in/b10.png", "in/notes.txt", "in/deep/a.jpg", "other.png", "odd.dat"});
        QVERIFY(QFile::link(tree.at("in"), tree.at("in/deep/loop")));
        QVERIFY(QFile::link(tree.at("other.png"), tree.at("in/link.png")));
        QVERIFY(QFile::link(tree.at("nowhere.png"), tree.at("in/broken.png")));
        QCOMPARE(mkfifo(QFile::encodeName(tree.at("in/pipe.png")).constData(), 0600), 0);
        const Result<QStringList> found =
            listPictures({tree.at("odd.dat"), tree.at("in"), tree.at("other.png")});
        QVERIFY(found.ok());
        QStringList names;
        for (const QString& path : found.value())
            names << tree.relative(path);
        QCOMPARE(names, QStringList({"odd.dat", "in/b2.png", "in/b10.png", "in/deep/a.jpg", "in/link.png"}));
        QVERIFY(!listPictures({tree.at("nowhere")}).ok());
    }
    void nearDuplicatesShareANumber()
    {
        cv::RNG rng(5);
        std::vector<cv::Mat> pictures;
        for (int i = 0; i < 6; ++i) {
            cv::Mat picture(200, 300, CV_8UC3);
            rng.fill(picture, cv::RNG::UNIFORM, 0, 256);
            pictures.push_back(picture);
        }
        cv::Mat brighter;
        pictures[1].convertTo(brighter, -1, 0.98, 4); // the same part, another exposure
        pictures.push_back(brighter);
        pictures.push_back(pictures[3].clone());
        std::vector<cv::Mat> thumbs;
        for (const cv::Mat& picture : pictures)
            thumbs.push_back(nearDuplicateThumb(picture));
        QCOMPARE(groupNearDuplicates(thumbs), std::vector<int>({0, 1, 2, 3, 4, 5, 1, 3}));
    }
    void likePartsAreNoDuplicates()
    {
        cv::RNG rng(6);
        std::vector<cv::Mat> thumbs;
        for (int i = 0; i < 20; ++i) { // one shape with a little noise: all alike, none a twin
            cv::Mat thumb(32, 32, CV_8UC1, cv::Scalar(90));
            thumb(cv::Rect(8, 8, 16, 16)).setTo(180);
            cv::Mat noise(32, 32, CV_8UC1);
            rng.fill(noise, cv::RNG::UNIFORM, 0, 4);
            thumbs.push_back(thumb + noise);
        }
        const std::vector<int> groups = groupNearDuplicates(thumbs);
        QCOMPARE(std::set<int>(groups.begin(), groups.end()).size(), thumbs.size());
        const std::vector<cv::Mat> equal(4, thumbs[0]);
        QCOMPARE(groupNearDuplicates(equal), std::vector<int>({0, 1, 2, 3}));
        QVERIFY(groupNearDuplicates({}).empty());
        QCOMPARE(groupNearDuplicates({thumbs[0]}), std::vector<int>({0}));
    }
};

QTEST_GUILESS_MAIN(DatasetTest)
#include "dataset_test.moc"
