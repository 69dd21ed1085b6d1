// ui/window/empty_page.cpp - layer: ui
#include "ui/window/empty_page.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QDateTime>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace varad::ui {
namespace {

constexpr size_t shownLists = 5;

QPushButton* bigButton(QWidget* parent, const char* name, const char* iconName)
{
    auto* button = new QPushButton(parent);
    button->setObjectName(QLatin1String(name));
    button->setIcon(icon(iconName));
    button->setMinimumHeight(button->fontMetrics().height() * 5 / 2);
    return button;
}

} // namespace

QString recentText(const RecentList& list)
{
    const QFileInfo first(list.paths.first());
    const QString name = first.fileName().isEmpty() ? list.paths.first() : first.fileName();
    const QDate day = QDateTime::fromString(list.when, Qt::ISODate).toLocalTime().date();
    const QString count = EmptyPage::tr("%n picture(s)", nullptr, list.pictures);
    return day.isValid()
               ? EmptyPage::tr("%1: %2, %3").arg(name, count, QLocale().toString(day, QLocale::ShortFormat))
               : EmptyPage::tr("%1: %2").arg(name, count);
}

EmptyPage::EmptyPage(QWidget* parent)
    : QWidget(parent),
      m_title(new QLabel(this)),
      m_hint(new QLabel(this)),
      m_pictures(bigButton(this, "emptyOpenPictures", "document-open")),
      m_folder(bigButton(this, "emptyOpenFolder", "folder-open")),
      m_example(bigButton(this, "emptyOpenExample", "media-playback-start")),
      m_recentTitle(new QLabel(this)),
      m_recentLayout(new QVBoxLayout)
{
    setObjectName(QStringLiteral("emptyPage"));
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.6);
    m_title->setFont(large);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    for (QPushButton* button : {m_pictures, m_folder, m_example})
        buttons->addWidget(button);
    buttons->addStretch();
    m_recentLayout->setSpacing(4);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(32, 32, 32, 32);
    column->setSpacing(16);
    column->addStretch(2);
    column->addWidget(m_title);
    column->addWidget(m_hint);
    column->addLayout(buttons);
    column->addWidget(m_recentTitle, 0, Qt::AlignHCenter);
    column->addLayout(m_recentLayout);
    column->addStretch(3);
    connect(m_pictures, &QPushButton::clicked, this, &EmptyPage::openPicturesRequested);
    connect(m_folder, &QPushButton::clicked, this, &EmptyPage::openFolderRequested);
    connect(m_example, &QPushButton::clicked, this, &EmptyPage::openExampleRequested);
    retranslate();
}

void EmptyPage::setRecent(const std::vector<RecentList>& lists)
{
    if (lists == m_recent)
        return;
    m_recent = lists;
    showRecent();
}

void EmptyPage::setProductKnown(bool known)
{
    m_productKnown = known;
    retranslate();
}

void EmptyPage::setExampleEnabled(bool enabled) { m_example->setEnabled(enabled); }

void EmptyPage::setDropHint(bool hint)
{
    m_dropHint = hint;
    update();
}

void EmptyPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void EmptyPage::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_dropHint ? theme.accent() : theme.border(), m_dropHint ? 3 : 1.5, Qt::DashLine));
    painter.drawRoundedRect(QRectF(rect()).adjusted(12, 12, -12, -12), 8, 8);
}

void EmptyPage::showRecent()
{
    while (QLayoutItem* item = m_recentLayout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_recentTitle->setVisible(!m_recent.empty());
    for (size_t i = 0; i < std::min(shownLists, m_recent.size()); ++i) {
        auto* button =
            new QPushButton(recentText(m_recent[i]).replace(QLatin1Char('&'), QLatin1String("&&")), this);
        button->setObjectName(QStringLiteral("emptyRecent%1").arg(i));
        button->setIcon(icon("document-open-recent"));
        button->setFlat(true);
        button->setToolTip(m_recent[i].paths.first());
        connect(button, &QPushButton::clicked, this,
                [this, paths = m_recent[i].paths] { Q_EMIT recentChosen(paths); });
        m_recentLayout->addWidget(button, 0, Qt::AlignHCenter);
    }
}

void EmptyPage::retranslate()
{
    m_title->setText(tr("Drop pictures or a folder here"));
    m_hint->setText(
        m_productKnown
            ? tr("They are inspected at once with the product chosen above.")
            : tr("No product is chosen yet, so pictures can be looked at but not judged. The example "
                 "makes a product from pictures of buttons and shows what it finds."));
    m_pictures->setText(tr("Open Pict&ures..."));
    m_folder->setText(tr("Open Fol&der..."));
    m_example->setText(tr("Open &Example"));
    m_example->setToolTip(tr("Makes pictures of buttons, teaches a product from them and inspects others"));
    m_recentTitle->setText(tr("Opened before"));
    showRecent();
}

} // namespace varad::ui
