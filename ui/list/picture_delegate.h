// ui/list/picture_delegate.h - layer: ui (Qt Widgets)
#pragma once

#include <QStyledItemDelegate>

namespace varad::ui {

/// Paints a row of the list: thumbnail, name, verdict with its word, score. Sizes follow the font.
class PictureDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace varad::ui
