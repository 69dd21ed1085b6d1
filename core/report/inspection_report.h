// core/report/inspection_report.h - layer: varad_core (Qt Core, OpenCV)
#pragma once

#include "core/inspection/inspection_run.h"
#include "core/products/product_folder.h"

#include <QStringList>

#include <vector>

namespace varad {

/// One HTML file about one inspection: what judged, how sure that is, a table of all files, and the pictures
/// with their heatmaps.
class InspectionReport {
public:
    explicit InspectionReport(const OpenProduct& product);

    /// What a person knows about the part, where somebody does.
    enum class Truth { Unknown, Good, Defect };

    /// @param label shown beside a known truth, for instance the kind of defect.
    void add(const InspectedPicture& picture, Truth truth = Truth::Unknown, const QString& label = {});
    void setTitle(const QString& title) { m_title = title; }
    /// Folders that were asked for: the table names a picture as it lies in one of them; without, or outside
    /// of them, by its file name alone. The whole path is in the cell's title.
    void setFolders(const QStringList& folders);
    void setIntroduction(const QString& text) { m_introduction = text; } ///< plain text
    [[nodiscard]] QByteArray html() const;

    /// More pictures than this are in the table only, so that the file can be mailed.
    static constexpr int mostPictures = 200;

private:
    struct Row {
        QString path;
        Verdict verdict;
        double score;
        std::vector<Region> regions;
        QString error;
        Truth truth;
        QString label;
        QByteArray original; ///< data URI; empty: not shown
        QByteArray overlay;
        QByteArray closeUp; ///< data URI of the hottest place; empty: the heatmap is clear everywhere
        QByteArray closeUpOverlay;
    };
    QByteArray facts() const;
    QByteArray counts() const;
    QByteArray proofs() const;
    QByteArray scoreStrip() const;
    QByteArray table() const;
    QByteArray card(const Row& row, int number) const;
    QString areaText(double areaPx) const;
    QString nameOf(const QString& path) const;

    OpenProduct m_product;
    QString m_title;
    QString m_introduction;
    QStringList m_folders; // absolute, each with a slash at its end
    std::vector<Row> m_rows;
    int m_shown = 0;
};

} // namespace varad
