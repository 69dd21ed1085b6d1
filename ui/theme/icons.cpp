// ui/theme/icons.cpp - layer: ui (Qt Gui, Qt Svg)
#include "ui/theme/icons.h"

#include "ui/theme/theme.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

// The macro has to stand outside of any namespace. A static library's resources are only there once it ran.
static void registerIcons() { Q_INIT_RESOURCE(varad_icons); }

namespace varad::ui {
namespace {

const QString folder = QStringLiteral(":/varad/icons/");

QString pathOf(const QString& name)
{
    registerIcons();
    return folder + name + QStringLiteral(".svg");
}

/// Draws one of our pictures in the text colour of the moment, or the desktop's icon of that name.
class OwnIconEngine final : public QIconEngine {
public:
    explicit OwnIconEngine(const QString& name) : m_name(name)
    {
        QFile file(pathOf(name));
        if (file.open(QIODevice::ReadOnly))
            m_svg = file.readAll();
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const QIcon desktop = desktopIcon();
        if (!desktop.isNull()) {
            desktop.paint(painter, rect, Qt::AlignCenter, mode, state);
            return;
        }
        const int side = qMin(rect.width(), rect.height());
        QRectF square(0, 0, side, side);
        square.moveCenter(QRectF(rect).center());
        QSvgRenderer(coloured(mode)).render(painter, square);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize& asked, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0) // Qt asks in device-independent pixels since then
        const QSize size = (QSizeF(asked) * scale).toSize();
#else
        const QSize size = asked;
#endif
        const QString key = QStringLiteral("varad-icon/%1/%2/%3x%4/%5/%6")
                                .arg(m_name, colour(mode).name())
                                .arg(size.width())
                                .arg(size.height())
                                .arg(state)
                                .arg(usesDesktopIcons());
        QPixmap pixmap;
        if (!QPixmapCache::find(key, &pixmap)) {
            pixmap = QPixmap(size);
            pixmap.fill(Qt::transparent);
            QPainter painter(&pixmap);
            paint(&painter, pixmap.rect(), mode, state);
            painter.end();
            QPixmapCache::insert(key, pixmap);
        }
        pixmap.setDevicePixelRatio(scale);
        return pixmap;
    }

    QIconEngine* clone() const override { return new OwnIconEngine(*this); }
    QString key() const override { return QStringLiteral("varad"); }
    bool isNull() override { return m_svg.isEmpty() && desktopIcon().isNull(); }
    QString iconName() override { return m_name; }

private:
    QIcon desktopIcon() const { return usesDesktopIcons() ? QIcon::fromTheme(m_name) : QIcon(); }

    static QColor colour(QIcon::Mode mode)
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::ButtonText);
        return palette.color(mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText);
    }

    QByteArray coloured(QIcon::Mode mode) const
    {
        QByteArray svg = m_svg;
        return svg.replace("currentColor", colour(mode).name().toLatin1());
    }

    QString m_name;
    QByteArray m_svg;
};

} // namespace

QIcon icon(const char* name)
{
    const QString wanted = QString::fromLatin1(name);
    return QFile::exists(pathOf(wanted)) ? QIcon(new OwnIconEngine(wanted)) : QIcon::fromTheme(wanted);
}

QIcon programIcon()
{
    registerIcons();
    QIcon icon;
    const QString path = QStringLiteral(":/varad/varad-inspector.svg");
    for (const int side : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        QSvgRenderer(path).render(&painter);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

QStringList ownIconNames()
{
    registerIcons();
    QStringList names = QDir(folder).entryList(QDir::Files, QDir::Name);
    for (QString& name : names)
        name.chop(4); // ".svg"
    return names;
}

} // namespace varad::ui
