// ui/list/picture_delegate.cpp - layer: ui
#include "ui/list/picture_delegate.h"

#include "ui/list/picture_list_model.h"
#include "ui/theme/theme.h"
#include "ui/theme/verdict_badge.h"

#include <QApplication>
#include <QPainter>
#include <QPixmap>

namespace varad::ui {
namespace {

constexpr int gap = 8;
constexpr int margin = 4;

/// Where the parts of a row lie, logical pixels.
struct Layout {
    explicit Layout(const QStyleOptionViewItem& option)
    {
        const QRect inner = option.rect.adjusted(margin + 2, margin + 2, -margin - 2, -margin - 2);
        const QSize box(inner.height() * 4 / 3, inner.height());
        const bool mirrored = option.direction == Qt::RightToLeft;
        thumbnail = QRect(inner.topLeft(), box);
        QRect text(inner.left() + box.width() + gap, inner.top(), inner.width() - box.width() - gap,
                   inner.height());
        const int line = option.fontMetrics.height();
        const int top = text.top() + (text.height() - 2 * line - margin) / 2;
        name = QRect(text.left(), top, text.width(), line);
        badge = QRect(text.left(), top + line + margin, line, line);
        verdict = QRect(badge.right() + margin + 2, badge.top(), text.right() - badge.right() - margin, line);
        if (mirrored)
            for (QRect* rect : {&thumbnail, &name, &badge, &verdict})
                *rect = QStyle::visualRect(option.direction, option.rect, *rect);
    }
    QRect thumbnail, name, badge, verdict;
};

void paintThumbnail(QPainter& painter, const QRect& box, const QPixmap& picture)
{
    painter.fillRect(box, Theme::surround());
    if (picture.isNull())
        return;
    QRect target(QPoint(), picture.size().scaled(box.size(), Qt::KeepAspectRatio));
    target.moveCenter(box.center());
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawPixmap(target, picture);
}

} // namespace

void PictureDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    const Theme& theme = Theme::of(option.palette);
    const Layout layout(option);
    painter->save();
    if (option.state & QStyle::State_Selected) { // the framed picture: keys act on it
        QColor tint = theme.accent();
        tint.setAlphaF(0.15F);
        painter->fillRect(option.rect, tint);
        painter->setPen(QPen(theme.accent(), 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter->drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1));
    }
    paintThumbnail(*painter, layout.thumbnail, index.data(Qt::DecorationRole).value<QPixmap>());

    painter->setFont(option.font);
    painter->setPen(theme.text());
    const auto aligned = [&option](Qt::Alignment side) {
        return static_cast<int>(QStyle::visualAlignment(option.direction, side | Qt::AlignVCenter));
    };
    const int alignment = aligned(Qt::AlignLeft);
    const int trailing = aligned(Qt::AlignRight);
    painter->drawText(
        layout.name, alignment,
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, layout.name.width()));

    const auto state = static_cast<RowState>(index.data(PictureListModel::StateRole).toInt());
    const auto verdict = static_cast<Verdict>(index.data(PictureListModel::VerdictRole).toInt());
    const bool done = state == RowState::Judged || state == RowState::Failed;
    if (done)
        paintVerdictBadge(*painter, layout.badge, verdict, theme);
    else
        painter->setPen(theme.mutedText());
    QRect place = done ? layout.verdict : layout.badge.united(layout.verdict);
    const QString score = index.data(PictureListModel::ScoreTextRole).toString();
    painter->drawText(place, trailing, score);
    // Where there is no room, the word is cut: the sign says the same.
    if (!score.isEmpty())
        place = QStyle::visualRect(
            option.direction, place,
            place.adjusted(0, 0, -option.fontMetrics.horizontalAdvance(score) - margin, 0));
    const QString word = index.data(PictureListModel::StateWordRole).toString();
    painter->drawText(place, alignment, option.fontMetrics.elidedText(word, Qt::ElideRight, place.width()));
    painter->restore();
}

QSize PictureDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    const int line = option.fontMetrics.height();
    const int height = line * 3 + 3 * margin + 4;
    return {height * 4 / 3 + gap + option.fontMetrics.averageCharWidth() * 16 + 2 * margin, height};
}

} // namespace varad::ui
