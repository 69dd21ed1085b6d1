// ui/session/agenda.h - layer: ui (Qt Core)
#pragma once

#include "ui/session/row.h"

#include <optional>
#include <vector>

namespace varad::ui {

struct InspectionRequest {
    quint64 epoch = 0; ///< an answer of another epoch than the session's is dropped
    RowId row = 0;
    QString path;
};

/// Which rows wait for the network, and which of them comes next: one whose map is wanted again, else the
/// framed one, else the first in the order of the list. Not thread-safe: InspectionWorker guards it.
class Agenda {
public:
    /// Forgets all; what is added from now on belongs to `epoch`.
    void reset(quint64 epoch);
    /// Ids ascend from call to call.
    void add(RowId row, const QString& path);
    /// Of a row that was taken: it waits again, at its old place.
    void addAgain(RowId row, const QString& path);
    void setFramed(RowId row) { m_framed = row; }
    /// Comes before all others, also while paused; replaces an earlier refresh that was not taken yet.
    void setRefresh(RowId row, const QString& path);
    void setPaused(bool paused) { m_paused = paused; }

    /// The next request, which then waits no longer.
    std::optional<InspectionRequest> take();
    /// The path that take() would give; empty: none.
    QString peek();

private:
    struct Item {
        RowId row;
        QString path;
        bool waiting;
    };
    Item* find(RowId row);
    Item* next();

    quint64 m_epoch = 0;
    std::vector<Item> m_items; // ascending row
    size_t m_cursor = 0;       // nothing waits before it
    RowId m_framed = 0;
    bool m_paused = false;
    std::optional<InspectionRequest> m_refresh;
};

} // namespace varad::ui
