"""Pages of a PDF one below the other; drawn beside the window's thread."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from secretariat.ui.accessible import told_as
from secretariat.ui.preview.edition import Edition, Marks, is_drawing

if TYPE_CHECKING:
    from secretariat.ui.theme import Theme

_GAP = 14
_SIDE = 6
_SHADOW = 5
_SPOKEN = 4_000
"""Letters of a page that are read aloud when the pages take the focus."""
_PAUSE, _PATIENCE = 10, 100
"""Milliseconds after which a document that comes looks again whether pages are still being drawn,
and how often it does before it goes on all the same."""
_READING = 4
"""Milliseconds of the window's thread in which a document is read at once."""
_KEPT = 16
"""Pictures of pages that are kept; those farthest from the view go first."""
_SETTLED = 40
"""Milliseconds after which a new size of the view counts as meant."""
_FEW = 12
"""Pages that are laid out in no time; a longer document is read and laid out in two turns."""
_LEAST, _MOST, _STEP = 0.2, 5.0, 1.2
_FOUND, _CHOSEN = QColor("#ffe89a"), QColor("#ffb648")
"""Marks on the white of the paper, in light and dark: words on them stay at 7 to 1 and more."""


class Fit(StrEnum):
    """How large the pages stand: as wide as the room, whole, or as the person has zoomed."""

    WIDTH = "width"
    PAGE = "page"
    FREE = "free"


