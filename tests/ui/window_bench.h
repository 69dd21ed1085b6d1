// tests/ui/window_bench.h - the real window, driven as a person would, with an engine that is none
#pragma once

#include "ui/session/inspection_session.h"
#include "ui/viewer/picture_view.h"
#include "ui/window/framed_picture.h"
#include "ui/window/main_window.h"
#include "window_fixture.h"

#include <QListView>

#include <memory>
#include <vector>

namespace varad::test {

/// A window with the folders of a test.
struct Bench {
    WindowFixture fixture;
    ui::WindowPlaces places;
    std::unique_ptr<ui::MainWindow> window;

    Bench();
    void open();
    void openWithProduct();
    ui::InspectionSession& session() { return window->session(); }
    /// Must be there.
    template <class T>
    T* child(const char* name)
    {
        T* found = window->findChild<T*>(QLatin1String(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    QString text(const char* name); ///< of a label
    ui::PictureView* view() { return child<ui::PictureView>("pictureView"); }
    /// Pressed in the list.
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    QString framedName();
};

/// Empty if everything on the screen is about one and the same picture.
QString disagreement(Bench& bench);

/// Of all verdicts.
std::vector<int> manyLevels(int count);

} // namespace varad::test
