"""The preview: real pages, kept in place, swapped only when they are drawn."""

from __future__ import annotations

import weakref
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from secretariat.documents.model import Document, Heading, PageBreak, Paragraph, runs
from secretariat.documents.style import HouseStyle
from secretariat.models.kinds import Format
from secretariat.paths import resources
from secretariat.render.dispatch import render
from secretariat.ui.preview import DocumentPreview
from secretariat.ui.preview.edition import is_drawing
from secretariat.ui.preview.printing import Printing, sheets
from secretariat.ui.preview.strip import Fit
from secretariat.ui.theme import Theme
from tests.ui.test_page_support import Desk, desk

__all__ = ["desk"]


def _pdf(words: str, pages: int = 3) -> bytes:
    blocks = []
    for page in range(pages):
        blocks += [Heading(1, runs(f"{words} {page}")), Paragraph(runs("█" * 400)), PageBreak()]
    document = Document(title=words, kind="agenda", blocks=tuple(blocks[:-1]))
    return render(document, HouseStyle(), resources() / "fonts", Format.PDF)


def _ink(preview: DocumentPreview) -> int:
    image = preview.grab().toImage()
    return sum(
        QColor(image.pixel(x, y)).lightness() < 128
        for x in range(0, image.width(), 4)
        for y in range(0, image.height(), 4)
    )


def test_pages_stay_until_the_new_ones_are_drawn(qtbot: QtBot, theme: Theme) -> None:
    preview = DocumentPreview()
    qtbot.addWidget(preview)
    preview.resize(500, 700)
    preview.show()
    preview.show_pdf(_pdf("Agenda"))
    qtbot.waitUntil(lambda: preview.is_drawn, timeout=5000)
    assert preview.page_count == 3
    before = _ink(preview)
    assert before > 20
    strip = preview._strip
    assert strip is not None
    strip.verticalScrollBar().setValue(120)
    preview.show_pdf(_pdf("Changed"))
    assert _ink(preview) > 20  # no white flash while the new pages are being drawn
    qtbot.waitUntil(lambda: preview.is_drawn, timeout=5000)
    assert strip.verticalScrollBar().value() == 120


def test_it_says_which_page_and_how_large(qtbot: QtBot, theme: Theme) -> None:
    preview = DocumentPreview()
    qtbot.addWidget(preview)
    preview.resize(500, 700)
    preview.show()
    told: list[tuple[int, int]] = []
    preview.page_changed.connect(lambda page, pages: told.append((page, pages)))
    preview.show_pdf(_pdf("Agenda"))
    assert told[-1] == (1, 3)
    assert preview.bar.number.text() == "1"
    assert preview.bar._of.text() == "of 3"
    strip = preview._strip
    assert strip is not None
    strip.verticalScrollBar().setValue(strip.verticalScrollBar().maximum())
    assert told[-1] == (3, 3)
    wide = strip.zoom
    preview.resize(800, 700)
    qtbot.waitUntil(lambda: strip.zoom > wide, timeout=2000)
    assert strip.page == 3
    qtbot.waitUntil(lambda: preview.is_drawn, timeout=5000)


def test_what_is_no_pdf_is_told_and_the_last_pages_stay(qtbot: QtBot, theme: Theme) -> None:
    preview = DocumentPreview()
    qtbot.addWidget(preview)
    preview.resize(500, 700)
    preview.show()
    preview.show_pdf(_pdf("Agenda", 1))
    preview.show_pdf(b"not a document")
    assert preview.page_count == 1
    assert "could not be shown" in preview._note.text()
    qtbot.waitUntil(lambda: preview.is_drawn, timeout=5000)


