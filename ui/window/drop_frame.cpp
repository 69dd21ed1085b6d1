// ui/window/drop_frame.cpp - layer: ui
#include "ui/window/drop_frame.h"

#include <QDropEvent>
#include <QMimeData>
#include <QUrl>

namespace varad::ui {
namespace {

QStringList localPaths(const QMimeData* data)
{
    QStringList paths;
    for (const QUrl& url : data->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    return paths;
}

} // namespace

DropFrame::DropFrame(QWidget& window, QWidget* place) : QRubberBand(QRubberBand::Rectangle, place)
{
    window.setAcceptDrops(true);
    window.installEventFilter(this);
}

bool DropFrame::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::DragEnter: {
        auto* drag = static_cast<QDropEvent*>(event);
        if (localPaths(drag->mimeData()).isEmpty())
            break;
        drag->acceptProposedAction();
        Q_EMIT hovering(true);
        setGeometry(parentWidget()->rect());
        show();
        return true;
    }
    case QEvent::DragLeave:
        end();
        return true;
    case QEvent::Drop: {
        auto* drop = static_cast<QDropEvent*>(event);
        end();
        drop->acceptProposedAction();
        Q_EMIT dropped(localPaths(drop->mimeData()), drop->modifiers().testFlag(Qt::ControlModifier));
        return true;
    }
    default:
        break;
    }
    return QRubberBand::eventFilter(watched, event);
}

void DropFrame::end()
{
    Q_EMIT hovering(false);
    hide();
}

} // namespace varad::ui
