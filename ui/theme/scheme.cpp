// ui/theme/scheme.cpp - layer: ui (Qt Widgets)
#include "ui/theme/focus_style.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QEvent>
#include <QPointer>

namespace varad::ui {
namespace {

/// Lives as a child of the application; one at most. Takes the desktop's new lightness when it changes.
class SchemeFollower final : public QObject {
public:
    explicit SchemeFollower(QApplication& app) : QObject(&app), m_app(app)
    {
        setObjectName(QStringLiteral("schemeFollower"));
        app.installEventFilter(this);
    }

    void follow(ColourScheme scheme)
    {
        m_scheme = scheme;
        m_setting = true;
        if (scheme == ColourScheme::System) {
            m_app.setPalette(QPalette()); // what the desktop says, under what we set before
            scheme = schemeOf(QApplication::palette());
        }
        m_app.setPalette(Theme::named(scheme).palette());
        m_setting = false;
    }

    ColourScheme scheme() const { return m_scheme; }

    static SchemeFollower* of(const QCoreApplication* app)
    {
        const QString name = QStringLiteral("schemeFollower");
        return app ? static_cast<SchemeFollower*>(app->findChild<QObject*>(name, Qt::FindDirectChildrenOnly))
                   : nullptr;
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (m_scheme != ColourScheme::System || m_setting)
            return false;
        // A palette of every role hides the desktop's change, so ThemeChange has to be asked too.
        if (event->type() == QEvent::ThemeChange)
            follow(ColourScheme::System);
        else if (watched == &m_app && event->type() == QEvent::ApplicationPaletteChange) {
            m_setting = true;
            m_app.setPalette(Theme::named(schemeOf(QApplication::palette())).palette());
            m_setting = false;
        }
        return false;
    }

private:
    QApplication& m_app;
    ColourScheme m_scheme = ColourScheme::System;
    bool m_setting = false;
};

} // namespace

void applyScheme(QApplication& app, ColourScheme scheme)
{
    SchemeFollower* follower = SchemeFollower::of(&app);
    if (!follower) {
        QApplication::setStyle(new FocusStyle); // owned by the application
        follower = new SchemeFollower(app);
    }
    follower->follow(scheme);
}

bool usesDesktopIcons()
{
    const SchemeFollower* follower = SchemeFollower::of(QCoreApplication::instance());
    return !follower || follower->scheme() == ColourScheme::System;
}

} // namespace varad::ui
