// ui/window/window_actions.cpp - layer: ui
#include "ui/window/window_actions.h"

#include "core/i18n/language.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QActionGroup>
#include <QEvent>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QToolBar>

namespace varad::ui {
namespace {

constexpr char helpProperty[] = "help"; // the tooltip of an action that is enabled

} // namespace

WindowActions::WindowActions(QMainWindow* window) : QObject(window), m_window(window)
{
    makeActions();
    makeChoices();
    setKeys();
    fillMenus();
    fillToolBar();
    retranslate();
    window->installEventFilter(this);
}

QAction* WindowActions::make(const char* name, const char* iconName)
{
    auto* action = new QAction(m_window);
    action->setObjectName(QLatin1String(name));
    if (iconName)
        action->setIcon(icon(iconName));
    return action;
}

void WindowActions::makeActions()
{
    openPictures = make("openPictures", "document-open");
    openFolder = make("openFolder", "folder-open");
    openExample = make("openExample");
    closeList = make("closeList");
    quit = make("quit");
    heatmap = make("heatmap", "heatmap");
    contourOnly = make("contourOnly", "contour");
    lessOpacity = make("lessOpacity");
    moreOpacity = make("moreOpacity");
    fit = make("fit", "zoom-fit-best");
    actualSize = make("actualSize", "zoom-original");
    zoomIn = make("zoomIn", "zoom-in");
    zoomOut = make("zoomOut", "zoom-out");
    lockView = make("lockView", "lock-view");
    fullScreen = make("fullScreen", "view-fullscreen");
    resetLayout = make("resetLayout");
    nextPane = make("nextPane");
    previousPane = make("previousPane");
    next = make("next", "go-next");
    previous = make("previous", "go-previous");
    first = make("first", "go-first");
    last = make("last", "go-last");
    nextAlarm = make("nextAlarm");
    previousAlarm = make("previousAlarm");
    run = make("run", "media-playback-start");
    pause = make("pause", "media-playback-pause");
    cancel = make("cancel", "process-stop");
    inspectAgain = make("inspectAgain", "view-refresh");
    openProduct = make("openProduct");
    threshold = make("threshold", "threshold");
    about = make("about", "help-about");
    aboutQt = make("aboutQt");
    for (QAction* action : {heatmap, contourOnly, lockView, fullScreen})
        action->setCheckable(true);
    quit->setMenuRole(QAction::QuitRole);
    about->setMenuRole(QAction::AboutRole);
    aboutQt->setMenuRole(QAction::AboutQtRole);
}

void WindowActions::makeChoices()
{
    const auto add = [this](QActionGroup* group, const QString& name, const QVariant& data) {
        auto* action = new QAction(group);
        action->setObjectName(name);
        action->setCheckable(true);
        action->setData(data);
    };
    schemes = new QActionGroup(this);
    for (const ColourScheme scheme :
         {ColourScheme::System, ColourScheme::Light, ColourScheme::Dark, ColourScheme::HighContrast})
        add(schemes, QStringLiteral("scheme-") + schemeCode(scheme), static_cast<int>(scheme));
    scales = new QActionGroup(this);
    for (const int percent : {100, 125, 150, 175, 200})
        add(scales, QStringLiteral("scale-%1").arg(percent), percent);
    languages = new QActionGroup(this);
    for (const QString& code : QStringList{QString()} + languageCodes())
        add(languages, QStringLiteral("language-") + code, code);
}

void WindowActions::setKeys()
{
    const auto keys = [](std::initializer_list<QKeySequence> list) { return QList<QKeySequence>(list); };
    openPictures->setShortcuts(QKeySequence::Open);
    openFolder->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_O);
    closeList->setShortcuts(QKeySequence::Close);
    quit->setShortcuts(QKeySequence::Quit);
    fullScreen->setShortcuts(QKeySequence::keyBindings(QKeySequence::FullScreen) +
                             keys({QKeySequence(Qt::Key_F11)}));
    nextPane->setShortcut(Qt::Key_F6);
    previousPane->setShortcut(Qt::SHIFT | Qt::Key_F6);
    inspectAgain->setShortcuts(QKeySequence::Refresh);
    pause->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_P); // Ctrl+Space belongs to Chinese input
    cancel->setShortcut(Qt::SHIFT | Qt::Key_Escape);

    heatmap->setShortcut(Qt::Key_H);
    contourOnly->setShortcut(Qt::Key_O);
    lessOpacity->setShortcut(Qt::Key_Comma);
    moreOpacity->setShortcut(Qt::Key_Period);
    fit->setShortcut(Qt::Key_F);
    actualSize->setShortcut(Qt::Key_A);
    zoomIn->setShortcuts(keys({Qt::Key_Plus, Qt::SHIFT | Qt::Key_Plus, Qt::Key_Equal}) +
                         QKeySequence::keyBindings(QKeySequence::ZoomIn));
    zoomOut->setShortcuts(keys({Qt::Key_Minus}) + QKeySequence::keyBindings(QKeySequence::ZoomOut));
    lockView->setShortcut(Qt::Key_L);
    next->setShortcuts(keys({Qt::Key_Right, Qt::Key_PageDown, Qt::Key_Space}));
    previous->setShortcuts(keys({Qt::Key_Left, Qt::Key_PageUp, Qt::Key_Backspace}));
    first->setShortcut(Qt::Key_Home);
    last->setShortcut(Qt::Key_End);
    nextAlarm->setShortcut(Qt::Key_N);
    previousAlarm->setShortcut(Qt::SHIFT | Qt::Key_N);
    threshold->setShortcut(Qt::Key_T);
    m_viewKeys = {heatmap, contourOnly, lessOpacity,   moreOpacity, fit,      actualSize,
                  zoomIn,  zoomOut,     lockView,      next,        previous, first,
                  last,    nextAlarm,   previousAlarm, threshold};
    for (QAction* action : std::as_const(m_viewKeys))
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
}

