// ui/window/progress_line.h - layer: ui (Qt Widgets)
#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;

namespace varad::ui {

/// How far the work is, in words and as a bar, with the buttons that stop it. GUI thread.
class ProgressLine final : public QWidget {
    Q_OBJECT

public:
    explicit ProgressLine(QWidget* parent = nullptr);

    /// @param total 0: not known, then the bar only tells that work goes on.
    void setProgress(const QString& words, qint64 done, qint64 total);
    void setDetail(const QString& words); ///< beside the bar
    void setPausable(bool pausable);
    void setCancellable(bool cancellable);
    void setPaused(bool paused);

Q_SIGNALS:
    void pauseRequested(bool pause);
    void cancelRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QLabel* m_words;
    QLabel* m_detail;
    QProgressBar* m_bar;
    QPushButton* m_pause;
    QPushButton* m_cancel;
    bool m_paused = false;
};

} // namespace varad::ui
