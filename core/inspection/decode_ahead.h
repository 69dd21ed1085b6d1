// core/inspection/decode_ahead.h - layer: varad_core (Qt Core, OpenCV core)
#pragma once

#include "core/imaging/picture_reader.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace varad {

struct DecodedPicture {
    Result<Picture> picture;
    double milliseconds = 0; ///< of decoding alone
};

/// Decodes one picture on a thread of its own while its owner works on another. All calls from one thread.
/// Destroying it ends a decoding that is under way.
class DecodeAhead {
public:
    explicit DecodeAhead(const ReadLimits& limits = {});
    ~DecodeAhead();

    /// Starts to decode `path`, unless that is what lies ready or is under way. Returns at once; a picture
    /// that was prepared and not taken is dropped.
    void prepare(const QString& path);

    /// The picture of `path`, prepared or not; waits for it. nullopt if stopped meanwhile.
    std::optional<DecodedPicture> take(const QString& path, const std::stop_token& stop);

private:
    void work(const std::stop_token& stop);

    const ReadLimits m_limits;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    // Guarded by m_mutex:
    std::optional<QString> m_wanted;       // what prepare() asked for last, until taken
    bool m_started = false;                // the thread has seen m_wanted
    std::optional<DecodedPicture> m_ready; // of m_wanted
    std::jthread m_thread;                 // last: joins before what it uses goes away
};

} // namespace varad
