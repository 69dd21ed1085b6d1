// core/evaluation/curves.cpp - layer: varad_core (std only)
#include "core/evaluation/curves.h"

#include <algorithm>
#include <cmath>

namespace varad::evaluation {

void ExactSum::add(double value)
{
    const double sum = m_sum + value;
    m_lost += std::abs(m_sum) >= std::abs(value) ? (m_sum - sum) + value : (value - sum) + m_sum;
    m_sum = sum;
}

void ClassCurve::step(std::uint64_t good, std::uint64_t defect)
{
    m_area += good * (2 * m_defect + defect);
    m_good += good;
    m_defect += defect;
    const double found = static_cast<double>(m_defect);
    const double alarms = static_cast<double>(m_defect + m_good);
    if (defect > 0)
        m_ap.add(static_cast<double>(defect) * (found / alarms));
    // 2TP + FP + FN = (TP + FP) + (TP + FN)
    m_maxF1 = std::max(m_maxF1, 2.0 * found / (alarms + static_cast<double>(m_allDefect)));
}

std::optional<double> ClassCurve::auroc() const
{
    if (!defined())
        return std::nullopt;
    return static_cast<double>(m_area) / 2.0 /
           (static_cast<double>(m_allGood) * static_cast<double>(m_allDefect));
}

std::optional<double> ClassCurve::ap() const
{
    return defined() ? std::optional(m_ap.value() / static_cast<double>(m_allDefect)) : std::nullopt;
}

std::optional<double> ClassCurve::maxF1() const { return defined() ? std::optional(m_maxF1) : std::nullopt; }

void OverlapCurve::step(double x, double y)
{
    if (m_x < m_limit && x > m_x) {
        const double end = std::min(x, m_limit);
        const double yAtEnd = m_y + (y - m_y) * ((end - m_x) / (x - m_x));
        m_area.add((end - m_x) * (m_y + yAtEnd) / 2.0);
    }
    m_x = x;
    m_y = y;
}

} // namespace varad::evaluation
