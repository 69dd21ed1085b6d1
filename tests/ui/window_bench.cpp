// tests/ui/window_bench.cpp
#include "window_bench.h"

#include <opencv2/core.hpp>

#include <QFileInfo>
#include <QLabel>
#include <QTest>

#include <cmath>

namespace varad::test {

using namespace ui;

Bench::Bench()
{
    places.engine = fixture.engineSource();
    places.settingsFile = fixture.path(QStringLiteral("window.ini"));
    places.productsFolder = fixture.path(QStringLiteral("products"));
    places.thumbnailFolder = fixture.path(QStringLiteral("thumbnails"));
}

void Bench::open()
{
    window = std::make_unique<MainWindow>(places);
    window->show();
    window->loadEngine();
}

void Bench::openWithProduct()
{
    open();
    window->openProduct(fixture.product());
    QTRY_VERIFY(session().product().has_value());
}

QString Bench::text(const char* name) { return child<QLabel>(name)->text(); }

void Bench::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(child<QListView>("pictureList"), key, modifiers);
}

QString Bench::framedName() { return QFileInfo(window->framed().row()->path).fileName(); }

QString disagreement(Bench& bench)
{
    const Row* row = bench.window->framed().row();
    if (!row)
        return QStringLiteral("nothing is framed");
    const PictureLayer& layer = bench.view()->layer();
    if (layer.key != QString::number(row->id))
        return QStringLiteral("the view shows row %1, framed is %2").arg(layer.key).arg(row->id);
    if (!bench.text("pictureTitle").startsWith(QFileInfo(row->path).fileName() + QLatin1Char(' ')))
        return QStringLiteral("title: ") + bench.text("pictureTitle");
    if (bench.text("detailsName") != QFileInfo(row->path).fileName())
        return QStringLiteral("details: ") + bench.text("detailsName");
    if (bench.child<QListView>("pictureList")->currentIndex().row() != bench.session().indexOf(row->id))
        return QStringLiteral("another row of the list is current");
    const QString verdict = bench.text("detailsVerdict");
    if (row->state == RowState::Judged && !verdict.startsWith(verdictWord(row->verdict)))
        return QStringLiteral("verdict: ") + verdict;
    if (row->state != RowState::Judged && !layer.map.empty())
        return QStringLiteral("a map without a result");
    if (!layer.map.empty()) {
        double high = 0;
        cv::minMaxLoc(layer.map, nullptr, &high);
        if (std::abs(high - row->rawScore) > 0.002)
            return QStringLiteral("the map is of a picture with %1, the row has %2")
                .arg(high)
                .arg(row->rawScore);
    }
    if (layer.pyramid) { // the spot's red is the level, so the pixels tell which picture it is
        const QImage& image = layer.pyramid->full();
        if (row->state == RowState::Judged &&
            std::abs(image.pixelColor(40, 40).red() / 100.0 - row->rawScore) > 0.01)
            return QStringLiteral("the pixels are of another picture");
    }
    return {};
}

std::vector<int> manyLevels(int count)
{
    std::vector<int> levels;
    for (int i = 0; i < count; ++i)
        levels.push_back(30 + i * 7 % 200);
    return levels;
}

} // namespace varad::test
