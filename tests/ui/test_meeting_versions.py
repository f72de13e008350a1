"""An agenda that is out, on screen: what changed is marked, what went out stays, supplements go."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from secretariat.models.kinds import Audience, DocumentKind, ItemOutcome, Stage
from secretariat.models.records import AgendaVersion, Item, Meeting, Publication
from secretariat.services import agenda, agenda_versions, meetings, publish
from secretariat.ui.meeting.agenda import AgendaStep
from secretariat.ui.meeting.agenda_model import CHANGE_ROLE, Column
from secretariat.ui.meeting.send import SendStep
from secretariat.ui.page import Route
from tests.ui.test_meeting_support import World, world

__all__ = ["world"]


@pytest.fixture
def step(world: World) -> AgendaStep:
    """Return the agenda step of a meeting whose agenda of two items is out."""
    for title in ("Minutes", "Budget"):
        agenda.add_item(world.session, world.meeting, title).result(5)
    publish.publish_agenda(world.session, world.meeting).result(5)
    made = AgendaStep(world.context, world.meeting)
    world.show(made)
    return made


def item(world: World, title: str) -> Item:
    found = world.session.reader.one(Item, meeting=world.meeting, title=title)
    assert found is not None
    return found


def mark(step: AgendaStep, uid: str) -> str:
    return str(step.tree.agenda.index_of(uid).data(CHANGE_ROLE))


def test_the_strip_says_what_changed_and_rows_are_marked(world: World, step: AgendaStep) -> None:
    strip = step.versions
    assert strip.words.text() == "Version 1 went out on 10 November."
    assert strip.since.text().startswith("Nothing has changed since.")
    assert not strip.see_button.isVisible()
    uid = item(world, "Budget").uid
    agenda.change_item(world.session, uid, title="The budget").result(5)
    new = agenda.add_item(world.session, world.meeting, "Flood").result(5).uid
    world.settle(lambda: strip.since.text() == "2 changes since: 1 new item, 1 retitled.")
    assert [mark(step, each) for each in (uid, new)] == ["Retitled", "New"]
    title = step.tree.agenda.index_of(uid, Column.TITLE)
    spoken = title.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Item 2, The budget, retitled since the agenda went out"
    assert strip.see_button.isVisible()
    assert strip.supplement_button.isVisible()
    world.session.undo().result(5)
    world.session.undo().result(5)
    world.settle(lambda: not strip.see_button.isVisible())


def test_see_what_changed_shows_the_sheet_beside_the_agenda(world: World, step: AgendaStep) -> None:
    agenda.add_item(world.session, world.meeting, "Flood").result(5)
    world.settle(lambda: step.versions.has_changes)
    world.run(step, "agenda.changes")
    assert (step.preview.kind, step.preview.audience) == (DocumentKind.CHANGES, Audience.MEMBERS)
    assert step.versions.see_button.text() == "Back to the agenda"
    world.session.undo().result(5)
    world.settle(lambda: step.preview.kind is DocumentKind.AGENDA)


def test_what_went_out_is_withdrawn_by_delete_and_keeps_its_number(
    world: World, step: AgendaStep
) -> None:
    uid = item(world, "Minutes").uid
    step.tree.select(uid)
    step.tree.setFocus()
    world.press(Qt.Key.Key_Delete)
    world.settle(lambda: item(world, "Minutes").outcome is ItemOutcome.WITHDRAWN)
    assert world.said.texts[-1] == (
        "“Minutes” went out with the agenda, so it stays and is printed as withdrawn."
    )
    number = step.tree.agenda.index_of(uid, Column.NUMBER)
    assert not number.flags() & Qt.ItemFlag.ItemIsEditable
    world.run(step, "agenda.number")
    assert "went out under its number" in world.said.warnings[-1]
    world.run(step, "agenda.nest")
    world.settle()
    step.tree.select(item(world, "Budget").uid)
    world.run(step, "agenda.nest")
    world.bot.waitUntil(lambda: "its number and its level stay" in world.said.warnings[-1])
    assert item(world, "Budget").parent is None


def test_the_reason_of_a_supplement_is_kept_as_it_is_typed(world: World, step: AgendaStep) -> None:
    agenda.add_item(world.session, world.meeting, "Flood").result(5)
    world.settle(lambda: step.versions.has_changes)
    world.run(step, "agenda.supplement")
    world.bot.waitUntil(lambda: QApplication.focusWidget() is step.versions.reason)
    world.type("The river rose")
    reader = world.session.reader
    world.settle(lambda: agenda_versions.prepared(reader, world.meeting) is not None)
    row = agenda_versions.prepared(reader, world.meeting)
    assert row is not None
    assert row.reason == "The river rose"
    asked: list[Route] = []
    world.context.bus.route_requested.connect(asked.append)
    step.versions.go_button.click()
    assert asked == [Route("meeting", world.meeting, "send", DocumentKind.SUPPLEMENT.value)]


def test_a_supplement_is_published_as_the_next_version(
    world: World, step: AgendaStep, tmp_path: Path
) -> None:
    send = SendStep(world.context, world.meeting)
    send.set_folder(str(tmp_path / "out"))
    world.show(send)
    send.choose(DocumentKind.SUPPLEMENT)
    world.settle(lambda: send.stopped)
    assert not send.out.isVisible()
    agenda.add_item(world.session, world.meeting, "Flood").result(5)
    world.settle(lambda: not send.stopped)
    assert send.out.button.text() == "Publish supplement 1 as version 2"
    send.choose(DocumentKind.AGENDA)
    assert send.out.button.text() == "Publish it as version 2"
    send.choose(DocumentKind.SUPPLEMENT)
    send.mark_out()
    reader = world.session.reader
    world.settle(lambda: reader.count(Publication, kind=DocumentKind.SUPPLEMENT.value) == 1)
    (row,) = reader.find(Publication)
    assert row.file_name == "2016-11-10 SB supplementary agenda 1.pdf"
    assert reader.count(AgendaVersion) == 2
    assert item(world, "Flood").published_number == "3."
    world.settle(lambda: step.versions.words.text() == "Version 2 went out on 10 November.")


def test_an_agenda_of_which_no_version_was_kept_can_be_kept_now(
    world: World, step: AgendaStep
) -> None:
    (version,) = world.session.reader.find(AgendaVersion)
    world.session.change("Lose", lambda w: w.delete(AgendaVersion, version.uid)).result(5)
    world.settle(lambda: step.versions.keep_button.isVisible())
    step.versions.keep_button.click()
    world.settle(lambda: step.versions.words.text() == "Version 1 is out.")


def test_the_strip_goes_when_the_meeting_begins(world: World, step: AgendaStep) -> None:
    assert step.versions.isVisible()
    meetings.set_stage(world.session, world.meeting, Stage.HELD).result(5)
    world.settle(lambda: not step.versions.isVisible())
    assert world.session.reader.get(Meeting, world.meeting).stage is Stage.HELD


def test_the_page_beside_the_agenda_keeps_its_room(world: World, step: AgendaStep) -> None:
    step.resize(1064, 610)  # what a window of 1280 by 720 leaves
    world.bot.waitUntil(lambda: step.preview.width() > 380)
    assert step.versions.width() > 560
