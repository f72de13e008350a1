"""The workspace: header, steps, the life of a meeting, documents given out."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from secretariat.errors import KnownError
from secretariat.models.kinds import (
    ActionState,
    BodyKind,
    DocumentKind,
    EntryKind,
    Format,
    Restriction,
    Stage,
)
from secretariat.models.records import Action, Meeting, Publication, Sitting
from secretariat.services import actions, agenda, attendance, bodies, meetings, minutes, rules
from secretariat.ui.meeting import export_file
from secretariat.ui.meeting.actions import ActionsStep
from secretariat.ui.meeting.agenda import AgendaStep
from secretariat.ui.meeting.attendance import AttendanceStep
from secretariat.ui.meeting.details import DetailsStep
from secretariat.ui.meeting.export_file import write_whole
from secretariat.ui.meeting.send import SendStep
from secretariat.ui.meeting.workspace import STEPS, MeetingWorkspace
from secretariat.ui.page import Route
from tests.ui.test_meeting_support import World, world

__all__ = ["world"]


@pytest.fixture
def space(world: World) -> MeetingWorkspace:
    made = MeetingWorkspace(world.context)
    made.open(Route("meeting", world.meeting))

    def go(route: Route) -> None:
        made.open(route)
        made.refresh()

    world.context.bus.route_requested.connect(go)
    world.show(made)
    return made


def stage(world: World) -> Stage:
    return world.session.reader.get(Meeting, world.meeting).stage


def test_the_header_tells_the_meeting_and_its_next_step(
    world: World, space: MeetingWorkspace
) -> None:
    assert space.header.title.text() == "Stakeholder Board, 10 November 2016"
    assert space.header.when.text() == "10.00 am – 12 noon · Monkfield Room"
    assert space.header.stage.text() == "Planned"
    agenda.add_item(world.session, world.meeting, "Apologies").result(5)
    world.settle(lambda: space.header.next.accessibleName() == "Publish agenda…")
    assert space.header.tabs.tabText(1) == "Agenda  1"


def test_every_step_opens_and_has_commands(world: World, space: MeetingWorkspace) -> None:
    agenda.add_item(world.session, world.meeting, "Apologies").result(5)
    seen: set[str] = set()
    for name, _, _ in STEPS:
        world.context.go("meeting", world.meeting, name)
        world.settle()
        assert space.tab == name
        names = [command.name for command in space.commands()]
        assert len(names) == len(set(names))
        seen |= set(names)
    assert {"agenda.add-item", "papers.add", "attendance.rest", "minutes.next-item"} <= seen


def test_a_meeting_lives_from_start_to_approval(world: World, space: MeetingWorkspace) -> None:
    agenda.add_item(world.session, world.meeting, "Apologies").result(5)
    world.settle()
    world.run(space, "meeting.start")
    world.settle(lambda: stage(world) is Stage.HELD and space.tab == "minutes")
    sitting = world.session.reader.one(Sitting, meeting=world.meeting)
    assert sitting is not None
    assert sitting.opened == time(10)
    assert space.header.next.accessibleName() == "Next item"
    world.run(space, "meeting.close")
    world.settle(lambda: stage(world) is Stage.DRAFT_MINUTES)
    world.run(space, "meeting.send-minutes")
    world.settle(lambda: space.tab == "send")
    send = space.steps["send"]
    assert isinstance(send, SendStep)
    assert send.chosen()[0] is DocumentKind.MINUTES
    send.mark_out()
    world.settle(lambda: stage(world) is Stage.MINUTES_OUT)
    world.run(space, "meeting.approve")
    world.settle(lambda: stage(world) is Stage.CLOSED)


def test_a_meeting_that_is_gone_says_so(world: World, space: MeetingWorkspace) -> None:
    meetings.remove_meeting(world.session, world.meeting).result(5)
    world.settle()
    space.refresh()
    assert space.header.isHidden()


def test_details_are_typed_as_people_type(world: World) -> None:
    step = DetailsStep(world.context, world.meeting)
    world.show(step)
    card = next(iter(step.sittings.cards.values()))
    card.on.setFocus()
    card.on.selectAll()
    world.type("17/11/2016")
    card.ends.setFocus()
    card.ends.selectAll()
    world.type("1pm")
    card.place.setFocus()
    world.type(", first floor")
    step.title.setFocus()
    world.type("Stakeholder Event")
    world.settle()
    sitting = world.session.reader.one(Sitting, meeting=world.meeting)
    assert sitting is not None
    assert (sitting.date, sitting.ends) == (date(2016, 11, 17), time(13))
    assert world.session.reader.get(Meeting, world.meeting).title == "Stakeholder Event"
    step.sittings.add()
    world.settle(lambda: len(step.sittings.cards) == 2)
    step.calling_off.reason.setText("Snow")
    step.calling_off.cancel()
    world.settle(lambda: stage(world) is Stage.CANCELLED)
    step.calling_off.take_back()
    world.settle(lambda: stage(world) is Stage.PLANNED)


def test_actions_are_added_and_followed(world: World) -> None:
    step = ActionsStep(world.context, world.meeting)
    world.show(step)
    step.focus_row("")
    world.type("PC and MF: discuss the data by 3 March")
    world.press(Qt.Key.Key_Return)
    world.settle(lambda: len(step.cards) == 1)
    card = next(iter(step.cards.values()))
    assert card.owners.text() == "PC; MF" or "Clarke" in card.owners.text()
    assert card.due.text() == "3 March 2017"
    card.note.setFocus()
    world.type("They met.")
    world.press(Qt.Key.Key_Return)
    world.settle(lambda: len(card.view.updates) == 1)
    card._set_state(ActionState.DONE)
    world.settle(lambda: card.view.action.state is ActionState.DONE)
    action = world.session.reader.get(Action, card.uid)
    assert action.closed_at == world.meeting
    card.due.setFocus()
    card.due.selectAll()
    world.type("whenever")
    card.note.setFocus()
    assert "no date" in card._due_row.wrong.text()


def test_a_restricted_item_stops_the_public_agenda(world: World) -> None:
    agenda.add_item(
        world.session, world.meeting, "Lease of 4 High Street", restriction=Restriction.EXEMPT
    ).result(5)
    step = SendStep(world.context, world.meeting)
    world.show(step)
    world.settle(lambda: step.stopped)
    assert not step.export_button.isEnabled()
    step.export()
    world.settle(lambda: world.said.warnings)
    assert "public title" in world.said.warnings[0]


def test_a_document_is_exported_with_a_sensible_name(world: World, tmp_path: Path) -> None:
    agenda.add_item(world.session, world.meeting, "Apologies").result(5)
    step = SendStep(world.context, world.meeting)
    world.show(step)
    step.set_folder(str(tmp_path / "out"))
    step.form.show_value(Format.TEXT)
    step.refresh()
    step.export()
    world.bot.waitUntil(lambda: step.chip.path is not None, timeout=20000)
    assert step.chip.path == tmp_path / "out" / "2016-11-10 SB agenda.txt"
    assert "Apologies" in step.chip.path.read_text("utf-8")
    assert step.chip.mime().urls()[0].toLocalFile() == str(step.chip.path)
    step.mark_out()
    world.settle(lambda: stage(world) is Stage.PUBLISHED)
    world.settle(lambda: world.session.reader.count(Publication, meeting=world.meeting) == 1)


def test_a_file_is_written_whole_beside_an_older_one(tmp_path: Path) -> None:
    first = write_whole(tmp_path / "new", "a.pdf", b"one")
    second = write_whole(tmp_path / "new", "a.pdf", b"two")
    assert (first.name, second.name) == ("a.pdf", "a (2).pdf")
    assert (first.read_bytes(), second.read_bytes()) == (b"one", b"two")
    assert sorted(p.name for p in (tmp_path / "new").iterdir()) == ["a (2).pdf", "a.pdf"]


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    for name in ("link", "replace"):
        monkeypatch.setattr(export_file.os, name, full)
    with pytest.raises(KnownError, match="No space left"):
        write_whole(tmp_path, "a.pdf", b"one")
    assert list(tmp_path.iterdir()) == []


def test_deferred_items_and_minutes_open_at_the_first_without_words(world: World) -> None:
    first = agenda.add_item(world.session, world.meeting, "One").result(5)
    agenda.add_item(world.session, world.meeting, "Two").result(5)
    minutes.add_entry(world.session, world.meeting, first.uid, "Done.").result(5)
    space = MeetingWorkspace(world.context)
    space.open(Route("meeting", world.meeting, "minutes"))
    world.show(space)
    step = space.steps["minutes"]
    assert getattr(step, "now", "") == agenda.items_of(world.session.reader, world.meeting)[1].uid
    assert actions.views(world.session.reader, meeting=world.meeting) == []


def test_everything_that_takes_the_focus_has_a_name_and_a_role(
    world: World, space: MeetingWorkspace
) -> None:
    item = agenda.add_item(world.session, world.meeting, "Apologies").result(5)
    attendance.fill_from_membership(world.session, world.meeting).result(5)
    minutes.add_entry(
        world.session, world.meeting, item.uid, "PC to write", kind=EntryKind.ACTION
    ).result(5)
    nameless = []
    for name, _, _ in STEPS:
        world.context.go("meeting", world.meeting, name)
        world.settle()
        for widget in space.findChildren(QWidget):
            if widget.focusPolicy() is Qt.FocusPolicy.NoFocus or not widget.isVisible():
                continue
            spoken = QAccessible.queryAccessibleInterface(widget)
            words = spoken.text(QAccessible.Text.Name)
            if not words or spoken.role() is QAccessible.Role.NoRole:
                nameless.append(f"{name}: {type(widget).__name__} {widget.objectName()}")
    assert nameless == []


def test_tab_leaves_every_step(world: World, space: MeetingWorkspace) -> None:
    """Tab always moves on: from the first field of a step it comes back to the tabs."""
    agenda.add_item(world.session, world.meeting, "Apologies").result(5)
    attendance.fill_from_membership(world.session, world.meeting).result(5)
    for name, _, _ in STEPS:
        world.context.go("meeting", world.meeting, name)
        world.settle()
        space.header.tabs.setFocus()
        seen = 0
        while seen < 120:
            world.press(Qt.Key.Key_Tab)
            seen += 1
            if space.header.tabs.hasFocus():
                break
        assert space.header.tabs.hasFocus(), f"Tab does not come round in {name}"
        assert seen > 2


@pytest.mark.parametrize("form", [Format.PDF, Format.EMAIL, Format.DOCX, Format.HTML])
def test_every_format_is_made_in_a_child(world: World, tmp_path: Path, form: Format) -> None:
    agenda.add_item(world.session, world.meeting, "Apologies").result(5)
    step = SendStep(world.context, world.meeting)
    world.show(step)
    step.set_folder(str(tmp_path / "out"))
    step.form.show_value(form)
    step.refresh()
    step.export()
    world.bot.waitUntil(lambda: step.chip.path is not None, timeout=20000)
    assert step.chip.path is not None
    assert step.chip.path.suffix == f".{form.value}"
    data = step.chip.path.read_bytes()
    assert data.startswith({"pdf": b"%PDF", "docx": b"PK"}.get(form.value, data[:1]))
    if form is Format.EMAIL:
        assert b"X-Unsent: 1" in data
        assert step.recipients.isVisibleTo(step)


def test_the_arrows_walk_along_the_tabs(world: World, space: MeetingWorkspace) -> None:
    agenda.add_item(world.session, world.meeting, "Apologies").result(5)
    world.settle()
    space.header.tabs.setFocus()
    for tab in ("papers", "attendance", "minutes"):
        world.press(Qt.Key.Key_Right)
        world.settle()
        assert space.tab == tab
        assert space.header.tabs.hasFocus()


def test_a_substitute_is_asked_for_from_the_minutes(world: World, space: MeetingWorkspace) -> None:
    agenda.add_item(world.session, world.meeting, "Apologies").result(5)
    attendance.fill_from_membership(world.session, world.meeting).result(5)
    world.context.go("meeting", world.meeting, "minutes")
    world.settle()
    world.run(space, "minutes.room")
    world.type("S")
    world.settle(lambda: space.tab == "attendance")
    step = space.steps["attendance"]
    assert isinstance(step, AttendanceStep)
    assert step.adder.hasFocus()
    assert step._for.text() == "In place of Maurice Moore:"


def test_a_name_of_ten_thousand_letters_is_shown_and_kept(
    world: World, space: MeetingWorkspace
) -> None:
    long = "N" * 10_000
    item = agenda.add_item(world.session, world.meeting, long, presenter=long).result(5)
    attendance.add_attendee(world.session, world.meeting, long[:500]).result(5)
    minutes.add_entry(world.session, world.meeting, item.uid, long).result(5)
    for name, _, _ in STEPS:
        world.context.go("meeting", world.meeting, name)
        world.settle()
    step = space.steps["agenda"]
    assert isinstance(step, AgendaStep)
    index = step.tree.agenda.index_of(item.uid)
    assert step.tree.visualRect(index).height() < 400


def test_a_long_name_gives_way_to_the_day(world: World) -> None:
    long = "Joint Oversight and Scrutiny Committee " * 6
    bodies.change_body(world.session, world.body, name=long, short_name="").result(5)
    page = MeetingWorkspace(world.context)
    page.open(Route("meeting", world.meeting, "details"))
    world.show(page, 900, 560)
    shown = page.header.title.text()
    assert shown.endswith("…, 10 November 2016")
    assert page.header.title.fontMetrics().horizontalAdvance(shown) <= page.header.title.width()
    assert page.header.title.accessibleName() == f"{long.strip()}, 10 November 2016"


def test_a_budget_meeting_is_said_in_the_details_with_its_rule(world: World) -> None:
    step = DetailsStep(world.context, world.meeting)
    world.show(step)
    assert not step.budget.isVisible()
    bodies.change_body(world.session, world.body, kind=BodyKind.COUNCIL).result(5)
    rules.set_profile(world.session, world.body, "england-council").result(5)
    world.settle()
    world.bot.waitUntil(step.budget.isVisible)
    assert "the minutes give the names of those who voted for" in step.budget.why.text()
    assert step.budget.why.text().endswith("SI 2014/165.")
    step.budget.box.setFocus()
    world.press(Qt.Key.Key_Space)
    world.settle(lambda: world.session.reader.get(Meeting, world.meeting).is_budget)
    bodies.change_body(world.session, world.body, kind=BodyKind.FORUM).result(5)
    world.settle()
    world.bot.waitUntil(lambda: step.budget.why.text().startswith("No rule that this body"))
    assert step.budget.box.isChecked()
    world.context.undo()
