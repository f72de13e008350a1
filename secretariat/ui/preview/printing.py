"""Printing a finished PDF in slices, so that the window goes on answering."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QSize, QSizeF, Qt, Slot
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QDialog, QWidget

from secretariat.ui.page import Context

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from secretariat.ui.preview.edition import Edition

_DOTS = 300
"""Dots an inch at which pages are drawn where the printer can: sharp on paper."""
_SLICE = 96
"""Dots in height of a slice: painting one takes 3 ms of the window's thread."""


def sheets(first: int, last: int, *, copies: int, collated: bool, backwards: bool) -> list[int]:
    """Return the pages to print in their order, from 0, for `first` to `last` from 1."""
    pages = list(range(first - 1, last))
    if backwards:
        pages.reverse()
    if collated:
        return pages * copies
    return [page for page in pages for _ in range(copies)]


class Printing(QObject):
    """Asks for a printer and hands it one slice of a page after another; goes away by itself.

    Slices are drawn by a thread of the library; only laying them on the paper happens here.
    """

    def __init__(
        self, data: bytes, name: str, context: Context, parent: QWidget, page: int = 1
    ) -> None:
        # The parent is asked for, never kept. Were this the last that holds a window that has no
        # parent, the window would die with what is kept here, in the middle of this going away,
        # and delete this, its child, a second time.
        super().__init__(parent)
        from secretariat.ui.preview.edition import Edition

        self._name = name
        self._context = context
        self._current = page
        self._edition: Edition = Edition(data, self)
        self._edition.part.connect(self._take)
        self._printer: QPrinter | None = None
        self._painter: QPainter | None = None
        self._pages: list[int] = []
        self._at = 0
        self._paper, self._top, self._size = QRect(), 0, QSize()

    def ask(self) -> None:
        """Let the person choose printer, pages, copies and sides; nothing is printed without it."""
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

        printer = self.printer_for(QPrinter(QPrinter.PrinterMode.HighResolution))
        over = self.parent()
        dialog = QPrintDialog(printer, over if isinstance(over, QWidget) else None)
        option = QAbstractPrintDialog.PrintDialogOption
        for each in (
            option.PrintPageRange, option.PrintCollateCopies, option.PrintCurrentPage,
            option.PrintShowPageSize,
        ):  # fmt: skip
            dialog.setOption(each)
        dialog.setMinMax(1, self._edition.pages)
        dialog.accepted.connect(lambda: self.begin(printer))
        dialog.rejected.connect(self.deleteLater)
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def printer_for(self, printer: QPrinter) -> QPrinter:
        """Return a printer set to the paper of the document, its name and all its pages."""
        printer.setDocName(self._name)
        printer.setFullPage(True)
        if self._edition.pages:
            printer.setPageSize(_paper_of(self._edition.document.pagePointSize(0)))
            printer.setPageOrientation(_orientation(self._edition.document.pagePointSize(0)))
        return printer

    def begin(self, printer: QPrinter) -> None:
        """Print on a printer, as the person has set it."""
        self._printer, self._painter = printer, QPainter()
        self._pages = self._chosen(printer)
        if not self._pages or not self._painter.begin(printer):
            self._context.messages.warn("The printer did not answer. Nothing was printed.")
            self.deleteLater()
            return
        many = "1 page" if len(self._pages) == 1 else f"{len(self._pages)} pages"
        self._context.messages.say(f"Printing “{self._name}”, {many}.", "Stop", self.stop)
        self._begin_page()

    def stop(self) -> None:
        """Print no further; what the printer has already it may print."""
        if self._painter is not None and self._painter.isActive() and self._printer is not None:
            self._printer.abort()
            self._painter.end()
            self._context.messages.say("Printing was stopped.")
            self.deleteLater()

    def _chosen(self, printer: QPrinter) -> list[int]:
        from PySide6.QtPrintSupport import QPrinter

        first, last = 1, self._edition.pages
        if printer.printRange() is QPrinter.PrintRange.CurrentPage:
            first = last = min(self._current, last)
        elif printer.printRange() is QPrinter.PrintRange.PageRange:
            first = max(printer.fromPage(), 1)
            last = min(printer.toPage() or last, last)
        copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
        return sheets(
            first, last,
            copies=copies,
            collated=printer.collateCopies(),
            backwards=printer.pageOrder() is QPrinter.PageOrder.LastPageFirst,
        )  # fmt: skip

    def _begin_page(self) -> None:
        """Set the size of a page on its paper, as large as it stands there, and its first slice."""
        printer, painter = self._printer, self._painter
        assert printer is not None
        assert painter is not None
        points = self._points()
        room = painter.viewport()
        shown = points.scaled(QSizeF(room.size()), Qt.AspectRatioMode.KeepAspectRatio)
        self._paper = QRect(0, 0, round(shown.width()), round(shown.height()))
        self._paper.moveCenter(room.center())
        share = min(_DOTS / printer.resolution(), 1.0)
        self._size = QSize(round(shown.width() * share), round(shown.height() * share))
        self._top = 0
        self._ask()

    def _points(self) -> QSizeF:
        return self._edition.document.pagePointSize(self._pages[self._at])

    def _ask(self) -> None:
        height = min(_SLICE, self._size.height() - self._top)
        part = QRect(0, self._top, self._size.width(), height)
        self._edition.ask_part(self._pages[self._at], self._size, part)

    @Slot(QImage)
    def _take(self, drawn: QImage) -> None:
        painter, printer = self._painter, self._printer
        if painter is None or printer is None or not painter.isActive():
            return
        share = self._paper.height() / self._size.height()
        top = round(self._top * share)
        bottom = round((self._top + drawn.height()) * share)
        place = QRect(
            self._paper.left(), self._paper.top() + top, self._paper.width(), bottom - top
        )
        painter.drawImage(place, _on_white(drawn))
        self._top += drawn.height()
        if self._top < self._size.height():
            self._ask()
            return
        self._at += 1
        if self._at < len(self._pages):
            printer.setPageOrientation(_orientation(self._points()))
            printer.newPage()
            self._begin_page()
            return
        painter.end()
        self._context.messages.say(f"Printed “{self._name}”.")
        self.deleteLater()


def printing(name: Callable[[], str], context: Context, parent: QWidget) -> Callable[[bytes], None]:
    """Return what prints bytes under a name; for `DocumentPreview.offer_print`."""
    return lambda data: Printing(data, name(), context, parent).ask()


def _on_white(drawn: QImage) -> QImage:
    """Return a slice on white paper: what can be seen through prints many times more slowly."""
    made = QImage(drawn.size(), QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return made


def _paper_of(points: QSizeF) -> QPageSize:
    upright = points if points.width() <= points.height() else points.transposed()
    match = QPageSize.SizeMatchPolicy.FuzzyMatch
    return QPageSize(upright, QPageSize.Unit.Point, "", match)


def _orientation(points: QSizeF) -> QPageLayout.Orientation:
    wide = points.width() > points.height()
    return QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
