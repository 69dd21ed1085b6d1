// tests/core/report_test.cpp
#include "core/report/benchmark_files.h"
#include "core/report/html_page.h"
#include "core/report/inspection_files.h"
#include "core/report/inspection_report.h"
#include "fake_engine.h"

#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <limits>

using namespace varad;
using namespace varad::test;

namespace {

OpenProduct product()
{
    OpenProduct out;
    out.product.name = QStringLiteral("<b>Button</b> & \"Sons\"");
    out.product.backbone = QStringLiteral("efficientnet_lite0");
    out.product.imageSize = 64;
    out.product.mmPerPixel = 0.5;
    out.modelSha256 = QStringLiteral("0123456789abcdef0123");
    out.calibration.number = 7;
    out.calibration.method = QStringLiteral("held-out");
    out.calibration.parts.resize(40);
    out.calibration.picture = out.calibration.map = {0, 1, false};
    return out;
}

InspectedPicture goodRow()
{
    InspectedPicture row;
    row.path = QStringLiteral("parts/a, \"b\".png");
    row.sha256 = "abcd";
    row.size = {128, 96};
    row.verdict = Verdict::Check;
    row.score = 99.5;
    row.rawScore = 0.995;
    row.regions = {{1, 2, 3, 4, 12.4, 99.5, 98.25}};
    row.milliseconds = 12.3456789;
    row.rgb = spotPicture(99);
    row.network.map = cv::Mat(64, 64, CV_32F, cv::Scalar(0.5f));
    return row;
}

InspectedPicture brokenRow()
{
    InspectedPicture row;
    row.path = QStringLiteral("<img src=x onerror=alert(1)>.png");
    row.milliseconds = 0.5;
    row.error =
        Error{ErrorKind::Damaged, QStringLiteral("It ends early, \"so\"."), {}, QStringLiteral("truncated")};
    return row;
}

BenchmarkResult benchmark(int runs)
{
    BenchmarkResult out;
    out.dataset = QStringLiteral("data");
    out.settings = {{QStringLiteral("image_size"), QStringLiteral("64")},
                    {QStringLiteral("adapter"), QStringLiteral("none")}};
    for (int c = 0; c < 2; ++c) {
        BenchmarkCategory category{QStringLiteral("c%1").arg(c), {}};
        for (int run = 0; run < runs; ++run) {
            Figures figures;
            figures[Figure::ImageAuroc] = 0.5 + 0.25 * c + 0.125 * run;
            if (c == 0)
                figures[Figure::PixelAp] = 0.25;
            category.runs.push_back({static_cast<quint64>(111 + run), figures});
        }
        out.categories.push_back(category);
    }
    return out;
}

/// Our pages are written so that, the doctype and the void elements apart, they are XML.
QString xmlProblem(const QByteArray& html)
{
    QString text = QString::fromUtf8(html);
    text.replace(QStringLiteral("<!DOCTYPE html>"), QString());
    text.replace(QRegularExpression(QStringLiteral("<(meta|img)\\b([^>]*)>")), QStringLiteral("<\\1\\2/>"));
    QXmlStreamReader reader(text);
    while (!reader.atEnd())
        reader.readNext();
    return reader.hasError()
               ? QStringLiteral("%1 in line %2").arg(reader.errorString()).arg(reader.lineNumber())
               : QString();
}

} // namespace

class ReportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void csvIsExact()
    {
        QCOMPARE(inspectionCsvHeader(),
                 QByteArray("path,score,raw_score,verdict,threshold,check_from,regions,largest_area_px,"
                            "milliseconds,error_code,error\n"));
        QCOMPARE(inspectionCsvRow(goodRow(), {}),
                 QByteArray("\"parts/a, \"\"b\"\".png\",99.5,0.995,check,105,95,1,12,12.346,,\n"));
        QCOMPARE(inspectionCsvRow(brokenRow(), {}),
                 QByteArray("<img src=x onerror=alert(1)>.png,,,no-result,105,95,,,0.5,truncated,\"It ends "
                            "early, \"\"so\"\".\"\n"));
        QCOMPARE(csvField(QStringLiteral("a\nb")), QByteArray("\"a\nb\""));
        QCOMPARE(csvField(QStringLiteral("=1+1")), QByteArray("=1+1"));
    }

    void jsonIsExact()
    {
        InspectionJson json(product());
        json.add(goodRow());
        json.add(brokenRow());
        const QByteArray expected = "{\n"
                                    "  \"schema\": \"varad-inspect/1\",\n"
                                    "  \"product\": {\n"
                                    "    \"name\": \"<b>Button</b> & \\\"Sons\\\"\",\n"
                                    "    \"model_sha256\": \"0123456789abcdef0123\",\n"
                                    "    \"calibration\": 7\n"
                                    "  },\n"
                                    "  \"threshold\": 105,\n"
                                    "  \"check_from\": 95,\n"
                                    "  \"pixel_threshold\": 100,\n"
                                    "  \"min_area_px\": null,\n"
                                    "  \"results\": [\n"
                                    "    {\n"
                                    "      \"path\": \"parts/a, \\\"b\\\".png\",\n"
                                    "      \"sha256\": \"abcd\",\n"
                                    "      \"width\": 128,\n"
                                    "      \"height\": 96,\n"
                                    "      \"score\": 99.5,\n"
                                    "      \"raw_score\": 0.995,\n"
                                    "      \"verdict\": \"check\",\n"
                                    "      \"regions\": [\n"
                                    "        {\n"
                                    "          \"x\": 1,\n"
                                    "          \"y\": 2,\n"
                                    "          \"width\": 3,\n"
                                    "          \"height\": 4,\n"
                                    "          \"area_px\": 12,\n"
                                    "          \"area_mm2\": 3.1,\n"
                                    "          \"peak\": 99.5,\n"
                                    "          \"mean\": 98.25\n"
                                    "        }\n"
                                    "      ],\n"
                                    "      \"milliseconds\": 12.346,\n"
                                    "      \"error\": null\n"
                                    "    },\n"
                                    "    {\n"
                                    "      \"path\": \"<img src=x onerror=alert(1)>.png\",\n"
                                    "      \"sha256\": null,\n"
                                    "      \"width\": null,\n"
                                    "      \"height\": null,\n"
                                    "      \"score\": null,\n"
                                    "      \"raw_score\": null,\n"
                                    "      \"verdict\": \"no-result\",\n"
                                    "      \"regions\": [],\n"
                                    "      \"milliseconds\": 0.5,\n"
                                    "      \"error\": {\n"
                                    "        \"code\": \"truncated\",\n"
                                    "        \"message\": \"It ends early, \\\"so\\\".\"\n"
                                    "      }\n"
                                    "    }\n"
                                    "  ]\n"
                                    "}\n";
        QCOMPARE(json.finish(), expected);
    }

    void jsonEscapesAndKeepsNumbers()
    {
        JsonText json(JsonText::Style::Compact);
        json.beginArray().value(QString::fromUtf8("a\"\\\n\t\x01\x7f扣")).value(0.1).value(1e300).value(-2.0);
        json.value(std::numeric_limits<double>::infinity()).value(true).endArray();
        QCOMPARE(json.text(), QByteArray("[\"a\\\"\\\\\\n\\t\\u0001\\u007f扣\",0.1,1e+300,-2,null,true]\n"));
    }

    void equalNamesInTwoFoldersDoNotCollide()
    {
        const QString one = outputStem(QStringLiteral("a/x.png")),
                      two = outputStem(QStringLiteral("b/x.png"));
        QVERIFY(one != two);
        QVERIFY(QRegularExpression(QStringLiteral("^x\\.[0-9a-f]{8}$")).match(one).hasMatch());
    }

    void benchmarkMeansLeaveUndefinedOut()
    {
        const FigureSummary average = averageOf(benchmark(1));
        QCOMPARE(*average.mean[Figure::ImageAuroc], 0.625);
        QCOMPARE(*average.mean[Figure::PixelAp], 0.25);
        QVERIFY(!average.mean[Figure::Aupro]);
        QCOMPARE(benchmarkCsv(benchmark(1)),
                 QByteArray("category,image_auroc,image_ap,image_max_f1,pixel_auroc,pixel_ap,pixel_max_f1,"
                            "aupro,aupro_005,train_seconds,"
                            "images_per_second,peak_memory_mb\nc0,0.5,,,,0.25,,,,,,\nc1,0.75,,,,,,,,,,"
                            "\naverage,0.625,,,,0.25,,,,,,\n"));
        const QByteArray json = benchmarkJson(benchmark(1));
        QVERIFY(json.contains("\"schema\": \"varad-benchmark/1\""));
        QVERIFY(json.contains("\"image_size\": 64,") && json.contains("\"adapter\": \"none\""));
        QVERIFY(json.contains("\"aupro\": null"));
        QVERIFY(!json.contains("range"));
    }

    void benchmarkRunsGiveMeanAndRange()
    {
        const BenchmarkResult result = benchmark(3);
        const FigureSummary first = summarise(result.categories[0]);
        QCOMPARE(*first.mean[Figure::ImageAuroc], 0.625);
        QCOMPARE(*first.low[Figure::ImageAuroc], 0.5);
        QCOMPARE(*first.high[Figure::ImageAuroc], 0.75);
        const FigureSummary average = averageOf(result);
        QCOMPARE(*average.mean[Figure::ImageAuroc], 0.75);
        QCOMPARE(*average.low[Figure::ImageAuroc], 0.625);
        QCOMPARE(*average.high[Figure::ImageAuroc], 0.875);
        QVERIFY(benchmarkCsv(result).contains("image_auroc_min,image_auroc_max"));
        QVERIFY(benchmarkJson(result).contains("\"seed\": 113"));
    }

    void pagesAreWellFormedAndHoldNoForeignMarkup()
    {
        InspectionReport report(product());
        report.setIntroduction(QStringLiteral("</p><script>alert(1)</script>"));
        report.add(goodRow(), InspectionReport::Truth::Defect, QStringLiteral("<i>scratch</i>"));
        report.add(brokenRow());
        const QByteArray html = report.html();
        QCOMPARE(xmlProblem(html), QString());
        QVERIFY(!html.contains("<script") && !html.contains("<i>") && !html.contains("<b>Button") &&
                !html.contains("<img src=x"));
        QVERIFY(html.contains("&lt;b&gt;Button&lt;/b&gt; &amp; &quot;Sons&quot;"));
        QVERIFY(!html.contains("http://") && !html.contains("https://"));
        QCOMPARE(html.count("data:image/jpeg;base64,"), qsizetype(2));
        QVERIFY(html.contains("CHECK") && html.contains("NO RESULT") && html.contains("3.1 mm²"));
        QVERIFY(html.contains("Set just above the highest of 40 good parts"));
        QCOMPARE(xmlProblem(benchmarkHtml(benchmark(2))), QString());
    }

    void tableNamesPicturesWithinTheirFolders_data()
    {
        QTest::addColumn<QStringList>("folders");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char* name, const QStringList& folders, const char* path,
                            const char* shown) {
            QTest::newRow(name) << folders << QString::fromUtf8(path) << QString::fromUtf8(shown);
        };
        const QString data = QStringLiteral("/data/set"), inner = QStringLiteral("/data/set/good"),
                      other = QStringLiteral("/more");
        row("single file", {}, "/data/set/good/1.png", "1.png");
        row("single relative file", {}, "set/good/1.png", "1.png");
        row("folder", {data}, "/data/set/good/1.png", "good/1.png");
        row("folder with a slash", {data + QLatin1Char('/')}, "/data/set/good/1.png", "good/1.png");
        row("the same folder twice", {data, data + QStringLiteral("/.")}, "/data/set/good/1.png",
            "good/1.png");
        row("relative folder", {QStringLiteral("set")}, "set/good/1.png", "good/1.png");
        row("this folder", {QStringLiteral(".")}, "./good/1.png", "good/1.png");
        row("root", {QStringLiteral("/")}, "/data/1.png", "data/1.png");
        row("beside the folder", {data}, "/data/set2/1.png", "1.png");
        row("two folders", {data, other}, "/more/1.png", "more/1.png");
        row("innermost folder", {data, inner}, "/data/set/good/1.png", "good/1.png");
    }
    void tableNamesPicturesWithinTheirFolders()
    {
        QFETCH(QStringList, folders);
        QFETCH(QString, path);
        QFETCH(QString, shown);
        InspectionReport report(product());
        report.setFolders(folders);
        InspectedPicture row = goodRow(), broken = brokenRow();
        row.path = broken.path = path;
        broken.error->message = path + QStringLiteral(" was not inspected.");
        report.add(row);
        report.add(broken);
        const QByteArray html = report.html(), cell = "<td class=\"path\" title=\"" + path.toUtf8() + "\">";
        QVERIFY2(html.contains(cell + "<a href=\"#p1\">" + shown.toUtf8() + "</a></td>"), html.constData());
        QVERIFY2(html.contains(cell + shown.toUtf8() + "</td>"), html.constData());
        QVERIFY(html.contains(">" + shown.toUtf8() + " was not inspected.</td>"));
        QCOMPARE(html.count(path.toUtf8()), qsizetype(2)); // in the titles alone
    }

    void textLosesMarkupAndControls()
    {
        QCOMPARE(htmlText(QStringLiteral("<a href='x'>&\"")),
                 QByteArray("&lt;a href=&#39;x&#39;&gt;&amp;&quot;"));
        QCOMPARE(htmlText(QString(QChar(0x202e)) + QChar(0x1b)), QByteArray("\xef\xbf\xbd\xef\xbf\xbd"));
    }

    void theHottestPlaceIsShownCloseUp()
    {
        InspectedPicture row = goodRow();
        InspectionReport clear(product());
        clear.add(row);
        QCOMPARE(clear.html().count("<img"), qsizetype(2)); // the map is flat at 50: nothing glows
        row.network.map.at<float>(10, 50) = 1.3f;
        row.network.peak = 1.3;
        InspectionReport hot(product());
        hot.add(row);
        QCOMPARE(hot.html().count("<img"), qsizetype(4));
    }

    void scoresAreRoundedDown()
    {
        QCOMPARE(scoreText(94.9999), QStringLiteral("94.9"));
        QCOMPARE(scoreText(95), QStringLiteral("95.0"));
        QCOMPARE(scoreText(95.1), QStringLiteral("95.1"));
        QCOMPARE(scoreText(-0.51), QStringLiteral("-0.6"));
    }

    void onlyTheFirstPicturesAreShown()
    {
        InspectionReport report(product());
        for (int i = 0; i <= InspectionReport::mostPictures; ++i)
            report.add(goodRow());
        QCOMPARE(report.html().count("data:image/jpeg;base64,"),
                 qsizetype(2 * InspectionReport::mostPictures));
    }
};

QTEST_GUILESS_MAIN(ReportTest)
#include "report_test.moc"
