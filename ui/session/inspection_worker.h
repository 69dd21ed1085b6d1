// ui/session/inspection_worker.h - layer: ui (Qt Core)
#pragma once

#include "core/inspection/decode_ahead.h"
#include "core/inspection/engine.h"
#include "core/inspection/picture_judge.h"
#include "core/products/product_folder.h"
#include "ui/session/agenda.h"

#include <QImage>
#include <QObject>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace varad::ui {

/// What became of a request. Values only: nothing in it is shared with the worker.
struct InspectionAnswer {
    quint64 epoch = 0;
    RowId row = 0;
    bool started = false; ///< only tells that the network has the row now; all below is empty
    double score = 0;
    double rawScore = 0;
    double largestAreaPx = 0;
    double milliseconds = 0;
    QSize size;
    std::optional<Error> error;
    cv::Mat map;      ///< raw units, S x S; CV_16F where its values fit, else CV_32F; empty with an error
    QImage thumbnail; ///< null if the file could not be decoded
};

/// The thread that has the network: loads the engine and a product, and inspects what the agenda says, with
/// the next picture decoded meanwhile. The object lives on the GUI thread, where its signals arrive; every
/// call returns at once. Destroying it waits for what cannot be interrupted: one forward pass, or loading.
class InspectionWorker final : public QObject {
    Q_OBJECT

public:
    using EngineSource = std::function<Result<std::shared_ptr<Engine>>()>;

    explicit InspectionWorker(EngineSource engine, QObject* parent = nullptr);
    ~InspectionWorker() override;

    /// Loads the engine, so that it is there when it is needed.
    void warmUp();
    /// Replaces the product. productOpened() says whether it worked; until then the old one is in force.
    void openProduct(quint64 request, const QString& folder);
    /// Changes the agenda under its lock, then looks at it.
    void arrange(const std::function<void(Agenda&)>& change);
    /// What the network works on now will not be answered.
    void abandonCurrent();

Q_SIGNALS:
    void engineLoaded(const varad::RuntimeDescription& runtime);
    void productOpened(quint64 request, const varad::Result<varad::OpenProduct>& product);
    void answered(const std::vector<varad::ui::InspectionAnswer>& answers); ///< in order

private:
    struct OpenRequest {
        quint64 request = 0;
        QString folder;
    };
    void work(const std::stop_token& stop);
    Result<std::shared_ptr<Engine>> engine();
    Result<OpenProduct> open(const QString& folder);
    void inspect(const InspectionRequest& request, const std::stop_token& stop);
    void post(InspectionAnswer answer);
    void deliver();

    const EngineSource m_source;

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    // Guarded by m_mutex:
    Agenda m_agenda;
    bool m_warmUp = false;
    std::optional<OpenRequest> m_open;
    std::stop_source m_current;
    std::vector<InspectionAnswer> m_answers; // not yet delivered

    // Of the worker thread:
    std::shared_ptr<Engine> m_engine;
    std::unique_ptr<Detector> m_detector;
    PictureJudge m_judge;
    DecodeAhead m_ahead;

    std::jthread m_thread; // last: joins before what it uses goes away
};

} // namespace varad::ui
