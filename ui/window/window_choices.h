// ui/window/window_choices.h - layer: ui (Qt Widgets)
#pragma once

#include <QObject>

namespace varad::ui {

class MessageBar;
class WindowActions;
struct WindowSettings;

/// What a person chooses for the whole window: colours, size and language; and what it says about itself. GUI
/// thread.
class WindowChoices final : public QObject {
    Q_OBJECT

public:
    /// Checks what the settings say. All outlive this.
    WindowChoices(const WindowActions& actions, WindowSettings& settings, MessageBar& messages);

    /// Language and colours, before there is a window.
    static void apply(const WindowSettings& settings);

private:
    void tellOfProgram();

    WindowSettings& m_settings;
    MessageBar& m_messages;
};

} // namespace varad::ui
