// ui/session/inspection_session.h - layer: ui (Qt Core)
#pragma once

#include "core/jobs/time_left.h"
#include "ui/session/inspection_worker.h"
#include "ui/session/row.h"

#include <QCache>
#include <QObject>
#include <QSet>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace varad::ui {

/// The open list, the product in force and what it says about each picture. Lives on the GUI thread; the
/// network runs on the thread of an InspectionWorker. Results of a list or product that is no longer open
/// never reach a row: every request carries the row's id and an epoch.
class InspectionSession final : public QObject {
    Q_OBJECT

public:
    enum class Activity {
        Idle,
        OpeningProduct,
        Inspecting,
        Paused ///< rows wait, and the person wants them to
    };
    struct Counts {
        std::array<int, 4> verdicts{}; ///< by Verdict; of rows that are done
        int failed = 0;
        int of(Verdict verdict) const { return verdicts[static_cast<size_t>(verdict)]; }
        int done() const { return verdicts[0] + verdicts[1] + verdicts[2] + verdicts[3]; }
    };

    explicit InspectionSession(InspectionWorker::EngineSource engine = loadEngine, QObject* parent = nullptr);
    ~InspectionSession() override;

    /// Loads the engine while nothing else is to do; call it once the window is up.
    void warmUp() { m_worker->warmUp(); }

    int count() const { return static_cast<int>(m_rows.size()); }
    const Row& row(int index) const { return m_rows[static_cast<size_t>(index)]; }
    int indexOf(RowId id) const; ///< -1: not in the list
    /// Name of the file; with its folder where the list has pictures of several, which may share names.
    QString shownName(const Row& row) const;
    const Row* find(RowId id) const;

    void clear();
    /// Adds pictures at the end, except those that are there, and inspects them if a product is in force.
    void append(const QStringList& paths);
    /// The picture that a person looks at: it is inspected before all others.
    void setFramed(RowId id);

    /// Judges everything anew with the product, once it is loaded; productChanged() or productFailed()
    /// follows.
    void openProduct(const QString& folder);
    const std::optional<OpenProduct>& product() const { return m_product; }
    const VerdictRules& rules() const { return m_rules; }
    /// Score units. Recomputes all verdicts; the network is not asked.
    void setThreshold(double score);
    double productThreshold() const; ///< score units

    void pause();
    void resume(); ///< also goes on after cancel()
    void cancel(); ///< rows without a result stay without; the rest stays as it is
    void inspectAgain(const std::vector<RowId>& rows);
    std::vector<RowId> failedRows() const;

    Activity activity() const { return m_activity; }
    const Counts& counts() const { return m_counts; }
    bool hasWaiting() const { return m_counts.done() < count(); }
    std::optional<int> secondsLeft() const { return m_timeLeft.seconds(count() - m_counts.done()); }
    std::optional<double> millisecondsPerPicture() const { return m_timeLeft.millisecondsPerItem(); }

    /// Raw units, CV_32F; empty if it is not at hand. requestMap() then makes it again.
    cv::Mat map(RowId id) const;
    /// Inspects the picture once more if it was judged and its map is gone; mapReady() follows.
    void requestMap(RowId id);
    void setMapBudget(qint64 bytes);

Q_SIGNALS:
    void aboutToReset();
    void reset();
    void aboutToAppend(int first, int last);
    void appended(int first, int last);
    void rowsChanged(int first, int last);
    void mapReady(varad::ui::RowId id);
    void thumbnailReady(const QString& path, const QImage& thumbnail);
    void progressChanged(); ///< counts, time left
    void activityChanged();
    void productChanged();
    void thresholdChanged();
    void productFailed(const varad::Error& error);
    void engineLoaded(const varad::RuntimeDescription& runtime);

private:
    void takeAnswers(const std::vector<InspectionAnswer>& answers);
    bool takeAnswer(const InspectionAnswer& answer, Row& row);
    void takeProduct(quint64 request, const Result<OpenProduct>& product);
    void forgetResults(Row& row);
    void countRow(const Row& row, int by);
    void recount();
    void refillAgenda();
    void setActivity(Activity activity);
    void settleActivity();

    std::vector<Row> m_rows; // ascending id
    QSet<QString> m_paths;
    bool m_severalFolders = false;
    RowId m_nextId = 1;
    RowId m_framed = 0;
    quint64 m_epoch = 0;
    quint64 m_productRequest = 0;
    std::optional<OpenProduct> m_product;
    VerdictRules m_rules;
    Counts m_counts;
    Activity m_activity = Activity::Idle;
    bool m_cancelled = false;
    TimeLeft m_timeLeft;
    qint64 m_timedItems = 0;
    mutable QCache<RowId, cv::Mat> m_maps; // cost: KiB
    std::unique_ptr<InspectionWorker> m_worker;
};

} // namespace varad::ui