class PageStrip(QAbstractScrollArea):
    """Shows an edition; the pictures of the one before stay until the new ones are there.

    `moved` follows every change of page and size, `came` every new edition. Pages are counted
    from 1 outside.
    """

    moved = Signal()
    came = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        told_as(PageStrip, QAccessible.Role.Document)
        self._theme = theme
        self.edition: Edition | None = None
        self._coming: Edition | None = None
        self.fit = Fit.WIDTH
        self._waited = 0
        self._factor = 1.0
        self._pictures: dict[int, QImage] = {}
        self._places: list[QRect] = []
        self._marks: Marks = {}
        self._chosen = -1
        self._spoken = 0
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Pages of the document")
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED)
        self._settled.timeout.connect(self._ask)
        theme.changed.connect(self.viewport().update)

    @property
    def pages(self) -> int:
        """The number of pages that are shown."""
        return self.edition.pages if self.edition else 0

    @property
    def page(self) -> int:
        """The page in the middle of the view, from 1."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        above = [n for n, place in enumerate(self._places, 1) if place.top() <= middle]
        return above[-1] if above else min(1, self.pages)

    @property
    def zoom(self) -> int:
        """How large the pages stand, in per cent of paper."""
        if self.edition is None or not self._places:
            return 0
        points = max(size.width() for size in self.edition.sizes)
        return round(
            100 * max(p.width() for p in self._places) / (points * self.logicalDpiX() / 72)
        )

    @property
    def is_drawn(self) -> bool:
        """Say whether every page in view stands as it is in the newest edition."""
        return self._coming is None and all(self._is_sharp(page) for page in self._in_view())

    def show_pdf(self, data: bytes) -> bool:
        """Show these bytes at the place at which the reader is; False when they are no PDF."""
        edition = Edition(data, self)
        if not edition.pages:
            edition.retire()
            return False
        if self._coming is not None:
            self._coming.retire()
        self._coming = edition
        self._waited = 0
        self._come()
        return True

    def _come(self) -> None:
        """Go on reading the document that is coming; show it as soon as its pages are known."""
        edition = self._coming
        if edition is None:
            return
        if self.edition is not None and is_drawing() and self._waited < _PATIENCE:
            self._waited += 1
            QTimer.singleShot(_PAUSE, self, self._come)
            return
        if not edition.read_sizes(_READING):
            QTimer.singleShot(0, self, self._come)
            return
        if edition.pages <= _FEW:
            self._show_coming()
        else:
            QTimer.singleShot(0, self, self._show_coming)

    def _show_coming(self) -> None:
        """Let the document that is coming take the place of the one that is shown."""
        edition = self._coming
        if edition is None or len(edition.sizes) < edition.pages:
            return  # a newer one has come meanwhile
        self._coming = None
        edition.drawn.connect(self._take)
        if self.edition is not None:
            self.edition.retire()
        self.edition = edition
        self._marks, self._chosen = {}, -1
        self._pictures = {p: i for p, i in self._pictures.items() if p < edition.pages}
        for image in self._pictures.values():
            image.setText("edition", "old")
        self._lay_out()
        self._ask()
        QTimer.singleShot(0, self, self._tell)

    def _tell(self) -> None:
        self.came.emit()

    # ------------------------------------------------------------------ place and size

    def go_to(self, page: int, down: float = 0.0) -> None:
        """Show a page from its head, or from so many points below it; the first or the last where
        there is no such page."""
        if self._places and self.edition is not None:
            at = min(max(page, 1), len(self._places)) - 1
            scale = self._places[at].width() / max(self.edition.sizes[at].width(), 1.0)
            top = self._places[at].top() + round(down * scale)
            self.verticalScrollBar().setValue(top - _SIDE)
            self._speak(at + 1)

    def set_fit(self, fit: Fit) -> None:
        """Let the pages stand as wide as the room, or whole in it."""
        self.fit = fit
        self._lay_out()

    def zoom_by(self, steps: int) -> None:
        """Let the pages stand larger or smaller; what is in the middle of the view stays there."""
        self._factor = min(max(self.zoom / 100 * _STEP**steps, _LEAST), _MOST)
        self.set_fit(Fit.FREE)

    def mark(self, marks: Marks, chosen: int) -> None:
        """Mark places on pages (from 0, in points), the one of this number as chosen."""
        self._marks, self._chosen = marks, chosen
        self.viewport().update()

    def reveal(self, page: int, box: QRectF) -> None:
        """Bring a box of a page, from 0 and in points, into view; what is in view stays."""
        on = self._on_view(page, box)
        if not self.viewport().rect().adjusted(0, 20, 0, -20).contains(on.toRect()):
            bar, side = self.verticalScrollBar(), self.horizontalScrollBar()
            bar.setValue(bar.value() + round(on.center().y()) - self.viewport().height() // 3)
            side.setValue(side.value() + round(on.center().x()) - self.viewport().width() // 2)

    # ------------------------------------------------------------------ events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages with Page Up and Page Down, go to the first and last with Home and End."""
        moves = {
            Qt.Key.Key_PageDown: lambda: self._turn(1),
            Qt.Key.Key_PageUp: lambda: self._turn(-1),
            Qt.Key.Key_Home: lambda: self.go_to(1),
            Qt.Key.Key_End: lambda: self.go_to(self.pages),
        }
        move = moves.get(Qt.Key(event.key()))
        if move is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        else:
            move()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Give a screen reader the words of the page."""
        super().focusInEvent(event)
        if self.edition is not None and self.page:
            words = self.edition.words(self.page - 1)
            self.setAccessibleDescription(f"Page {self.page} of {self.pages}. {words[:_SPOKEN]}")
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), self._theme.colour("sunk"))
        for page in self._in_view():
            place = self._places[page].translated(-self._left(), -self.verticalScrollBar().value())
            self._draw_ground(painter, place)
            picture = self._pictures.get(page)
            if picture is not None:
                painter.drawImage(QRectF(place), picture, QRectF(picture.rect()))
            self._draw_marks(painter, page)
        if self.hasFocus():
            pen = painter.pen()
            pen.setColor(self._theme.colour("accent"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _draw_ground(self, painter: QPainter, place: QRect) -> None:
        """Draw the paper and the shadow that lifts it."""
        shade = self._theme.colour("ink" if not self._theme.dark else "sunk")
        for step in range(_SHADOW, 0, -1):
            shade.setAlpha(26 // step)
            painter.fillRect(place.adjusted(-step + 1, 1, step - 1, step), shade)
        painter.fillRect(place, self._theme.colour("paper"))

    def _draw_marks(self, painter: QPainter, page: int) -> None:
        """Mark what was found as a highlighter does: what is dark stays dark."""
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for number, boxes in self._marks.get(page, ()):
            for box in boxes:
                on = self._on_view(page, box).adjusted(-1, -1, 1, 1)
                painter.fillRect(on, _CHOSEN if number == self._chosen else _FOUND)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    # ------------------------------------------------------------------ laying out

    def _lay_out(self) -> None:
        """Place the pages for the room there is, and keep the reader's place among them."""
        if self.edition is None:
            return
        kept = self._anchor()
        scale = self._scale()
        room = self.viewport().width()
        widest = max(size.width() for size in self.edition.sizes) * scale
        across = max(room, round(widest) + 2 * _SIDE)
        places, top = [], _SIDE
        for paper in self.edition.sizes:
            size = QSize(
                max(round(paper.width() * scale), 1), max(round(paper.height() * scale), 1)
            )
            places.append(QRect((across - size.width()) // 2, top, size.width(), size.height()))
            top += size.height() + _GAP
        changed = [p.size() for p in places] != [p.size() for p in self._places]
        self._places = places
        self._set_bars(top - _GAP + _SIDE + _SHADOW, across)
        if changed and kept is not None:
            self._go_back(*kept)
        self._settled.start()
        self._scrolled()

    def _set_bars(self, height: int, width: int) -> None:
        bar, side, view = self.verticalScrollBar(), self.horizontalScrollBar(), self.viewport()
        bar.setRange(0, max(0, height - view.height()))
        bar.setPageStep(view.height())
        bar.setSingleStep(40)
        before = side.maximum() + side.pageStep()
        middle = (side.value() + side.pageStep() / 2) / before if side.maximum() else 0.5
        side.setRange(0, max(0, width - view.width()))
        side.setPageStep(view.width())
        side.setValue(round(middle * width - view.width() / 2))

    def _scale(self) -> float:
        """Return the dots of a point."""
        assert self.edition is not None
        wide = max(size.width() for size in self.edition.sizes)
        high = max(size.height() for size in self.edition.sizes)
        if self.fit is Fit.FREE:
            return self._factor * self.logicalDpiX() / 72
        # As if the bar were there always: whether it is depends on the size that is reckoned here.
        inner = self.width() - self.verticalScrollBar().sizeHint().width() - 2 * _SIDE
        width = max(inner, 40) / max(wide, 1.0)
        if self.fit is Fit.WIDTH:
            return width
        return min(width, max(self.height() - 2 * _SIDE - _SHADOW, 40) / max(high, 1.0))

    def _anchor(self) -> tuple[int, float] | None:
        """Return the page under the upper third of the view, and how far down it that is."""
        if not self._places or not self.verticalScrollBar().value():
            return None
        y = self.verticalScrollBar().value() + self.viewport().height() // 3
        at = max((n for n, p in enumerate(self._places) if p.top() <= y), default=0)
        return at, (y - self._places[at].top()) / self._places[at].height()

    def _go_back(self, page: int, share: float) -> None:
        place = self._places[min(page, len(self._places) - 1)]
        y = place.top() + share * place.height() - self.viewport().height() // 3
        self.verticalScrollBar().setValue(round(y))

    def _left(self) -> int:
        return self.horizontalScrollBar().value()

    def _on_view(self, page: int, box: QRectF) -> QRectF:
        """Return where a box of a page, in points, stands in the view."""
        assert self.edition is not None
        place = self._places[page]
        scale = place.width() / self.edition.sizes[page].width()
        down, right = self.verticalScrollBar().value(), self._left()
        return QRectF(
            place.left() - right + box.left() * scale, place.top() - down + box.top() * scale,
            box.width() * scale, box.height() * scale,
        )  # fmt: skip

    def _in_view(self) -> list[int]:
        up = self.verticalScrollBar().value()
        seen = (up, up + self.viewport().height())
        return [
            page
            for page, place in enumerate(self._places)
            if place.bottom() >= seen[0] and place.top() <= seen[1]
        ]

    def _is_sharp(self, page: int) -> bool:
        picture = self._pictures.get(page)
        wanted = self._places[page].size() * self.devicePixelRatioF()
        return picture is not None and not picture.text("edition") and picture.size() == wanted

    # ------------------------------------------------------------------ drawing

    def _turn(self, by: int) -> None:
        """Turn to the next page or the one before; a page that is higher than the view is read
        to its end first."""
        bar, page = self.verticalScrollBar(), self.page
        place = self._places[page - 1] if self._places else QRect()
        if place.height() > self.viewport().height():
            bar.setValue(bar.value() + by * (self.viewport().height() - 40))
            self._speak(self.page)
        else:
            self.go_to(page + by)

    def _speak(self, page: int) -> None:
        """Tell a screen reader which page is shown."""
        if page != self._spoken and self.hasFocus():
            self._spoken = page
            words = f"Page {page} of {self.pages}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _scrolled(self) -> None:
        if not self._settled.isActive():
            self._ask()
        self.viewport().update()
        self.moved.emit()

    def _ask(self) -> None:
        if self.edition is not None:
            for page in self._in_view():
                if not self._is_sharp(page):
                    self.edition.ask(page, self._places[page].size() * self.devicePixelRatioF())

    @Slot(object, int, QImage)
    def _take(self, edition: Edition, page: int, image: QImage) -> None:
        if edition is not self.edition:
            return
        self._pictures[page] = image
        for far in sorted(self._pictures, key=lambda one: abs(one + 1 - self.page))[_KEPT:]:
            del self._pictures[far]
            edition.forget(far)
        self.viewport().update()
