// tests/ui/list_test.cpp - finding pictures, the model of the list, thumbnails
#include "ui/list/picture_finder.h"
#include "ui/list/picture_list_model.h"
#include "ui/list/thumbnail_store.h"
#include "ui/session/picture_image.h"
#include "window_fixture.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace varad;
using namespace varad::test;
using namespace varad::ui;

namespace {

void touch(const QString& path)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
}

int filesBelow(const QString& folder)
{
    int count = 0;
    for (QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories); it.hasNext(); it.next())
        ++count;
    return count;
}

} // namespace

class ListTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void foldersComeInNaturalOrder_data();
    void foldersComeInNaturalOrder();
    void chunksAreSmallEnoughToBeShownSoon();
    void unsuitedThingsAreNamed();
    void productsAreRecognised();
    void linksThatLeadBackDoNotLoop();
    void aNewSearchSilencesTheOneBefore();
    void modelKeepsItsPromises();
    void modelTellsWhatScreensAndReadersNeed();
    void thumbnailsAreMadeOnceAndKept();
    void aChangedFileGetsAnotherThumbnail();
    void brokenFilesAreTriedOnce();
    void theDiskCacheIsBounded();
    void thumbnailsKeepTheirShape();
};

void ListTest::foldersComeInNaturalOrder_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::newRow("German") << QLocale(QLocale::German);
    QTest::newRow("Chinese") << QLocale(QLocale::Chinese);
    QTest::newRow("none") << QLocale::c();
}

void ListTest::foldersComeInNaturalOrder()
{
    QFETCH(QLocale, locale);
    QLocale::setDefault(locale);
    const QTemporaryDir folder;
    for (const char* name : {"p10.png", "p2.png", "p1.jpg", "notes.txt", "sub10/a.png", "sub2/b.png"})
        touch(folder.filePath(QLatin1String(name)));
    QStringList names;
    const FoundPaths summary = findPictures({folder.path()}, {}, [&](const QStringList& chunk) {
        for (const QString& path : chunk)
            names << QDir(folder.path()).relativeFilePath(path);
    });
    QCOMPARE(names.join(QLatin1Char(' ')), QStringLiteral("p1.jpg p2.png p10.png sub2/b.png sub10/a.png"));
    QCOMPARE(summary.pictures, 5);
    QVERIFY(summary.unsuited.isEmpty());
}

void ListTest::chunksAreSmallEnoughToBeShownSoon()
{
    const QTemporaryDir folder;
    for (int i = 0; i < 1200; ++i)
        touch(folder.filePath(QStringLiteral("%1.png").arg(i)));
    std::vector<qsizetype> sizes;
    const FoundPaths summary =
        findPictures({folder.path()}, {}, [&](const QStringList& chunk) { sizes.push_back(chunk.size()); });
    QCOMPARE(summary.pictures, 1200);
    QCOMPARE(sizes, (std::vector<qsizetype>{500, 500, 200}));
}

void ListTest::unsuitedThingsAreNamed()
{
    const QTemporaryDir folder;
    touch(folder.filePath(QStringLiteral("a.txt")));
    touch(folder.filePath(QStringLiteral("b.png")));
    const FoundPaths summary =
        findPictures({folder.filePath(QStringLiteral("a.txt")), folder.filePath(QStringLiteral("b.png")),
                      folder.filePath(QStringLiteral("gone.png"))},
                     {}, [](const QStringList&) {});
    QCOMPARE(summary.unsuited, (QStringList{QStringLiteral("a.txt"), QStringLiteral("gone.png")}));
    QCOMPARE(summary.pictures, 1);
}

void ListTest::productsAreRecognised()
{
    const WindowFixture fixture;
    const QString product = fixture.product();
    for (const QString& path : {product, product + QStringLiteral("/product.yaml")}) {
        const FoundPaths summary = findPictures({path}, {}, [](const QStringList&) {});
        QCOMPARE(summary.product, product);
        QVERIFY(summary.unsuited.isEmpty());
    }
}

void ListTest::linksThatLeadBackDoNotLoop()
{
    const QTemporaryDir folder;
    touch(folder.filePath(QStringLiteral("sub/a.png")));
    QVERIFY(QFile::link(folder.path(), folder.filePath(QStringLiteral("sub/back"))));
    QCOMPARE(findPictures({folder.path()}, {}, [](const QStringList&) {}).pictures, 1);
}

void ListTest::aNewSearchSilencesTheOneBefore()
{
    const QTemporaryDir folder;
    touch(folder.filePath(QStringLiteral("one/a.png")));
    touch(folder.filePath(QStringLiteral("two/b.png")));
    PictureFinder finder;
    QStringList found;
    connect(&finder, &PictureFinder::found, this, [&](const QStringList& chunk) { found += chunk; });
    QSignalSpy finished(&finder, &PictureFinder::finished);
    finder.search({folder.filePath(QStringLiteral("one"))});
    finder.search({folder.filePath(QStringLiteral("two"))});
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(found, QStringList{folder.filePath(QStringLiteral("two/b.png"))});
    QVERIFY(!finder.searching());
}

