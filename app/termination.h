// app/termination.h - layer: app (Qt Core)
#pragma once

#include <QObject>

#include <array>
#include <functional>

namespace varad {

/// Turns SIGTERM, SIGINT and SIGHUP (a log-out, a shutdown, Ctrl+C in the terminal) into an ordinary call in
/// the event loop, so that settings are stored as on every other way out. One per process; GUI thread.
class Termination final : public QObject {
public:
    explicit Termination(std::function<void()> call);
    ~Termination() override;

private:
    std::array<int, 2> m_ends{-1, -1};
};

} // namespace varad
