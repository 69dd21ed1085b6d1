// core/inspection/scale.cpp - layer: varad_core
#include "core/inspection/scale.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace varad {

double Scale::score(double raw) const
{
    const double exact = 100.0 * (raw - zero) / (hundred - zero);
    const double rounded = std::round(exact * 1e4) / 1e4;
    return std::isfinite(rounded) ? rounded : exact; // beyond 1e304 there is nothing to round
}

double Scale::raw(double score) const { return zero + score / 100.0 * (hundred - zero); }

Scale makeScale(std::vector<double> raw)
{
    Q_ASSERT(!raw.empty());
    std::sort(raw.begin(), raw.end());
    const size_t half = raw.size() / 2;
    Scale scale;
    scale.zero = raw.size() % 2 == 1 ? raw[half] : 0.5 * (raw[half - 1] + raw[half]);
    scale.hundred = raw.back();
    const double least = std::max(1e-6, 0.02 * std::abs(raw.back()));
    if (scale.hundred - scale.zero < least) {
        scale.hundred = scale.zero + least;
        scale.tooSmall = true;
    }
    return scale;
}

QString verdictCode(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass:
        return QStringLiteral("pass");
    case Verdict::Check:
        return QStringLiteral("check");
    case Verdict::Alarm:
        return QStringLiteral("alarm");
    case Verdict::NoResult:
        break;
    }
    return QStringLiteral("no-result");
}

QString scoreText(double score)
{
    return QLocale().toString(std::floor(10 * score + 1e-6) / 10, 'f', 1); // scores are multiples of 1e-4
}

QString verdictWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pass:
        return QCoreApplication::translate("Verdict", "PASS");
    case Verdict::Check:
        return QCoreApplication::translate("Verdict", "CHECK");
    case Verdict::Alarm:
        return QCoreApplication::translate("Verdict", "ALARM");
    case Verdict::NoResult:
        break;
    }
    return QCoreApplication::translate("Verdict", "NO RESULT");
}

Verdict judge(double score, double largestAreaPx, const VerdictRules& rules)
{
    const bool largeEnough = !rules.minAreaPx || largestAreaPx >= *rules.minAreaPx;
    if (score >= rules.threshold && largeEnough)
        return Verdict::Alarm;
    if (rules.checkBand > 0 && score >= rules.checkFrom())
        return Verdict::Check;
    return Verdict::Pass;
}

} // namespace varad
