// core/report/html_page.cpp - layer: varad_core (OpenCV imgcodecs)
#include "core/report/html_page.h"

#include "core/inspection/heatmap.h"

#include <QCoreApplication>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <vector>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Report)
};

constexpr const char* styleSheet = R"css(
:root{--bg:#f4f5f7;--card:#fff;--text:#1b1f24;--soft:#57606a;--line:#d5d9de;--frame:#808080;
--pass:#006b5b;--passtext:#fff;--alarm:#b23a00;--alarmtext:#fff;--check:#ffd54a;--checktext:#1b1f24;--checkline:#7a5900;--accent:#1f5fa8}
@media (prefers-color-scheme:dark){:root{--bg:#16191c;--card:#1e2226;--text:#e8eaed;--soft:#a9b1ba;--line:#3a4047;
--pass:#4fd1b5;--passtext:#1e2226;--alarm:#ff9466;--alarmtext:#1e2226;--check:#f2c94c;--checktext:#1e2226;--checkline:#f2c94c;--accent:#8ab8ee}}
*{box-sizing:border-box}
html{color-scheme:light dark}
body{margin:0;background:var(--bg);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans","DejaVu Sans",sans-serif}
main{max-width:1180px;margin:0 auto;padding:24px 24px 48px}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 4px;overflow-wrap:anywhere}
h2{font-size:1.2rem;margin:36px 0 12px}
.sub{color:var(--soft);margin:0 0 20px}
.panel{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:16px 20px;margin:0 0 16px}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:12px 24px;margin:0}
.facts dt{color:var(--soft);font-size:.82rem}
.facts dd{margin:0;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:16px;margin:0 0 16px}
.tile{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:14px 18px}
.tile b{display:block;font-size:2rem;line-height:1.15;font-variant-numeric:tabular-nums}
.proof{margin:0;padding-left:1.2em}
.proof li{margin:2px 0}
.badge{display:inline-flex;align-items:center;gap:7px;border-radius:5px;padding:2px 10px 2px 7px;font-weight:650;white-space:nowrap;font-size:.9rem;line-height:1.6;border:1px solid transparent}
.badge svg{width:1.05em;height:1.05em;flex:none}
.pass{background:var(--pass);color:var(--passtext)}
.alarm{background:var(--alarm);color:var(--alarmtext)}
.check{background:var(--check);color:var(--checktext);border-color:var(--checkline)}
.none{color:var(--soft);border:1px dashed var(--soft)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:6px 14px 6px 0;border-bottom:1px solid var(--line);vertical-align:middle}
th{color:var(--soft);font-weight:600;font-size:.85rem}
td.n,th.n{text-align:right}
td.path{overflow-wrap:anywhere;min-width:10em}
tr.sum td{font-weight:650;border-top:2px solid var(--soft)}
.range{display:block;color:var(--soft);font-size:.8rem}
a{color:var(--accent)}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(520px,1fr));gap:20px}
.card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:14px 16px 16px;break-inside:avoid}
.card header{display:flex;align-items:center;gap:12px;margin:0 0 10px}
.card .score{font-size:1.35rem;font-weight:650;font-variant-numeric:tabular-nums}
.card .file{margin-left:auto;color:var(--soft);overflow-wrap:anywhere;text-align:right;font-size:.9rem}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:8px}
figure{margin:0}
figure img{display:block;width:100%;height:auto;background:var(--frame);border-radius:4px}
figcaption{color:var(--soft);font-size:.8rem;margin-top:3px}
.legend{margin:10px 0 0;font-size:.78rem;color:var(--soft)}
.legend .bar{position:relative;height:11px;border:1px solid var(--soft);border-radius:2px;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.legend .mark{position:absolute;top:-5px;bottom:-5px;width:2px;margin-left:-1px;background:var(--text);box-shadow:0 0 0 1px var(--card)}
.legend .ticks{position:relative;height:1.35em;font-variant-numeric:tabular-nums}
.legend .ticks span{position:absolute;white-space:nowrap;transform:translateX(-50%)}
.legend .ticks span:first-child{transform:none}
.legend .ticks span:last-child{transform:translateX(-100%)}
.spots{margin:10px 0 0;font-size:.85rem}
.spots td,.spots th{padding:2px 12px 2px 0}
.strip{display:block;width:100%;height:auto}
.strip text{fill:var(--soft);font-size:12px}
footer{color:var(--soft);font-size:.85rem;margin-top:36px}
@media (max-width:620px){main{padding:16px 12px 32px}.cards{grid-template-columns:1fr}}
@media print{:root{--bg:#fff;--card:#fff;--text:#1b1f24;--soft:#57606a;--line:#d5d9de;--pass:#006b5b;--passtext:#fff;--alarm:#b23a00;--alarmtext:#fff;--check:#ffd54a;--checktext:#1b1f24;--checkline:#7a5900}
body{font-size:11px}main{max-width:none;padding:0}.cards{grid-template-columns:1fr 1fr}.badge,figure img{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
)css";

QByteArray colourCode(double score)
{
    const cv::Vec3b c = heatColour(score);
    return QByteArrayLiteral("#") + QByteArray(reinterpret_cast<const char*>(c.val), 3).toHex();
}

} // namespace

QByteArray htmlText(const QString& text)
{
    QString out;
    for (const QChar c : text) {
        const ushort u = c.unicode();
        if (u == '&')
            out += QStringLiteral("&amp;");
        else if (u == '<')
            out += QStringLiteral("&lt;");
        else if (u == '>')
            out += QStringLiteral("&gt;");
        else if (u == '"')
            out += QStringLiteral("&quot;");
        else if (u == '\'')
            out += QStringLiteral("&#39;");
        else if ((u < 0x20 && u != '\n' && u != '\t') || (u >= 0x7f && u < 0xa0) ||
                 (u >= 0x202a && u <= 0x202e) || (u >= 0x2066 && u <= 0x2069))
            out += QChar(0xfffd); // control characters and turns of the writing direction
        else
            out += c;
    }
    return out.toUtf8();
}

QByteArray htmlPage(const QString& title, const QByteArray& body)
{
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
           "style-src "
           "'unsafe-inline'\">\n<title>" +
           htmlText(title) + "</title>\n<style>" + styleSheet + "</style>\n</head>\n<body>\n<main>\n" + body +
           "</main>\n</body>\n</html>\n";
}

QByteArray jpegDataUri(const cv::Mat& rgb)
{
    cv::Mat bgr;
    cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
    std::vector<uchar> bytes;
    cv::imencode(".jpg", bgr, bytes, {cv::IMWRITE_JPEG_QUALITY, 85});
    return "data:image/jpeg;base64," +
           QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()))
               .toBase64();
}

