// core/inspection/proof.cpp - layer: varad_core
#include "core/inspection/proof.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace varad {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Proof)
};

/// P(X <= events) for X ~ Binomial(trials, rate), 0 < rate < 1.
double binomialAtMost(int events, int trials, double rate)
{
    double sum = 0;
    for (int k = 0; k <= events; ++k)
        sum += std::exp(std::lgamma(trials + 1.0) - std::lgamma(k + 1.0) - std::lgamma(trials - k + 1.0) +
                        k * std::log(rate) + (trials - k) * std::log1p(-rate));
    return sum;
}

QString percent(double rate)
{
    const double value = 100 * rate;
    return QLocale().toString(value, 'f', value < 10 ? 1 : 0) + QStringLiteral(" %");
}

} // namespace

double upperLimit95(int events, int trials)
{
    if (trials <= 0 || events >= trials)
        return 1;
    if (events == 0)
        return 1 - std::pow(0.05, 1.0 / trials);
    double low = static_cast<double>(events) / trials, high = 1;
    for (int step = 0; step < 100; ++step) { // the chance falls as the rate rises
        const double middle = 0.5 * (low + high);
        (binomialAtMost(events, trials, middle) > 0.05 ? low : high) = middle;
    }
    return high;
}

QString falseAlarmProof(int falseAlarms, int goodParts)
{
    const double limit = upperLimit95(falseAlarms, goodParts);
    QString text;
    if (falseAlarms == 0)
        text = Text::tr("No false alarm in %1 good parts. With 95 % confidence the true rate is at most %2 "
                        "(about 3 in %1).")
                   .arg(goodParts)
                   .arg(percent(limit));
    else
        text = Text::tr("%n false alarm(s) in %1 good parts (%2). With 95 % confidence at most %3.", nullptr,
                        falseAlarms)
                   .arg(goodParts)
                   .arg(percent(static_cast<double>(falseAlarms) / goodParts), percent(limit));
    return goodParts < 30 ? text + QLatin1Char(' ') + Text::tr("Few parts, weak proof.") : text;
}

QString thresholdRuleProof(int parts)
{
    return Text::tr(
               "Set just above the highest of %1 good parts: expect about 1 false alarm in %2, with 95 % "
               "confidence at most %3.")
        .arg(parts)
        .arg(parts + 1)
        .arg(percent(upperLimit95(0, parts)));
}

QString escapeProof(int missed, int defects)
{
    if (defects == 0)
        return Text::tr("Escapes: unknown. No confirmed defect was tested, so nobody can say how many "
                        "defects would pass.");
    const QString limit = percent(upperLimit95(missed, defects));
    if (missed == 0)
        return Text::
            tr("All %1 known defects found. For defects like these at most %2 may pass (95 %). New kinds are "
               "not covered.")
                .arg(defects)
                .arg(limit);
    return Text::
        tr("%1 of %2 known defects passed. For defects like these at most %3 may pass (95 %). New kinds are "
           "not covered.")
            .arg(missed)
            .arg(defects)
            .arg(limit);
}

} // namespace varad
