// ui/window/review_page.cpp - layer: ui
#include "ui/window/review_page.h"

#include "ui/viewer/legend.h"
#include "ui/viewer/picture_view.h"
#include "ui/window/framed_picture.h"
#include "ui/window/heat_bar.h"
#include "ui/window/peek_key.h"
#include "ui/window/window_actions.h"
#include "ui/window/window_settings.h"

#include <QAction>
#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace varad::ui {

ReviewPage::ReviewPage(InspectionSession& session, const WindowActions& actions, QWidget* parent)
    : QWidget(parent), m_session(session), m_actions(actions)
{
    m_title = new QLabel(this);
    m_title->setObjectName(QStringLiteral("pictureTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setMargin(8);
    QFont heading = m_title->font();
    heading.setPointSizeF(heading.pointSizeF() * 1.2);
    m_title->setFont(heading);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // a long name must not widen the window
    m_view = new PictureView(this);
    m_view->setObjectName(QStringLiteral("pictureView"));
    m_view->setFocusPolicy(Qt::StrongFocus);
    m_heatBar = new HeatBar(actions.heatmap, actions.contourOnly, this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_title);
    column->addWidget(m_view, 1);
    column->addWidget(m_heatBar);
    m_framed = new FramedPicture(session, *m_view, this);
    m_peek = new PeekKey(Qt::Key_H, this);

    connect(&session, &InspectionSession::thresholdChanged, this, &ReviewPage::showThreshold);
    connect(&session, &InspectionSession::productChanged, this, &ReviewPage::showThreshold);
    connect(m_framed, &FramedPicture::changed, this, &ReviewPage::showTitle);
    connect(m_framed, &FramedPicture::updated, this, &ReviewPage::showTitle);
    connect(m_heatBar, &HeatBar::opacityChanged, m_view, &PictureView::setOpacity);
    connect(m_heatBar, &HeatBar::coloursChanged, m_view, &PictureView::setColourMap);
    connectActions();
    retranslate();
}

void ReviewPage::connectActions()
{
    const auto on = [this](QAction* action, auto call) { connect(action, &QAction::triggered, this, call); };
    on(m_actions.lessOpacity, [this] { m_heatBar->stepOpacity(-1); });
    on(m_actions.moreOpacity, [this] { m_heatBar->stepOpacity(1); });
    on(m_actions.fit, [this] { m_view->fit(); });
    on(m_actions.actualSize, [this] { m_view->actualSize(); });
    on(m_actions.zoomIn, [this] { m_view->zoomIn(); });
    on(m_actions.zoomOut, [this] { m_view->zoomOut(); });
    connect(m_actions.heatmap, &QAction::toggled, m_view, &PictureView::setHeatmapVisible);
    connect(m_actions.contourOnly, &QAction::toggled, m_view, &PictureView::setContourOnly);
    connect(m_actions.lockView, &QAction::toggled, m_view, &PictureView::setViewLocked);
    connect(m_peek, &PeekKey::tapped, m_actions.heatmap, &QAction::toggle);
    connect(m_peek, &PeekKey::held, m_view, &PictureView::setPeek);
    shareKeysWith(m_view);
}

void ReviewPage::shareKeysWith(QWidget* widget)
{
    m_actions.attachKeys(widget);
    m_peek->watch(widget);
}

void ReviewPage::applySettings(const WindowSettings& settings)
{
    m_actions.heatmap->setChecked(settings.heatmap);
    m_actions.contourOnly->setChecked(settings.contourOnly);
    m_actions.lockView->setChecked(settings.viewLocked);
    m_view->setHeatmapVisible(settings.heatmap);
    m_view->setContourOnly(settings.contourOnly);
    m_view->setViewLocked(settings.viewLocked);
    m_view->setOpacity(settings.opacity);
    m_view->setColourMap(settings.colours);
    m_heatBar->setOpacity(settings.opacity);
    m_heatBar->setColours(settings.colours);
    m_heatBar->legend().setColourMap(settings.colours);
}

void ReviewPage::storeSettings(WindowSettings& settings) const
{
    settings.heatmap = m_actions.heatmap->isChecked();
    settings.contourOnly = m_actions.contourOnly->isChecked();
    settings.viewLocked = m_actions.lockView->isChecked();
    settings.opacity = m_heatBar->opacity();
    settings.colours = m_heatBar->colours();
}

void ReviewPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ReviewPage::retranslate()
{
    m_view->setAccessibleName(tr("Picture"));
    showThreshold();
    showTitle();
}

void ReviewPage::showTitle()
{
    const Row* row = m_framed->row();
    if (!row) {
        m_title->clear();
        return;
    }
    m_title->setText(tr("%1   %2/%3", "name, place, count")
                         .arg(m_session.shownName(*row))
                         .arg(m_framed->index() + 1)
                         .arg(m_session.count()));
    m_title->setToolTip(row->path);
}

void ReviewPage::showThreshold()
{
    const double threshold = m_session.rules().threshold;
    m_view->setThreshold(threshold);
    m_heatBar->legend().setThreshold(threshold);
    m_heatBar->legend().setCalibrated(m_session.product().has_value());
}

} // namespace varad::ui
