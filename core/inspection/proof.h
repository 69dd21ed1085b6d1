// core/inspection/proof.h - layer: varad_core (Qt Core)
//
// What counts of tested parts prove, in words. Limits are one-sided 95 % (Clopper and Pearson, 1934).
#pragma once

#include <QString>

namespace varad {

/// The largest rate that still gives `events` or fewer in `trials` with 5 % chance. 0 <= events <= trials;
/// 1 if trials is 0 or all were events.
[[nodiscard]] double upperLimit95(int events, int trials);

/// False alarms among good parts that were used for nothing else; says when they are few.
[[nodiscard]] QString falseAlarmProof(int falseAlarms, int goodParts);

/// A threshold set just above the highest of `parts` good parts that the model had not seen.
[[nodiscard]] QString thresholdRuleProof(int parts);

/// Missed ones among known defects; with none tested: that nobody can say.
[[nodiscard]] QString escapeProof(int missed, int defects);

} // namespace varad
