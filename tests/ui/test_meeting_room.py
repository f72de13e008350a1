"""The room while minuting: one line at the cursor, the sentence, the marks and the quorum."""

from __future__ import annotations

from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from secretariat.models.kinds import AttendanceKind, EntryKind, Restriction
from secretariat.models.records import AttendanceEvent, Declaration, Entry, Item, MeetingEvent
from secretariat.models.room_kinds import Conduct, MeetingEventKind
from secretariat.services import agenda, attendance, interests, minutes, quorum
from secretariat.services.room import Spot
from secretariat.ui.meeting.minutes import MinutesStep
from secretariat.ui.meeting.minutes_picture import minutes_picture
from secretariat.ui.meeting.movement_foot import MovementFoot
from tests.ui.test_meeting_support import World, world

__all__ = ["world"]


@pytest.fixture
def step(world: World) -> MinutesStep:
    for title in ("Introductions and apologies", "Progress report", "Any other business"):
        agenda.add_item(world.session, world.meeting, title, minutes=10).result(5)
    quorum.set_quorum(world.session, world.body, "3").result(5)
    attendance.fill_from_membership(world.session, world.meeting).result(5)
    for one in attendance.attendees_of(world.session.reader, world.meeting)[:3]:
        attendance.mark(world.session, one.uid, AttendanceKind.PRESENT).result(5)
    made = MinutesStep(world.context, world.meeting)
    world.show(made)
    made.focus_row("")
    return made


def entries(world: World, step: MinutesStep) -> list[Entry]:
    return minutes.entries_under(world.session.reader, world.meeting, step.now or None)


def foot_of(step: MinutesStep, uid: str) -> MovementFoot:
    row = next(row for row in step.entries.rows if row.uid == uid)
    assert isinstance(row.foot, MovementFoot)
    return row.foot


def active(world: World, step: MinutesStep) -> None:
    """Bring the window to the front again: here a list of names that closes leaves none there."""
    step.activateWindow()
    world.bot.waitUntil(step.isActiveWindow)


def test_f6_writes_the_sentence_and_the_cursor_goes_on(world: World, step: MinutesStep) -> None:
    world.type("The Chairman opened the meeting.")
    world.press(Qt.Key.Key_Return)
    world.run(step, "minutes.arrives")
    world.type("ela")
    world.press(Qt.Key.Key_Return)
    active(world, step)
    world.type("She apologised.")
    world.settle(lambda: len(entries(world, step)) == 3)
    kinds = [entry.kind for entry in entries(world, step)]
    assert kinds == [EntryKind.NARRATIVE, EntryKind.MOVEMENT, EntryKind.NARRATIVE]
    told = entries(world, step)[1]
    world.bot.waitUntil(
        lambda: foot_of(step, told.uid).sentence() == "Elaine Matthews arrived at 10.00 am."
    )
    row = next(row for row in step.entries.rows if row.uid == told.uid)
    assert row.edit.placeholderText() == "Elaine Matthews arrived at 10.00 am."
    assert step.desk.strip is None
    lines = [line for line in step.room.roll.roll._rows if not isinstance(line, str)]
    assert [line.moved for line in lines] == ["", "", "", "arrived 10.00 am"]


def test_escape_leaves_nothing_and_a_wrong_name_is_told_beside(
    world: World, step: MinutesStep
) -> None:
    world.run(step, "minutes.leaves")
    world.type("zz")
    world.press(Qt.Key.Key_Return)
    assert step.desk.strip is not None
    assert not world.said.warnings
    active(world, step)
    world.press(Qt.Key.Key_Escape)
    assert step.desk.strip is None
    assert step.entries.current is not None
    assert QApplication.focusWidget() is step.entries.current.edit
    assert entries(world, step) == []


def test_the_loss_of_the_quorum_is_told_at_once_and_recorded(
    world: World, step: MinutesStep
) -> None:
    assert "Quorate: 3 of 4, 3 needed" in step.room.card.accessibleName()
    world.run(step, "minutes.leaves")
    world.type("moore")
    world.press(Qt.Key.Key_Return)
    world.bot.waitUntil(lambda: bool(world.said.warnings))
    assert world.said.warnings == ["No quorum: 2 of 4, 3 needed. One more is needed."]
    assert step.room.card.property("tone") == "bad"
    assert step.room.card.record_button.isVisible()
    step.room.card.record_button.click()
    world.settle(lambda: len(entries(world, step)) == 2)
    event = world.session.reader.one(MeetingEvent, meeting=world.meeting)
    assert event is not None
    assert event.kind is MeetingEventKind.QUORUM_LOST
    world.bot.waitUntil(lambda: not step.room.card.record_button.isVisible())


