// ui/session/inspection_worker.cpp - layer: ui
#include "ui/session/inspection_worker.h"

#include "ui/session/picture_image.h"

#include <QCoreApplication>

#include <opencv2/core.hpp>

namespace varad::ui {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(InspectionWorker)
};

/// Half the memory; half precision is finer than any colour step. Values that it cannot hold stay as they
/// are.
cv::Mat compactMap(const cv::Mat& map)
{
    double low = 0;
    double high = 0;
    cv::minMaxLoc(map, &low, &high);
    if (low < -6e4 || high > 6e4 || high < 1e-2)
        return map.clone();
    cv::Mat half;
    map.convertTo(half, CV_16F);
    return half;
}

} // namespace

InspectionWorker::InspectionWorker(EngineSource engine, QObject* parent)
    : QObject(parent),
      m_source(std::move(engine)),
      m_thread([this](const std::stop_token& stop) { work(stop); })
{
}

InspectionWorker::~InspectionWorker()
{
    m_thread.request_stop();
    abandonCurrent();
}

void InspectionWorker::warmUp()
{
    const std::lock_guard lock(m_mutex);
    m_warmUp = true;
    m_changed.notify_all();
}

void InspectionWorker::openProduct(quint64 request, const QString& folder)
{
    const std::lock_guard lock(m_mutex);
    m_open = OpenRequest{request, folder};
    m_current.request_stop();
    m_changed.notify_all();
}

void InspectionWorker::arrange(const std::function<void(Agenda&)>& change)
{
    const std::lock_guard lock(m_mutex);
    change(m_agenda);
    m_changed.notify_all();
}

void InspectionWorker::abandonCurrent()
{
    const std::lock_guard lock(m_mutex);
    m_current.request_stop();
}

void InspectionWorker::work(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    std::optional<InspectionRequest> next;
    const auto hasWork = [&] {
        if (m_warmUp || m_open)
            return true;
        if (!next && m_detector)
            next = m_agenda.take();
        return next.has_value();
    };
    while (m_changed.wait(lock, stop, hasWork) && !stop.stop_requested()) {
        if (std::exchange(m_warmUp, false) && !m_engine) {
            lock.unlock();
            (void)engine(); // a failure is told when a product is opened, with what to do
            lock.lock();
        } else if (const std::optional<OpenRequest> request = std::exchange(m_open, std::nullopt)) {
            next.reset(); // taken for the product before
            lock.unlock();
            const Result<OpenProduct> product = open(request->folder);
            QMetaObject::invokeMethod(
                this, [this, request, product] { Q_EMIT productOpened(request->request, product); },
                Qt::QueuedConnection);
            lock.lock();
        } else if (next) {
            m_current = std::stop_source();
            const std::stop_token current = m_current.get_token();
            const InspectionRequest request = *std::exchange(next, std::nullopt);
            lock.unlock();
            inspect(request, current);
            lock.lock();
        }
    }
}

Result<std::shared_ptr<Engine>> InspectionWorker::engine()
{
    if (m_engine)
        return m_engine;
    Result<std::shared_ptr<Engine>> loaded =
        guarded(Text::tr("The engine did not start. Install the program again."), m_source);
    if (!loaded.ok())
        return loaded;
    m_engine = loaded.value();
    const RuntimeDescription runtime = m_engine->runtime();
    QMetaObject::invokeMethod(
        this, [this, runtime] { Q_EMIT engineLoaded(runtime); }, Qt::QueuedConnection);
    return m_engine;
}

Result<OpenProduct> InspectionWorker::open(const QString& folder)
{
    const Result<std::shared_ptr<Engine>> loaded = engine();
    if (!loaded.ok())
        return loaded.error();
    QStringList installed;
    if (const auto backbones = m_engine->backbones(); backbones.ok())
        for (const BackboneDescription& backbone : backbones.value())
            installed << backbone.name;
    Result<OpenProduct> product = varad::openProduct(folder, installed);
    if (!product.ok())
        return product;
    Result<std::unique_ptr<Detector>> detector =
        guarded(Text::tr("The model of the product could not be loaded."),
                [&] { return m_engine->load(product.value().modelPath); });
    if (!detector.ok())
        return detector.error();
    const std::lock_guard lock(m_mutex); // hasWork() looks at m_detector
    m_detector = std::move(detector).value();
    m_judge = {m_detector.get(), product.value().calibration.picture, product.value().calibration.map,
               product.value().rules};
    return product;
}

void InspectionWorker::inspect(const InspectionRequest& request, const std::stop_token& stop)
{
    InspectionAnswer answer;
    answer.epoch = request.epoch;
    answer.row = request.row;
    answer.started = true;
    post(answer);
    std::optional<DecodedPicture> decoded = m_ahead.take(request.path, stop);
    if (!decoded || stop.stop_requested())
        return;
    QString following;
    {
        const std::lock_guard lock(m_mutex);
        following = m_agenda.peek();
    }
    if (!following.isEmpty())
        m_ahead.prepare(following);
    const Result<InspectedPicture> inspected = m_judge.inspect(request.path, std::move(*decoded), stop);
    if (!inspected.ok() || stop.stop_requested())
        return;
    const InspectedPicture& row = inspected.value();
    answer.started = false;
    answer.score = row.score;
    answer.rawScore = row.rawScore;
    answer.largestAreaPx = largestArea(row.regions);
    answer.milliseconds = row.milliseconds;
    answer.size = QSize(row.size.width, row.size.height);
    answer.error = row.error;
    if (!row.network.map.empty())
        answer.map = compactMap(row.network.map);
    if (!row.rgb.empty())
        answer.thumbnail = thumbnailOf(row.rgb);
    post(std::move(answer));
}

void InspectionWorker::post(InspectionAnswer answer)
{
    const std::lock_guard lock(m_mutex);
    m_answers.push_back(std::move(answer));
    if (m_answers.size() == 1) // else a delivery is under way already
        QMetaObject::invokeMethod(
            this, [this] { deliver(); }, Qt::QueuedConnection);
}

void InspectionWorker::deliver()
{
    std::vector<InspectionAnswer> answers;
    {
        const std::lock_guard lock(m_mutex);
        answers.swap(m_answers);
    }
    Q_EMIT answered(answers);
}

} // namespace varad::ui
