// core/report/inspection_files.h - layer: varad_core (Qt Core, OpenCV)
//
// What `varad inspect` writes for other programs: table, JSON, map and overlay files.
#pragma once

#include "core/inspection/inspection_run.h"
#include "core/jobs/json_text.h"
#include "core/products/product_folder.h"

namespace varad {

/// One field as RFC 4180 wants it: quoted if it holds a comma, a quote or a line break.
[[nodiscard]] QByteArray csvField(const QString& text);

/// Shortest digits that read back to the same double, decimal point.
[[nodiscard]] QByteArray csvNumber(double value);

/// path,score,raw_score,verdict,threshold,check_from,regions,largest_area_px,milliseconds,error_code,error
[[nodiscard]] QByteArray inspectionCsvHeader();
[[nodiscard]] QByteArray inspectionCsvRow(const InspectedPicture& picture, const VerdictRules& rules);

/// The document of schema varad-inspect/1, built row by row.
class InspectionJson {
public:
    explicit InspectionJson(const OpenProduct& product);
    void add(const InspectedPicture& picture);
    QByteArray finish();

private:
    JsonText m_json;
    std::optional<double> m_mmPerPixel;
};

/// "STEM.SHA8": SHA8 are 8 hex digits of the path's hash, so that equal names in two folders do not collide.
[[nodiscard]] QString outputStem(const QString& path);

/// Raw map as float32 TIFF, network side.
[[nodiscard]] Status writeMap(const QString& folder, const InspectedPicture& picture);

/// Picture with heatmap, outline and legend as PNG, at most 2048 pixels a side.
[[nodiscard]] Status writeOverlay(const QString& folder, const InspectedPicture& picture,
                                  const OpenProduct& product);

} // namespace varad
