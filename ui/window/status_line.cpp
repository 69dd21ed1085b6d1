// ui/window/status_line.cpp - layer: ui
#include "ui/window/status_line.h"

#include "core/inspection/scale.h"

#include <QCoreApplication>
#include <QLabel>
#include <QLocale>
#include <QStatusBar>

#include <cmath>

namespace varad::ui {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(StatusLine)
};

QLabel* addLabel(QStatusBar* bar, const char* name)
{
    auto* label = new QLabel(bar);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setContentsMargins(8, 0, 8, 0);
    bar->addPermanentWidget(label);
    return label;
}

} // namespace

StatusLine::StatusLine(QStatusBar* bar)
    : m_bar(bar),
      m_cursor(new QLabel(bar)),
      m_place(addLabel(bar, "statusPlace")),
      m_product(addLabel(bar, "statusProduct")),
      m_threshold(addLabel(bar, "statusThreshold")),
      m_device(addLabel(bar, "statusDevice"))
{
    m_cursor->setObjectName(QStringLiteral("statusCursor"));
    m_cursor->setTextFormat(Qt::PlainText);
    m_cursor->setContentsMargins(8, 0, 8, 0);
    bar->addWidget(m_cursor, 1);
    retranslate();
}

void StatusLine::setPlace(int index, int count)
{
    m_index = index;
    m_count = count;
    retranslate();
}

void StatusLine::setProduct(const QString& name)
{
    m_productName = name;
    retranslate();
}

void StatusLine::setThreshold(std::optional<double> score)
{
    m_score = score;
    retranslate();
}

void StatusLine::setDevice(const QString& device)
{
    m_deviceName = device;
    retranslate();
}

void StatusLine::setCursor(const QPoint& pixel, const QColor& colour, double score)
{
    if (pixel.x() < 0) {
        m_cursor->clear();
        return;
    }
    const QString place = Text::tr("x %1, y %2: red %3, green %4, blue %5")
                              .arg(pixel.x())
                              .arg(pixel.y())
                              .arg(colour.red())
                              .arg(colour.green())
                              .arg(colour.blue());
    m_cursor->setText(
        std::isnan(score)
            ? place
            : Text::tr("%1, score %2", "place and colour, score there").arg(place, varad::scoreText(score)));
}

void StatusLine::retranslate()
{
    m_place->setText(m_index >= 0 ? Text::tr("%1/%2", "place in the list").arg(m_index + 1).arg(m_count)
                                  : QString());
    m_product->setText(m_productName.isEmpty() ? Text::tr("no product") : m_productName);
    m_threshold->setText(m_score ? Text::tr("threshold %1").arg(QLocale().toString(*m_score, 'f', 1))
                                 : QString());
    m_device->setText(m_deviceName);
    m_device->setVisible(!m_deviceName.isEmpty());
    m_place->setVisible(m_index >= 0);
    m_threshold->setVisible(m_score.has_value());
}

} // namespace varad::ui
