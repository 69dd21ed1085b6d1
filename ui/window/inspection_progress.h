// ui/window/inspection_progress.h - layer: ui (Qt Widgets)
#pragma once

#include <QObject>

namespace varad::ui {

class InspectionSession;
class ProgressLine;

/// Tells in a progress line how far the inspection of the open list is; hides it when nothing goes on. GUI
/// thread.
class InspectionProgress final : public QObject {
    Q_OBJECT

public:
    /// Both outlive this.
    InspectionProgress(InspectionSession& session, ProgressLine& line);

    /// After a change of language.
    void retranslate() { showActivity(); }

private:
    void showProgress();
    void showActivity();

    InspectionSession& m_session;
    ProgressLine& m_line;
};

} // namespace varad::ui