void ListTest::modelKeepsItsPromises()
{
    WindowFixture fixture;
    InspectionSession session(fixture.engineSource());
    ThumbnailStore thumbnails({});
    PictureListModel model(session, thumbnails);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    session.openProduct(fixture.product());
    session.append(fixture.pictures(QStringLiteral("a"), {45, 240, 59}));
    session.append({fixture.brokenPicture(QStringLiteral("b.png"))});
    QTRY_COMPARE(session.counts().done(), 4);
    QCOMPARE(model.rowCount(), 4);
    session.setThreshold(2);
    session.clear();
    QCOMPARE(model.rowCount(), 0);
    session.append(fixture.pictures(QStringLiteral("a"), {45}));
    QCOMPARE(model.rowCount(), 1);
}

void ListTest::modelTellsWhatScreensAndReadersNeed()
{
    QLocale::setDefault(QLocale::c());
    WindowFixture fixture;
    InspectionSession session(fixture.engineSource());
    ThumbnailStore thumbnails({});
    PictureListModel model(session, thumbnails);
    session.append({fixture.picture(QStringLiteral("IMG 207.png"), 240)});
    const QModelIndex index = model.index(0);
    QCOMPARE(index.data(PictureListModel::StateWordRole).toString(), QStringLiteral("waiting"));
    QVERIFY(!index.data(PictureListModel::ScoreRole).isValid());
    session.openProduct(fixture.product());
    QTRY_COMPARE(session.counts().done(), 1);
    QCOMPARE(index.data().toString(), QStringLiteral("IMG 207.png"));
    QCOMPARE(index.data(PictureListModel::StateWordRole).toString(), QStringLiteral("ALARM"));
    QCOMPARE(index.data(PictureListModel::ScoreTextRole).toString(), QStringLiteral("2111.1"));
    QCOMPARE(index.data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("IMG 207, ALARM, score 2111.1, threshold 105.0, 1 of 1"));
}

void ListTest::thumbnailsAreMadeOnceAndKept()
{
    const WindowFixture fixture;
    const QString cache = fixture.path(QStringLiteral("cache"));
    const QString picture = fixture.picture(QStringLiteral("a.png"), 200);
    {
        ThumbnailStore store(cache);
        QSignalSpy ready(&store, &ThumbnailStore::ready);
        QVERIFY(store.thumbnail(picture).isNull());
        QTRY_COMPARE(ready.count(), 1);
        QCOMPARE(store.thumbnail(picture).size(), QSize(128, 128));
        QCOMPARE(filesBelow(cache), 1);
    }
    // Another window finds it on disk, though the picture can no longer be read as one.
    QVERIFY(QFile::exists(thumbnailFile(cache, picture)));
    ThumbnailStore store(cache);
    QSignalSpy ready(&store, &ThumbnailStore::ready);
    (void)store.thumbnail(picture);
    QTRY_COMPARE(ready.count(), 1);
    QVERIFY(!store.thumbnail(picture).isNull());
}

void ListTest::aChangedFileGetsAnotherThumbnail()
{
    const WindowFixture fixture;
    const QString cache = fixture.path(QStringLiteral("cache"));
    const QString picture = fixture.picture(QStringLiteral("a.png"), 200);
    const QString before = thumbnailFile(cache, picture);
    QFile file(picture);
    QVERIFY(file.open(QIODevice::Append) && file.write("x") == 1);
    file.close();
    QVERIFY(thumbnailFile(cache, picture) != before);
}

void ListTest::brokenFilesAreTriedOnce()
{
    const WindowFixture fixture;
    const QString picture = fixture.brokenPicture(QStringLiteral("a.png"));
    ThumbnailStore store(fixture.path(QStringLiteral("cache")));
    QSignalSpy ready(&store, &ThumbnailStore::ready);
    QVERIFY(store.thumbnail(picture).isNull());
    QTRY_COMPARE(ready.count(), 1);
    QVERIFY(store.thumbnail(picture).isNull());
    (void)store.thumbnail(fixture.picture(QStringLiteral("b.png"), 100)); // the thread's next work
    QTRY_COMPARE(ready.count(), 2);
    QCOMPARE(ready[1][0].toString(), fixture.path(QStringLiteral("b.png")));
}

void ListTest::theDiskCacheIsBounded()
{
    const QTemporaryDir cache;
    for (int i = 0; i < 10; ++i) {
        QFile file(cache.filePath(QStringLiteral("%1.jpg").arg(i)));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(1000, 'x')) == 1000);
        file.setFileTime(QDateTime::currentDateTime().addDays(i - 20), QFileDevice::FileAccessTime);
    }
    pruneThumbnails(cache.path(), 3500, {});
    QCOMPARE(QDir(cache.path()).entryList(QDir::Files).join(QLatin1Char(' ')),
             QStringLiteral("7.jpg 8.jpg 9.jpg"));
}

void ListTest::thumbnailsKeepTheirShape()
{
    QCOMPARE(thumbnailOf(cv::Mat(400, 1600, CV_8UC3)).size(), QSize(160, 40));
    QCOMPARE(thumbnailOf(cv::Mat(3, 2000, CV_8UC3)).size(), QSize(160, 1));
    QCOMPARE(thumbnailOf(cv::Mat(20, 10, CV_8UC3)).size(), QSize(10, 20));
}

QTEST_MAIN(ListTest)
#include "list_test.moc"
