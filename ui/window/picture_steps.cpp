// ui/window/picture_steps.cpp - layer: ui
#include "ui/window/picture_steps.h"

#include "ui/list/picture_list_model.h"
#include "ui/window/framed_picture.h"
#include "ui/window/message_bar.h"
#include "ui/window/window_actions.h"

#include <QAction>
#include <QListView>

namespace varad::ui {

PictureSteps::PictureSteps(FramedPicture& framed, QListView& list, const WindowActions& actions,
                           MessageBar& messages)
    : m_framed(framed), m_list(list), m_messages(messages)
{
    const auto on = [this](QAction* action, auto call) { connect(action, &QAction::triggered, this, call); };
    on(actions.next, [this] { m_framed.step(1); });
    on(actions.previous, [this] { m_framed.step(-1); });
    on(actions.first, [this] { m_framed.first(); });
    on(actions.last, [this] { m_framed.last(); });
    on(actions.nextAlarm, [this] { stepAlarm(1); });
    on(actions.previousAlarm, [this] { stepAlarm(-1); });
    connect(&framed, &FramedPicture::changed, this, &PictureSteps::followFrame);
    connect(list.selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) {
                if (index.isValid())
                    m_framed.frame(index.data(PictureListModel::IdRole).value<RowId>());
            });
}

void PictureSteps::followFrame()
{
    const QModelIndex index = m_list.model()->index(m_framed.index(), 0);
    if (index.isValid() && m_list.currentIndex() != index)
        m_list.setCurrentIndex(index);
}

void PictureSteps::stepAlarm(int direction)
{
    if (m_framed.nextAlarm(direction))
        m_messages.dismiss(QStringLiteral("alarms"));
    else
        m_messages.tell(QStringLiteral("alarms"),
                        {MessageBar::Kind::Information,
                         direction > 0 ? tr("No further alarm after this picture.")
                                       : tr("No further alarm before this picture."),
                         {},
                         {}});
}

} // namespace varad::ui