QByteArray verdictBadge(Verdict verdict)
{
    static constexpr const char* shapes[] = {
        // circle with a tick, triangle with ?, diamond with !, dashed square with -
        R"(<circle cx="10" cy="10" r="8.6"/><path d="M6 10.4l2.8 2.8L14 7.6"/>)",
        R"(<path d="M10 1.8L19 18H1z"/><path d="M8 9.4q0-2 2-2t2 1.8q0 1.3-2 2.2v1M10 14.7v.9"/>)",
        R"(<path d="M10 1l9 9-9 9-9-9z"/><path d="M10 5.6v5.4M10 13.4v.9"/>)",
        R"(<path stroke-dasharray="3 2" d="M2 2h16v16H2z"/><path d="M6.5 10h7"/>)"};
    static constexpr const char* classes[] = {"pass", "check", "alarm", "none"};
    const auto at = static_cast<size_t>(verdict);
    return QByteArrayLiteral("<span class=\"badge ") + classes[at] +
           "\"><svg viewBox=\"0 0 20 20\" aria-hidden=\"true\" fill=\"none\" stroke=\"currentColor\" "
           "stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\">" +
           shapes[at] + "</svg>" + htmlText(verdictWord(verdict)) + "</span>";
}

QByteArray heatLegend(double threshold, double outlineAt)
{
    QByteArray stops;
    for (int i = 0; i <= 16; ++i)
        stops += ',' + colourCode(heatLow + (heatHigh - heatLow) * i / 16);
    const auto place = [](double score) {
        return QByteArray::number(std::clamp(100 * (score - heatLow) / (heatHigh - heatLow), 0.0, 100.0), 'f',
                                  1);
    };
    QByteArray out = "<div class=\"legend\"><div class=\"bar\" style=\"background:linear-gradient(to right" +
                     stops + ")\"><span class=\"mark\" style=\"left:" + place(threshold) +
                     "%\"></span></div><div class=\"ticks\">";
    for (const int tick : {0, 50, 100, 200})
        out += "<span style=\"left:" + place(tick) + "%\">" +
               (tick == 200 ? "200 &gt;" : QByteArray::number(tick)) + "</span>";
    return out + "</div>" +
           htmlText(Text::tr("score; line: alarm from %1; outline: hot spots from %2")
                        .arg(threshold, 0, 'f', 0)
                        .arg(outlineAt, 0, 'f', 0)) +
           "</div>";
}

} // namespace varad
