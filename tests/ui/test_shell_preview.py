"""The preview: real pages, kept in place, swapped only when they are drawn."""

from __future__ import annotations

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from secretariat.documents.model import Document, Heading, PageBreak, Paragraph, runs
from secretariat.documents.style import HouseStyle
from secretariat.models.kinds import Format
from secretariat.paths import resources
from secretariat.render.dispatch import render
from secretariat.ui.preview import DocumentPreview
from secretariat.ui.theme import Theme


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
    assert preview._where.text().startswith("1 / 3")
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