void WindowActions::attachKeys(QWidget* widget) const { widget->addActions(m_viewKeys); }

void WindowActions::fillMenus()
{
    QMenuBar* bar = m_window->menuBar();
    m_file = bar->addMenu(QString());
    m_file->addActions({openPictures, openFolder, openExample});
    recent = m_file->addMenu(QString());
    recent->setObjectName(QStringLiteral("recentMenu"));
    m_file->addSeparator();
    m_file->addActions({closeList, quit});

    m_view = bar->addMenu(QString());
    m_view->addActions({heatmap, contourOnly, lessOpacity, moreOpacity});
    m_view->addSeparator();
    m_view->addActions({fit, actualSize, zoomIn, zoomOut, lockView});
    m_view->addSeparator();
    docks = m_view->addMenu(QString());
    m_view->addActions({nextPane, previousPane, fullScreen, resetLayout});
    m_view->addSeparator();
    m_scheme = m_view->addMenu(QString());
    m_scheme->addActions(schemes->actions());
    m_scale = m_view->addMenu(QString());
    m_scale->addActions(scales->actions());
    m_language = m_view->addMenu(QString());
    m_language->addActions(languages->actions());

    m_inspect = bar->addMenu(QString());
    m_inspect->addActions({run, pause, cancel, inspectAgain});
    m_inspect->addSeparator();
    m_inspect->addActions({next, previous, first, last, nextAlarm, previousAlarm});

    m_product = bar->addMenu(QString());
    m_product->addActions({openProduct, threshold});

    m_help = bar->addMenu(QString());
    m_help->addActions({about, aboutQt});
}

void WindowActions::fillToolBar()
{
    toolBar = m_window->addToolBar(QString());
    toolBar->setObjectName(QStringLiteral("toolBar"));
    toolBar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    toolBar->addActions({openPictures, openFolder});
    toolBar->addSeparator();
    productPlace = toolBar->addSeparator();
    toolBar->addActions({run, pause, cancel});
    toolBar->addSeparator();
    toolBar->addActions({fit, actualSize, lockView});
}

bool WindowActions::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    return QObject::eventFilter(watched, event);
}

void WindowActions::enable(QAction* action, bool enabled, const QString& reason)
{
    action->setEnabled(enabled);
    action->setToolTip(enabled ? action->property(helpProperty).toString() : reason);
}

void WindowActions::name(QAction* action, const QString& text, const QString& help)
{
    action->setText(text);
    // Buttons show no mnemonic; in Chinese texts it stands in brackets at the end.
    static const QRegularExpression mnemonic(QStringLiteral("\\(&.\\)|&|\\.\\.\\.$"));
    action->setIconText(QString(text).remove(mnemonic));
    const QString key = action->shortcut().toString(QKeySequence::NativeText);
    const QString words = key.isEmpty() ? help : tr("%1 (%2)", "what it does, and its key").arg(help, key);
    action->setProperty(helpProperty, words);
    action->setToolTip(words);
}

