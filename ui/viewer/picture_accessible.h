// ui/viewer/picture_accessible.h - layer: ui (Qt Widgets)
#pragma once

namespace varad::ui {

/// Lets screen readers know PictureView and Legend as graphics. Their constructors call it; any number of
/// times. GUI thread.
void announceGraphics();

} // namespace varad::ui
