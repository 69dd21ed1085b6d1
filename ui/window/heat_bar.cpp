// ui/window/heat_bar.cpp - layer: ui
#include "ui/window/heat_bar.h"

#include "ui/viewer/legend.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace varad::ui {
namespace {

QToolButton* actionButton(QAction* action, const char* name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(QLatin1String(name));
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    return button;
}

} // namespace

HeatBar::HeatBar(QAction* heatmap, QAction* contourOnly, QWidget* parent)
    : QWidget(parent),
      m_legend(new Legend(this)),
      m_opacityLabel(new QLabel(this)),
      m_opacity(new QSlider(Qt::Horizontal, this)),
      m_percent(new QLabel(this)),
      m_colours(new QComboBox(this))
{
    setObjectName(QStringLiteral("heatBar"));
    m_legend->setObjectName(QStringLiteral("legend"));
    m_opacity->setObjectName(QStringLiteral("opacity"));
    m_opacity->setRange(1, 10);
    m_opacity->setPageStep(2);
    m_opacityLabel->setBuddy(m_opacity);
    m_percent->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_percent->setMinimumWidth(
        m_percent->fontMetrics().horizontalAdvance(QLocale().toString(100) + QLatin1String(" %")));
    m_colours->setObjectName(QStringLiteral("heatColours"));
    for (const HeatColours colours : {HeatColours::Inferno, HeatColours::Cividis, HeatColours::Grey})
        m_colours->addItem(QString(), static_cast<int>(colours));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(actionButton(heatmap, "heatmapButton", this));
    row->addWidget(actionButton(contourOnly, "contourButton", this));
    row->addWidget(m_opacityLabel);
    row->addWidget(m_opacity, 1);
    row->addWidget(m_percent);
    row->addWidget(m_colours);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 4, 8, 4);
    column->setSpacing(4);
    column->addWidget(m_legend);
    column->addLayout(row);
    m_opacity->setValue(7);
    connect(m_opacity, &QSlider::valueChanged, this, [this](int tenths) {
        m_percent->setText(tr("%1 %").arg(tenths * 10));
        Q_EMIT opacityChanged(tenths / 10.0);
    });
    connect(m_colours, &QComboBox::currentIndexChanged, this, [this] {
        m_legend->setColourMap(colours());
        Q_EMIT coloursChanged(colours());
    });
    retranslate();
}

double HeatBar::opacity() const { return m_opacity->value() / 10.0; }

void HeatBar::setOpacity(double opacity) { m_opacity->setValue(static_cast<int>(std::lround(10 * opacity))); }

void HeatBar::stepOpacity(int tenths) { m_opacity->setValue(m_opacity->value() + tenths); }

HeatColours HeatBar::colours() const { return static_cast<HeatColours>(m_colours->currentData().toInt()); }

void HeatBar::setColours(HeatColours colours)
{
    m_colours->setCurrentIndex(m_colours->findData(static_cast<int>(colours)));
}

void HeatBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void HeatBar::retranslate()
{
    m_opacityLabel->setText(tr("Opacity"));
    m_opacity->setAccessibleName(tr("Opacity of the heatmap"));
    m_opacity->setToolTip(tr("Opacity of the heatmap (comma: less, period: more)"));
    m_percent->setText(tr("%1 %").arg(m_opacity->value() * 10));
    m_colours->setAccessibleName(tr("Colours of the heatmap"));
    m_colours->setToolTip(tr("Colours of the heatmap"));
    m_colours->setItemText(0, tr("Inferno"));
    m_colours->setItemText(1, tr("Cividis"));
    m_colours->setItemText(2, tr("Grey"));
}

} // namespace varad::ui
