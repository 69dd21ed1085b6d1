// ui/session/agenda.cpp - layer: ui
#include "ui/session/agenda.h"

#include <algorithm>

namespace varad::ui {

void Agenda::reset(quint64 epoch)
{
    m_epoch = epoch;
    m_items.clear();
    m_cursor = 0;
    m_refresh.reset();
}

void Agenda::add(RowId row, const QString& path)
{
    Q_ASSERT(m_items.empty() || m_items.back().row < row);
    m_items.push_back({row, path, true});
}

void Agenda::addAgain(RowId row, const QString& path)
{
    auto at = std::lower_bound(m_items.begin(), m_items.end(), row,
                               [](const Item& item, RowId id) { return item.row < id; });
    if (at != m_items.end() && at->row == row)
        at->waiting = true;
    else
        at = m_items.insert(at, {row, path, true});
    m_cursor = std::min(m_cursor, static_cast<size_t>(at - m_items.begin()));
}

void Agenda::setRefresh(RowId row, const QString& path) { m_refresh = InspectionRequest{m_epoch, row, path}; }

std::optional<InspectionRequest> Agenda::take()
{
    if (m_refresh) {
        std::optional<InspectionRequest> out = std::move(m_refresh);
        m_refresh.reset();
        return out;
    }
    Item* item = next();
    if (!item)
        return std::nullopt;
    item->waiting = false;
    return InspectionRequest{m_epoch, item->row, item->path};
}

QString Agenda::peek()
{
    if (m_refresh)
        return m_refresh->path;
    const Item* item = next();
    return item ? item->path : QString();
}

Agenda::Item* Agenda::find(RowId row)
{
    const auto at = std::lower_bound(m_items.begin(), m_items.end(), row,
                                     [](const Item& item, RowId id) { return item.row < id; });
    return at != m_items.end() && at->row == row ? &*at : nullptr;
}

Agenda::Item* Agenda::next()
{
    if (m_paused)
        return nullptr;
    if (Item* framed = find(m_framed); framed && framed->waiting)
        return framed;
    while (m_cursor < m_items.size() && !m_items[m_cursor].waiting)
        ++m_cursor;
    return m_cursor < m_items.size() ? &m_items[m_cursor] : nullptr;
}

} // namespace varad::ui
