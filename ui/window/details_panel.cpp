// ui/window/details_panel.cpp - layer: ui
#include "ui/window/details_panel.h"

#include "ui/list/picture_list_model.h"
#include "ui/theme/theme.h"
#include "ui/theme/verdict_badge.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

namespace varad::ui {

/// The sign of a verdict as a widget.
class BadgeSign final : public QWidget {
public:
    explicit BadgeSign(QWidget* parent) : QWidget(parent) { setAttribute(Qt::WA_TransparentForMouseEvents); }
    void setVerdict(Verdict verdict)
    {
        m_verdict = verdict;
        update();
    }
    QSize sizeHint() const override
    {
        const int side = fontMetrics().height() * 2;
        return {side, side};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paintVerdictBadge(painter, QRectF(rect()), m_verdict, Theme::of(this));
    }

private:
    Verdict m_verdict = Verdict::NoResult;
};

namespace {

QLabel* plainLabel(QWidget* parent, const char* name, double fontFactor = 1)
{
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont font = label->font();
    font.setPointSizeF(font.pointSizeF() * fontFactor);
    label->setFont(font);
    return label;
}

} // namespace

DetailsPanel::DetailsPanel(QWidget* parent)
    : QWidget(parent),
      m_badge(new BadgeSign(this)),
      m_verdict(plainLabel(this, "detailsVerdict", 1.6)),
      m_name(plainLabel(this, "detailsName", 1.2)),
      m_score(plainLabel(this, "detailsScore", 1.2)),
      m_threshold(plainLabel(this, "detailsThreshold")),
      m_explanation(plainLabel(this, "detailsExplanation")),
      m_more(plainLabel(this, "detailsMore"))
{
    setObjectName(QStringLiteral("detailsPanel"));
    m_badge->setFixedSize(m_badge->sizeHint());
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_badge);
    top->addWidget(m_verdict, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    column->addWidget(m_name);
    column->addLayout(top);
    column->addWidget(m_score);
    column->addWidget(m_threshold);
    column->addWidget(m_explanation);
    column->addWidget(m_more);
    column->addStretch();
    setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    retranslate();
}

void DetailsPanel::clear()
{
    m_facts = Facts{};
    retranslate();
}

void DetailsPanel::show(const Facts& facts)
{
    m_facts = facts;
    retranslate();
}

void DetailsPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

QString DetailsPanel::verdictText() const
{
    const Row& row = m_facts.row;
    if (row.state == RowState::Judged)
        return tr("%1 %2", "verdict and score").arg(verdictWord(row.verdict), scoreText(row));
    return stateWord(row);
}

QString DetailsPanel::explanation() const
{
    const Row& row = m_facts.row;
    if (row.state == RowState::Failed)
        return row.reason;
    if (!m_facts.hasProduct)
        return tr("No product is chosen, so this picture is not judged. Choose a product in the toolbar.");
    if (row.state != RowState::Judged)
        return {};
    switch (row.verdict) {
    case Verdict::Alarm:
        return tr("More unusual than the threshold allows.");
    case Verdict::Check:
        return tr("Close to the threshold: a person must look.");
    case Verdict::Pass:
        return tr("Not more unusual than the threshold allows.");
    case Verdict::NoResult:
        break;
    }
    return {};
}

void DetailsPanel::retranslate()
{
    const Row& row = m_facts.row;
    const bool any = row.id != 0;
    const bool judged = row.state == RowState::Judged;
    const QLocale locale;
    m_name->setText(any ? m_facts.name : tr("No picture is open."));
    m_badge->setVisible(any && (judged || row.state == RowState::Failed));
    m_badge->setVerdict(row.verdict);
    m_verdict->setText(any ? verdictText() : QString());
    m_score->setText(any && judged ? tr("Score %1").arg(varad::scoreText(row.score)) : QString());
    m_score->setToolTip(any && judged ? tr("100 is the most unusual good part at calibration. The score is "
                                           "not a percentage. Raw value: %1")
                                            .arg(locale.toString(row.rawScore, 'g', 6))
                                      : QString());
    m_threshold->setText(any && m_facts.hasProduct
                             ? tr("Threshold %1, check from %2")
                                   .arg(locale.toString(m_facts.rules.threshold, 'f', 1),
                                        locale.toString(m_facts.rules.checkFrom(), 'f', 1))
                             : QString());
    m_explanation->setText(any ? explanation()
                               : tr("Open pictures or a folder; what is known about the framed "
                                    "picture is shown here."));
    QString more;
    if (any && !row.size.isEmpty())
        more = tr("%1 × %2 pixels, inspected in %3 ms")
                   .arg(row.size.width())
                   .arg(row.size.height())
                   .arg(locale.toString(row.milliseconds, 'f', 0));
    m_more->setText(more);
    for (QLabel* label : {m_verdict, m_score, m_threshold, m_explanation, m_more})
        label->setVisible(!label->text().isEmpty());
}

} // namespace varad::ui
