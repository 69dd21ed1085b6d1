// ui/window/window_settings.h - layer: ui (Qt Core)
#pragma once

#include "core/inspection/heatmap.h"
#include "ui/theme/theme.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

class QSettings;

namespace varad::ui {

/// A list that was open before.
struct RecentList {
    QStringList paths; ///< as they were opened: folders, pictures
    int pictures = 0;
    QString when;  ///< ISO 8601, UTC
    QString place; ///< the picture that was framed last
    bool operator==(const RecentList&) const = default;
};

/// All that the window remembers from one start to the next. Values that make no sense fall back.
struct WindowSettings {
    static constexpr int version = 1;
    static constexpr int mostRecent = 10;

    QByteArray geometry; ///< Qt's own form, checked by Qt
    QByteArray docks;
    QString language; ///< "en" "de" "zh_CN"; empty: the system's
    ColourScheme scheme = ColourScheme::System;
    int scalePercent = 100; ///< of the whole window, at the next start; 100..200
    QString pictureFolder;  ///< where pictures were opened last
    QString productFolder;
    QString product;      ///< folder of the product in force
    QStringList products; ///< folders chosen one by one
    std::vector<RecentList> recent;
    bool heatmap = true;
    bool contourOnly = false;
    bool viewLocked = true;
    double opacity = 0.7; ///< 0.1..1
    HeatColours colours = HeatColours::Inferno;

    /// Everything falls back if the file is of a later version.
    [[nodiscard]] static WindowSettings load(const QSettings& settings);
    void save(QSettings& settings) const;

    /// To the front; the place of an earlier entry with the same paths is kept.
    void addRecent(const QStringList& paths, int pictures);
    const RecentList* findRecent(const QStringList& paths) const;
    void setPlace(const QStringList& paths, const QString& picture);
};

} // namespace varad::ui
