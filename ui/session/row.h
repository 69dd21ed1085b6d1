// ui/session/row.h - layer: ui (Qt Core)
#pragma once

#include "core/inspection/scale.h"

#include <QSize>
#include <QString>

namespace varad::ui {

/// Names one row of one list for good: never used again for another row. 0: none.
using RowId = quint64;

enum class RowState {
    Waiting, ///< to be inspected, or it would be if a product were chosen
    Working, ///< with the network now
    Judged,
    Failed, ///< could not be inspected; `reason` says why
};

/// One picture of the open list.
struct Row {
    RowId id = 0;
    QString path;
    RowState state = RowState::Waiting;
    Verdict verdict = Verdict::NoResult; ///< by the threshold in force
    double score = 0;
    double rawScore = 0;
    double largestAreaPx = 0; ///< of its hot spots
    double milliseconds = 0;  ///< file to score
    QSize size;               ///< pixels; empty until inspected
    QString reason;           ///< translated: what, why, what to do; empty unless Failed
};

} // namespace varad::ui
