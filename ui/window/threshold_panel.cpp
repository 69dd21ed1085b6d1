// ui/window/threshold_panel.cpp - layer: ui
#include "ui/window/threshold_panel.h"

#include "core/inspection/proof.h"
#include "ui/theme/icons.h"
#include "ui/viewer/threshold_slider.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QResizeEvent>

namespace varad::ui {

ThresholdPanel::ThresholdPanel(InspectionSession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_slider(new ThresholdSlider(this)),
      m_revert(new QPushButton(this)),
      m_counts(new QLabel(this)),
      m_proof(new QLabel(this))
{
    setObjectName(QStringLiteral("thresholdPanel"));
    m_slider->setObjectName(QStringLiteral("thresholdSlider"));
    m_revert->setObjectName(QStringLiteral("thresholdRevert"));
    m_revert->setIcon(icon("edit-undo"));
    m_counts->setObjectName(QStringLiteral("thresholdCounts"));
    m_proof->setObjectName(QStringLiteral("thresholdProof"));
    m_proof->setWordWrap(true);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(8, 4, 8, 4);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->addWidget(m_slider, 0, 0);
    grid->addWidget(m_revert, 0, 1);
    grid->addWidget(m_counts, 1, 0, 1, 2);
    grid->addWidget(m_proof, 2, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    using Session = InspectionSession;
    connect(m_slider, &ThresholdSlider::thresholdChanged, &session, &Session::setThreshold);
    connect(m_revert, &QPushButton::clicked, this,
            [this] { m_session.setThreshold(m_session.productThreshold()); });
    connect(&session, &Session::thresholdChanged, this, &ThresholdPanel::showThreshold);
    connect(&session, &Session::productChanged, this, &ThresholdPanel::showThreshold);
    connect(&session, &Session::progressChanged, this, &ThresholdPanel::showCounts);
    retranslate();
}

void ThresholdPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

bool ThresholdPanel::event(QEvent* event)
{
    const bool result = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest)
        claimHeight();
    return result;
}

void ThresholdPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        claimHeight();
}

/// Docks do not ask how high a wrapped text becomes at their width.
void ThresholdPanel::claimHeight()
{
    setMinimumHeight(layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width())
                                                   : layout()->totalMinimumSize().height());
}

void ThresholdPanel::retranslate()
{
    const QString unsaved =
        tr("Changes what counts as an alarm in the open list, at once. It is not saved to the product.");
    m_slider->setToolTip(unsaved);
    m_slider->setAccessibleName(tr("Threshold"));
    m_revert->setText(tr("Rever&t"));
    showThreshold();
    showCounts();
}

void ThresholdPanel::showThreshold()
{
    const bool known = m_session.product().has_value();
    const double threshold = m_session.rules().threshold;
    const bool changed = known && threshold != m_session.productThreshold();
    m_slider->setEnabled(known);
    m_slider->setCheckBand(m_session.rules().checkBand);
    if (m_slider->threshold() != threshold)
        m_slider->setThreshold(threshold);
    m_revert->setEnabled(changed);
    m_revert->setToolTip(changed ? tr("Back to %1, the threshold of the product")
                                       .arg(QLocale().toString(m_session.productThreshold(), 'f', 1))
                                 : tr("The threshold is that of the product."));
    m_proof->setText(proof());
    m_proof->setVisible(known);
}

void ThresholdPanel::showCounts()
{
    const InspectionSession::Counts& counts = m_session.counts();
    // Four sentences, since each has a plural of its own.
    const QStringList parts{tr("%n alarm(s)", nullptr, counts.of(Verdict::Alarm)),
                            tr("%n to check", nullptr, counts.of(Verdict::Check)),
                            tr("%n passed", nullptr, counts.of(Verdict::Pass)),
                            tr("%n without a result", nullptr, counts.of(Verdict::NoResult))};
    m_counts->setText(parts.join(QStringLiteral("   ")));
}

QString ThresholdPanel::proof() const
{
    if (!m_session.product())
        return {};
    const bool byRule = m_session.rules().threshold >= 100; // above every held-out good part
    const int parts = static_cast<int>(m_session.product()->calibration.parts.size());
    return (byRule ? thresholdRuleProof(parts) + QLatin1Char(' ') : QString()) + escapeProof(0, 0);
}

} // namespace varad::ui
