// ui/window/product_opener.h - layer: ui (Qt Widgets)
#pragma once

#include <QObject>

class QWidget;

namespace varad {
struct Error;
}

namespace varad::ui {

class InspectionSession;
class MessageBar;
class ProductChooser;
struct WindowSettings;

/// Puts a product in force: the one of last time, one that is chosen, or one that is asked for; and keeps the
/// chooser in step with the session. GUI thread; products are loaded on another.
class ProductOpener final : public QObject {
    Q_OBJECT

public:
    /// All outlive this. @param window of the dialogs
    ProductOpener(InspectionSession& session, ProductChooser& chooser, WindowSettings& settings,
                  MessageBar& messages, QWidget& window);

    void open(const QString& folder);
    /// The product of last time, if none is being opened; without one the engine is loaded all the same.
    void openLast();
    void ask();

private:
    void opened();
    void failed(const Error& error);

    InspectionSession& m_session;
    ProductChooser& m_chooser;
    WindowSettings& m_settings;
    MessageBar& m_messages;
    QWidget& m_window;
};

} // namespace varad::ui
