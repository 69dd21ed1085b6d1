// ui/window/window_settings.cpp - layer: ui
#include "ui/window/window_settings.h"

#include "core/i18n/language.h"

#include <QDateTime>
#include <QSettings>

#include <algorithm>
#include <cmath>

namespace varad::ui {
namespace {

QString s(const char* text) { return QLatin1String(text); }

double bounded(const QVariant& value, double low, double high, double fallback)
{
    bool ok = false;
    const double number = value.toDouble(&ok);
    return ok && std::isfinite(number) && number >= low && number <= high ? number : fallback;
}

} // namespace

WindowSettings WindowSettings::load(const QSettings& settings)
{
    WindowSettings out;
    if (settings.value(s("version"), version).toInt() != version)
        return out;
    out.geometry = settings.value(s("window/geometry")).toByteArray();
    out.docks = settings.value(s("window/docks")).toByteArray();
    const QString language = settings.value(s("window/language")).toString();
    out.language = languageCodes().contains(language) ? language : QString();
    out.scheme = schemeFromCode(settings.value(s("window/theme")).toString());
    out.scalePercent = static_cast<int>(bounded(settings.value(s("window/scale")), 100, 200, 100));
    out.pictureFolder = settings.value(s("folders/pictures")).toString();
    out.productFolder = settings.value(s("folders/products")).toString();
    out.product = settings.value(s("product/current")).toString();
    out.products = settings.value(s("product/chosen")).toStringList();
    out.heatmap = settings.value(s("heatmap/visible"), true).toBool();
    out.contourOnly = settings.value(s("heatmap/contour-only"), false).toBool();
    out.viewLocked = settings.value(s("view/locked"), true).toBool();
    out.opacity = bounded(settings.value(s("heatmap/opacity")), 0.1, 1, 0.7);
    out.colours = heatColoursFromCode(settings.value(s("heatmap/colours")).toString());
    for (int i = 0; i < mostRecent; ++i) {
        const QString group = QStringLiteral("recent/%1/").arg(i);
        RecentList list;
        list.paths = settings.value(group + s("paths")).toStringList();
        list.pictures = static_cast<int>(bounded(settings.value(group + s("pictures")), 0, 1e6, 0));
        list.when = settings.value(group + s("when")).toString();
        list.place = settings.value(group + s("place")).toString();
        if (!list.paths.isEmpty())
            out.recent.push_back(list);
    }
    return out;
}

void WindowSettings::save(QSettings& settings) const
{
    settings.setValue(s("version"), version);
    settings.setValue(s("window/geometry"), geometry);
    settings.setValue(s("window/docks"), docks);
    settings.setValue(s("window/language"), language);
    settings.setValue(s("window/theme"), schemeCode(scheme));
    settings.setValue(s("window/scale"), scalePercent);
    settings.setValue(s("folders/pictures"), pictureFolder);
    settings.setValue(s("folders/products"), productFolder);
    settings.setValue(s("product/current"), product);
    settings.setValue(s("product/chosen"), products);
    settings.setValue(s("heatmap/visible"), heatmap);
    settings.setValue(s("heatmap/contour-only"), contourOnly);
    settings.setValue(s("view/locked"), viewLocked);
    settings.setValue(s("heatmap/opacity"), opacity);
    settings.setValue(s("heatmap/colours"), heatColoursCode(colours));
    settings.remove(s("recent"));
    for (size_t i = 0; i < recent.size(); ++i) {
        const QString group = QStringLiteral("recent/%1/").arg(i);
        settings.setValue(group + s("paths"), recent[i].paths);
        settings.setValue(group + s("pictures"), recent[i].pictures);
        settings.setValue(group + s("when"), recent[i].when);
        settings.setValue(group + s("place"), recent[i].place);
    }
}

void WindowSettings::addRecent(const QStringList& paths, int pictures)
{
    RecentList list;
    if (const RecentList* known = findRecent(paths))
        list = *known;
    std::erase_if(recent, [&](const RecentList& other) { return other.paths == paths; });
    list.paths = paths;
    list.pictures = pictures;
    list.when = QDateTime::currentDateTimeUtc().toString(Qt::ISODate);
    recent.insert(recent.begin(), list);
    if (recent.size() > mostRecent)
        recent.resize(mostRecent);
}

const RecentList* WindowSettings::findRecent(const QStringList& paths) const
{
    const auto at = std::find_if(recent.begin(), recent.end(),
                                 [&](const RecentList& list) { return list.paths == paths; });
    return at == recent.end() ? nullptr : &*at;
}

void WindowSettings::setPlace(const QStringList& paths, const QString& picture)
{
    for (RecentList& list : recent)
        if (list.paths == paths)
            list.place = picture;
}

} // namespace varad::ui
