"""The bookmarks beside the pages: keys, the way to a place, and what stays when pages are new."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from secretariat.documents.model import Document, Heading, PageBreak, Paragraph, runs
from secretariat.documents.style import HouseStyle
from secretariat.models.kinds import Format
from secretariat.paths import resources
from secretariat.render.dispatch import render
from secretariat.ui.preview import DocumentPreview
from secretariat.ui.preview.bookmarks import Bookmarks
from secretariat.ui.theme import Theme

CONTROL = Qt.KeyboardModifier.ControlModifier


def _pdf(*titles: str) -> bytes:
    """Return a document of a page a title, each with a heading in the middle of its page."""
    blocks = [Heading(1, runs("Agenda"))]
    for title in titles:
        blocks += [Heading(2, runs(title)), *[Paragraph(runs("What was said."))] * 12]
        blocks += [Heading(3, runs(f"Of {title}")), PageBreak()]
    document = Document(title="Agenda", kind="agenda", blocks=tuple(blocks[:-1]))
    return render(document, HouseStyle(), resources() / "fonts", Format.PDF)


def shown(qtbot: QtBot, pdf: bytes, width: int = 560) -> tuple[DocumentPreview, Bookmarks]:
    preview = DocumentPreview()
    qtbot.addWidget(preview)
    preview.resize(width, 700)
    preview.show()
    preview.activateWindow()
    preview.show_pdf(pdf)
    qtbot.waitUntil(lambda: preview.is_drawn, timeout=5000)
    strip = preview._strip
    assert strip is not None
    strip.setFocus()
    qtbot.waitUntil(strip.hasFocus)
    QTest.keyClick(strip, Qt.Key.Key_B, CONTROL)
    tree = preview._bookmarks
    assert tree is not None
    qtbot.waitUntil(tree.hasFocus)
    return preview, tree


def told(tree: Bookmarks) -> list[tuple[str, str]]:
    return [(item.text(0), item.text(1)) for item in tree._items]


def test_arrow_keys_lead_to_the_place_and_enter_into_the_pages(qtbot: QtBot, theme: Theme) -> None:
    preview, tree = shown(qtbot, _pdf("Roads", "Ponds", "Trees"), width=1000)
    strip = preview._strip
    assert strip is not None
    assert told(tree) == [
        ("Agenda", "1"), ("Roads", "1"), ("Of Roads", "1"), ("Ponds", "2"), ("Of Ponds", "2"),
        ("Trees", "3"), ("Of Trees", "3"),
    ]  # fmt: skip
    assert tree.indexOfTopLevelItem(tree._items[1]) == 1  # the title takes no level of its own
    tops = []
    for _ in range(4):
        QTest.keyClick(tree, Qt.Key.Key_Down)
        tops.append(strip.verticalScrollBar().value())
    assert tops == sorted(set(tops))
    assert preview.bar.number.text() == "2"
    page = strip._places[1]
    assert page.top() + page.height() * 0.25 < tops[-1] < page.top() + page.height() * 0.6
    said = tree._items[3].data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Ponds, page 2"
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert strip.hasFocus()
    QTest.keyClick(strip, Qt.Key.Key_Home)
    current = tree.currentItem()
    assert current is not None
    assert current.text(0) == "Agenda"
    QTest.keyClick(strip, Qt.Key.Key_B, CONTROL)
    assert tree.isHidden()
    assert strip.hasFocus()
    qtbot.waitUntil(lambda: preview.is_drawn, timeout=5000)


def test_what_is_folded_and_chosen_stays_when_the_document_is_made_anew(
    qtbot: QtBot, theme: Theme
) -> None:
    preview, tree = shown(qtbot, _pdf("Roads", "Ponds"))
    tree._items[1].setExpanded(False)
    tree.setCurrentItem(tree._items[3])
    preview.show_pdf(_pdf("Roads", "Ponds and bridges", "Trees"))
    qtbot.waitUntil(lambda: len(tree._items) == 7)
    current = tree.currentItem()
    assert current is not None
    assert current.text(0) == "Ponds and bridges"
    assert [item.isExpanded() for item in tree._items if item.childCount()] == [False, True, True]
    same = tree._items[0]
    preview.show_pdf(_pdf("Roads", "Ponds and bridges", "Trees"))
    qtbot.waitUntil(lambda: preview.is_drawn, timeout=5000)
    assert tree._items[0] is same  # the same bookmarks are not put in anew


def test_bookmarks_and_small_pages_share_the_room(qtbot: QtBot, theme: Theme) -> None:
    preview, tree = shown(qtbot, _pdf("Roads"))
    preview.turn_thumbs()
    assert tree.isHidden()
    assert not preview.bar.bookmarks.isChecked()
    preview.turn_bookmarks()
    thumbs = preview._thumbs
    assert thumbs is not None
    assert thumbs.isHidden()
    preview.resize(900, 700)
    preview.turn_thumbs()
    assert not tree.isHidden()
    assert not thumbs.isHidden()
    qtbot.waitUntil(lambda: preview.is_drawn, timeout=5000)


@pytest.mark.qt_log_ignore("bookmark with invalid location", extend=True)
def test_a_file_without_bookmarks_says_so_and_odd_ones_do_no_harm(
    qtbot: QtBot, theme: Theme
) -> None:
    plain = Document(title="Note", kind="agenda", blocks=(Paragraph(runs("Words")),))
    pdf = render(plain, HouseStyle(), resources() / "fonts", Format.PDF)
    preview, tree = shown(qtbot, pdf)
    first = tree.topLevelItem(0)
    assert first is not None
    assert first.text(0) == "This document has no bookmarks"
    QTest.keyClick(tree, Qt.Key.Key_Down)
    with pikepdf.open(BytesIO(_pdf("Roads", "Ponds"))) as opened:
        with opened.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Leads nowhere"))
            outline.root.append(pikepdf.OutlineItem("\n\n", 0))
        held = BytesIO()
        opened.save(held)
    preview.show_pdf(held.getvalue())
    qtbot.waitUntil(lambda: bool(tree._items))
    assert "Leads nowhere" not in dict(told(tree))
    qtbot.waitUntil(lambda: preview.is_drawn, timeout=5000)
