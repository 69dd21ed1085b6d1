// core/inspection/scale.h - layer: varad_core (Qt Core)
//
// From raw numbers of a network to scores that people compare, and from scores to verdicts.
#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace varad {

/// score = 100 (raw - m) / (M - m): 0 is a typical good part, 100 the most unusual good part at calibration.
struct Scale {
    double zero = 0;       ///< m, raw units
    double hundred = 1;    ///< M, raw units, after widening; > zero
    bool tooSmall = false; ///< the good parts scored nearly alike, so the span was widened

    /// Rounded to 1e-4, so that a file's digits and the comparison with the threshold agree. Keeps NaN out:
    /// the caller passes finite values only.
    double score(double raw) const;
    double raw(double score) const;
};

/// m = median, M = maximum; the span is at least max(1e-6, 0.02 |M|). @param raw not empty, all finite.
[[nodiscard]] Scale makeScale(std::vector<double> raw);

enum class Verdict { Pass, Check, Alarm, NoResult };

/// "pass" "check" "alarm" "no-result": what every file holds.
[[nodiscard]] QString verdictCode(Verdict verdict);
/// "PASS" "CHECK" "ALARM" "NO RESULT", translated: what every screen shows.
[[nodiscard]] QString verdictWord(Verdict verdict);

/// A score for people, in the language's digits: one decimal, rounded down, so that "95.0" is never shown beside
/// PASS where CHECK begins at 95.
[[nodiscard]] QString scoreText(double score);

/// Just above the highest held-out good part, score units.
inline constexpr double defaultThreshold = 105;

/// All in score units. Changing any of them changes no score.
struct VerdictRules {
    double threshold = defaultThreshold;
    double checkBand = 10;           ///< 0: no check verdict
    double pixelThreshold = 100;     ///< map units, where a hot spot begins
    std::optional<double> minAreaPx; ///< original pixels; an alarm needs one region of this size
    double checkFrom() const { return threshold - checkBand; }
};

/// @param largestAreaPx of the hot spots, 0 if there is none; only looked at where a minimum is set.
[[nodiscard]] Verdict judge(double score, double largestAreaPx, const VerdictRules& rules);

} // namespace varad
