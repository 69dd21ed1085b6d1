#include "core/synthesis/buttons/button_set.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace varad {

namespace {

/// The translation context of this file.
struct ButtonSet {
    Q_DECLARE_TR_FUNCTIONS(ButtonSet)
};

/// One picture to make and where it goes, relative to the category.
struct Order {
    ButtonPictureId id;
    DefectLevel level{};
    std::string defect; ///< empty: a good part
    QString picturePath;
    QString maskPath; ///< empty: no mask
};

QString numbered(int n) { return QStringLiteral("%1").arg(n, 3, 10, QLatin1Char('0')); }

std::vector<Order> categoryOrders(const ButtonSetRequest& request, ButtonKind kind, DefectLevel level)
{
    std::vector<Order> orders;
    const auto addGood = [&](ButtonSplit split, int count, const QString& folder) {
        for (int i = 0; i < count; ++i)
            orders.push_back({{kind, request.seed, split, i, request.side},
                              level,
                              {},
                              folder + numbered(i) + QStringLiteral(".jpg"),
                              {}});
    };
    addGood(ButtonSplit::Train, request.trainCount, QStringLiteral("train/good/"));
    addGood(ButtonSplit::Test, request.goodCount, QStringLiteral("test/good/"));
    const std::vector<std::string> types = buttonDefectTypes(kind);
    const int typeCount = static_cast<int>(types.size());
    for (int i = 0; i < request.defectiveCount; ++i) {
        const std::string& type = types[static_cast<std::size_t>(i % typeCount)];
        const QString name = QString::fromStdString(type) + QLatin1Char('/') + numbered(i / typeCount);
        orders.push_back({{kind, request.seed, ButtonSplit::Test, request.goodCount + i, request.side},
                          level,
                          type,
                          QStringLiteral("test/%1.jpg").arg(name),
                          QStringLiteral("ground_truth/%1_mask.png").arg(name)});
    }
    return orders;
}

Status storeBytes(const QString& path, const std::vector<uchar>& bytes)
{
    QSaveFile file(path);
    const auto size = static_cast<qint64>(bytes.size());
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(reinterpret_cast<const char*>(bytes.data()), size) != size || !file.commit())
        return Error{
            ErrorKind::NoSpace,
            ButtonSet::tr("%1 cannot be written (%2). Choose a folder with free space and write permission.")
                .arg(path, file.errorString()),
            path,
            {}};
    return {};
}

Status makeAndStore(const Order& order, const QString& category)
{
    const ButtonPicture picture = order.defect.empty()
                                      ? makeGoodButton(order.id)
                                      : makeDefectiveButton(order.id, order.level, order.defect);
    cv::Mat bgr;
    cv::cvtColor(picture.rgb, bgr, cv::COLOR_RGB2BGR);
    std::vector<uchar> bytes;
    cv::imencode(".jpg", bgr, bytes, {cv::IMWRITE_JPEG_QUALITY, 95});
    Status stored = storeBytes(category + QLatin1Char('/') + order.picturePath, bytes);
    if (!stored.ok() || order.maskPath.isEmpty())
        return stored;
    cv::imencode(".png", picture.mask, bytes);
    return storeBytes(category + QLatin1Char('/') + order.maskPath, bytes);
}

/// Deals orders to threads; the first error ends the work. Order of completion does not matter: every picture
/// depends on its order alone.
class Workshop {
public:
    Workshop(const std::vector<Order>& orders, QString category, std::stop_token stop)
        : m_orders(orders), m_category(std::move(category)), m_stop(std::move(stop))
    {
    }

    /// Calls `report` with the number of finished pictures, on this thread.
    Status run(int threads, const std::function<void(int)>& report)
    {
        std::vector<std::jthread> helpers;
        const int count = std::min(threads, static_cast<int>(m_orders.size()));
        m_running = count;
        for (int i = 0; i < count; ++i)
            helpers.emplace_back([this] { work(); });
        int told = 0;
        std::unique_lock lock(m_mutex);
        while (m_running > 0 || told < m_done) {
            m_changed.wait(lock, [&] { return m_running == 0 || told < m_done; });
            told = m_done;
            lock.unlock();
            report(told);
            lock.lock();
        }
        if (m_error)
            return *m_error;
        if (m_stop.stop_requested())
            return Error{
                ErrorKind::Cancelled, ButtonSet::tr("Making buttons was cancelled."), m_category, {}};
        return {};
    }

private:
    void work()
    {
        while (!m_stop.stop_requested()) {
            const std::size_t next = m_next++;
            if (next >= m_orders.size())
                break;
            const Order& order = m_orders[next];
            const Status status = guarded(ButtonSet::tr("A button picture could not be made."),
                                          [&] { return makeAndStore(order, m_category); });
            const std::scoped_lock lock(m_mutex);
            if (!status.ok()) {
                m_error = m_error ? m_error : status.error();
                m_next = m_orders.size();
                break;
            }
            ++m_done;
            m_changed.notify_one();
        }
        const std::scoped_lock lock(m_mutex);
        --m_running;
        m_changed.notify_one();
    }