void WindowActions::retranslate()
{
    m_file->setTitle(tr("&File"));
    m_view->setTitle(tr("&View"));
    m_inspect->setTitle(tr("&Inspect"));
    m_product->setTitle(tr("&Product"));
    m_help->setTitle(tr("&Help"));
    recent->setTitle(tr("Open &Recent"));
    docks->setTitle(tr("&Panels"));
    m_scheme->setTitle(tr("&Theme"));
    m_scale->setTitle(tr("Interface &Size at Next Start"));
    m_language->setTitle(tr("L&anguage"));
    toolBar->setWindowTitle(tr("Toolbar"));

    name(openPictures, tr("&Open Pictures..."), tr("Open pictures and inspect them"));
    openPictures->setIconText(tr("Open"));
    name(openFolder, tr("Open &Folder..."), tr("Open all pictures of a folder and its subfolders"));
    openFolder->setIconText(tr("Folder"));
    name(openExample, tr("Open &Example"), tr("Make pictures of buttons, teach a product and inspect"));
    name(closeList, tr("&Close List"), tr("Close the list; the files stay"));
    name(quit, tr("&Quit"), tr("Close the program"));
    name(heatmap, tr("&Heatmap"), tr("Show the heatmap; hold the key to see the bare picture"));
    name(contourOnly, tr("&Contour Only"), tr("Show the outline at the threshold without colours"));
    name(lessOpacity, tr("L&ess Opacity"), tr("Make the heatmap fainter"));
    name(moreOpacity, tr("&More Opacity"), tr("Make the heatmap stronger"));
    name(fit, tr("&Fit"), tr("Show the whole picture"));
    name(actualSize, tr("&100 %"), tr("One picture pixel per screen pixel"));
    name(zoomIn, tr("Zoom &In"), tr("Enlarge"));
    name(zoomOut, tr("Zoom &Out"), tr("Reduce"));
    name(lockView, tr("&Lock View"), tr("Keep zoom and place for the next picture of equal size"));
    name(fullScreen, tr("F&ull Screen"), tr("Use the whole screen"));
    name(resetLayout, tr("&Reset Layout"), tr("Put all panels back where they were at first"));
    name(nextPane, tr("&Next Pane"), tr("Move the keyboard to the next pane"));
    name(previousPane, tr("Pre&vious Pane"), tr("Move the keyboard to the pane before"));
    name(next, tr("&Next Picture"), tr("Go to the next picture"));
    name(previous, tr("&Previous Picture"), tr("Go to the picture before"));
    name(first, tr("&First Picture"), tr("Go to the first picture"));
    name(last, tr("&Last Picture"), tr("Go to the last picture"));
    name(nextAlarm, tr("Next &Alarm"), tr("Go to the next alarm"));
    name(previousAlarm, tr("Previous Alar&m"), tr("Go to the alarm before"));
    name(run, tr("&Run"), tr("Inspect the pictures that wait"));
    name(pause, tr("Pau&se"), tr("Stop after this picture; go on later"));
    name(cancel, tr("&Cancel"), tr("Stop now; results so far stay"));
    name(inspectAgain, tr("&Inspect Again"), tr("Inspect this picture and all without a result again"));
    name(openProduct, tr("&Open Product..."), tr("Choose the folder of a product"));
    name(threshold, tr("&Threshold"), tr("Move the keyboard to the threshold"));
    name(about, tr("&About VarAD Inspector"), tr("Version and licence"));
    name(aboutQt, tr("About &Qt"), tr("About the library that draws the window"));

    const QList<QAction*> themes = schemes->actions();
    themes[0]->setText(tr("&System"));
    themes[1]->setText(tr("&Light"));
    themes[2]->setText(tr("&Dark"));
    themes[3]->setText(tr("&High Contrast"));
    for (QAction* action : scales->actions())
        action->setText(tr("%1 %").arg(action->data().toInt()));
    languages->actions().first()->setText(tr("&System Language"));
    for (QAction* action : languages->actions())
        if (const QString code = action->data().toString(); !code.isEmpty())
            action->setText(languageName(code)); // in its own words, so that everybody finds theirs
}

} // namespace varad::ui
