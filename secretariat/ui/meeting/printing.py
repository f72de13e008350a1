"""Printing a finished PDF, page by page, so that the window goes on answering."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QWidget

from secretariat.ui.page import Context

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

_DOTS = 200
"""Dots an inch at which pages are drawn: sharp on paper, and quick."""


class Printing(QObject):
    """Asks for a printer and draws one page at a time; goes away by itself."""

    def __init__(self, data: bytes, name: str, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        from PySide6.QtPdf import QPdfDocument

        self._parent = parent
        self._name = name
        self._context = context
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document: QPdfDocument = QPdfDocument(self)
        self._document.load(self._buffer)
        self._printer: QPrinter | None = None
        self._painter: QPainter | None = None
        self._page = 0

    def ask(self) -> None:
        """Let the person choose a printer; nothing is printed without it."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._name)
        printer.setFullPage(True)
        printer.setFromTo(1, self._document.pageCount())
        dialog = QPrintDialog(printer, self._parent)
        self._printer = printer
        dialog.accepted.connect(self._begin)
        dialog.rejected.connect(self.deleteLater)
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def _begin(self) -> None:
        if self._printer is None:
            return
        self._painter = QPainter()
        if not self._painter.begin(self._printer):
            self._context.messages.warn("The printer did not answer. Nothing was printed.")
            self.deleteLater()
            return
        self._page = max(self._printer.fromPage() - 1, 0)
        QTimer.singleShot(0, self, self._next)

    def _next(self) -> None:
        printer, painter = self._printer, self._painter
        if printer is None or painter is None:
            return
        last = printer.toPage() or self._document.pageCount()
        if self._page >= min(last, self._document.pageCount()):
            painter.end()
            self._context.messages.say(f"Printed “{self._name}”.")
            self.deleteLater()
            return
        points = self._document.pagePointSize(self._page)
        size = QSize(round(points.width() * _DOTS / 72), round(points.height() * _DOTS / 72))
        painter.drawImage(painter.viewport(), self._document.render(self._page, size))
        self._page += 1
        if self._page < min(last, self._document.pageCount()):
            printer.newPage()
        QTimer.singleShot(0, self, self._next)