    const std::vector<Order>& m_orders;
    QString m_category;
    std::stop_token m_stop;
    std::atomic<std::size_t> m_next{0};
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_running = 0; // under m_mutex, as the next two
    int m_done = 0;
    std::optional<Error> m_error;
};

/// A folder beside the category's place that goes away unless it is moved there.
class Draft {
public:
    explicit Draft(const QString& place) : m_place(place), m_path(place + QStringLiteral(".part")) {}
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;
    ~Draft()
    {
        if (!m_path.isEmpty())
            QDir(m_path).removeRecursively();
    }

    const QString& path() const { return m_path; }

    Status prepare(const std::vector<Order>& orders)
    {
        QDir(m_path).removeRecursively(); // left by a run that was killed
        for (const Order& order : orders) {
            for (const QString& file : {order.picturePath, order.maskPath}) {
                if (!file.isEmpty() && !QDir().mkpath(QFileInfo(m_path + QLatin1Char('/') + file).path()))
                    return cannotMake();
            }
        }
        return {};
    }

    Status publish()
    {
        if (!QDir().rename(m_path, m_place))
            return cannotMake();
        m_path.clear();
        return {};
    }

private:
    Status cannotMake() const
    {
        return Error{ErrorKind::NoSpace,
                     ButtonSet::tr(
                         "The folder %1 cannot be made. Choose a place with free space and write permission.")
                         .arg(m_place),
                     m_place,
                     {}};
    }

    QString m_place;
    QString m_path;
};

Status refuse(const QString& message) { return Error{ErrorKind::BadInput, message, {}, {}}; }

Status checkRequest(const ButtonSetRequest& request)
{
    if (request.side < kSmallestButtonSide || request.side > kLargestButtonSide)
        return refuse(ButtonSet::tr("The image size %1 is not possible. Choose a size from %2 to %3 px.")
                          .arg(request.side)
                          .arg(kSmallestButtonSide)
                          .arg(kLargestButtonSide));
    if (request.trainCount < 1 || request.goodCount < 0 || request.defectiveCount < 0)
        return refuse(ButtonSet::tr(
            "The numbers of pictures are not possible. Choose at least one picture to teach from."));
    for (const DefectLevel level : request.levels) {
        for (const ButtonKind kind : request.kinds) {
            const QString place = QStringLiteral("%1/%2/%3")
                                      .arg(request.folder, QString::fromStdString(defectLevelName(level)),
                                           QString::fromStdString(buttonKindName(kind)));
            if (QFileInfo::exists(place))
                return refuse(ButtonSet::tr("%1 exists already and is left as it is. Choose another folder.")
                                  .arg(place));
        }
    }
    return {};
}

} // namespace

Status writeButtonSet(const ButtonSetRequest& request, const JobContext& context)
{
    if (const Status checked = checkRequest(request); !checked.ok())
        return checked;
    const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    const int threads = request.threads > 0 ? request.threads : cores;
    const qint64 perCategory = request.trainCount + request.goodCount + request.defectiveCount;
    Progress progress{QStringLiteral("make"), ButtonSet::tr("Making buttons"), 0, 0};
    progress.total = perCategory * static_cast<qint64>(request.levels.size() * request.kinds.size());
    qint64 before = 0;
    for (const DefectLevel level : request.levels) {
        for (const ButtonKind kind : request.kinds) {
            const QString place = QStringLiteral("%1/%2/%3")
                                      .arg(request.folder, QString::fromStdString(defectLevelName(level)),
                                           QString::fromStdString(buttonKindName(kind)));
            const std::vector<Order> orders = categoryOrders(request, kind, level);
            Draft draft(place);
            if (const Status prepared = draft.prepare(orders); !prepared.ok())
                return prepared;
            Workshop workshop(orders, draft.path(), context.stop);
            const Status made = workshop.run(threads, [&](int done) {
                progress.done = before + done;
                if (context.progress)
                    context.progress(progress);
            });
            if (!made.ok())
                return made;
            if (const Status published = draft.publish(); !published.ok())
                return published;
            before += perCategory;
        }
    }
    return {};
}

} // namespace varad
