// ui/window/window_choices.cpp - layer: ui
#include "ui/window/window_choices.h"

#include "core/i18n/language.h"
#include "ui/window/message_bar.h"
#include "ui/window/window_actions.h"
#include "ui/window/window_settings.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>

namespace varad::ui {
namespace {

void check(const QActionGroup* group, const QVariant& data)
{
    for (QAction* action : group->actions())
        if (action->data() == data)
            action->setChecked(true);
}

} // namespace

WindowChoices::WindowChoices(const WindowActions& actions, WindowSettings& settings, MessageBar& messages)
    : m_settings(settings), m_messages(messages)
{
    connect(actions.schemes, &QActionGroup::triggered, this, [this](const QAction* action) {
        m_settings.scheme = static_cast<ColourScheme>(action->data().toInt());
        applyScheme(*qApp, m_settings.scheme);
    });
    connect(actions.scales, &QActionGroup::triggered, this, [this](const QAction* action) {
        m_settings.scalePercent = action->data().toInt();
        m_messages.tell(
            QStringLiteral("scale"),
            {MessageBar::Kind::Information, tr("The new size is used at the next start."), {}, {}});
    });
    connect(actions.languages, &QActionGroup::triggered, this, [this](const QAction* action) {
        m_settings.language = action->data().toString();
        applyLanguage(m_settings.language);
    });
    connect(actions.aboutQt, &QAction::triggered, qApp, &QApplication::aboutQt);
    connect(actions.about, &QAction::triggered, this, &WindowChoices::tellOfProgram);
    check(actions.schemes, static_cast<int>(settings.scheme));
    check(actions.scales, settings.scalePercent);
    check(actions.languages, settings.language);
}

void WindowChoices::apply(const WindowSettings& settings)
{
    applyLanguage(settings.language);
    applyScheme(*qApp, settings.scheme);
}

void WindowChoices::tellOfProgram()
{
    m_messages.tell(
        QStringLiteral("about"),
        {MessageBar::Kind::Information,
         tr("VarAD Inspector %1 finds what is unusual on parts, taught from good ones. Free software "
            "under the GNU General Public License, version 3 or later.")
             .arg(QCoreApplication::applicationVersion()),
         {},
         {}});
}

} // namespace varad::ui
