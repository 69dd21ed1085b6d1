// ui/viewer/threshold_slider.cpp - layer: ui (Qt Widgets)
#include "ui/viewer/threshold_slider.h"

#include "ui/viewer/threshold_bar.h"

#include <QDoubleSpinBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>

#include <algorithm>

namespace varad::ui {

ThresholdSlider::ThresholdSlider(QWidget* parent)
    : QWidget(parent), m_bar(new ThresholdBar(this)), m_field(new QDoubleSpinBox(this))
{
    setObjectName(QStringLiteral("thresholdSlider"));
    m_bar->setObjectName(QStringLiteral("thresholdBar"));
    m_field->setObjectName(QStringLiteral("thresholdField"));
    m_field->setRange(0, 9999);
    m_field->setDecimals(1);
    m_field->setAlignment(Qt::AlignRight);
    m_field->setKeyboardTracking(false); // half a number is no threshold
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_bar, 1);
    layout->addWidget(m_field);
    setFocusProxy(m_bar);
    connect(m_bar, &QSlider::valueChanged, this, [this](int score) { take(score); });
    connect(m_field, &QDoubleSpinBox::valueChanged, this, &ThresholdSlider::take);
    retranslate();
    setThreshold(m_threshold);
}

void ThresholdSlider::setThreshold(double score)
{
    m_threshold = std::clamp(score, 0.0, m_field->maximum());
    const QSignalBlocker quietBar(m_bar);
    const QSignalBlocker quietField(m_field);
    m_bar->setValue(qRound(m_threshold));
    m_field->setValue(m_threshold);
    m_bar->setMarks(m_threshold, m_checkBand);
}

void ThresholdSlider::setCheckBand(double width)
{
    m_checkBand = std::max(0.0, width);
    m_bar->setMarks(m_threshold, m_checkBand);
}

void ThresholdSlider::take(double score)
{
    if (score == m_threshold)
        return;
    setThreshold(score);
    Q_EMIT thresholdChanged(m_threshold);
}

void ThresholdSlider::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ThresholdSlider::retranslate()
{
    m_bar->setAccessibleName(tr("Threshold"));
    m_bar->setAccessibleDescription(tr("Pictures with this score or more are alarms."));
    m_bar->setToolTip(tr("Left and Right move the threshold by 1, Page Up and Page Down by 10."));
    m_field->setAccessibleName(tr("Threshold as a number"));
    m_field->setToolTip(tr("Pictures with this score or more are alarms."));
}

} // namespace varad::ui
