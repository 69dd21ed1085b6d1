// core/evaluation/curves.h - layer: varad_core (std only)
#pragma once

#include <cstdint>
#include <optional>

namespace varad::evaluation {

/// Sum that does not lose small terms (Neumaier 1974): millions of them are added here.
class ExactSum {
public:
    void add(double value);
    double value() const { return m_sum + m_lost; }

private:
    double m_sum = 0;
    double m_lost = 0;
};

/// ROC, precision-recall and F1 from threshold steps, fed in descending order of score.
class ClassCurve {
public:
    ClassCurve(std::uint64_t good, std::uint64_t defect) : m_allGood(good), m_allDefect(defect) {}
    /// All samples of one score.
    void step(std::uint64_t good, std::uint64_t defect);

    // Undefined with one class only. Valid after the last step.
    std::optional<double> auroc() const;
    std::optional<double> ap() const;
    std::optional<double> maxF1() const;

private:
    bool defined() const { return m_allGood > 0 && m_allDefect > 0; }

    std::uint64_t m_allGood;
    std::uint64_t m_allDefect;
    std::uint64_t m_good = 0;   // so far
    std::uint64_t m_defect = 0; // so far
    std::uint64_t m_area = 0;   // of the ROC curve in units of half a pair: exact up to 9e18 pairs
    ExactSum m_ap;
    double m_maxF1 = 0;
};

/// Area under mean region overlap (y) against false-positive rate (x), cut at a limit with linear
/// interpolation.
class OverlapCurve {
public:
    explicit OverlapCurve(double limit) : m_limit(limit) {}
    /// The next point; x and y never fall. The curve begins at (0, 0).
    void step(double x, double y);
    /// Area / limit, 0 .. 1.
    double value() const { return m_area.value() / m_limit; }

private:
    double m_limit;
    double m_x = 0;
    double m_y = 0;
    ExactSum m_area;
};

} // namespace varad::evaluation
