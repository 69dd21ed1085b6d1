// ui/viewer/picture_accessible.cpp - layer: ui (Qt Widgets)
#include "ui/viewer/picture_accessible.h"

#include "ui/viewer/legend.h"
#include "ui/viewer/picture_view.h"

#include <QAccessibleWidget>

namespace varad::ui {
namespace {

/// Name and description are the widget's own; all that is missing is what kind of thing it is.
QAccessibleInterface* graphicOf(const QString& className, QObject* object)
{
    const bool ours = className == QLatin1String(PictureView::staticMetaObject.className()) ||
                      className == QLatin1String(Legend::staticMetaObject.className());
    auto* widget = ours ? qobject_cast<QWidget*>(object) : nullptr;
    return widget ? new QAccessibleWidget(widget, QAccessible::Graphic) : nullptr;
}

} // namespace

void announceGraphics()
{
    static const bool installed = [] {
        QAccessible::installFactory(graphicOf);
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace varad::ui
