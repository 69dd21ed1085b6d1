// ui/session/inspection_session.cpp - layer: ui
#include "ui/session/inspection_session.h"

#include <algorithm>

namespace varad::ui {
namespace {

constexpr qint64 defaultMapBudget = 256LL << 20;

bool isDone(const Row& row) { return row.state == RowState::Judged || row.state == RowState::Failed; }

qsizetype kibibytes(const cv::Mat& map)
{
    return static_cast<qsizetype>(map.total() * map.elemSize() / 1024 + 1);
}

} // namespace

InspectionSession::InspectionSession(InspectionWorker::EngineSource engine, QObject* parent)
    : QObject(parent), m_worker(std::make_unique<InspectionWorker>(std::move(engine)))
{
    setMapBudget(defaultMapBudget);
    connect(m_worker.get(), &InspectionWorker::answered, this, &InspectionSession::takeAnswers);
    connect(m_worker.get(), &InspectionWorker::productOpened, this, &InspectionSession::takeProduct);
    connect(m_worker.get(), &InspectionWorker::engineLoaded, this, &InspectionSession::engineLoaded);
}

InspectionSession::~InspectionSession() = default;

int InspectionSession::indexOf(RowId id) const
{
    const auto at = std::lower_bound(m_rows.begin(), m_rows.end(), id,
                                     [](const Row& row, RowId i) { return row.id < i; });
    return at != m_rows.end() && at->id == id ? static_cast<int>(at - m_rows.begin()) : -1;
}

const Row* InspectionSession::find(RowId id) const
{
    const int index = indexOf(id);
    return index < 0 ? nullptr : &row(index);
}

QString InspectionSession::shownName(const Row& row) const
{
    const QString name = row.path.section(QLatin1Char('/'), -1);
    if (!m_severalFolders)
        return name;
    const QString folder = row.path.section(QLatin1Char('/'), -2, -2);
    return folder + QLatin1Char('/') + name;
}

void InspectionSession::clear()
{
    Q_EMIT aboutToReset();
    m_rows.clear();
    m_paths.clear();
    m_severalFolders = false;
    m_maps.clear();
    m_counts = {};
    m_framed = 0;
    m_cancelled = false;
    refillAgenda();
    Q_EMIT reset();
    Q_EMIT progressChanged();
    settleActivity();
}

void InspectionSession::append(const QStringList& paths)
{
    std::vector<Row> fresh;
    for (const QString& path : paths) {
        if (m_paths.contains(path))
            continue;
        m_paths.insert(path);
        Row row;
        row.id = m_nextId++;
        row.path = path;
        fresh.push_back(row);
    }
    if (fresh.empty())
        return;
    const auto folder = [](const Row& row) { return row.path.section(QLatin1Char('/'), 0, -2); };
    const QString known = folder(m_rows.empty() ? fresh.front() : m_rows.front());
    m_severalFolders |=
        std::any_of(fresh.begin(), fresh.end(), [&](const Row& row) { return folder(row) != known; });
    const int first = count();
    Q_EMIT aboutToAppend(first, first + static_cast<int>(fresh.size()) - 1);
    m_rows.insert(m_rows.end(), fresh.begin(), fresh.end());
    Q_EMIT appended(first, count() - 1);
    if (m_product && !m_cancelled)
        m_worker->arrange([&fresh](Agenda& agenda) {
            for (const Row& row : fresh)
                agenda.add(row.id, row.path);
        });
    Q_EMIT progressChanged();
    settleActivity();
}

void InspectionSession::setFramed(RowId id)
{
    m_framed = id;
    m_worker->arrange([id](Agenda& agenda) { agenda.setFramed(id); });
}

void InspectionSession::openProduct(const QString& folder)
{
    ++m_productRequest;
    ++m_epoch; // what the former product says about a row no longer matters
    m_worker->arrange([this](Agenda& agenda) { agenda.reset(m_epoch); });
    m_worker->openProduct(m_productRequest, folder);
    for (int i = 0; i < count(); ++i)
        if (m_rows[static_cast<size_t>(i)].state == RowState::Working) {
            m_rows[static_cast<size_t>(i)].state = RowState::Waiting;
            Q_EMIT rowsChanged(i, i);
        }
    setActivity(Activity::OpeningProduct);
}

void InspectionSession::takeProduct(quint64 request, const Result<OpenProduct>& product)
{
    if (request != m_productRequest)
        return; // another one was chosen meanwhile
    m_activity = Activity::Idle;
    if (!product.ok()) {
        refillAgenda(); // the former product goes on
        Q_EMIT productFailed(product.error());
        Q_EMIT activityChanged();
        settleActivity();
        return;
    }
    m_product = product.value();
    m_rules = m_product->rules;
    m_cancelled = false;
    m_maps.clear();
    for (Row& row : m_rows)
        forgetResults(row);
    recount();
    refillAgenda();
    Q_EMIT productChanged();
    Q_EMIT thresholdChanged();
    if (count() > 0)
        Q_EMIT rowsChanged(0, count() - 1);
    Q_EMIT progressChanged();
    Q_EMIT activityChanged();
    settleActivity();
}

double InspectionSession::productThreshold() const
{
    return m_product ? m_product->rules.threshold : defaultThreshold;
}

void InspectionSession::setThreshold(double score)
{
    if (score == m_rules.threshold)
        return;
    m_rules.threshold = score;
    for (Row& row : m_rows)
        if (row.state == RowState::Judged)
            row.verdict = judge(row.score, row.largestAreaPx, m_rules);
    recount();
    Q_EMIT thresholdChanged();
    if (count() > 0)
        Q_EMIT rowsChanged(0, count() - 1);
    Q_EMIT progressChanged();
}

void InspectionSession::pause()
{
    if (m_activity != Activity::Inspecting)
        return;
    m_worker->arrange([](Agenda& agenda) { agenda.setPaused(true); });
    setActivity(Activity::Paused);
}

void InspectionSession::resume()
{
    if (m_activity == Activity::OpeningProduct || !m_product)
        return;
    const bool cancelled = std::exchange(m_cancelled, false);
    m_activity = Activity::Idle;
    if (cancelled)
        refillAgenda();
    else
        m_worker->arrange([](Agenda& agenda) { agenda.setPaused(false); });
    m_timeLeft.start(TimeLeft::Clock::now());
    m_timedItems = 0;
    Q_EMIT activityChanged();
    settleActivity();
}

void InspectionSession::cancel()
{
    if (m_activity != Activity::Inspecting && m_activity != Activity::Paused)
        return;
    m_cancelled = true;
    m_activity = Activity::Idle;
    ++m_epoch; // what is under way is not waited for
    m_worker->arrange([this](Agenda& agenda) {
        agenda.reset(m_epoch);
        agenda.setPaused(false);
    });
    m_worker->abandonCurrent();
    for (int i = 0; i < count(); ++i)
        if (m_rows[static_cast<size_t>(i)].state == RowState::Working) {
            m_rows[static_cast<size_t>(i)].state = RowState::Waiting;
            Q_EMIT rowsChanged(i, i);
        }
    Q_EMIT progressChanged();
    Q_EMIT activityChanged();
}

void InspectionSession::inspectAgain(const std::vector<RowId>& rows)
{
    if (!m_product || m_activity == Activity::OpeningProduct)
        return;
    for (const RowId id : rows) {
        const int index = indexOf(id);
        if (index < 0)
            continue;
        forgetResults(m_rows[static_cast<size_t>(index)]);
        m_maps.remove(id);
        Q_EMIT rowsChanged(index, index);
    }
    recount();
    m_worker->arrange([&](Agenda& agenda) {
        agenda.setPaused(false);
        for (const RowId id : rows)
            if (const Row* row = find(id))
                agenda.addAgain(id, row->path);
    });
    m_activity = Activity::Idle;
    Q_EMIT progressChanged();
    settleActivity();
}

std::vector<RowId> InspectionSession::failedRows() const
{
    std::vector<RowId> out;
    for (const Row& row : m_rows)
        if (row.state == RowState::Failed)
            out.push_back(row.id);
    return out;
}

cv::Mat InspectionSession::map(RowId id) const
{
    const cv::Mat* map = m_maps.object(id);
    if (!map)
        return {};
    if (map->type() == CV_32F)
        return *map; // never written to after it was stored
    cv::Mat out;
    map->convertTo(out, CV_32F);
    return out;
}

void InspectionSession::requestMap(RowId id)
{
    const Row* row = find(id);
    if (row && row->state == RowState::Judged && !m_maps.contains(id))
        m_worker->arrange([row](Agenda& agenda) { agenda.setRefresh(row->id, row->path); });
}

void InspectionSession::setMapBudget(qint64 bytes) { m_maps.setMaxCost(bytes / 1024); }

void InspectionSession::takeAnswers(const std::vector<InspectionAnswer>& answers)
{
    bool counted = false;
    for (const InspectionAnswer& answer : answers) {
        const int index = answer.epoch == m_epoch ? indexOf(answer.row) : -1;
        if (index < 0)
            continue;
        Row& row = m_rows[static_cast<size_t>(index)];
        if (answer.started) {
            if (isDone(row))
                continue; // only its map is made again
            row.state = RowState::Working;
        } else {
            counted |= takeAnswer(answer, row);
        }
        Q_EMIT rowsChanged(index, index);
        if (!answer.started && !answer.map.empty())
            Q_EMIT mapReady(answer.row);
    }
    if (counted) {
        m_timeLeft.update(m_timedItems, TimeLeft::Clock::now());
        Q_EMIT progressChanged();
    }
    settleActivity();
}

bool InspectionSession::takeAnswer(const InspectionAnswer& answer, Row& row)
{
    const bool again = isDone(row);
    if (again)
        countRow(row, -1);
    row.state = answer.error ? RowState::Failed : RowState::Judged;
    row.score = answer.score;
    row.rawScore = answer.rawScore;
    row.largestAreaPx = answer.largestAreaPx;
    row.milliseconds = answer.milliseconds;
    row.size = answer.size;
    row.reason = answer.error ? answer.error->message : QString();
    row.verdict = answer.error ? Verdict::NoResult : judge(row.score, row.largestAreaPx, m_rules);
    countRow(row, 1);
    if (!answer.map.empty())
        m_maps.insert(row.id, new cv::Mat(answer.map), kibibytes(answer.map));
    if (!answer.thumbnail.isNull())
        Q_EMIT thumbnailReady(row.path, answer.thumbnail);
    m_timedItems += !again;
    return true;
}

void InspectionSession::forgetResults(Row& row)
{
    const RowId id = row.id;
    const QString path = row.path;
    row = Row();
    row.id = id;
    row.path = path;
}

void InspectionSession::countRow(const Row& row, int by)
{
    if (!isDone(row))
        return;
    m_counts.verdicts[static_cast<size_t>(row.verdict)] += by;
    m_counts.failed += row.state == RowState::Failed ? by : 0;
}

void InspectionSession::recount()
{
    m_counts = {};
    for (const Row& row : m_rows)
        countRow(row, 1);
}

/// Everything that has no result, under a new epoch.
void InspectionSession::refillAgenda()
{
    ++m_epoch;
    m_worker->abandonCurrent();
    m_worker->arrange([this](Agenda& agenda) {
        agenda.reset(m_epoch);
        agenda.setFramed(m_framed);
        agenda.setPaused(m_activity == Activity::Paused);
        if (!m_product || m_cancelled)
            return;
        for (Row& row : m_rows)
            if (!isDone(row)) {
                row.state = RowState::Waiting;
                agenda.add(row.id, row.path);
            }
    });
    m_timeLeft.start(TimeLeft::Clock::now());
    m_timedItems = 0;
}

void InspectionSession::setActivity(Activity activity)
{
    if (activity == m_activity)
        return;
    m_activity = activity;
    Q_EMIT activityChanged();
}

/// Idle or Inspecting, by whether rows are on the agenda; a pause lasts while there are some.
void InspectionSession::settleActivity()
{
    if (m_activity == Activity::OpeningProduct)
        return;
    const bool working = m_product && !m_cancelled && hasWaiting();
    if (working && m_activity == Activity::Idle) {
        m_timeLeft.start(TimeLeft::Clock::now());
        m_timedItems = 0;
        setActivity(Activity::Inspecting);
    } else if (!working) {
        if (m_activity == Activity::Paused)
            m_worker->arrange([](Agenda& agenda) { agenda.setPaused(false); });
        setActivity(Activity::Idle);
    }
}

} // namespace varad::ui