def test_the_keys_of_the_pages_work_where_the_focus_is(qtbot: QtBot, theme: Theme) -> None:
    preview = shown(qtbot, pages=4)
    strip = preview._strip
    assert strip is not None
    strip.setFocus()
    qtbot.waitUntil(strip.hasFocus)
    wide = strip.zoom
    QTest.keyClick(strip, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert strip.zoom > wide
    QTest.keyClick(strip, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert strip.zoom == wide
    QTest.keyClick(strip, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert strip.fit is Fit.PAGE
    assert max(place.height() for place in strip._places) <= strip.height()
    QTest.keyClick(strip, Qt.Key.Key_End)
    assert strip.page == 4
    QTest.keyClick(strip, Qt.Key.Key_PageUp)
    assert strip.page == 3
    preview.bar.number.setFocus()
    preview.bar.number.selectAll()
    QTest.keyClicks(preview.bar.number, "2")
    QTest.keyClick(preview.bar.number, Qt.Key.Key_Return)
    assert strip.page == 2
    assert strip.hasFocus()
    qtbot.waitUntil(lambda: preview.is_drawn, timeout=5000)


def test_words_are_found_marked_and_kept_when_the_document_changes(
    qtbot: QtBot, theme: Theme
) -> None:
    preview = shown(qtbot, pages=3)
    strip = preview._strip
    assert strip is not None
    QTest.keyClick(strip, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = preview._find
    assert bar is not None
    QTest.keyClicks(bar.words, "agenda 2")
    qtbot.waitUntil(lambda: bar.told.text() == "1 of 1")
    assert strip.page == 3
    assert list(strip._marks) == [2]
    bar.words.setText("agenda")
    qtbot.waitUntil(lambda: bar.told.text() == "3 of 3")
    QTest.keyClick(bar.words, Qt.Key.Key_F3)
    assert bar.told.text() == "1 of 3"
    QTest.keyClick(bar.words, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert bar.told.text() == "3 of 3"
    preview.show_pdf(_pdf("Agenda", 2))
    qtbot.waitUntil(lambda: bar.told.text() == "2 of 2")
    bar.words.setText("nowhere")
    qtbot.waitUntil(lambda: bar.told.text() == "Not found")
    QTest.keyClick(bar.words, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert not strip._marks
    qtbot.waitUntil(lambda: preview.is_drawn, timeout=5000)


def test_pages_in_small_lead_to_their_page(qtbot: QtBot, theme: Theme) -> None:
    preview = shown(qtbot, pages=3)
    preview.turn_thumbs()
    thumbs = preview._thumbs
    assert thumbs is not None
    assert thumbs.model().rowCount() == 3
    thumbs.setFocus()
    QTest.keyClick(thumbs, Qt.Key.Key_Down)
    assert preview.bar.number.text() == "2"
    preview.show_pdf(_pdf("Agenda", 5))
    qtbot.waitUntil(lambda: thumbs.model().rowCount() == 5)
    qtbot.waitUntil(lambda: len(thumbs._pages._pictures) == 5, timeout=5000)
    preview.turn_thumbs()
    assert thumbs.isHidden()
    qtbot.waitUntil(lambda: preview.is_drawn, timeout=5000)


def test_only_the_small_pages_in_view_are_drawn(qtbot: QtBot, theme: Theme) -> None:
    preview = shown(qtbot, pages=30)
    preview.turn_thumbs()
    strip = preview._strip
    assert strip is not None
    assert strip.edition is not None
    qtbot.waitUntil(lambda: bool(strip.edition and strip.edition._asked_small))
    qtbot.waitUntil(lambda: not is_drawing())
    assert len(strip.edition._asked_small) < 15
    preview.begin_find()
    find = preview._find
    assert find is not None
    find.words.setText("Agenda")
    qtbot.waitUntil(lambda: len(find._hits) == 30)
    preview.show_pdf(_pdf("Changed Agenda", 30))
    qtbot.waitUntil(lambda: len(find._hits) == 30 and not find._soon.isActive())
    assert find.told.text() == "1 of 30"
    qtbot.waitUntil(lambda: preview.is_drawn, timeout=5000)


@pytest.mark.parametrize(
    ("collated", "backwards", "wanted"),
    [
        (True, False, [1, 2, 1, 2]),
        (False, False, [1, 1, 2, 2]),
        (True, True, [2, 1, 2, 1]),
    ],
)
def test_copies_come_out_in_the_order_that_was_asked_for(
    collated: bool, backwards: bool, wanted: list[int]
) -> None:
    assert sheets(2, 3, copies=2, collated=collated, backwards=backwards) == wanted


def test_a_range_of_pages_is_printed_in_slices(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    desk.context.bus.changed.connect(lambda _: None)
    printing = Printing(_pdf("Agenda", 4), "Agenda", desk.context, window)
    printer = printing.printer_for(QPrinter(QPrinter.PrinterMode.ScreenResolution))
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    printing.begin(printer)
    qtbot.waitUntil(lambda: "Printed “Agenda”." in desk.said.texts, timeout=20000)
    assert desk.said.texts[0] == "Printing “Agenda”, 2 pages."
    made = pikepdf.open(tmp_path / "printed.pdf")
    assert len(made.pages) == 2
    box = [round(float(side)) for side in made.pages[0].mediabox]
    assert box == [0, 0, 595, 842]


def test_printing_goes_away_after_its_window_was_let_go(qtbot: QtBot, desk: Desk) -> None:
    def begin_and_forget() -> weakref.ref[QWidget]:
        window = QWidget()
        Printing(_pdf("Agenda", 1), "Agenda", desk.context, window).deleteLater()
        return weakref.ref(window)

    desk.context.bus.changed.connect(lambda _: None)
    for _ in range(5):
        window = begin_and_forget()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert window() is None


def shown(qtbot: QtBot, pages: int) -> DocumentPreview:
    """Return a preview that shows a document, with the focus in its pages."""
    preview = DocumentPreview()
    qtbot.addWidget(preview)
    preview.resize(500, 700)
    preview.show()
    preview.activateWindow()
    preview.show_pdf(_pdf("Agenda", pages))
    qtbot.waitUntil(lambda: preview.is_drawn, timeout=5000)
    strip = preview._strip
    assert strip is not None
    strip.setFocus()
    qtbot.waitUntil(strip.hasFocus)
    return preview
