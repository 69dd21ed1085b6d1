// ui/window/drop_frame.h - layer: ui (Qt Widgets)
#pragma once

#include <QRubberBand>

namespace varad::ui {

/// Takes what is dropped on a window, and frames the place where it goes. GUI thread; asks no disk.
class DropFrame final : public QRubberBand {
    Q_OBJECT

public:
    /// @param window gets the events. @param place what is framed
    DropFrame(QWidget& window, QWidget* place);

Q_SIGNALS:
    void hovering(bool over);                           ///< something that can be opened is held above
    void dropped(const QStringList& paths, bool added); ///< @param added beside what is open

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void end();
};

} // namespace varad::ui
