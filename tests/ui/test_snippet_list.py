"""Standard words on the page of a body and in the settings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from secretariat.models.kinds import EntryKind
from secretariat.models.records import Body, Snippet
from secretariat.services import snippets
from secretariat.ui.pages.bodies import BodiesPage
from secretariat.ui.pages.snippet_list import OfficeSnippets, SnippetList
from tests.ui.test_meeting_support import World, world

__all__ = ["world"]


def kept(world: World, body: str | None) -> list[tuple[str, str, str]]:
    found = snippets.snippets_of(world.session.reader, body)
    return [(one.short, one.name, one.text) for one in found]


def test_a_snippet_of_a_body_is_written_worded_and_removed(world: World) -> None:
    page = BodiesPage(world.context)
    world.show(page)
    page.list.choose(world.body)
    page.leaves.bring("snippets")
    part = page.snippets.snippets
    assert part.list.isHidden()
    world.run(page, "bodies.add-snippet")
    world.settle(lambda: kept(world, world.body) == [("snippet", "New snippet", "")])
    card = part.card
    world.bot.waitUntil(card.words.field.hasFocus)
    world.type("Thanks to ")
    card.slots.setFocus()
    at = card.slots.findData("chair")
    card.slots.setCurrentIndex(at)
    card.slots.chosen.emit("chair")
    world.bot.waitUntil(card.words.field.hasFocus)
    world.type(".")
    field = card.short.field
    field.setFocus()
    field.selectAll()  # type: ignore[attr-defined]
    world.type("Vote of thanks")
    wanted = [("vote-of-thanks", "New snippet", "Thanks to {chair}.")]
    world.settle(lambda: kept(world, world.body) == wanted)
    part.list.setFocus()
    QTest.keyClick(part.list, Qt.Key.Key_Delete)
    world.settle(lambda: kept(world, world.body) == [])
    world.context.undo()
    world.settle(lambda: kept(world, world.body) == wanted)


def test_the_office_words_a_standard_one_in_its_own_way(world: World) -> None:
    card = OfficeSnippets(world.context)
    world.show(card)
    part: SnippetList = card.snippets
    part.standard.chosen.emit("noted")
    world.settle(lambda: len(kept(world, None)) == 1)
    one = world.session.reader.find(Snippet)[0]
    assert (one.short, one.kind, one.body) == ("noted", EntryKind.DECISION, None)
    assert "Decision" in part.list.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    body = world.session.reader.get(Body, world.body)
    assert snippets.offered(world.session.reader, body.uid)[0].text == one.text