def test_a_movement_is_set_right_in_its_foot(world: World, step: MinutesStep) -> None:
    world.run(step, "minutes.leaves")
    world.type("clarke")
    world.press(Qt.Key.Key_Return)
    world.settle(lambda: len(entries(world, step)) == 1)
    uid = entries(world, step)[0].uid
    world.bot.waitUntil(lambda: bool(foot_of(step, uid).sentence()))
    foot = foot_of(step, uid)
    active(world, step)
    foot.at.setFocus()
    foot.at.selectAll()
    world.type("10.31")
    world.settle(lambda: foot_of(step, uid).sentence().endswith("at 10.31 am."))
    foot.kind.chosen.emit(AttendanceKind.WITHDRAWS)
    world.settle(lambda: "left the room" in foot_of(step, uid).sentence())
    active(world, step)
    world.run(step, "minutes.arrives")
    world.type("clarke")
    world.press(Qt.Key.Key_Return)
    world.settle(lambda: len(entries(world, step)) == 2)
    events = world.session.reader.find(AttendanceEvent, meeting=world.meeting)
    assert [e.kind for e in events if e.entry] == [AttendanceKind.WITHDRAWS, AttendanceKind.RETURNS]


def test_the_exclusion_names_the_closed_items_and_stands_in_an_open_one(
    world: World, step: MinutesStep
) -> None:
    items = agenda.items_of(world.session.reader, world.meeting)
    values = {"restriction": Restriction.EXEMPT, "restriction_ground": "paragraph 3"}
    world.session.change("Close", lambda w: w.update(Item, items[2].uid, **values)).result(5)
    step.go_to(items[2].uid)
    world.run(step, "minutes.exclude")
    assert step.desk.strip is not None
    assert step.desk.strip.words.text() == "item 3 (paragraph 3)"
    world.press(Qt.Key.Key_Return)
    under = minutes.entries_under
    world.settle(lambda: len(under(world.session.reader, world.meeting, items[1].uid)) == 1)
    world.bot.waitUntil(lambda: "The public is excluded" in step.room.card.accessibleName())


def test_interests_are_declared_one_after_another_and_asked_about_at_their_item(
    world: World, step: MinutesStep
) -> None:
    for words in ("moore", "clarke"):
        if step.desk.strip is None:
            world.run(step, "minutes.declare")
        active(world, step)
        assert step.desk.strip is not None
        step.desk.strip.who.setFocus()
        world.type(words)
        active(world, step)
        step.desk.strip.words.setFocus()
        world.type("2: an employer")
        world.press(Qt.Key.Key_Return)
    step.desk.cancel()
    world.settle(lambda: len(entries(world, step)) == 2)
    declared = world.session.reader.find(Declaration, meeting=world.meeting)
    items = agenda.items_of(world.session.reader, world.meeting)
    assert [(one.item, one.nature) for one in declared] == [(items[1].uid, "an employer")] * 2
    step.go_to(items[1].uid)
    assert "Maurice Moore declared an interest" in step.room.interests.accessibleName()
    world.run(step, "minutes.interest-left")
    world.settle(lambda: len(entries(world, step)) == 1)
    world.run(step, "minutes.interest-stayed")
    world.bot.waitUntil(lambda: not step.room.interests.left_button.isVisible())
    declared = world.session.reader.find(Declaration, meeting=world.meeting)
    assert [one.conduct for one in declared] == [Conduct.LEFT, Conduct.SILENT]
    lines = [line for line in step.room.roll.roll._rows if not isinstance(line, str)]
    assert lines[0].moved == "withdrew 10.00 am"


def test_an_item_is_minuted_by_what_happened_and_not_by_a_question(
    world: World, step: MinutesStep
) -> None:
    session = world.session
    items = [one.uid for one in agenda.items_of(session.reader, world.meeting)]
    who = attendance.attendees_of(session.reader, world.meeting)[1].uid
    minutes.add_entry(session, world.meeting, items[0], "Whose?", kind=EntryKind.QUESTION).result(5)
    interests.declare(session, Spot(world.meeting, items[1]), who, "").result(5)
    attendance.record_movement(session, who, AttendanceKind.LEAVES, time(11), items[2]).result(5)
    world.settle()
    picture = minutes_picture(session, world.meeting)
    assert [topic.done for topic in picture.topics[:3]] == [False, True, True]
