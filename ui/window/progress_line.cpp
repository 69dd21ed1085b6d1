// ui/window/progress_line.cpp - layer: ui
#include "ui/window/progress_line.h"

#include "ui/theme/icons.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace varad::ui {

ProgressLine::ProgressLine(QWidget* parent)
    : QWidget(parent),
      m_words(new QLabel(this)),
      m_detail(new QLabel(this)),
      m_bar(new QProgressBar(this)),
      m_pause(new QPushButton(this)),
      m_cancel(new QPushButton(this))
{
    setObjectName(QStringLiteral("progressLine"));
    m_words->setObjectName(QStringLiteral("progressWords"));
    m_words->setTextFormat(Qt::PlainText);
    m_detail->setObjectName(QStringLiteral("progressDetail"));
    m_detail->setTextFormat(Qt::PlainText);
    m_bar->setObjectName(QStringLiteral("progressBar"));
    m_bar->setTextVisible(true);
    m_pause->setObjectName(QStringLiteral("progressPause"));
    m_cancel->setObjectName(QStringLiteral("progressCancel"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(8, 4, 8, 4);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->addWidget(m_words, 0, 0, 1, 2);
    grid->addWidget(m_bar, 1, 0);
    grid->addWidget(m_detail, 1, 1);
    grid->addWidget(m_pause, 0, 2, 2, 1);
    grid->addWidget(m_cancel, 0, 3, 2, 1);
    grid->setColumnStretch(0, 1);
    connect(m_pause, &QPushButton::clicked, this, [this] { Q_EMIT pauseRequested(!m_paused); });
    connect(m_cancel, &QPushButton::clicked, this, &ProgressLine::cancelRequested);
    retranslate();
}

void ProgressLine::setProgress(const QString& words, qint64 done, qint64 total)
{
    m_words->setText(words);
    m_bar->setRange(0, static_cast<int>(total));
    m_bar->setValue(static_cast<int>(done));
}

void ProgressLine::setDetail(const QString& words) { m_detail->setText(words); }

void ProgressLine::setPausable(bool pausable) { m_pause->setVisible(pausable); }

void ProgressLine::setCancellable(bool cancellable) { m_cancel->setVisible(cancellable); }

void ProgressLine::setPaused(bool paused)
{
    m_paused = paused;
    retranslate();
}

void ProgressLine::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ProgressLine::retranslate()
{
    m_pause->setText(m_paused ? tr("Resume") : tr("Pause"));
    m_pause->setIcon(icon(m_paused ? "media-playback-start" : "media-playback-pause"));
    m_pause->setToolTip(m_paused ? tr("Go on with the pictures that wait")
                                 : tr("Stop after this picture; go on later"));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setIcon(icon("process-stop"));
    m_cancel->setToolTip(tr("Stop now; results so far stay"));
    m_bar->setAccessibleName(tr("Progress"));
}

} // namespace varad::ui
