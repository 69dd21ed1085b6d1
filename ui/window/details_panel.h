// ui/window/details_panel.h - layer: ui (Qt Widgets)
#pragma once

#include "ui/session/row.h"

#include <QWidget>

class QLabel;

namespace varad::ui {

class BadgeSign;

/// What is known about the framed picture. GUI thread.
class DetailsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit DetailsPanel(QWidget* parent = nullptr);

    struct Facts {
        Row row;
        QString name; ///< as the list shows it
        VerdictRules rules;
        bool hasProduct = false;
    };
    /// No picture is framed.
    void clear();
    void show(const Facts& facts);
    using QWidget::show;

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    QString verdictText() const;
    QString explanation() const;

    Facts m_facts;
    BadgeSign* m_badge;
    QLabel* m_verdict;
    QLabel* m_name;
    QLabel* m_score;
    QLabel* m_threshold;
    QLabel* m_explanation;
    QLabel* m_more;
};

} // namespace varad::ui
